#include "services/metrics/program.h"

#include <algorithm>
#include <string>

#include "absl/container/inlined_vector.h"
#include "proto/base/check.h"

namespace anchorledger::metrics {
namespace {

// Operands that wait for their operator, at most and usually.
constexpr std::size_t kStackMax = 24;
constexpr std::size_t kStackUsual = 6;

struct Function {
  std::string_view name;
  std::size_t arguments_min;
  std::size_t arguments_max;
};
constexpr Function kFunctions[] = {
    {"min", 2, 8},     {"max", 2, 8},       {"when", 2, 2},        {"money", 2, 2},
    {"defined", 1, 1}, {"numerator", 1, 1}, {"denominator", 1, 1},
};

Comparison ComparisonOf(NodeKind kind) {
  switch (kind) {
    case NodeKind::kLess:
      return Comparison::kLess;
    case NodeKind::kLessEqual:
      return Comparison::kLessEqual;
    case NodeKind::kEqual:
      return Comparison::kEqual;
    case NodeKind::kNotEqual:
      return Comparison::kNotEqual;
    case NodeKind::kGreaterEqual:
      return Comparison::kGreaterEqual;
    default:
      return Comparison::kGreater;
  }
}

}  // namespace

// Walks the tree and writes operands before their operator.
class Program::Compiler {
 public:
  Compiler(const Expression& expression, const VariableFinder& find)
      : expression_(expression), find_(find) {}

  base::Status Emit(int index) {
    const Node& node = expression_.at(index);
    switch (node.kind) {
      case NodeKind::kNumber:
        Push({.code = Code::kConstant, .number = node.number});
        return Deeper();
      case NodeKind::kName:
        return EmitName(node);
      case NodeKind::kCall:
        return EmitCall(node);
      case NodeKind::kText:
        return ToStatus({node.column, "a text cannot stand here"});
      case NodeKind::kMember:
        return ToStatus({node.column, "'." + node.text + "' can follow metric(...) only"});
      case NodeKind::kIn:
        return ToStatus({node.column, "'in' can stand in conditions over facts only"});
      case NodeKind::kNegate:
        return EmitOperator(node, {.code = Code::kNegate});
      case NodeKind::kNot:
        return EmitOperator(node, {.code = Code::kNot});
      case NodeKind::kAdd:
        return EmitOperator(node, {.code = Code::kAdd});
      case NodeKind::kSubtract:
        return EmitOperator(node, {.code = Code::kSubtract});
      case NodeKind::kMultiply:
        return EmitOperator(node, {.code = Code::kMultiply});
      case NodeKind::kDivide:
        return EmitOperator(node, {.code = Code::kDivide});
      case NodeKind::kAnd:
        return EmitOperator(node, {.code = Code::kAnd});
      case NodeKind::kOr:
        return EmitOperator(node, {.code = Code::kOr});
      case NodeKind::kElse:
        return EmitOperator(node, {.code = Code::kElse});
      case NodeKind::kLess:
      case NodeKind::kLessEqual:
      case NodeKind::kEqual:
      case NodeKind::kNotEqual:
      case NodeKind::kGreaterEqual:
      case NodeKind::kGreater:
        return EmitOperator(node, {.code = Code::kCompare, .comparison = ComparisonOf(node.kind)});
    }
    return base::MakeError(base::ErrorReason::kInternal, "unknown kind of node");
  }

  std::vector<Step> TakeSteps() { return std::move(steps_); }

 private:
  void Push(Step step) { steps_.push_back(step); }

  base::Status Deeper() {
    if (++depth_ > kStackMax) return ToStatus({1, "the formula holds too much at once"});
    return {};
  }

  // Operands, then the operator, which leaves one value in their place.
  base::Status EmitOperator(const Node& node, const Step& step) {
    for (const int child : node.children) AL_RETURN_IF_ERROR(Emit(child));
    Push(step);
    depth_ -= node.children.size() - 1;
    return {};
  }

  base::Status EmitName(const Node& node) {
    const std::optional<int> variable = find_(node.text);
    if (!variable) return ToStatus({node.column, "unknown name '" + node.text + "'"});
    Push({.code = Code::kVariable, .variable = *variable});
    return Deeper();
  }

  base::Status EmitCall(const Node& node) {
    const auto* function = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                        [&](const Function& f) { return f.name == node.text; });
    if (function == std::end(kFunctions)) {
      return ToStatus({node.column, "unknown function '" + node.text + "'"});
    }
    const std::size_t count = node.children.size();
    if (count < function->arguments_min || count > function->arguments_max) {
      return ToStatus({node.column, "wrong number of arguments for '" + node.text + "'"});
    }
    if (node.text == "money") return EmitMoney(node);
    if (node.text == "min") return EmitFolded(node, Code::kMin);
    if (node.text == "max") return EmitFolded(node, Code::kMax);
    if (node.text == "when") return EmitOperator(node, {.code = Code::kWhen});
    if (node.text == "defined") return EmitOperator(node, {.code = Code::kDefined});
    if (node.text == "numerator") return EmitOperator(node, {.code = Code::kNumerator});
    return EmitOperator(node, {.code = Code::kDenominator});
  }

