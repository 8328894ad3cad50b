#include "services/import/row_problem.h"

namespace anchorledger::importing {

std::string_view NameOf(ProblemCode code) {
  switch (code) {
    case ProblemCode::kRowWidth:
      return "ROW_WIDTH";
    case ProblemCode::kTextInvalid:
      return "TEXT_INVALID";
    case ProblemCode::kValueMissing:
      return "VALUE_MISSING";
    case ProblemCode::kDateUnreadable:
      return "DATE_UNREADABLE";
    case ProblemCode::kMoneyUnreadable:
      return "MONEY_UNREADABLE";
    case ProblemCode::kNumberUnreadable:
      return "NUMBER_UNREADABLE";
    case ProblemCode::kWordUnknown:
      return "WORD_UNKNOWN";
    case ProblemCode::kLookupMissed:
      return "LOOKUP_MISSED";
    case ProblemCode::kKeyMissing:
      return "KEY_MISSING";
    case ProblemCode::kKeyRepeated:
      return "KEY_REPEATED";
    case ProblemCode::kNoRule:
      return "NO_RULE";
    case ProblemCode::kOutsidePeriod:
      return "OUTSIDE_PERIOD";
    case ProblemCode::kNotAmendable:
      return "NOT_AMENDABLE";
    case ProblemCode::kIdTaken:
      return "ID_TAKEN";
  }
  return "UNKNOWN";
}

RowProblem MakeProblem(ProblemCode code, std::string_view column, std::string_view message) {
  return {.code = std::string(NameOf(code)),
          .column = std::string(column),
          .message = std::string(message)};
}

std::string Quoted(std::string_view value) {
  constexpr std::size_t kLongest = 60;
  std::string text = "'";
  if (value.size() <= kLongest) {
    text.append(value);
  } else {
    std::size_t end = kLongest;  // not inside a character
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xc0U) == 0x80U) --end;
    text.append(value.substr(0, end)).append("...");
  }
  return text.append("'");
}

}  // namespace anchorledger::importing
