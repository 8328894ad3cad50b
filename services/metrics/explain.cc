#include "services/metrics/explain.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "services/metrics/cell_ledger.h"
#include "services/metrics/scope.h"
#include "services/metrics/targets.h"

namespace anchorledger::metrics {
namespace {

namespace pb = ::anchorledger::metric::v1;
using base::ErrorReason;
using base::Status;
using base::StatusOr;
using projections::Fact;

Status BadField(std::string field, std::string description) {
  return base::InvalidFields(
      {{std::move(field), std::move(description), ErrorReason::kFieldInvalid}});
}

// The part of a definition with this name; -1 for the value.
StatusOr<int> PartNumber(const pb::MetricDefinition& definition, const std::string& part) {
  const bool has_value = !definition.value().empty() || definition.per_target();
  if (part.empty() && has_value) return -1;
  std::string known;
  for (int i = 0; i < definition.parts_size(); ++i) {
    if (definition.parts(i).name() == part) return i;
    known += (known.empty() ? "" : ", ") + definition.parts(i).name();
  }
  return BadField("part",
                  part.empty() ? "metric " + definition.id() +
                                     " has no value of its own; name one of its parts: " + known
                  : known.empty() ? "metric " + definition.id() + " has no parts; leave it out"
                                  : "metric " + definition.id() + " has no part '" + part +
                                        "'; its parts are: " + known);
}

std::string SpanOf(const Answer& answer, const Cell& cell) {
  return cell.span < 0 ? std::string() : answer.spans[static_cast<std::size_t>(cell.span)];
}

// Why none of the cells that the group and span name can be taken.
Status NotTheCurrency(const std::vector<const Cell*>& cells, base::Currency wanted) {
  std::string known;
  for (const Cell* cell : cells) {
    if (cell->currency.empty()) continue;
    known += (known.empty() ? "" : ", ") + std::string(cell->currency.code());
  }
  if (known.empty()) {
    return base::MakeError(ErrorReason::kNotFound,
                           "the cell has no currency; leave 'currency' out");
  }
  if (!wanted.empty()) {
    return base::MakeError(ErrorReason::kNotFound, "there is no such cell in " +
                                                       std::string(wanted.code()) +
                                                       "; pass one of these as currency: " + known);
  }
  return base::InvalidFields({{"currency",
                               "the cell is there in several currencies, which are never added; "
                               "pass one of them: " +
                                   known,
                               ErrorReason::kFieldMissing}});
}

StatusOr<Cell> FindCell(const Answer& answer, const CellName& name) {
  const MetricAnswer& metric = answer.metrics.front();
  const bool total = name.group.empty() && !metric.dimensions.empty();
  std::vector<const Cell*> in_place;  // of that group and span, in any currency
  for (const Cell& cell : total ? metric.totals : metric.cells) {
    if (SpanOf(answer, cell) != name.span) continue;
    if (total || answer.groups[cell.group] == name.group) in_place.push_back(&cell);
  }
  if (in_place.empty()) {
    return base::MakeError(ErrorReason::kNotFound,
                           "the answer has no such cell; QueryMetrics with the same question "
                           "names the groups and spans that there are");
  }
  if (in_place.size() == 1 && name.currency.empty()) return *in_place.front();
  for (const Cell* cell : in_place) {
    if (cell->currency == name.currency) return *cell;
  }
  return NotTheCurrency(in_place, name.currency);
}

Status NotTheCell() {
  return base::MakeError(ErrorReason::kInternal, "the events behind the cell do not make it");
}

// Collects what each event changes of a value.
class Contributions {
 public:
  Contributions(std::function<Value()> value, pb::MetricUnit unit)
      : value_(std::move(value)), unit_(unit) {}

  void Note(const Fact& fact) {
    const Measured now = Current();
    const Measured change{now.numerator - last_.numerator, now.denominator - last_.denominator};
    last_ = now;
    if (change.numerator == 0 && change.denominator == 0) return;
    Contribution& contribution = by_event_[{fact.effective_on, fact.position.value(), fact.kind}];
    contribution.position = fact.position;
    contribution.kind = fact.kind;
    contribution.effective_on = fact.effective_on;
    contribution.measures = fact.measures;
    contribution.numerator += change.numerator;
    contribution.denominator += change.denominator;
  }

