// Formulas made ready to run: a flat list of steps over numbered variables.
//
// Besides the operators of the language there are the functions
//   min(a, b, ...)  max(a, b, ...)   undefined when any argument is
//   when(condition, a)               a where the condition is true, else undefined
//   defined(a)                       whether a is defined
//   numerator(a)  denominator(a)     the parts of a fraction
//   money('USD', 5_000)              an amount; undefined in cells of another currency
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "proto/base/money.h"
#include "proto/base/status.h"
#include "services/metrics/expression.h"
#include "services/metrics/value.h"

namespace anchorledger::metrics {

// The number of the variable with this name; nothing when there is none.
using VariableFinder = std::function<std::optional<int>(std::string_view name)>;

// Immutable once compiled; may be run from any thread.
class Program {
 public:
  // Fails with the column of the first name, function or number of arguments that is wrong.
  static base::StatusOr<Program> Compile(const Expression& expression, const VariableFinder& find);

  // The result for these variables. `currency` is that of the cell, for money().
  Value Run(std::span<const Value> variables, base::Currency currency) const;

  // The variables that are used, sorted.
  std::vector<int> Variables() const;
  // Whether it is one variable as it is.
  bool IsVariable() const { return steps_.size() == 1 && steps_[0].code == Code::kVariable; }
  // Whether there is a division anywhere.
  bool Divides() const;

 private:
  enum class Code : std::uint8_t {
    kConstant,
    kVariable,
    kMoney,
    kAdd,
    kSubtract,
    kMultiply,
    kDivide,
    kNegate,
    kCompare,
    kAnd,
    kOr,
    kNot,
    kElse,
    kMin,
    kMax,
    kWhen,
    kDefined,
    kNumerator,
    kDenominator,
  };
  struct Step {
    Code code = Code::kConstant;
    Comparison comparison = Comparison::kEqual;  // of kCompare
    int variable = 0;                            // of kVariable
    std::int64_t number = 0;                     // of kConstant and kMoney
    base::Currency currency;                     // of kMoney
  };
  class Compiler;

  static Value Combine(const Step& step, const Value& a, const Value& b);
  static Value Transform(const Step& step, const Value& a);

  std::vector<Step> steps_;
};

}  // namespace anchorledger::metrics
