#include "services/metrics/explain.h"

#include <algorithm>
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

// Collects what each event changes.
class Contributions {
 public:
  Contributions(const CellLedger& ledger, const Program& formula, pb::MetricUnit unit,
                base::Currency currency)
      : ledger_(ledger), formula_(formula), unit_(unit), currency_(currency) {}

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

  Measured Current() const { return Measure(formula_.Run(ledger_.Variables(), currency_), unit_); }

  std::vector<Contribution> Take() {
    std::vector<Contribution> list;
    for (auto& [key, contribution] : by_event_) {
      if (contribution.numerator != 0 || contribution.denominator != 0) {
        list.push_back(contribution);
      }
    }
    return list;
  }

 private:
  const CellLedger& ledger_;
  const Program& formula_;
  pb::MetricUnit unit_;
  base::Currency currency_;
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

}  // namespace

StatusOr<Explanation> Explain(const Catalogue& catalogue, const projections::FactView& view,
                              const Query& query, const Plan& plan, const CellName& name) {
  if (plan.definition.per_target()) {
    return base::MakeError(ErrorReason::kRuleBroken,
                           "a target has no events of its own: explain its metric instead");
  }
  Explanation explanation;
  AL_ASSIGN_OR_RETURN(explanation.answer, AnswerQuery(catalogue, view, query, {&plan}));
  AL_ASSIGN_OR_RETURN(explanation.cell, FindCell(explanation.answer, name));
  const std::optional<int> part = PartNumber(plan.definition, name.part);
  if (!part || (*part < 0 && !plan.value)) return NoSuchCell();
  const bool whole = *part < 0;
  const std::size_t index = whole ? 0 : static_cast<std::size_t>(*part);
  const Program& formula = whole ? *plan.value : plan.parts[index];
  const Value& value = whole ? explanation.cell.value : explanation.cell.parts[index];
  const pb::MetricUnit unit = whole ? plan.definition.unit() : plan.definition.parts(*part).unit();

  Scope scope(view, query);
  const CellAim aim = AimAt(explanation.cell, name, &scope);
  CellLedger ledger(plan, aim);
  Contributions contributions(ledger, formula, unit, aim.currency);
  AL_RETURN_IF_ERROR(ledger.Run([&](const Fact& fact) { contributions.Note(fact); }));
  explanation.total = contributions.Current();
  const Measured wanted = Measure(value, unit);
  if (explanation.total.numerator != wanted.numerator ||
      explanation.total.denominator != wanted.denominator) {
    return base::MakeError(ErrorReason::kInternal,
                           "the events behind the cell do not add up to it");
  }
  explanation.contributions = contributions.Take();
  return explanation;
}

}  // namespace anchorledger::metrics
