#include "services/metrics/fold_compiler.h"

#include <optional>
#include <utility>

namespace anchorledger::metrics {
namespace {

namespace pb = ::anchorledger::metric::v1;
using base::Status;
using base::StatusOr;

std::optional<FoldOperation> OperationOf(pb::FactOperation operation) {
  switch (operation) {
    case pb::FACT_OPERATION_SUM:
      return FoldOperation::kSum;
    case pb::FACT_OPERATION_COUNT:
      return FoldOperation::kCount;
    case pb::FACT_OPERATION_FIRST:
      return FoldOperation::kFirst;
    case pb::FACT_OPERATION_LAST:
      return FoldOperation::kLast;
    case pb::FACT_OPERATION_MIN:
      return FoldOperation::kMin;
    case pb::FACT_OPERATION_MAX:
      return FoldOperation::kMax;
    case pb::FACT_OPERATION_MEDIAN:
      return FoldOperation::kMedian;
    default:
      return std::nullopt;
  }
}

std::optional<FoldWindow> WindowOf(pb::FactWindow window) {
  switch (window) {
    case pb::FACT_WINDOW_DURING:
      return FoldWindow::kDuring;
    case pb::FACT_WINDOW_UP_TO_END:
      return FoldWindow::kUpToEnd;
    case pb::FACT_WINDOW_ALWAYS:
      return FoldWindow::kAlways;
    default:
      return std::nullopt;
  }
}

std::optional<Combination> CombinationOf(pb::EntityCombination combination) {
  switch (combination) {
    case pb::ENTITY_COMBINATION_SUM:
      return Combination::kSum;
    case pb::ENTITY_COMBINATION_COUNT:
      return Combination::kCount;
    case pb::ENTITY_COMBINATION_COUNT_POSITIVE:
      return Combination::kCountPositive;
    case pb::ENTITY_COMBINATION_MEDIAN:
      return Combination::kMedian;
    case pb::ENTITY_COMBINATION_MIN:
      return Combination::kMin;
    case pb::ENTITY_COMBINATION_MAX:
      return Combination::kMax;
    default:
      return std::nullopt;
  }
}

// "a and b" of two trees, either of which may be empty.
Expression Both(const Expression& a, const Expression* b) {
  if (b == nullptr) return a;
  if (a.empty()) return *b;
  Expression result = a;
  const int shift = static_cast<int>(result.nodes.size());
  for (Node node : b->nodes) {
    for (int& child : node.children) child += shift;
    result.nodes.push_back(std::move(node));
  }
  Node both;
  both.kind = NodeKind::kAnd;
  both.children = {a.root, b->root + shift};
  result.nodes.push_back(std::move(both));
  result.root = static_cast<int>(result.nodes.size()) - 1;
  return result;
}

}  // namespace

Status FoldCompiler::At(const std::string& path, const Status& status) const {
  return base::Annotate(status,
                        source_.PlaceOf(path) + ": " + source_.definition.id() + " " + path);
}

Status FoldCompiler::Bad(const std::string& path, std::string_view what) const {
  return At(path, base::MakeError(base::ErrorReason::kFieldInvalid, what));
}

Status FoldCompiler::CompileConditions(const pb::FactAggregate& aggregate, const std::string& path,
                                       FactFold* fold) const {
  Expression where;
  if (!aggregate.where().empty()) {
    StatusOr<Expression> parsed = ParseExpression(aggregate.where());
    if (!parsed.ok()) return At(path + ".where", parsed.status());
    where = *std::move(parsed);
  }
  where = Both(where, extra_);
  if (!where.empty()) {
    StatusOr<Predicate> predicate = Predicate::Compile(where, *fold->schema, sets_);
    if (!predicate.ok()) return At(path + ".where", predicate.status());
    fold->where = *std::move(predicate);
  }
  if (aggregate.having().empty()) return {};
  if (!fold->chooses()) return Bad(path + ".having", "only FIRST and LAST choose a fact to ask");
  StatusOr<Expression> having = ParseExpression(aggregate.having());
  if (!having.ok()) return At(path + ".having", having.status());
  StatusOr<Predicate> predicate = Predicate::Compile(*having, *fold->schema, sets_);
  if (!predicate.ok()) return At(path + ".having", predicate.status());
  fold->having = *std::move(predicate);
  return {};
}

Status FoldCompiler::CompileMeasure(const pb::FactAggregate& aggregate, const std::string& path,
                                    FactFold* fold) const {
  fold->by_currency = aggregate.by_currency();
  const bool needed = fold->operation != FoldOperation::kCount && fold->spread.empty();
  if (needed == aggregate.measure().empty()) {
    return Bad(path + ".measure",
               needed ? "the measure is missing" : "no measure can be used here");
  }
  if (!needed) return {};
  fold->slot = projections::FindMeasure(*fold->schema, aggregate.measure());
  if (fold->slot) {
    fold->by_currency =
        fold->by_currency || ((fold->schema->money_measures >> *fold->slot) & 1) != 0;
    return {};
  }
  StatusOr<Expression> parsed = ParseExpression(aggregate.measure());
  if (!parsed.ok()) return At(path + ".measure", parsed.status());
  StatusOr<FactFormula> formula = FactFormula::Compile(*parsed, *fold->schema);
  if (!formula.ok()) return At(path + ".measure", formula.status());
  fold->by_currency = fold->by_currency || formula->UsesMoney();
  fold->formula = *std::move(formula);
  return {};
}

Status FoldCompiler::CompileKeys(const pb::FactAggregate& aggregate, const std::string& path,
                                 FactFold* fold) const {
  for (const std::string& name : aggregate.per()) {
    const std::optional<KeySlot> slot = FindKey(*fold->schema, name);
    if (!slot) return Bad(path + ".per", "the kind has no key '" + name + "'");
    fold->per.push_back(*slot);
  }
  if (fold->per.size() > 2) return Bad(path + ".per", "at most two keys");
  if (fold->chooses() == fold->per.empty()) {
    return Bad(path + ".per", "keys belong to FIRST and LAST, which need them");
  }
  return {};
}

Status FoldCompiler::CheckFold(const FactFold& fold, const std::string& path) const {
  if (fold.schema->cells) {
    if (fold.operation != FoldOperation::kSum || fold.formula) {
      return Bad(path, "facts of kind '" + std::string(fold.schema->name) +
                           "' are kept as sums: only SUM of a measure is possible");
    }
    if (fold.window == FoldWindow::kAlways)
      return Bad(path + ".window", "sums end with the window");
    if (fold.where.LooksAtSingleFacts()) {
      return Bad(path + ".where", "sums have no days, keys or measures to ask for");
    }
  }
  if (fold.formula && fold.formula->Divides()) {
    return Bad(path + ".measure", "measures are whole numbers: divide in the value");
  }
  if (!fold.spread.empty() && !fold.chooses()) {
    return Bad(path + ".spread", "only chosen facts can be spread");
  }
  if (fold.whole && fold.without_phase) return Bad(path, "what is whole stands under no phase");
  return {};
}

StatusOr<FactFold> FoldCompiler::Facts(const pb::FactAggregate& aggregate,
                                       const std::string& path) const {
  FactFold fold;
  fold.schema = projections::FindKindSchema(aggregate.kind());
  if (fold.schema == nullptr) {
    return Bad(path + ".kind", "there is no kind of fact called '" + aggregate.kind() + "'");
  }
  const std::optional<FoldOperation> operation = OperationOf(aggregate.operation());
  const std::optional<FoldWindow> window = WindowOf(aggregate.window());
  if (!operation) return Bad(path + ".operation", "the operation is missing");
  if (!window) return Bad(path + ".window", "the window is missing");
  fold.operation = *operation;
  fold.window = *window;
  fold.whole = aggregate.scope() == pb::FACT_SCOPE_WHOLE;
  fold.without_phase = aggregate.without_phase();
  if (aggregate.basis() != 0) fold.basis = static_cast<std::uint8_t>(aggregate.basis());
  for (const pb::PhaseWeight& weight : aggregate.spread()) {
    fold.spread.push_back({static_cast<std::uint8_t>(weight.phase()), weight.weight()});
  }
  AL_RETURN_IF_ERROR(CompileConditions(aggregate, path, &fold));
  AL_RETURN_IF_ERROR(CompileMeasure(aggregate, path, &fold));
  AL_RETURN_IF_ERROR(CompileKeys(aggregate, path, &fold));
  AL_RETURN_IF_ERROR(CheckFold(fold, path));
  return fold;
}

Status FoldCompiler::CompilePlacing(const pb::EntityAggregate& aggregate, const std::string& path,
                                    EntityFold* fold) const {
  for (const std::string& name : aggregate.placed_by()) {
    std::size_t index = 0;
    while (index < fold->inputs.size() &&
           aggregate.inputs(static_cast<int>(index)).name() != name) {
      ++index;
    }
    if (index == fold->inputs.size()) {
      return Bad(path + ".placed_by", "there is no input called '" + name + "'");
    }
    if (!fold->inputs[index].chooses() || !fold->inputs[index].spread.empty()) {
      return Bad(path + ".placed_by", "'" + name + "' does not choose one fact");
    }
    fold->placed_by.push_back(index);
  }
  return {};
}

StatusOr<EntityFold> FoldCompiler::Entities(const pb::EntityAggregate& aggregate,
                                            const std::string& path) const {
  EntityFold fold;
  for (int i = 0; i < aggregate.inputs_size(); ++i) {
    const std::string at = path + ".inputs[" + std::to_string(i) + "]";
    AL_ASSIGN_OR_RETURN(FactFold input, Facts(aggregate.inputs(i), at));
    if (!input.spread.empty()) return Bad(at + ".spread", "inputs of entities cannot be spread");
    const std::optional<KeySlot> key = FindKey(*input.schema, aggregate.key());
    if (!key) return Bad(at, "the kind has no key '" + aggregate.key() + "'");
    fold.by_currency = fold.by_currency || input.by_currency;
    fold.inputs.push_back(std::move(input));
    fold.keys.push_back(*key);
  }
  if (fold.inputs.empty()) return Bad(path, "there is no input");
  AL_RETURN_IF_ERROR(CompilePlacing(aggregate, path, &fold));
  for (int i = 0; i < aggregate.outputs_size(); ++i) {
    const std::string at = path + ".outputs[" + std::to_string(i) + "]";
    const std::optional<Combination> combination = CombinationOf(aggregate.outputs(i).combine());
    if (!combination) return Bad(at + ".combine", "the combination is missing");
    StatusOr<Expression> parsed = ParseExpression(aggregate.outputs(i).value());
    if (!parsed.ok()) return At(at + ".value", parsed.status());
    StatusOr<Program> program = Program::Compile(*parsed, [&](std::string_view name) {
      for (int input = 0; input < aggregate.inputs_size(); ++input) {
        if (aggregate.inputs(input).name() == name) return std::optional<int>(input);
      }
      if (name == "window_start") return std::optional<int>(aggregate.inputs_size());
      if (name == "window_end") return std::optional<int>(aggregate.inputs_size() + 1);
      return std::optional<int>();
    });
    if (!program.ok()) return At(at + ".value", program.status());
    fold.outputs.push_back({*std::move(program), *combination});
  }
  if (fold.outputs.empty()) return Bad(path, "there is no output");
  return fold;
}

StatusOr<BaselineFold> FoldCompiler::Baseline(const pb::BaselineAggregate& aggregate,
                                              const std::string& path) const {
  BaselineFold fold;
  fold.measure = aggregate.measure();
  pb::FactAggregate facts;
  facts.set_kind("baseline");
  facts.set_where("has_period and measure == '" + aggregate.measure() + "'");
  facts.set_measure("value");
  facts.set_operation(pb::FACT_OPERATION_SUM);
  facts.set_window(pb::FACT_WINDOW_DURING);
  facts.set_scope(pb::FACT_SCOPE_WHOLE);
  AL_ASSIGN_OR_RETURN(fold.facts, FoldCompiler(source_, sets_, nullptr).Facts(facts, path));
  for (int i = 0; i < source_.definition.aggregates_size(); ++i) {
    const pb::Aggregate& candidate = source_.definition.aggregates(i);
    if (candidate.name() != aggregate.fallback() || !candidate.has_facts()) continue;
    AL_ASSIGN_OR_RETURN(fold.fallback,
                        Facts(candidate.facts(), "aggregates[" + std::to_string(i) + "].facts"));
    const bool sum = fold.fallback.operation == FoldOperation::kSum ||
                     fold.fallback.operation == FoldOperation::kCount;
    if (!sum || fold.fallback.whole) {
      return Bad(path + ".fallback", "the fallback must be a sum or count that is cut");
    }
    return fold;
  }
  return Bad(path + ".fallback",
             "there is no aggregate of facts called '" + aggregate.fallback() + "'");
}

}  // namespace anchorledger::metrics
