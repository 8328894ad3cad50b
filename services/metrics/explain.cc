#include "services/metrics/explain.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
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

Status NoSuchCell() {
  return base::MakeError(ErrorReason::kNotFound, "the answer has no such cell or part");
}

// The part of a definition with this name; -1 for the value; nothing where there is none.
std::optional<int> PartNumber(const pb::MetricDefinition& definition, std::string_view part) {
  if (part.empty()) return -1;
  for (int i = 0; i < definition.parts_size(); ++i) {
    if (definition.parts(i).name() == part) return i;
  }
  return std::nullopt;
}

StatusOr<Cell> FindCell(const Answer& answer, const CellName& name) {
  const MetricAnswer& metric = answer.metrics.front();
  const bool total = name.group.empty() && !metric.dimensions.empty();
  for (const Cell& cell : total ? metric.totals : metric.cells) {
    const std::string span =
        cell.span < 0 ? std::string() : answer.spans[static_cast<std::size_t>(cell.span)];
    if (span == name.span && cell.currency == name.currency &&
        (total || answer.groups[cell.group] == name.group)) {
      return cell;
    }
  }
  return NoSuchCell();
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
      return base::MakeError(ErrorReason::kInternal,
                             "the events behind the cell do not add up to it");
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

}  // namespace

StatusOr<Explanation> Explain(const Catalogue& catalogue, const projections::FactView& view,
                              const Query& query, const Plan& plan, const CellName& name) {
  Explanation explanation;
  AL_ASSIGN_OR_RETURN(explanation.answer, AnswerQuery(catalogue, view, query, {&plan}));
  AL_ASSIGN_OR_RETURN(explanation.cell, FindCell(explanation.answer, name));
  const std::optional<int> part = PartNumber(plan.definition, name.part);
  const bool per_target = plan.definition.per_target();
  if (!part || (*part < 0 && !plan.value && !per_target)) return NoSuchCell();
  if (per_target) {
    AL_RETURN_IF_ERROR(ExplainTarget(catalogue, view, query, plan, &explanation));
    return explanation;
  }
  const bool whole = *part < 0;
  const std::size_t index = whole ? 0 : static_cast<std::size_t>(*part);
  const Program& formula = whole ? *plan.value : plan.parts[index];
  const Value& value = whole ? explanation.cell.value : explanation.cell.parts[index];
  const pb::MetricUnit unit = whole ? plan.definition.unit() : plan.definition.parts(*part).unit();

  Scope scope(view, query);
  const CellAim aim = AimAt(explanation.cell, name, &scope);
  CellLedger ledger(plan, aim);
  Contributions contributions([&] { return formula.Run(ledger.Variables(), aim.currency); }, unit);
  AL_RETURN_IF_ERROR(ledger.Run([&](const Fact& fact) { contributions.Note(fact); }));
  AL_RETURN_IF_ERROR(contributions.Fill(value, &explanation));
  return explanation;
}

}  // namespace anchorledger::metrics
