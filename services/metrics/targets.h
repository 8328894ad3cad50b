// Metrics that have one cell for each target.
#pragma once

#include "proto/base/status.h"
#include "services/metrics/catalogue.h"
#include "services/metrics/query.h"
#include "services/projections/fact_view.h"

namespace anchorledger::metrics {

// Fills a metric that is `per_target`: for each target set up to the end of the window (the last
// time it was set), and each span, the value of the target's metric over the target, or the target
// over the value where less is better. The metric is computed over the span, for the anchor,
// partnership, partner and place of the target, by the edition valid at the end of the window. The
// keys of the target's groups, and its id, are appended to the groups of the answer.
base::Status ComputeTargets(const Catalogue& catalogue, const projections::FactView& view,
                            const Query& query, Answer* answer, MetricAnswer* metric);

// Answers a question for metrics of the catalogue, of either kind.
base::StatusOr<Answer> AnswerQuery(const Catalogue& catalogue, const projections::FactView& view,
                                   const Query& query, const std::vector<const Plan*>& plans);

}  // namespace anchorledger::metrics
