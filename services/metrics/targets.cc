#include "services/metrics/targets.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "proto/base/limits.h"
#include "services/metrics/engine.h"
#include "services/metrics/scope.h"

namespace anchorledger::metrics {
namespace {

using base::Status;
using base::StatusOr;
using projections::Fact;
using projections::FactKind;
using projections::MeasureSlot;

constexpr std::size_t kNumerator = MeasureSlot(FactKind::kTarget, "numerator");
constexpr std::size_t kDenominator = MeasureSlot(FactKind::kTarget, "denominator");
constexpr std::size_t kDueDay = MeasureSlot(FactKind::kTarget, "due_day");
constexpr std::size_t kDirection = MeasureSlot(FactKind::kTarget, "direction");
constexpr std::int64_t kAtMost = 2;  // event.v1.TargetDirection

// The value or part of a cell that a target speaks of.
Value PartOf(const Plan& plan, const Cell& cell, std::string_view part) {
  const Value& value = cell.value;
  if (part.empty() || part == "value") return value;
  if (part == "numerator") return value.defined() ? Value::Number(value.num) : value;
  if (part == "denominator") return value.defined() ? Value::Number(value.den) : value;
  for (int i = 0; i < plan.definition.parts_size(); ++i) {
    if (plan.definition.parts(i).name() == part) return cell.parts[static_cast<std::size_t>(i)];
  }
  return Value::Missing(Undefined::kUnknownMetric);
}

class TargetComputer {
 public:
  TargetComputer(const Catalogue& catalogue, const projections::FactView& view, const Query& query,
                 Answer* answer, MetricAnswer* metric)
      : catalogue_(catalogue),
        view_(view),
        query_(query),
        scope_(view, query),
        answer_(*answer),
        metric_(*metric) {}

  Status Run() {
    metric_.dimensions.push_back(Dimension::kTarget);
    if (!scope_.Reachable()) return {};
    // By target id, the history of the target.
    std::map<std::string, std::vector<Fact>> targets;
    const base::Period days{base::kFirstDate, query_.to};
    AL_RETURN_IF_ERROR(view_.Facts(scope_.Select(FactKind::kTarget, days), [&](const Fact& fact) {
      targets[std::string(view_.Text(fact.entity))].push_back(fact);
    }));
    for (const auto& [id, history] : targets) AL_RETURN_IF_ERROR(AddTarget(id, history));
    return {};
  }

 private:
  // The target as it was set last up to the end of a span; nullptr when it was not set by then.
  const Fact* InForce(const std::vector<Fact>& history, int span) {
    const Fact* last = nullptr;
    for (const Fact& fact : history) {
      const base::Period window = scope_.WindowOf(span, fact.dimensions.anchor);
      if (window.from <= window.to && fact.effective_on <= window.to) last = &fact;
    }
    return last;
  }

  Status AddTarget(const std::string& id, const std::vector<Fact>& history) {
    const Fact* computed = nullptr;  // the version that `values` is for
    std::map<int, Value> values;
    const int last = scope_.LastSpan(history.back().dimensions.anchor);
    for (int span = 0; span <= last; ++span) {
      const Fact* target = InForce(history, span);
      if (target == nullptr) continue;
      const Place place = scope_.Locate(*target);
      if (!place.passes) continue;
      if (target != computed) {
        AL_ASSIGN_OR_RETURN(values, ValuesOf(*target));
        computed = target;
      }
      // Without a group of its own the target stands under the only one there is.
      AL_RETURN_IF_ERROR(AddCell(id, *target, place.groups.back(), span, values));
    }
    return {};
  }

  // The metric of a target, by span.
  StatusOr<std::map<int, Value>> ValuesOf(const Fact& target) {
    std::map<int, Value> values;
    const std::string metric(view_.Text(target.entity2));
    const Plan* plan = catalogue_.Find(metric, query_.to);
    if (plan == nullptr || plan->definition.per_target()) return values;
    AL_ASSIGN_OR_RETURN(const Answer answer, Compute(view_, Narrowed(target), {plan}));
    for (const Cell& cell : answer.metrics.front().cells) {
      const bool other = !target.dimensions.currency.empty() && !cell.currency.empty() &&
                         cell.currency != target.dimensions.currency;
      if (other) continue;
      values.emplace(std::max(cell.span, 0), PartOf(*plan, cell, view_.Text(target.link)));
    }
    return values;
  }