  Measured Current() const { return Measure(value_(), unit_); }

  // Fills in list and total; INTERNAL when that is not the value of the cell.
  Status Fill(const Value& wanted_value, Explanation* explanation) {
    explanation->total = Current();
    const Measured wanted = Measure(wanted_value, unit_);
    if (explanation->total.numerator != wanted.numerator ||
        explanation->total.denominator != wanted.denominator) {
      return NotTheCell();
    }
    for (auto& [key, contribution] : by_event_) {
      if (contribution.numerator != 0 || contribution.denominator != 0) {
        explanation->contributions.push_back(contribution);
      }
    }
    return {};
  }

 private:
  const std::function<Value()> value_;
  const pb::MetricUnit unit_;
  Measured last_;
  std::map<std::tuple<base::Date, std::uint64_t, projections::FactKind>, Contribution> by_event_;
};

CellAim AimAt(const Cell& cell, const CellName& name, Scope* scope) {
  CellAim aim;
  aim.scope = scope;
  aim.everything = name.group.empty();
  aim.span = std::max(cell.span, 0);
  aim.window = cell.window;
  aim.currency = cell.currency;
  aim.is_group = [scope, name](GroupIndex group) {
    return name.group.empty() ? group == kEverything : scope->KeysOf(group) == name.group;
  };
  const auto& dimensions = scope->dimensions();
  for (std::size_t i = 0; i < dimensions.size() && i < name.group.size(); ++i) {
    if (dimensions[i] == Dimension::kAnchor) aim.anchor = scope->view().Find(name.group[i]);
  }
  return aim;
}

// The fold that a formula shows the median of as it is; nullptr for any other formula.
const FactFold* MedianIn(const Plan& plan, const Program& formula) {
  if (!formula.IsVariable()) return nullptr;
  const auto number = static_cast<std::size_t>(formula.Variables().front());
  const Variable& variable = plan.variables[number];
  if (variable.from != Variable::From::kFacts) return nullptr;
  const FactFold& fold = plan.facts[variable.fold];
  return fold.operation == FoldOperation::kMedian ? &fold : nullptr;
}

// Every value behind the median, in rising order.
Status ExplainMedian(const Plan& plan, const FactFold& fold, const Value& value,
                     pb::MetricUnit unit, const CellAim& aim, Explanation* explanation) {
  const BoundFold bound(fold, aim.scope);
  std::vector<Contribution>& all = explanation->contributions;
  std::vector<absl::int128> numbers;
  CellLedger ledger(plan, aim);
  AL_RETURN_IF_ERROR(ledger.Run([&](const Fact& fact) {
    if (fact.kind != fold.schema->kind) return;
    const base::Period window = aim.scope->WindowOf(aim.span, fact.dimensions.anchor);
    numbers.push_back(bound.NumberOf(fact, window).num);
    all.push_back({.position = fact.position,
                   .kind = fact.kind,
                   .effective_on = fact.effective_on,
                   .numerator = numbers.back(),
                   .denominator = 1,
                   .measures = fact.measures});
  }));
  explanation->combined = Combined::kMedian;
  explanation->total = Measure(value, unit);
  if (all.empty()) return value.defined() ? NotTheCell() : Status();
  if (MedianOf(std::move(numbers)) != value) return NotTheCell();
  std::sort(all.begin(), all.end(), [](const Contribution& a, const Contribution& b) {
    return std::tie(a.numerator, a.effective_on, a.position) <
           std::tie(b.numerator, b.effective_on, b.position);
  });
  all[all.size() / 2].in_middle = true;
  all[(all.size() - 1) / 2].in_middle = true;
  return {};
}

// The setting of the target comes first: it makes the goal, and what comes then changes the value
// that is held against it.
Status ExplainTarget(const Catalogue& catalogue, const projections::FactView& view,
                     const Query& query, const Plan& plan, Explanation* explanation) {
  const Cell& cell = explanation->cell;
  const std::string& id = explanation->answer.groups[cell.group].back();
  AL_ASSIGN_OR_RETURN(const TargetBasis basis,
                      BasisOf(catalogue, view, query, id, std::max(cell.span, 0)));
  Scope scope(view, basis.query);
  std::optional<CellLedger> ledger;
  CellAim aim;
  if (basis.cell) {
    aim = AimAt(*basis.cell, {}, &scope);
    ledger.emplace(*basis.plan, aim);
  }
  const auto attained = [&] {
    if (!ledger) return Attained(basis.target, Value::Missing(Undefined::kUnknownMetric));
    const std::vector<Value> variables = ledger->Variables();
    std::vector<Value> parts;
    for (const Program& part : basis.plan->parts) {
      parts.push_back(part.Run(variables, aim.currency));
    }
    const Value value = basis.plan->value ? basis.plan->value->Run(variables, aim.currency)
                                          : Value::Missing(Undefined::kPartsOnly);
    return Attained(basis.target,
                    SpokenOf(*basis.plan, value, parts, view.Text(basis.target.link)));
  };
  Contributions contributions(attained, plan.definition.unit());
  contributions.Note(basis.target);
  if (ledger) {
    AL_RETURN_IF_ERROR(ledger->Run([&](const Fact& fact) { contributions.Note(fact); }));
  }
  return contributions.Fill(cell.value, explanation);
}

// Everything but the amendments.
StatusOr<Explanation> ExplainCell(const Catalogue& catalogue, const projections::FactView& view,
                                  const Query& query, const Plan& plan, const CellName& name) {
  Explanation explanation;
  AL_ASSIGN_OR_RETURN(const int part, PartNumber(plan.definition, name.part));
  AL_ASSIGN_OR_RETURN(explanation.answer, AnswerQuery(catalogue, view, query, {&plan}));
  AL_ASSIGN_OR_RETURN(explanation.cell, FindCell(explanation.answer, name));
  if (plan.definition.per_target()) {
    AL_RETURN_IF_ERROR(ExplainTarget(catalogue, view, query, plan, &explanation));
    return explanation;
  }
  const bool whole = part < 0;
  const std::size_t index = whole ? 0 : static_cast<std::size_t>(part);
  const Program& formula = whole ? *plan.value : plan.parts[index];
  const Value& value = whole ? explanation.cell.value : explanation.cell.parts[index];
  const pb::MetricUnit unit = whole ? plan.definition.unit() : plan.definition.parts(part).unit();

  Scope scope(view, query);
  const CellAim aim = AimAt(explanation.cell, name, &scope);
  if (const FactFold* fold = MedianIn(plan, formula); fold != nullptr) {
    AL_RETURN_IF_ERROR(ExplainMedian(plan, *fold, value, unit, aim, &explanation));
    return explanation;
  }
  CellLedger ledger(plan, aim);
  Contributions contributions([&] { return formula.Run(ledger.Variables(), aim.currency); }, unit);
  AL_RETURN_IF_ERROR(ledger.Run([&](const Fact& fact) { contributions.Note(fact); }));
  AL_RETURN_IF_ERROR(contributions.Fill(value, &explanation));
  return explanation;
}

}  // namespace

StatusOr<Explanation> Explain(const Catalogue& catalogue, const projections::FactView& view,
                              const Query& query, const Plan& plan, const CellName& name) {
  AL_ASSIGN_OR_RETURN(Explanation explanation, ExplainCell(catalogue, view, query, plan, name));
  for (const Contribution& contribution : explanation.contributions) {
    std::vector<base::Position> by = view.AmendmentsOf(contribution.position, query.known);
    if (!by.empty()) explanation.amended_by.emplace(contribution.position, std::move(by));
  }
  return explanation;
}

}  // namespace anchorledger::metrics
