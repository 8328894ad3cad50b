#include <algorithm>
#include <string>
#include <utility>
#include <vector>

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

// An id that no metric has would be answered by a list without it.
base::Status CheckIds(const metrics::Catalogue& catalogue, const api::ListMetricsRequest& request) {
  std::vector<base::FieldViolation> violations;
  for (int i = 0; i < request.metric_ids_size(); ++i) {
    const std::string& id = request.metric_ids(i);
    const bool known =
        std::any_of(catalogue.plans().begin(), catalogue.plans().end(),
                    [&id](const metrics::Plan& plan) { return plan.definition.id() == id; });
    if (known) continue;
    violations.push_back({"metric_ids[" + std::to_string(i) + "]",
                          "there is no metric '" + id + "'; without ids all are listed",
                          base::ErrorReason::kReferenceUnknown});
  }
  return violations.empty() ? base::Status() : base::InvalidFields(std::move(violations));
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
  AL_RETURN_IF_ERROR(CheckIds(parts.catalogue, request));
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
