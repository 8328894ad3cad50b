// Values as people write them, read exactly or not at all: nothing is rounded, guessed or read as a
// floating point number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/money.h"
#include "proto/base/status.h"

namespace anchorledger::importing {

// Without blanks (also no-break spaces) at both ends.
std::string_view TrimBlanks(std::string_view text);

// Compares ASCII letters without case.
bool EqualIgnoringCase(std::string_view a, std::string_view b);

// One way of writing a date, such as "%d-%b-%y", compiled.
class DateFormat {
 public:
  // Two-digit years from `century_pivot` on belong to the 1900s. FIELD_INVALID for a format that
  // has an unknown code, a code twice, or does not give day, month and year.
  static base::StatusOr<DateFormat> Parse(std::string_view format, std::uint32_t century_pivot);

  // The day when the whole text fits and there is such a day within the ledger's bounds.
  std::optional<base::Date> Match(std::string_view text) const;

  // Whether there are texts that both formats fit, as different days: "%d/%m/%Y" and "%m/%d/%Y".
  bool Contradicts(const DateFormat& other) const;

 private:
  std::string Write(base::Date date) const;

  struct Token {
    char code = 0;     // 'd', 'm', ...; 0 = a literal
    char literal = 0;  // a blank stands for any number of blanks, also none
  };
  std::vector<Token> tokens_;
  std::int32_t century_pivot_ = 70;
};

// How numbers are written in a file.
struct NumberFormat {
  char decimal_sign = '.';
  char thousands_sign = '\0';  // none
};

// A number as sign, digits and the place of the decimal sign: value = digits / 10^scale.
struct Decimal {
  std::int64_t digits = 0;  // signed
  int scale = 0;
};

// Reads "1,234.50", "-5", "5-", "(5.00)", "+5". Nothing when the text is not such a number or has
// more than 18 digits that count. Signs of groups must stand between groups of three.
std::optional<Decimal> ParseDecimal(std::string_view text, const NumberFormat& format);

// How such a number is written, for messages: "1,234.50" with two digits.
std::string ExampleOf(const NumberFormat& format, int digits);

// The number times 10^digits when that is whole and fits; zeros beyond are dropped ("1.500" with
// two digits is 150).
std::optional<std::int64_t> ToScale(const Decimal& number, int digits);

// The number times a factor when that is whole and fits: 2.5 times 100 is 250.
std::optional<std::int64_t> Times(const Decimal& number, std::uint32_t factor);

// An amount in minor units. The symbol or code of the currency may stand before or after it.
std::optional<std::int64_t> ParseMinorUnits(std::string_view text, const NumberFormat& format,
                                            base::Currency currency);

}  // namespace anchorledger::importing
