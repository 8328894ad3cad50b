// MetricsService: the handlers, and nothing else.
#pragma once

#include <memory>

#include "services/query/metrics_parts.h"
#include "services/rpc/guarded_service.h"

namespace anchorledger::query {

// `guard` and everything in `parts` must outlive the service.
std::unique_ptr<rpc::GuardedService> MakeMetricsService(rpc::Guard& guard, MetricsParts parts);

}  // namespace anchorledger::query
