#include "services/import/value_parser.h"

#include <algorithm>
#include <array>
#include <limits>

namespace anchorledger::importing {
namespace {

constexpr std::string_view kNoBreakSpace = "\xc2\xa0";
constexpr std::string_view kMinusSign = "\xe2\x88\x92";  // U+2212
constexpr int kDigitsMax = 18;

bool IsDigit(char byte) { return byte >= '0' && byte <= '9'; }
bool IsBlank(char byte) { return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n'; }
bool IsLetter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }
char Lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

// Takes up to `most` digits, at least `least`, off the front.
std::optional<std::int32_t> TakeNumber(std::string_view& text, std::size_t least,
                                       std::size_t most) {
  std::int32_t value = 0;
  std::size_t count = 0;
  while (count < most && count < text.size() && IsDigit(text[count])) {
    value = value * 10 + (text[count] - '0');
    ++count;
  }
  if (count < least) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

constexpr std::array<std::string_view, 12> kMonthNames = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

// Takes an English month name, short or long, off the front: 1 to 12.
std::optional<std::int32_t> TakeMonthName(std::string_view& text) {
  std::size_t letters = 0;
  while (letters < text.size() && IsLetter(text[letters])) ++letters;
  const std::string_view word = text.substr(0, letters);
  for (std::size_t month = 0; month < kMonthNames.size(); ++month) {
    const std::string_view name = kMonthNames[month];
    const bool fits = EqualIgnoringCase(word, name) || EqualIgnoringCase(word, name.substr(0, 3)) ||
                      (month == 8 && EqualIgnoringCase(word, "sept"));
    if (!fits) continue;
    text.remove_prefix(letters);
    return static_cast<std::int32_t>(month) + 1;
  }
  return std::nullopt;
}

bool RemovePrefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool RemoveSuffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

// Takes the marks of a negative number off: "-5", "5-", "(5)".
bool TakeSign(std::string_view& text) {
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
    text = TrimBlanks(text.substr(1, text.size() - 2));
    return true;
  }
  bool negative = false;
  if (RemovePrefix(text, "-") || RemovePrefix(text, kMinusSign)) {
    negative = true;
  } else if (!RemovePrefix(text, "+")) {
    negative = RemoveSuffix(text, "-") || RemoveSuffix(text, kMinusSign);
  }
  text = TrimBlanks(text);
  return negative;
}

std::string_view SymbolOf(base::Currency currency) {
  const std::string_view code = currency.code();
  if (code == "GBP") return "\xc2\xa3";
  if (code == "EUR") return "\xe2\x82\xac";
  return code == "USD" ? "$" : "";
}

void TakeCurrency(std::string_view& text, base::Currency currency) {
  for (const std::string_view mark : {currency.code(), SymbolOf(currency)}) {
    if (mark.empty()) continue;
    if (RemovePrefix(text, mark) || RemoveSuffix(text, mark)) {
      text = TrimBlanks(text);
      return;
    }
  }
}

// The whole part without group signs; nothing when groups are not of three.
bool AppendWholeDigits(std::string_view whole, char thousands_sign, std::string& digits) {
  std::size_t group = 0;
  bool grouped = false;
  for (const char byte : whole) {
    if (thousands_sign != '\0' && byte == thousands_sign) {
      if (group == 0 || group > 3 || (grouped && group != 3)) return false;
      grouped = true;
      group = 0;
      continue;
    }
    if (!IsDigit(byte)) return false;
    digits.push_back(byte);
    ++group;
  }
  return !grouped || group == 3;
}

}  // namespace

std::string_view TrimBlanks(std::string_view text) {
  while (!text.empty()) {
    if (IsBlank(text.front())) {
      text.remove_prefix(1);
    } else if (!RemovePrefix(text, kNoBreakSpace)) {
      break;
    }
  }
  while (!text.empty()) {
    if (IsBlank(text.back())) {
      text.remove_suffix(1);
    } else if (!RemoveSuffix(text, kNoBreakSpace)) {
      break;
    }
  }
  return text;
}

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(),
                    [](char left, char right) { return Lower(left) == Lower(right); });
}

base::StatusOr<DateFormat> DateFormat::Parse(std::string_view format, std::uint32_t century_pivot) {
  constexpr std::string_view kCodes = "dmbYyHMS";
  const auto invalid = [&](std::string_view why) {
    return base::MakeError(
        base::ErrorReason::kFieldInvalid,
        "date format '" + std::string(format) + "' " + std::string(why) +
            "; known codes are %d %m %b %Y %y %H %M %S, with day, month and year given once");
  };
  DateFormat result;
  result.century_pivot_ = static_cast<std::int32_t>(century_pivot);
  std::string seen;
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (format[at] != '%') {
      result.tokens_.push_back({.literal = format[at]});
      continue;
    }
    if (++at == format.size()) return invalid("ends inside a code");
    const char code = format[at];
    if (kCodes.find(code) == std::string_view::npos) return invalid("has an unknown code");
    if (seen.find(code) != std::string::npos) return invalid("has a code twice");
    seen.push_back(code);
    result.tokens_.push_back({.code = code});
  }
  const auto count = [&](std::string_view codes) {
    return std::count_if(seen.begin(), seen.end(),
                         [&](char code) { return codes.find(code) != std::string_view::npos; });
  };
  if (count("d") != 1 || count("mb") != 1 || count("Yy") != 1) {
    return invalid("does not give the day, the month and the year");
  }
  return result;
}

