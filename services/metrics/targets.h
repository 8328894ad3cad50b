// Metrics that have one cell for each target.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "proto/base/status.h"
#include "services/metrics/catalogue.h"
#include "services/metrics/query.h"
#include "services/projections/fact_view.h"

namespace anchorledger::metrics {

// Fills a metric that is `per_target`: for each target set up to the end of the window (the last
// time it was set), and each span, the value of the target's metric over the target, or the target
// over the value where less is better. The metric is computed over the span, for the anchor,
// partnership, partner and places of the target, by the edition valid at the end of the window. The
// places are those of the target's set as it is in force at the cut-off, on all days alike. The
// keys of the target's groups, and its id, are appended to the groups of the answer.
base::Status ComputeTargets(const Catalogue& catalogue, const projections::FactView& view,
                            const Query& query, Answer* answer, MetricAnswer* metric);

// What the cell of a target was computed from.
struct TargetBasis {
  projections::Fact target;    // as it was set last up to the end of the span
  Query query;                 // for the metric of the target, narrowed to the target's scope
  const Plan* plan = nullptr;  // of that metric; null where the catalogue has none
  std::optional<Cell> cell;    // of that metric; nothing where it has none
};

// The basis for a target and a span, as ComputeTargets took it; NOT_FOUND when it made no cell.
base::StatusOr<TargetBasis> BasisOf(const Catalogue& catalogue, const projections::FactView& view,
                                    const Query& query, std::string_view target, int span);

// The value of a target's cell, from that of its metric.
Value Attained(const projections::Fact& target, const Value& value);

// The value or part of a cell that a target speaks of: a name of a part, "value", "numerator",
// "denominator", or nothing for the value.
Value SpokenOf(const Plan& plan, const Value& value, const std::vector<Value>& parts,
               std::string_view part);

// Answers a question for metrics of the catalogue, of either kind.
base::StatusOr<Answer> AnswerQuery(const Catalogue& catalogue, const projections::FactView& view,
                                   const Query& query, const std::vector<const Plan*>& plans);

}  // namespace anchorledger::metrics
