#include "services/query/metrics_service.h"

#include <utility>

#include "anchorledger/api/v1/metrics.pb.h"
#include "services/query/metrics_use_cases.h"
#include "services/query/watch_metrics.h"

namespace anchorledger::query {
namespace {

namespace api = ::anchorledger::api::v1;

Asker AskerOf(const rpc::Call& call) {
  return {call.principal(), call.TimeToWait(), [&call] { return call.Alive(); }};
}

// Moves the result of a use case into the response of a call.
template <typename Response>
base::Status Put(base::StatusOr<Response> result, Response& response) {
  AL_RETURN_IF_ERROR(result.status());
  response = *std::move(result);
  return absl::OkStatus();
}

}  // namespace

std::unique_ptr<rpc::GuardedService> MakeMetricsService(rpc::Guard& guard, MetricsParts parts) {
  auto service = std::make_unique<rpc::GuardedService>("anchorledger.api.v1.MetricsService", guard);
  const auto shared = std::make_shared<const MetricsParts>(parts);
  service->Unary<api::ListMetricsRequest, api::ListMetricsResponse>(
      "ListMetrics", [shared](const rpc::Call&, const api::ListMetricsRequest& request,
                              api::ListMetricsResponse& response) {
        return Put(ListMetrics(*shared, request), response);
      });
  service->Unary<api::QueryMetricsRequest, api::QueryMetricsResponse>(
      "QueryMetrics", [shared](const rpc::Call& call, const api::QueryMetricsRequest& request,
                               api::QueryMetricsResponse& response) {
        return QueryMetrics(*shared, AskerOf(call), request, &response);
      });
  service->Unary<api::ExplainMetricRequest, api::ExplainMetricResponse>(
      "ExplainMetric", [shared](const rpc::Call& call, const api::ExplainMetricRequest& request,
                                api::ExplainMetricResponse& response) {
        return Put(ExplainMetric(*shared, AskerOf(call), request), response);
      });
  service->ServerStream<api::WatchMetricsRequest, api::WatchMetricsResponse>(
      "WatchMetrics",
      [shared](const rpc::Call& call, const api::WatchMetricsRequest& request, rpc::Waker waker) {
        return MakeWatchMetricsSource(*shared, call.principal(), request, std::move(waker));
      });
  return service;
}

}  // namespace anchorledger::query
