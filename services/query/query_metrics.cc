#include <string>
#include <utility>
#include <vector>

#include "anchorledger/api/v1/metrics.pb.h"
#include "services/metrics/suppression.h"
#include "services/metrics/targets.h"
#include "services/query/known_filter.h"
#include "services/query/metrics_use_cases.h"
#include "services/query/query_request.h"
#include "services/query/query_response.h"
#include "services/query/read_rights.h"

namespace anchorledger::query {

namespace api = ::anchorledger::api::v1;

base::Status QueryMetrics(const MetricsParts& parts, const Asker& asker,
                          const api::QueryMetricsRequest& request,
                          api::QueryMetricsResponse* response) {
  AL_ASSIGN_OR_RETURN(
      ParsedQuery parsed,
      ParseMetricQuery(request.query(), {request.metric_ids().begin(), request.metric_ids().end()},
                       asker.principal.tenant.value(), parts.clock.Today(), parts.catalogue));
  AL_RETURN_IF_ERROR(Narrow(asker.principal, &parsed.query));
  AL_ASSIGN_OR_RETURN(const auto view, parts.facts.Open(parsed.at_least, asker.longest));
  AL_RETURN_IF_ERROR(CheckFilter(*view, parsed.query));
  AL_ASSIGN_OR_RETURN(metrics::Answer answer,
                      metrics::AnswerQuery(parts.catalogue, *view, parsed.query, parsed.plans));
  if (!IsOwningSide(asker.principal, parsed.query)) Suppress(parts.suppression, &answer);
  return FillResponse(answer, parsed.query, response);
}

}  // namespace anchorledger::query