  // f(a, b, c) as f(f(a, b), c).
  base::Status EmitFolded(const Node& node, Code code) {
    AL_RETURN_IF_ERROR(Emit(node.children[0]));
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      AL_RETURN_IF_ERROR(Emit(node.children[i]));
      Push({.code = code});
      --depth_;
    }
    return {};
  }

  base::Status EmitMoney(const Node& node) {
    const Node& code = expression_.at(node.children[0]);
    const Node& amount = expression_.at(node.children[1]);
    if (code.kind != NodeKind::kText || amount.kind != NodeKind::kNumber) {
      return ToStatus({node.column, "money() takes a currency in quotes and a number"});
    }
    const base::StatusOr<base::Currency> currency = base::ParseCurrency(code.text);
    if (!currency.ok()) return ToStatus({code.column, "unknown currency '" + code.text + "'"});
    Push({.code = Code::kMoney, .number = amount.number, .currency = *currency});
    return Deeper();
  }

  const Expression& expression_;
  const VariableFinder& find_;
  std::vector<Step> steps_;
  std::size_t depth_ = 0;
};

base::StatusOr<Program> Program::Compile(const Expression& expression, const VariableFinder& find) {
  Compiler compiler(expression, find);
  AL_RETURN_IF_ERROR(compiler.Emit(expression.root));
  Program program;
  program.steps_ = compiler.TakeSteps();
  return program;
}

Value Program::Transform(const Step& step, const Value& a) {
  switch (step.code) {
    case Code::kNegate:
      return Negate(a);
    case Code::kNot:
      return Not(a);
    case Code::kDefined:
      return a.kind == Value::Kind::kOverflow ? a : Value::Boolean(a.defined());
    case Code::kNumerator:
      return a.defined() ? Value::Number(a.num) : a;
    default:  // kDenominator
      return a.defined() ? Value::Number(a.den) : a;
  }
}

Value Program::Combine(const Step& step, const Value& a, const Value& b) {
  switch (step.code) {
    case Code::kAdd:
      return Add(a, b);
    case Code::kSubtract:
      return Subtract(a, b);
    case Code::kMultiply:
      return Multiply(a, b);
    case Code::kDivide:
      return Divide(a, b);
    case Code::kCompare:
      return Compare(a, step.comparison, b);
    case Code::kAnd:
      return And(a, b);
    case Code::kOr:
      return Or(a, b);
    case Code::kElse:
      return a.kind == Value::Kind::kUndefined ? b : a;
    case Code::kMin:
      return Min(a, b);
    case Code::kMax:
      return Max(a, b);
    default:  // kWhen
      if (a.positive()) return b;
      if (a.kind == Value::Kind::kOverflow) return a;
      return Value::Missing(a.defined() ? Undefined::kNotReported : a.why);
  }
}

bool Program::Divides() const {
  return std::any_of(steps_.begin(), steps_.end(),
                     [](const Step& step) { return step.code == Code::kDivide; });
}

Value Program::Run(std::span<const Value> variables, base::Currency currency) const {
  if (IsVariable()) {
    return variables[static_cast<std::size_t>(steps_[0].variable)];
  }
  absl::InlinedVector<Value, kStackUsual> stack;
  for (const Step& step : steps_) {
    switch (step.code) {
      case Code::kConstant:
        stack.push_back(Value::Number(step.number));
        break;
      case Code::kVariable:
        stack.push_back(variables[static_cast<std::size_t>(step.variable)]);
        break;
      case Code::kMoney:
        stack.push_back(step.currency == currency ? Value::Number(step.number)
                                                  : Value::Missing(Undefined::kOtherCurrency));
        break;
      case Code::kNegate:
      case Code::kNot:
      case Code::kDefined:
      case Code::kNumerator:
      case Code::kDenominator:
        stack.back() = Transform(step, stack.back());
        break;
      default: {
        const Value right = stack.back();
        stack.pop_back();
        stack.back() = Combine(step, stack.back(), right);
        break;
      }
    }
  }
  AL_CHECK(stack.size() == 1);
  return stack[0];
}

std::vector<int> Program::Variables() const {
  std::vector<int> variables;
  for (const Step& step : steps_) {
    if (step.code == Code::kVariable) variables.push_back(step.variable);
  }
  std::sort(variables.begin(), variables.end());
  variables.erase(std::unique(variables.begin(), variables.end()), variables.end());
  return variables;
}

}  // namespace anchorledger::metrics
