// What dry runs of imports ask of the metrics, answered by a shadow of the live projection.
#pragma once

#include "proto/runtime/clock.h"
#include "services/import/metric_outlook.h"
#include "services/metrics/catalogue.h"
#include "services/metrics/suppression.h"
#include "services/server/projection_set.h"

namespace anchorledger::server {

// Threads: any.
class LiveOutlook final : public importing::MetricOutlook {
 public:
  // Everything must outlive the outlook.
  LiveOutlook(const ProjectionSet& projections, const metrics::Catalogue& catalogue,
              metrics::SuppressionPolicy suppression, const runtime::Clock& clock)
      : projections_(projections),
        catalogue_(catalogue),
        suppression_(suppression),
        clock_(clock) {}

  base::StatusOr<Outcome> Compare(const Proposal& proposal, const Sink& sink) override;

 private:
  const ProjectionSet& projections_;
  const metrics::Catalogue& catalogue_;
  const metrics::SuppressionPolicy suppression_;
  const runtime::Clock& clock_;
};

}  // namespace anchorledger::server
