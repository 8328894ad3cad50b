// The numbers of the metric language: exact fractions, truth values, and the two ways of having
// neither. Undefined is not zero, and an overflow is never wrapped: both travel through a formula
// to its end.
#pragma once

#include <cstdint>

#include "absl/numeric/int128.h"

namespace anchorledger::metrics {

// Why there is no value. Mirrors api.v1.UndefinedReason.
enum class Undefined : std::uint8_t {
  kDefined = 0,
  kDenominatorZero = 1,
  kNotReported = 2,
  kOtherCurrency = 3,
  kPartsOnly = 4,
  kUnknownMetric = 5,
};

struct Value {
  enum class Kind : std::uint8_t { kUndefined, kNumber, kBoolean, kOverflow };

  Kind kind = Kind::kUndefined;
  Undefined why = Undefined::kNotReported;  // meaningful for kUndefined
  // A number is num / den with den > 0, not reduced, so that a fraction keeps its two parts. A
  // truth value is 1 or 0 over 1. Undefined by a zero denominator keeps num, over 0.
  absl::int128 num = 0;
  absl::int128 den = 0;

  static Value Number(absl::int128 number) {
    return {Kind::kNumber, Undefined::kDefined, number, 1};
  }
  static Value Boolean(bool truth) {
    return {Kind::kBoolean, Undefined::kDefined, truth ? 1 : 0, 1};
  }
  static Value Missing(Undefined why) { return {Kind::kUndefined, why, 0, 0}; }
  static Value Overflow() { return {Kind::kOverflow, Undefined::kDefined, 0, 0}; }

  bool defined() const { return kind == Kind::kNumber || kind == Kind::kBoolean; }
  bool positive() const { return defined() && num > 0; }
  bool operator==(const Value&) const = default;
};

// Arithmetic. An overflow in either operand, or in the result, is an overflow; else an undefined
// operand makes the result undefined, the left one giving the reason.
Value Add(const Value& a, const Value& b);
Value Subtract(const Value& a, const Value& b);
Value Multiply(const Value& a, const Value& b);
// Keeps the two parts as they are when both are whole: 6 / 4 stays six over four.
Value Divide(const Value& a, const Value& b);
Value Negate(const Value& a);

// Comparison of numbers: a truth value, or undefined as above.
enum class Comparison : std::uint8_t {
  kLess,
  kLessEqual,
  kEqual,
  kNotEqual,
  kGreaterEqual,
  kGreater
};
Value Compare(const Value& a, Comparison comparison, const Value& b);

// The smaller or greater one; undefined when either is.
Value Min(const Value& a, const Value& b);
Value Max(const Value& a, const Value& b);

// Truth tables with undefined as "unknown": false and undefined is false, true or undefined is
// true.
Value And(const Value& a, const Value& b);
Value Or(const Value& a, const Value& b);
Value Not(const Value& a);

}  // namespace anchorledger::metrics
