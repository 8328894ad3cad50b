// What metrics say about single things: one supplier, one investment.
#pragma once

#include <string_view>

#include "services/metrics/plan.h"

namespace anchorledger::metrics {

// What a metric says when it is narrowed to single things of a sort, "supplier" or "investment".
// Something when all that a filter cuts of it are facts about such things, and something is cut:
// of another metric the filter would leave a zero where nothing can be known. What stays whole
// when a metric is cut, and baselines, make it a share. What stays whole of each such thing is its
// own, like the rate of a loan.
//
// The compiler notes the answer in the definition; all others read it there.
metric::v1::MetricNarrowing NarrowingTo(const Plan& plan, std::string_view thing);

}  // namespace anchorledger::metrics
