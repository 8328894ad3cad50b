#include "services/query/metric_changes.h"

#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "anchorledger/api/v1/metric_change.pb.h"
#include "services/metrics/targets.h"
#include "services/query/change_scopes.h"
#include "services/query/query_response.h"

namespace anchorledger::query {
namespace {

namespace api = ::anchorledger::api::v1;
using metrics::Answer;
using metrics::Cell;
using metrics::MetricAnswer;

// Whether two cells of one group are the same. What they are about (days, currency) is alike.
bool AreTheSame(const Cell& a, const Cell& b) {
  return std::tie(a.value, a.parts, a.denominator, a.target, a.suppressed, a.parts_suppressed,
                  a.fraction_hidden) == std::tie(b.value, b.parts, b.denominator, b.target,
                                                 b.suppressed, b.parts_suppressed,
                                                 b.fraction_hidden);
}

// The answers to one question, before and after, as one side is shown them.
struct Answers {
  Answer before;
  Answer after;
};

// The cells of one group: what the anchor is shown, and what others are. Null: there is none.
struct CellPair {
  const Cell* before = nullptr;
  const Cell* after = nullptr;

  bool differ() const {
    if (before == nullptr || after == nullptr) return before != after;
    return !AreTheSame(*before, *after);
  }
};
struct GroupCells {
  CellPair anchor;
  CellPair others;
};

// Cells without a group of their own come first.
struct GroupName {
  bool grouped = false;
  std::vector<std::string> keys;
  std::string currency;
  auto operator<=>(const GroupName&) const = default;
};
using Groups = std::map<GroupName, GroupCells>;

class Comparison {
 public:
  Comparison(const ComparisonParts& parts, const projections::Shadow& shadow,
             const ChangeSink& sink)
      : parts_(parts), shadow_(shadow), sink_(sink) {}

  base::Status Ask(const std::string& tenant, const ChangeScope& scope,
                   const ChangePeriod& period) {
    query_ = {};
    query_.tenant = tenant;
    query_.from = period.from;
    query_.to = period.to;
    query_.today = parts_.today;
    query_.group_by = {metrics::Dimension::kPartnership};
    if (!scope.anchor.empty()) query_.filter.anchors = {scope.anchor};
    const auto plans = PlansMovedBy(scope.kinds, parts_.catalogue, period.to);
    AL_ASSIGN_OR_RETURN(anchor_.before,
                        metrics::AnswerQuery(parts_.catalogue, shadow_.before(), query_, plans));
    AL_ASSIGN_OR_RETURN(anchor_.after,
                        metrics::AnswerQuery(parts_.catalogue, shadow_.after(), query_, plans));
    anchor_.after.as_of = shadow_.fork();
    others_ = anchor_;
    Suppress(parts_.suppression, &others_.before);
    Suppress(parts_.suppression, &others_.after);
    for (std::size_t i = 0; i < plans.size(); ++i) {
      AL_RETURN_IF_ERROR(CompareMetric(i, scope, period));
    }
    return absl::OkStatus();
  }

 private:
  base::Status CompareMetric(std::size_t index, const ChangeScope& scope,
                             const ChangePeriod& period) {
    Groups groups;
    Collect(anchor_.before, index, [](GroupCells& g) -> auto& { return g.anchor.before; }, groups);
    Collect(anchor_.after, index, [](GroupCells& g) -> auto& { return g.anchor.after; }, groups);
    Collect(others_.before, index, [](GroupCells& g) -> auto& { return g.others.before; }, groups);
    Collect(others_.after, index, [](GroupCells& g) -> auto& { return g.others.after; }, groups);
    for (const auto& [name, cells] : groups) {
      if (!cells.anchor.differ() && !cells.others.differ()) continue;
      AL_ASSIGN_OR_RETURN(const api::MetricChange own,
                          ChangeOf(anchor_, index, name, cells.anchor, scope, period));
      AL_ASSIGN_OR_RETURN(const api::MetricChange other,
                          ChangeOf(others_, index, name, cells.others, scope, period));
      const bool for_anchor = !scope.anchor.empty() && Differs(own);
      const bool for_others = Differs(other);
      const bool alike = own.SerializeAsString() == other.SerializeAsString();
      if (for_anchor) AL_RETURN_IF_ERROR(sink_(own, true, for_others && alike));
      if (for_others && !(for_anchor && alike)) AL_RETURN_IF_ERROR(sink_(other, false, true));
    }
    return absl::OkStatus();
  }

  // Numbers that are hidden may differ without anybody being told.
  static bool Differs(const api::MetricChange& change) {
    return change.has_before() != change.has_after() ||
           change.before().SerializeAsString() != change.after().SerializeAsString();
  }

  template <class Place>
  static void Collect(const Answer& answer, std::size_t index, Place place, Groups& groups) {
    const MetricAnswer& metric = answer.metrics[index];
    const auto take = [&](const std::vector<Cell>& cells, bool grouped) {
      for (const Cell& cell : cells) {
        const GroupName name{grouped, answer.groups[cell.group], std::string(cell.currency.code())};
        place(groups[name]) = &cell;
      }
    };
    take(metric.totals, /*grouped=*/false);
    take(metric.cells, /*grouped=*/true);
  }

  base::StatusOr<api::MetricChange> ChangeOf(const Answers& answers, std::size_t index,
                                             const GroupName& name, const CellPair& cells,
                                             const ChangeScope& scope,
                                             const ChangePeriod& period) const {
    const auto& definition = answers.after.metrics[index].plan->definition;
    api::MetricChange change;
    change.set_metric_id(definition.id());
    change.set_name(definition.name());
    change.set_edition(definition.edition());
    change.set_anchor_id(scope.anchor);
    change.set_by_partnership(name.grouped);
    if (name.grouped && !name.keys.empty()) change.set_partnership_id(name.keys.front());
    change.set_fiscal_year(period.fiscal_year);
    if (cells.before != nullptr) {
      AL_RETURN_IF_ERROR(FillCell(answers.before, answers.before.metrics[index], *cells.before,
                                  query_, change.mutable_before()));
    }
    if (cells.after != nullptr) {
      AL_RETURN_IF_ERROR(FillCell(answers.after, answers.after.metrics[index], *cells.after, query_,
                                  change.mutable_after()));
    }
    return change;
  }

  const ComparisonParts& parts_;
  const projections::Shadow& shadow_;
  const ChangeSink& sink_;
  metrics::Query query_;
  Answers anchor_;  // nothing is hidden
  Answers others_;
};

}  // namespace

base::StatusOr<bool> FindMetricChanges(const ComparisonParts& parts, const std::string& tenant,
                                       const projections::Shadow& shadow,
                                       const std::stop_token& stop, const ChangeSink& sink) {
  const std::vector<ChangeScope> scopes = ScopesOf(shadow, parts.catalogue, parts.today);
  std::size_t periods = 0;
  for (const ChangeScope& scope : scopes) periods += scope.periods.size();
  if (periods > kMetricChangesPeriodsMax) return false;
  Comparison comparison(parts, shadow, sink);
  for (const ChangeScope& scope : scopes) {
    for (const ChangePeriod& period : scope.periods) {
      if (stop.stop_requested()) {
        return base::MakeError(base::ErrorReason::kCancelled, "the comparison was stopped");
      }
      AL_RETURN_IF_ERROR(comparison.Ask(tenant, scope, period));
    }
  }
  return true;
}

}  // namespace anchorledger::query
