// What a dry run asks of the metrics.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>

#include "anchorledger/api/v1/metric_change.pb.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/projections/proposed_events.h"

namespace anchorledger::importing {

// Events in one shadow of the metrics. It holds about 250 bytes for each of them.
inline constexpr std::uint64_t kMetricChangesEventsMax = 250'000;

// A value that would change, and who may see it: small counts of persons are shown to the anchor
// whose they are, and to nobody else.
struct FoundMetricChange {
  api::v1::MetricChange change;
  bool for_anchor = true;
  bool for_others = true;
};

// Finds out which values of metrics would change if events were appended. Appends nothing.
// Implemented by the wiring, over the live metrics. Threads: any.
class MetricOutlook {
 public:
  struct Proposal {
    base::TenantId tenant;
    projections::ProposedEvents& events;
    base::Position at_least;  // what the live metrics must have seen
    std::stop_token stop;
  };
  struct Outcome {
    api::v1::MetricChangesState state = api::v1::METRIC_CHANGES_STATE_COMPUTED;
    base::Position computed_at;
    std::uint64_t limit = 0;  // where the state says that one was exceeded
  };
  using Sink = std::function<base::Status(const FoundMetricChange&)>;

  virtual ~MetricOutlook() = default;
  // Gives the changes in the order in which they are listed. Without the state COMPUTED what was
  // given is not to be used.
  virtual base::StatusOr<Outcome> Compare(const Proposal& proposal, const Sink& sink) = 0;
};

}  // namespace anchorledger::importing
