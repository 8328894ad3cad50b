#include <algorithm>
#include <utility>

#include "anchorledger/api/v1/metrics.pb.h"
#include "services/query/metrics_use_cases.h"
#include "services/rpc/paging.h"

namespace anchorledger::query {
namespace {

namespace api = ::anchorledger::api::v1;

bool Wanted(const metric::v1::MetricDefinition& definition,
            const api::ListMetricsRequest& request) {
  const auto& ids = request.metric_ids();
  const auto& phases = definition.phases();
  return (request.strategy() == 0 || definition.strategy() == request.strategy()) &&
         (request.phase() == 0 ||
          std::find(phases.begin(), phases.end(), request.phase()) != phases.end()) &&
         (ids.empty() || std::find(ids.begin(), ids.end(), definition.id()) != ids.end());
}

// Where a definition stands in the list, as the cursor of the page that ends with it.
std::string CursorOf(const metric::v1::MetricDefinition& definition) {
  return definition.id() + "@" + std::to_string(definition.edition());
}

}  // namespace

base::StatusOr<api::ListMetricsResponse> ListMetrics(const MetricsParts& parts,
                                                     const api::ListMetricsRequest& request) {
  AL_ASSIGN_OR_RETURN(const std::size_t page_size, rpc::PageSize(request.page_size()));
  std::string after;
  if (!request.page_token().empty()) {
    AL_ASSIGN_OR_RETURN(after, rpc::OpenPage(parts.sealer, request, request.page_token()));
  }
  api::ListMetricsResponse response;
  bool started = after.empty();
  for (const metrics::Plan& plan : parts.catalogue.plans()) {
    if (!Wanted(plan.definition, request)) continue;
    if (!started) {
      started = CursorOf(plan.definition) == after;
      continue;
    }
    if (static_cast<std::size_t>(response.metrics_size()) == page_size) {
      const auto& last = response.metrics(response.metrics_size() - 1);
      response.set_next_page_token(rpc::SealPage(parts.sealer, request, CursorOf(last)));
      break;
    }
    *response.add_metrics() = plan.definition;
  }
  return response;
}

}  // namespace anchorledger::query
