#pragma once
// The demo's table: strategy x phase x metric.
#include <string>
#include <vector>

#include "anchorledger/api/v1/metrics.pb.h"
#include "clients/cli/output/report.h"

namespace anchorledger::cli {

// One row a metric and one for each of its parts, one column a phase and one for all; rows without
// any value are left out.
// `definitions` names and orders the metrics; `by_phase` was grouped by phase only.
Report MetricMatrix(const api::v1::ListMetricsResponse& definitions,
                    const api::v1::QueryMetricsResponse& by_phase);

}  // namespace anchorledger::cli