std::optional<base::Date> DateFormat::Match(std::string_view text) const {
  base::CivilDate civil;
  for (const Token& token : tokens_) {
    if (token.code == 0) {
      if (token.literal == ' ') {
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
        continue;
      }
      if (text.empty() || text.front() != token.literal) return std::nullopt;
      text.remove_prefix(1);
      continue;
    }
    const std::optional<std::int32_t> value = token.code == 'b'   ? TakeMonthName(text)
                                              : token.code == 'Y' ? TakeNumber(text, 4, 4)
                                              : token.code == 'y' ? TakeNumber(text, 2, 2)
                                                                  : TakeNumber(text, 1, 2);
    if (!value.has_value()) return std::nullopt;
    switch (token.code) {
      case 'd':
        civil.day = *value;
        break;
      case 'm':
      case 'b':
        civil.month = *value;
        break;
      case 'Y':
        civil.year = *value;
        break;
      case 'y':
        civil.year = *value + (*value >= century_pivot_ ? 1900 : 2000);
        break;
      case 'H':
        if (*value > 23) return std::nullopt;
        break;
      default:
        if (*value > 59) return std::nullopt;
    }
  }
  if (!text.empty()) return std::nullopt;
  const base::StatusOr<base::Date> date = base::FromCivil(civil);
  if (!date.ok()) return std::nullopt;
  return *date;
}

std::string DateFormat::Write(base::Date date) const {
  const base::CivilDate civil = base::ToCivil(date);
  const auto digits = [](std::int32_t number) {
    return std::string(number < 10 ? "0" : "") + std::to_string(number);
  };
  std::string text;
  for (const Token& token : tokens_) {
    switch (token.code) {
      case 0:
        text.push_back(token.literal);
        break;
      case 'd':
        text.append(digits(civil.day));
        break;
      case 'm':
        text.append(digits(civil.month));
        break;
      case 'b':
        text.append(kMonthNames[static_cast<std::size_t>(civil.month - 1)]);
        break;
      case 'Y':
        text.append(std::to_string(civil.year));
        break;
      case 'y':
        text.append(digits(civil.year % 100));
        break;
      default:
        text.append("00");
    }
  }
  return text;
}

bool DateFormat::Contradicts(const DateFormat& other) const {
  // All parts of the day differ, and each could stand for any other part.
  const base::Date sample = *base::FromCivil({.year = 2010, .month = 9, .day = 8});
  const std::optional<base::Date> read = other.Match(Write(sample));
  return read.has_value() && *read != sample;
}

std::optional<Decimal> ParseDecimal(std::string_view text, const NumberFormat& format) {
  text = TrimBlanks(text);
  const bool negative = TakeSign(text);
  const std::size_t sign_at = text.find(format.decimal_sign);
  const std::string_view whole = text.substr(0, sign_at);
  std::string_view fraction;
  if (sign_at != std::string_view::npos) fraction = text.substr(sign_at + 1);
  std::string digits;
  if (!AppendWholeDigits(whole, format.thousands_sign, digits)) return std::nullopt;
  if (!std::all_of(fraction.begin(), fraction.end(), IsDigit)) return std::nullopt;
  if (digits.empty() && fraction.empty()) return std::nullopt;
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  digits.append(fraction);
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string::npos) return Decimal{};
  if (digits.size() - first > kDigitsMax) return std::nullopt;
  Decimal number{.digits = 0, .scale = static_cast<int>(fraction.size())};
  for (std::size_t at = first; at < digits.size(); ++at) {
    number.digits = number.digits * 10 + (digits[at] - '0');
  }
  if (negative) number.digits = -number.digits;
  return number;
}

std::string ExampleOf(const NumberFormat& format, int digits) {
  std::string text = "1";
  if (format.thousands_sign != '\0') text.push_back(format.thousands_sign);
  text.append("234");
  if (digits == 0) return text;
  text.push_back(format.decimal_sign);
  text.append("5").append(static_cast<std::size_t>(digits) - 1, '0');
  return text;
}

std::optional<std::int64_t> ToScale(const Decimal& number, int digits) {
  if (number.scale > digits) return std::nullopt;
  std::int64_t value = number.digits;
  for (int at = number.scale; at < digits; ++at) {
    if (value > std::numeric_limits<std::int64_t>::max() / 10 ||
        value < std::numeric_limits<std::int64_t>::min() / 10) {
      return std::nullopt;
    }
    value *= 10;
  }
  return value;
}

std::optional<std::int64_t> Times(const Decimal& number, std::uint32_t factor) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(number.digits, static_cast<std::int64_t>(factor), &product)) {
    return std::nullopt;
  }
  for (int at = 0; at < number.scale; ++at) {
    if (product % 10 != 0) return std::nullopt;
    product /= 10;
  }
  return product;
}

std::optional<std::int64_t> ParseMinorUnits(std::string_view text, const NumberFormat& format,
                                            base::Currency currency) {
  text = TrimBlanks(text);
  bool negative = false;
  if (!text.empty() && !IsDigit(text.front())) {  // "-£5" and "£-5" alike
    const std::size_t before = text.size();
    negative = TakeSign(text);
    TakeCurrency(text, currency);
    if (negative && text.size() != before && (text.starts_with('-') || text.starts_with('('))) {
      return std::nullopt;  // two signs
    }
  } else {
    TakeCurrency(text, currency);
  }
  const std::optional<Decimal> number = ParseDecimal(text, format);
  if (!number.has_value()) return std::nullopt;
  const std::optional<std::int64_t> minor = ToScale(*number, currency.minor_digits());
  if (!minor.has_value()) return std::nullopt;
  return negative ? -*minor : *minor;
}

}  // namespace anchorledger::importing
