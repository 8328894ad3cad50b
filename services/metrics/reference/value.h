// Exact numbers of the reference evaluator: fractions, truth values, and having neither.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"

namespace anchorledger::metrics::reference {

// Why there is no value. Numbers as in api.v1.UndefinedReason.
enum class Why : std::uint8_t {
  kDefined = 0,
  kDenominatorZero = 1,
  kNotReported = 2,
  kOtherCurrency = 3,
  kPartsOnly = 4,
  kUnknownMetric = 5,
};

// A number is num / den, den > 0, not reduced: a share keeps its numerator and denominator. A truth
// value is 1 or 0 over 1. Without a value both are 0, except that a division by zero keeps num.
struct Value {
  enum class Kind : std::uint8_t { kUndefined, kNumber, kBoolean };

  Kind kind = Kind::kUndefined;
  Why why = Why::kNotReported;
  absl::int128 num = 0;
  absl::int128 den = 0;

  bool defined() const { return kind != Kind::kUndefined; }
  bool operator==(const Value&) const = default;
};

inline Value Number(absl::int128 number) {
  return {Value::Kind::kNumber, Why::kDefined, number, 1};
}
inline Value Truth(bool truth) { return {Value::Kind::kBoolean, Why::kDefined, truth ? 1 : 0, 1}; }
inline Value Missing(Why why) { return {Value::Kind::kUndefined, why, 0, 0}; }

// num / den with the sign in front; undefined for den = 0.
inline Value Share(absl::int128 num, absl::int128 den) {
  if (den == 0) return {Value::Kind::kUndefined, Why::kDenominatorZero, num, 0};
  if (den < 0) return {Value::Kind::kNumber, Why::kDefined, -num, -den};
  return {Value::Kind::kNumber, Why::kDefined, num, den};
}

// The middle number, or the mean of the two in the middle; undefined without any.
Value MedianOf(std::vector<absl::int128> numbers);

}  // namespace anchorledger::metrics::reference
