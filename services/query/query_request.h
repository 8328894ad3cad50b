// From a question on the wire to one that the engine can take.
#pragma once

#include <string>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/metrics/catalogue.h"
#include "services/metrics/query.h"

namespace anchorledger::api::v1 {
class MetricQuery;
}  // namespace anchorledger::api::v1

namespace anchorledger::query {

// A question that cannot be wrong, with the editions that answer it.
struct ParsedQuery {
  metrics::Query query;
  std::vector<const metrics::Plan*> plans;  // in the order of the ids
  base::Position at_least;                  // what the answer must be true for
};

// Fails with all violations at once; fields are named as in QueryMetricsRequest, such as
// "query.filter.phases[0]" and "metric_ids[0]". `today` is the day at the server.
base::StatusOr<ParsedQuery> ParseMetricQuery(const api::v1::MetricQuery& proto,
                                             const std::vector<std::string>& metric_ids,
                                             const std::string& tenant, base::Date today,
                                             const metrics::Catalogue& catalogue);

}  // namespace anchorledger::query