  bool OfPersons(const Fact& target) const {
    const Plan* plan = catalogue_.Find(view_.Text(target.entity2), query_.to);
    if (plan == nullptr) return false;
    const metric::v1::MetricDefinition& definition = plan->definition;
    return definition.privacy() != metric::v1::METRIC_PRIVACY_UNSPECIFIED ||
           std::any_of(definition.parts().begin(), definition.parts().end(), [](const auto& part) {
             return part.privacy() != metric::v1::METRIC_PRIVACY_UNSPECIFIED;
           });
  }

  Query Narrowed(const Fact& target) const {
    const projections::Dimensions& d = target.dimensions;
    Query query = query_;
    query.group_by.clear();
    for (const Dimension dimension : query_.group_by) {
      if (IsTime(dimension)) query.group_by.push_back(dimension);
    }
    if (d.anchor != 0) query.filter.anchors = {std::string(view_.Text(d.anchor))};
    if (d.partnership != 0) query.filter.partnerships = {std::string(view_.Text(d.partnership))};
    if (d.partner != 0) query.filter.partners = {std::string(view_.Text(d.partner))};
    if (d.geography != 0) query.filter.geographies = {std::string(view_.Text(d.geography))};
    if (!d.currency.empty()) query.currency = d.currency;
    return query;
  }

  Status AddCell(const std::string& id, const Fact& target, GroupIndex group, int span,
                 const std::map<int, Value>& values) {
    if (metric_.cells.size() == base::kMetricCellsMax) {
      return base::MakeError(base::ErrorReason::kMessageTooLarge,
                             "the answer would have too many cells; ask for fewer days");
    }
    std::vector<std::string> keys = scope_.KeysOf(group);
    keys.push_back(id);
    answer_.groups.push_back(std::move(keys));
    Cell cell;
    cell.group = answer_.groups.size() - 1;
    cell.span = scope_.timeline().granularity() == Granularity::kWhole ? -1 : span;
    cell.window = scope_.WindowOf(span, target.dimensions.anchor);
    cell.open = cell.window.to >= query_.today;
    cell.currency = target.dimensions.currency;
    const auto found = values.find(span);
    const Value value =
        found == values.end() ? Value::Missing(Undefined::kUnknownMetric) : found->second;
    cell.target_of_persons = OfPersons(target);
    Judge(target, value, &cell);
    metric_.cells.push_back(std::move(cell));
    return {};
  }

  static void Judge(const Fact& target, const Value& value, Cell* cell) {
    const Value goal = Divide(Value::Number(target.measures[kNumerator]),
                              Value::Number(target.measures[kDenominator]));
    const bool at_most = target.measures[kDirection] == kAtMost;
    cell->value = at_most ? Divide(goal, value) : Divide(value, goal);
    if (cell->window.to.days < target.measures[kDueDay]) {
      cell->target = TargetState::kNotYetDue;
      return;
    }
    const Value met =
        Compare(value, at_most ? Comparison::kLessEqual : Comparison::kGreaterEqual, goal);
    cell->target = met.positive() ? TargetState::kMet : TargetState::kNotMet;
  }

  const Catalogue& catalogue_;
  const projections::FactView& view_;
  const Query& query_;
  Scope scope_;
  Answer& answer_;
  MetricAnswer& metric_;
};

}  // namespace

Status ComputeTargets(const Catalogue& catalogue, const projections::FactView& view,
                      const Query& query, Answer* answer, MetricAnswer* metric) {
  return TargetComputer(catalogue, view, query, answer, metric).Run();
}

StatusOr<Answer> AnswerQuery(const Catalogue& catalogue, const projections::FactView& view,
                             const Query& query, const std::vector<const Plan*>& plans) {
  AL_ASSIGN_OR_RETURN(Answer answer, Compute(view, query, plans));
  for (MetricAnswer& metric : answer.metrics) {
    if (!metric.plan->definition.per_target()) continue;
    AL_RETURN_IF_ERROR(ComputeTargets(catalogue, view, query, &answer, &metric));
  }
  return answer;
}

}  // namespace anchorledger::metrics
