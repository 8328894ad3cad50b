#include "proto/base/money.h"

#include <algorithm>

#include "proto/base/currency_table.h"

namespace anchorledger::base {
namespace {

// The digits of a number of minor units: those before and those after the decimal sign.
struct Digits {
  bool negative = false;
  std::string whole;
  std::string fraction;
};

Digits Split(std::int64_t minor, int digits) {
  // The smallest number has no positive twin; the unsigned type holds its magnitude.
  const auto bits = static_cast<std::uint64_t>(minor);
  std::string text = std::to_string(minor < 0 ? ~bits + 1 : bits);
  const auto fraction_size = static_cast<std::size_t>(digits);
  if (text.size() <= fraction_size) text.insert(0, fraction_size + 1 - text.size(), '0');
  const std::size_t whole_size = text.size() - fraction_size;
  return {.negative = minor < 0,
          .whole = text.substr(0, whole_size),
          .fraction = text.substr(whole_size)};
}

std::string Join(const Digits& digits) {
  std::string text = digits.negative ? "-" : "";
  text += digits.whole;
  if (!digits.fraction.empty()) text += "." + digits.fraction;
  return text;
}

}  // namespace

int Currency::minor_digits() const { return MinorDigitsOf(code()).value_or(0); }

StatusOr<Currency> ParseCurrency(std::string_view code) {
  if (code.size() != 3 || !MinorDigitsOf(code).has_value()) {
    return MakeError(ErrorReason::kFieldInvalid,
                     "\"" + std::string(code.substr(0, 16)) +
                         "\" is not an ISO 4217 currency code, three upper-case letters");
  }
  Currency currency;
  std::copy(code.begin(), code.end(), currency.letters_.begin());
  return currency;
}

StatusOr<Money> Add(const Money& a, const Money& b) {
  if (a.currency != b.currency) {
    return MakeError(ErrorReason::kRuleBroken, "amounts in " + std::string(a.currency.code()) +
                                                   " and " + std::string(b.currency.code()) +
                                                   " are never added");
  }
  Money sum{.minor = 0, .currency = a.currency};
  if (__builtin_add_overflow(a.minor, b.minor, &sum.minor)) {
    return MakeError(ErrorReason::kOverflow, "the sum of two amounts does not fit into 64 bits");
  }
  return sum;
}

StatusOr<Money> Negate(const Money& a) {
  Money negated{.minor = 0, .currency = a.currency};
  if (__builtin_sub_overflow(std::int64_t{0}, a.minor, &negated.minor)) {
    return MakeError(ErrorReason::kOverflow, "the negated amount does not fit into 64 bits");
  }
  return negated;
}

std::string FormatMoney(const Money& money) {
  Digits digits = Split(money.minor, money.currency.minor_digits());
  for (std::size_t at = digits.whole.size(); at > 3;) {
    at -= 3;
    digits.whole.insert(at, ",");
  }
  std::string text = Join(digits);
  if (!money.currency.empty()) text.append(" ").append(money.currency.code());
  return text;
}

std::string FormatMinor(std::int64_t minor, int digits) { return Join(Split(minor, digits)); }

}  // namespace anchorledger::base
