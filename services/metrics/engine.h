// Computes metrics from facts.
#pragma once

#include <vector>

#include "proto/base/status.h"
#include "services/metrics/plan.h"
#include "services/metrics/query.h"
#include "services/projections/fact_view.h"

namespace anchorledger::metrics {

// Answers a question for several metrics at once: each kind of fact is read once, whatever the
// number of metrics, groups and spans of time. Pure: the same view, query and plans give the same
// answer.
//
// A cell is there when some fact stands behind it; groups in which all sums are zero and nothing
// was reported are left out. Without any group but time there is a cell for each span, from the
// first day of the window (where the window has none: from the first fact).
//
// Fails with OVERFLOW when a number leaves 128 bits, with MESSAGE_TOO_LARGE when there would be
// more than kMetricCellsMax cells, and with whatever the view fails with. Plans that are
// `per_target` are left without cells; see targets.h.
base::StatusOr<Answer> Compute(const projections::FactView& view, const Query& query,
                               const std::vector<const Plan*>& plans);

// The value of a cell in the terms of targets and goals: the number itself.
bool GoalMet(const Plan& plan, const Value& value);

}  // namespace anchorledger::metrics
