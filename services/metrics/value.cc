#include "services/metrics/value.h"

#include <limits>

#include "proto/base/ratio.h"

namespace anchorledger::metrics {
namespace {

using absl::int128;

// The operand that decides the result when not both are defined.
const Value* Poison(const Value& a, const Value& b) {
  if (a.kind == Value::Kind::kOverflow) return &a;
  if (b.kind == Value::Kind::kOverflow) return &b;
  if (!a.defined()) return &a;
  if (!b.defined()) return &b;
  return nullptr;
}

// An undefined operand hands on its reason, not its numerator.
Value Passed(const Value& poison) {
  return poison.kind == Value::Kind::kOverflow ? Value::Overflow() : Value::Missing(poison.why);
}

// A sequence of checked steps; after the first that overflows all results are to be ignored.
class Checked {
 public:
  int128 Add(int128 a, int128 b) { return Take(base::AddChecked(a, b)); }
  int128 Subtract(int128 a, int128 b) { return Take(base::SubtractChecked(a, b)); }
  int128 Multiply(int128 a, int128 b) { return Take(base::MultiplyChecked(a, b)); }
  Value Result(int128 num, int128 den) const {
    if (overflow_) return Value::Overflow();
    return {Value::Kind::kNumber, Undefined::kDefined, num, den};
  }
  bool overflow() const { return overflow_; }

 private:
  int128 Take(const base::StatusOr<int128>& result) {
    if (result.ok()) return *result;
    overflow_ = true;
    return 0;
  }
  bool overflow_ = false;
};

Value AddSigned(const Value& a, const Value& b, bool subtract) {
  if (const Value* poison = Poison(a, b)) return Passed(*poison);
  Checked checked;
  if (a.den == b.den) {
    return checked.Result(subtract ? checked.Subtract(a.num, b.num) : checked.Add(a.num, b.num),
                          a.den);
  }
  const int128 left = checked.Multiply(a.num, b.den);
  const int128 right = checked.Multiply(b.num, a.den);
  const int128 den = checked.Multiply(a.den, b.den);
  const int128 num = subtract ? checked.Subtract(left, right) : checked.Add(left, right);
  return checked.Result(num, den);
}

bool Holds(int order, Comparison comparison) {
  switch (comparison) {
    case Comparison::kLess:
      return order < 0;
    case Comparison::kLessEqual:
      return order <= 0;
    case Comparison::kEqual:
      return order == 0;
    case Comparison::kNotEqual:
      return order != 0;
    case Comparison::kGreaterEqual:
      return order >= 0;
    case Comparison::kGreater:
      return order > 0;
  }
  return false;
}

}  // namespace

Value Add(const Value& a, const Value& b) { return AddSigned(a, b, /*subtract=*/false); }

Value Subtract(const Value& a, const Value& b) { return AddSigned(a, b, /*subtract=*/true); }

Value Multiply(const Value& a, const Value& b) {
  if (const Value* poison = Poison(a, b)) return Passed(*poison);
  Checked checked;
  const int128 num = checked.Multiply(a.num, b.num);
  const int128 den = checked.Multiply(a.den, b.den);
  return checked.Result(num, den);
}

Value Divide(const Value& a, const Value& b) {
  if (const Value* poison = Poison(a, b)) return Passed(*poison);
  Checked checked;
  int128 num = checked.Multiply(a.num, b.den);
  int128 den = checked.Multiply(a.den, b.num);
  if (checked.overflow()) return Value::Overflow();
  if (den == 0) return {Value::Kind::kUndefined, Undefined::kDenominatorZero, num, 0};
  if (den < 0) {
    num = checked.Subtract(0, num);
    den = checked.Subtract(0, den);
  }
  return checked.Result(num, den);
}

Value Negate(const Value& a) { return Subtract(Value::Number(0), a); }

Value Compare(const Value& a, Comparison comparison, const Value& b) {
  if (const Value* poison = Poison(a, b)) return Passed(*poison);
  Checked checked;
  const int128 left = checked.Multiply(a.num, b.den);
  const int128 right = checked.Multiply(b.num, a.den);
  if (checked.overflow()) return Value::Overflow();
  const int order = left < right ? -1 : (left > right ? 1 : 0);
  return Value::Boolean(Holds(order, comparison));
}

Value Min(const Value& a, const Value& b) {
  const Value less = Compare(a, Comparison::kLessEqual, b);
  if (!less.defined()) return less;
  return less.num != 0 ? a : b;
}

Value Max(const Value& a, const Value& b) {
  const Value less = Compare(a, Comparison::kLessEqual, b);
  if (!less.defined()) return less;
  return less.num != 0 ? b : a;
}

Value And(const Value& a, const Value& b) {
  if (a.defined() && a.num == 0) return a;
  if (b.defined() && b.num == 0) return b;
  if (const Value* poison = Poison(a, b)) return Passed(*poison);
  return Value::Boolean(true);
}

Value Or(const Value& a, const Value& b) {
  if (a.positive()) return a;
  if (b.positive()) return b;
  if (const Value* poison = Poison(a, b)) return Passed(*poison);
  return Value::Boolean(false);
}

Value Not(const Value& a) {
  if (!a.defined()) return Passed(a);
  return Value::Boolean(a.num == 0);
}

}  // namespace anchorledger::metrics
