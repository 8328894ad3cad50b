// Why a row of a file is rejected.
#pragma once

#include <string>
#include <string_view>

namespace anchorledger::importing {

// What is wrong with a row, as far as the file shows it. What the ledger refuses has the name of
// its ErrorReason as code instead.
enum class ProblemCode {
  kRowWidth,          // more or fewer values than columns
  kTextInvalid,       // bytes that are no characters
  kValueMissing,      // a blank where a value is needed
  kDateUnreadable,    // fits none of the date formats
  kMoneyUnreadable,   // no amount, or too many digits
  kNumberUnreadable,  // no number, or too many digits
  kWordUnknown,       // a word without a meaning in the profile
  kLookupMissed,      // a key that its look-up table does not have
  kKeyMissing,        // a blank in a key column
  kKeyRepeated,       // a key that stood in the file before
  kNoRule,            // no rule of the profile applies
  kOutsidePeriod,     // a date outside the declared period
  kNotAmendable,      // a change that no amendment can make
  kIdTaken,           // the ledger has an event under this id from elsewhere
};

// "VALUE_MISSING" and so on: what clients see; never renamed.
std::string_view NameOf(ProblemCode code);

struct RowProblem {
  std::string code;
  std::string column;   // empty: the whole row
  std::string message;  // one sentence
  bool operator==(const RowProblem&) const = default;
};

RowProblem MakeProblem(ProblemCode code, std::string_view column, std::string_view message);

// A value as it is quoted in a message: in quotes, cut when it is long.
std::string Quoted(std::string_view value);

}  // namespace anchorledger::importing
