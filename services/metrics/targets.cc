#include "services/metrics/targets.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
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
constexpr std::string_view kNowhere;  // the text of no place
constexpr std::int64_t kAtMost = 2;   // event.v1.TargetDirection

bool IsAtMost(const Fact& target) { return target.measures[kDirection] == kAtMost; }

Value GoalOf(const Fact& target) {
  return Divide(Value::Number(target.measures[kNumerator]),
                Value::Number(target.measures[kDenominator]));
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
    AL_ASSIGN_OR_RETURN(const auto targets, ReadTargets());
    for (const auto& [id, history] : targets) AL_RETURN_IF_ERROR(AddTarget(id, history));
    metric_.editions_used.assign(editions_.begin(), editions_.end());
    return {};
  }

  StatusOr<TargetBasis> Basis(std::string_view id, int span) {
    AL_ASSIGN_OR_RETURN(const auto targets, ReadTargets());
    const auto history = targets.find(id);
    const Fact* target = history == targets.end() ? nullptr : InForce(history->second, span);
    if (target == nullptr) {
      return base::MakeError(base::ErrorReason::kNotFound, "no such target was set by then");
    }
    TargetBasis basis{
        .target = *target, .query = Narrowed(*target), .plan = PlanOf(*target), .cell = {}};
    AL_ASSIGN_OR_RETURN(const Cells cells, CellsOf(*target));
    if (const auto cell = cells.find(span); cell != cells.end()) basis.cell = cell->second;
    return basis;
  }

 private:
  using Cells = std::map<int, Cell>;  // by span
  // The histories of the targets, by id.
  using Targets = std::map<std::string, std::vector<Fact>, std::less<>>;

  StatusOr<Targets> ReadTargets() {
    Targets targets;
    if (!scope_.Reachable()) return targets;
    const base::Period days{base::kFirstDate, query_.to};
    AL_RETURN_IF_ERROR(view_.Facts(scope_.Select(FactKind::kTarget, days), [&](const Fact& fact) {
      targets[std::string(view_.Text(fact.entity))].push_back(fact);
    }));
    return targets;
  }

  // The plan of the metric that a target speaks of; nullptr where there is none.
  const Plan* PlanOf(const Fact& target) const {
    const Plan* plan = catalogue_.Find(view_.Text(target.entity2), query_.to);
    return plan == nullptr || plan->definition.per_target() ? nullptr : plan;
  }

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
    const Fact* computed = nullptr;  // the version that `cells` are for
    Cells cells;
    const int last = scope_.LastSpan(history.back().dimensions.anchor);
    for (int span = 0; span <= last; ++span) {
      const Fact* target = InForce(history, span);
      if (target == nullptr) continue;
      const Place place = scope_.Locate(*target);
      if (!place.passes) continue;
      if (target != computed) {
        AL_ASSIGN_OR_RETURN(cells, CellsOf(*target));
        computed = target;
      }
      // Without a group of its own the target stands under the only one there is.
      AL_RETURN_IF_ERROR(AddCell(id, *target, place.groups.back(), span, cells));
    }
    return {};
  }

  // The cells of a target's metric.
  StatusOr<Cells> CellsOf(const Fact& target) {
    Cells cells;
    const Plan* plan = PlanOf(target);
    if (plan == nullptr) return cells;
    AL_ASSIGN_OR_RETURN(const Answer answer, Compute(view_, Narrowed(target), {plan}));
    const auto& used = answer.metrics.front().editions_used;
    editions_.insert(used.begin(), used.end());
    if (const auto places = PlacesOf(target)) editions_.insert(places->edition);
    const base::Currency wanted = CurrencyFor(target);
    for (const Cell& cell : answer.metrics.front().cells) {
      const bool other = !target.dimensions.currency.empty() && !cell.currency.empty() &&
                         cell.currency != target.dimensions.currency;
      if (other) continue;
      const auto [found, added] = cells.emplace(std::max(cell.span, 0), cell);
      if (!added && Fits(cell.currency, found->second.currency, wanted)) found->second = cell;
    }
    return cells;
  }

  // A target in money is in its currency; a share of money is that of the anchor's books.
  base::Currency CurrencyFor(const Fact& target) const {
    return target.dimensions.currency.empty()
               ? view_.CurrencyOf(view_.Find(query_.tenant), target.dimensions.anchor, query_.known)
               : target.dimensions.currency;
  }

  // Whether a cell in `a` stands for the target rather than one in `b`: cells come in no order that
  // could decide.
  static bool Fits(base::Currency a, base::Currency b, base::Currency wanted) {
    if ((a == wanted) != (b == wanted)) return a == wanted;
    return a.code() < b.code();
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

  // The set that the target is set for; nothing when it has none, or none that is in force.
  std::optional<projections::PlaceSet> PlacesOf(const Fact& target) const {
    if (target.dimensions.geography == 0) return std::nullopt;
    return view_.PlacesOf(view_.Find(query_.tenant), target.dimensions.geography, query_.known);
  }

  // For the filter, where no place at all would mean any place.
  std::vector<std::string> PlaceTextsOf(const Fact& target) const {
    std::vector<std::string> texts;
    const auto set = PlacesOf(target);
    if (!set || set->places.empty()) return {std::string(kNowhere)};
    for (const projections::Symbol place : set->places) texts.emplace_back(view_.Text(place));
    return texts;
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
    if (d.geography != 0) query.filter.geographies = PlaceTextsOf(target);
    if (!d.currency.empty()) query.currency = d.currency;
    return query;
  }

  Status AddCell(const std::string& id, const Fact& target, GroupIndex group, int span,
                 const Cells& cells) {
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
    const auto found = cells.find(span);
    const Value value = found == cells.end()
                            ? Value::Missing(Undefined::kUnknownMetric)
                            : SpokenOf(*PlanOf(target), found->second.value, found->second.parts,
                                       view_.Text(target.link));
    cell.target_of_persons = OfPersons(target);
    Judge(target, value, &cell);
    metric_.cells.push_back(std::move(cell));
    return {};
  }

  static void Judge(const Fact& target, const Value& value, Cell* cell) {
    cell->value = Attained(target, value);
    if (cell->window.to.days < target.measures[kDueDay]) {
      cell->target = TargetState::kNotYetDue;
      return;
    }
    const Value met =
        Compare(value, IsAtMost(target) ? Comparison::kLessEqual : Comparison::kGreaterEqual,
                GoalOf(target));
    cell->target = met.positive() ? TargetState::kMet : TargetState::kNotMet;
  }

  const Catalogue& catalogue_;
  const projections::FactView& view_;
  const Query& query_;
  Scope scope_;
  Answer& answer_;
  MetricAnswer& metric_;
  std::set<std::string> editions_;  // used for the metrics of the targets
};

}  // namespace

Status ComputeTargets(const Catalogue& catalogue, const projections::FactView& view,
                      const Query& query, Answer* answer, MetricAnswer* metric) {
  return TargetComputer(catalogue, view, query, answer, metric).Run();
}

StatusOr<TargetBasis> BasisOf(const Catalogue& catalogue, const projections::FactView& view,
                              const Query& query, std::string_view target, int span) {
  Answer unused;
  MetricAnswer none;
  return TargetComputer(catalogue, view, query, &unused, &none).Basis(target, span);
}

Value Attained(const Fact& target, const Value& value) {
  const Value goal = GoalOf(target);
  return IsAtMost(target) ? Divide(goal, value) : Divide(value, goal);
}

Value SpokenOf(const Plan& plan, const Value& value, const std::vector<Value>& parts,
               std::string_view part) {
  if (part.empty() || part == "value") return value;
  if (part == "numerator") return value.defined() ? Value::Number(value.num) : value;
  if (part == "denominator") return value.defined() ? Value::Number(value.den) : value;
  for (int i = 0; i < plan.definition.parts_size(); ++i) {
    if (plan.definition.parts(i).name() == part) return parts[static_cast<std::size_t>(i)];
  }
  return Value::Missing(Undefined::kUnknownMetric);
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
