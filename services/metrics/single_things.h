// Which metrics can be asked about single things: one supplier, one investment.
#pragma once

#include <string_view>

#include "services/metrics/plan.h"

namespace anchorledger::metrics {

// Whether a metric means something when it is narrowed to single things of a sort, "supplier" or
// "investment": all that a filter cuts of it are facts about such things, and something is cut.
// Of another metric the filter would leave a zero where nothing can be known. What stays whole
// when a metric is cut does not matter, nor do baselines.
bool CanBeAskedOf(const Plan& plan, std::string_view thing);

}  // namespace anchorledger::metrics
