#include "services/metrics/predicate.h"

#include <utility>

#include "anchorledger/event/v1/enums.pb.h"

namespace anchorledger::metrics {
namespace {

namespace pb = ::anchorledger::event::v1;
using projections::Fact;
using projections::KindSchema;
using projections::kMeasuresMax;

constexpr int kDay = kMeasuresMax;
constexpr int kWindowStart = kDay + 1;
constexpr int kWindowEnd = kDay + 2;
constexpr std::size_t kVariables = kMeasuresMax + 3;

std::optional<int> FindVariable(const KindSchema& schema, std::string_view name) {
  if (name == "day") return kDay;
  if (name == "window_start") return kWindowStart;
  if (name == "window_end") return kWindowEnd;
  const std::optional<std::size_t> slot = projections::FindMeasure(schema, name);
  if (!slot) return std::nullopt;
  return static_cast<int>(*slot);
}

// The bit of the class whose enumerator is `name` in lower case, without its prefix.
std::optional<std::uint32_t> ClassBit(std::string_view name) {
  std::string enumerator = "SUPPLIER_CLASS_";
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') return std::nullopt;
    enumerator += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  pb::SupplierClass number = pb::SUPPLIER_CLASS_UNSPECIFIED;
  if (!pb::SupplierClass_Parse(enumerator, &number)) return std::nullopt;
  return std::uint32_t{1} << static_cast<unsigned>(number);
}

}  // namespace

std::optional<KeySlot> FindKey(const KindSchema& schema, std::string_view name) {
  if (name.empty()) return std::nullopt;
  if (name == schema.entity) return KeySlot::kEntity;
  if (name == schema.entity2) return KeySlot::kEntity2;
  if (name == schema.link) return KeySlot::kLink;
  if (name == "anchor") return KeySlot::kAnchor;
  return std::nullopt;
}

projections::Symbol KeyOf(const Fact& fact, KeySlot slot) {
  switch (slot) {
    case KeySlot::kEntity:
      return fact.entity;
    case KeySlot::kEntity2:
      return fact.entity2;
    case KeySlot::kLink:
      return fact.link;
    case KeySlot::kAnchor:
      return fact.dimensions.anchor;
  }
  return 0;
}

base::StatusOr<FactFormula> FactFormula::Compile(const Expression& expression,
                                                 const KindSchema& schema) {
  FactFormula formula;
  AL_ASSIGN_OR_RETURN(formula.program_,
                      Program::Compile(expression, [&schema](std::string_view name) {
                        return FindVariable(schema, name);
                      }));
  for (const int variable : formula.program_.Variables()) {
    if (variable < kDay && ((schema.money_measures >> variable) & 1) != 0) {
      formula.uses_money_ = true;
    }
  }
  return formula;
}

Value FactFormula::Run(const Fact& fact, base::Period window) const {
  std::array<Value, kVariables> variables;
  for (std::size_t slot = 0; slot < kMeasuresMax; ++slot) {
    variables[slot] = Value::Number(fact.measures[slot]);
  }
  variables[kDay] = Value::Number(fact.effective_on.days);
  variables[kWindowStart] = Value::Number(window.from.days);
  variables[kWindowEnd] = Value::Number(window.to.days);
  return program_.Run(variables, fact.dimensions.currency);
}

// Writes the nodes of a condition from its end to its beginning: each is given where to go for
// either answer, and says where it stands.
class Predicate::Compiler {
 public:
  Compiler(const Expression& expression, const KindSchema& schema, const ClassSets& sets,
           Predicate* predicate)
      : expression_(expression), schema_(schema), sets_(sets), predicate_(predicate) {}

  base::StatusOr<int> Emit(int index, int yes, int no) {
    const ::anchorledger::metrics::Node& node = expression_.at(index);
    switch (node.kind) {
      case NodeKind::kAnd: {
        AL_ASSIGN_OR_RETURN(const int second, Emit(node.children[1], yes, no));
        return Emit(node.children[0], second, no);
      }
      case NodeKind::kOr: {
        AL_ASSIGN_OR_RETURN(const int second, Emit(node.children[1], yes, no));
        return Emit(node.children[0], yes, second);
      }
      case NodeKind::kNot:
        return Emit(node.children[0], no, yes);
      case NodeKind::kName:
        return EmitFlag(node, yes, no);
      case NodeKind::kIn:
        return EmitClasses(node, yes, no);
      case NodeKind::kEqual:
      case NodeKind::kNotEqual:
        if (expression_.at(node.children[1]).kind == NodeKind::kText) {
          return node.kind == NodeKind::kEqual ? EmitKey(node, yes, no) : EmitKey(node, no, yes);
        }
        return EmitFormula(index, yes, no);
      case NodeKind::kLess:
      case NodeKind::kLessEqual:
      case NodeKind::kGreaterEqual:
      case NodeKind::kGreater:
        return EmitFormula(index, yes, no);
      default:
        return ToStatus({node.column, "expected a flag or a comparison"});
    }
  }

