#pragma once
// How the events behind a value are shown.
#include "anchorledger/api/v1/metrics.pb.h"
#include "clients/cli/output/report.h"

namespace anchorledger::cli {

// One row an event: what it adds or, of a median, its value, with the one in the middle marked.
// What the event says is in the table where that is more than what it adds: of a median, and where
// events were amended; programs always get it.
Report ExplainReport(const api::v1::ExplainMetricRequest& request,
                     const api::v1::ExplainMetricResponse& response);

}  // namespace anchorledger::cli
