// From an answer of the engine to one on the wire.
#pragma once

#include "proto/base/status.h"
#include "services/metrics/query.h"

namespace anchorledger::api::v1 {
class MetricCell;
class QueryMetricsResponse;
}  // namespace anchorledger::api::v1

namespace anchorledger::query {

// Fills in the whole answer. OVERFLOW when a number does not fit into 64 bits.
base::Status FillResponse(const metrics::Answer& answer, const metrics::Query& query,
                          api::v1::QueryMetricsResponse* response);

// Fills in one cell.
base::Status FillCell(const metrics::Answer& answer, const metrics::MetricAnswer& metric,
                      const metrics::Cell& cell, const metrics::Query& query,
                      api::v1::MetricCell* proto);

}  // namespace anchorledger::query