 private:
  int Push(Node node) {
    predicate_->nodes_.push_back(node);
    return static_cast<int>(predicate_->nodes_.size()) - 1;
  }

  base::StatusOr<int> EmitFlag(const ::anchorledger::metrics::Node& node, int yes, int no) {
    const std::optional<std::uint32_t> bit = projections::FindFlag(schema_, node.text);
    if (!bit) {
      return ToStatus({node.column, "facts of kind '" + std::string(schema_.name) +
                                        "' have no flag '" + node.text + "'"});
    }
    return Push({.asks = Node::Asks::kFlags, .mask = *bit, .yes = yes, .no = no});
  }

  base::StatusOr<int> EmitClasses(const ::anchorledger::metrics::Node& node, int yes, int no) {
    const auto& left = expression_.at(node.children[0]);
    if (left.kind != NodeKind::kName || left.text != "class") {
      return ToStatus({left.column, "only 'class' can be asked with 'in'"});
    }
    std::uint32_t mask = 0;
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      const auto& name = expression_.at(node.children[i]);
      if (const auto set = sets_.find(name.text); set != sets_.end()) {
        mask |= set->second;
      } else if (const std::optional<std::uint32_t> bit = ClassBit(name.text)) {
        mask |= *bit;
      } else {
        return ToStatus({name.column, "no supplier class or set is called '" + name.text + "'"});
      }
    }
    return Push({.asks = Node::Asks::kClasses, .mask = mask, .yes = yes, .no = no});
  }

  base::StatusOr<int> EmitKey(const ::anchorledger::metrics::Node& node, int yes, int no) {
    const auto& left = expression_.at(node.children[0]);
    const std::optional<KeySlot> slot =
        left.kind == NodeKind::kName ? FindKey(schema_, left.text) : std::nullopt;
    if (!slot) {
      return ToStatus({left.column, "facts of kind '" + std::string(schema_.name) +
                                        "' have no key '" + left.text + "'"});
    }
    predicate_->texts_.push_back(expression_.at(node.children[1]).text);
    return Push({.asks = Node::Asks::kKey,
                 .slot = *slot,
                 .index = predicate_->texts_.size() - 1,
                 .yes = yes,
                 .no = no});
  }

  base::StatusOr<int> EmitFormula(int index, int yes, int no) {
    Expression part = expression_;
    part.root = index;
    AL_ASSIGN_OR_RETURN(FactFormula formula, FactFormula::Compile(part, schema_));
    predicate_->formulas_.push_back(std::move(formula));
    return Push({.asks = Node::Asks::kFormula,
                 .index = predicate_->formulas_.size() - 1,
                 .yes = yes,
                 .no = no});
  }

  const Expression& expression_;
  const KindSchema& schema_;
  const ClassSets& sets_;
  Predicate* predicate_;
};

base::StatusOr<Predicate> Predicate::Compile(const Expression& expression, const KindSchema& schema,
                                             const ClassSets& sets) {
  Predicate predicate;
  Compiler compiler(expression, schema, sets, &predicate);
  AL_ASSIGN_OR_RETURN(predicate.entry_, compiler.Emit(expression.root, kYes, kNo));
  return predicate;
}

bool Predicate::Answer(const Node& node, const Fact& fact, const FactContext& context) const {
  switch (node.asks) {
    case Node::Asks::kFlags:
      return (fact.dimensions.flags & node.mask) != 0;
    case Node::Asks::kClasses:
      return (fact.dimensions.class_mask & node.mask) != 0;
    case Node::Asks::kKey: {
      const projections::Symbol wanted = context.symbols[node.index];
      return wanted != 0 && KeyOf(fact, node.slot) == wanted;
    }
    case Node::Asks::kFormula:
      return formulas_[node.index].Run(fact, context.window).positive();
  }
  return false;
}

bool Predicate::Holds(const Fact& fact, const FactContext& context) const {
  int at = entry_;
  while (at >= 0) {
    const Node& node = nodes_[static_cast<std::size_t>(at)];
    at = Answer(node, fact, context) ? node.yes : node.no;
  }
  return at == kYes;
}

}  // namespace anchorledger::metrics
