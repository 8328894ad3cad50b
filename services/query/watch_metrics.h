// MetricsService.WatchMetrics.
#pragma once

#include <memory>

#include "proto/base/status.h"
#include "services/query/metrics_parts.h"
#include "services/rpc/message_source.h"

namespace anchorledger::api::v1 {
class WatchMetricsRequest;
class WatchMetricsResponse;
}  // namespace anchorledger::api::v1

namespace anchorledger::query {

// Answers at once, and again each time that the facts have moved and the answer has changed. Asked
// by the stream when the reader is ready, so a slow reader skips what lies between. `principal`
// must outlive the source.
base::StatusOr<std::unique_ptr<rpc::MessageSource<api::v1::WatchMetricsResponse>>>
MakeWatchMetricsSource(const MetricsParts& parts, const security::Principal& principal,
                       const api::v1::WatchMetricsRequest& request, rpc::Waker waker);

}  // namespace anchorledger::query
