// Whether what a question names is there.
#pragma once

#include "proto/base/status.h"
#include "services/metrics/query.h"
#include "services/projections/fact_view.h"

namespace anchorledger::query {

// A filter that names nothing of the tenant would be answered by zero, which reads like a number.
// So anchors, partnerships, partners and places have to be known to the ledger, whether or not
// there are facts about them; "none" always is. REFERENCE_UNKNOWN for each other one, with its
// field as in QueryMetricsRequest. What Narrow has added is not looked at.
base::Status CheckFilter(const projections::FactView& view, const metrics::Query& query);

}  // namespace anchorledger::query
