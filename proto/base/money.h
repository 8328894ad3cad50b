// Money: whole minor units of one currency. Never a floating point number, never two currencies in
// one sum.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "proto/base/status.h"

namespace anchorledger::base {

// An ISO 4217 code in three bytes. Default-constructed it is empty: "no currency".
class Currency {
 public:
  constexpr Currency() = default;

  constexpr bool empty() const { return letters_[0] == '\0'; }
  // "USD"; "" when empty. Valid as long as the currency.
  constexpr std::string_view code() const {
    return {letters_.data(), empty() ? std::size_t{0} : letters_.size()};
  }
  // Digits after the decimal sign: 2 for USD, 0 for JPY, 3 for BHD; 0 when empty.
  int minor_digits() const;

  friend constexpr bool operator==(const Currency&, const Currency&) = default;
  friend constexpr auto operator<=>(const Currency&, const Currency&) = default;
  template <typename H>
  friend H AbslHashValue(H state, const Currency& currency) {
    return H::combine(std::move(state), currency.letters_);
  }

 private:
  friend StatusOr<Currency> ParseCurrency(std::string_view code);
  std::array<char, 3> letters_{};
};

// Three upper-case letters that ISO 4217 lists as a currency in use; else FIELD_INVALID.
StatusOr<Currency> ParseCurrency(std::string_view code);

struct Money {
  std::int64_t minor = 0;
  Currency currency;
  bool operator==(const Money&) const = default;
};

// a + b; RULE_BROKEN for two currencies, OVERFLOW when the sum does not fit.
StatusOr<Money> Add(const Money& a, const Money& b);
// -a; OVERFLOW for the smallest number.
StatusOr<Money> Negate(const Money& a);

// "1,234,567.89 USD", "-5 JPY"; the number alone without a currency.
std::string FormatMoney(const Money& money);
// "1234567.89": the plain number for files and programs.
std::string FormatMinor(std::int64_t minor, int digits);

}  // namespace anchorledger::base
