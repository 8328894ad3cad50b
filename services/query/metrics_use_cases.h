// What the metrics service does, without gRPC.
#pragma once

#include "proto/base/status.h"
#include "services/query/metrics_parts.h"

namespace anchorledger::api::v1 {
class ExplainMetricRequest;
class ExplainMetricResponse;
class ListMetricsRequest;
class ListMetricsResponse;
class QueryMetricsRequest;
class QueryMetricsResponse;
}  // namespace anchorledger::api::v1

namespace anchorledger::query {

// The definitions of the catalogue, by id and edition.
base::StatusOr<api::v1::ListMetricsResponse> ListMetrics(
    const MetricsParts& parts, const api::v1::ListMetricsRequest& request);

// The values of metrics, narrowed and suppressed for the asker. Fills an empty response where it
// is, since moving one into the arena of a call would copy thousands of messages; after an error
// it may be half full.
base::Status QueryMetrics(const MetricsParts& parts, const Asker& asker,
                          const api::v1::QueryMetricsRequest& request,
                          api::v1::QueryMetricsResponse* response);

// One page of the events behind a cell. The pages of one list are all about the position of the
// first. Counts of persons are explained to their owning side only (PERMISSION_DENIED).
base::StatusOr<api::v1::ExplainMetricResponse> ExplainMetric(
    const MetricsParts& parts, const Asker& asker, const api::v1::ExplainMetricRequest& request);

}  // namespace anchorledger::query
