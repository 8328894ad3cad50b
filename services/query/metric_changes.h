// Which values of metrics differ between the live facts and a shadow of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "services/metrics/catalogue.h"
#include "services/metrics/suppression.h"
#include "services/projections/shadow.h"

namespace anchorledger::api::v1 {
class MetricChange;
}  // namespace anchorledger::api::v1

namespace anchorledger::query {

// Questions of one comparison: an anchor over all time, or in one fiscal year. Each is answered
// twice, for all metrics that the differing facts can move.
inline constexpr std::size_t kMetricChangesPeriodsMax = 64;

// What compares; all of it must outlive the comparison.
struct ComparisonParts {
  const metrics::Catalogue& catalogue;
  metrics::SuppressionPolicy suppression;
  base::Date today;
};

// Receives a change, and whether the anchor that it is about is shown it, and others are: their
// cells may differ, and then the change is given twice. Of no anchor: what others are shown.
using ChangeSink =
    std::function<base::Status(const api::v1::MetricChange&, bool for_anchor, bool for_others)>;

// Gives each cell that differs, in the order of ListMetricChanges. `shadow` has run. Periods are
// the fiscal years in which facts differ; where a metric reads facts of all years before, also
// those that follow, up to today; and all time. False, and nothing was given, when these are more
// than kMetricChangesPeriodsMax. CANCELLED when it is stopped; OVERFLOW and MESSAGE_TOO_LARGE as of
// QueryMetrics.
base::StatusOr<bool> FindMetricChanges(const ComparisonParts& parts, const std::string& tenant,
                                       const projections::Shadow& shadow,
                                       const std::stop_token& stop, const ChangeSink& sink);

}  // namespace anchorledger::query
