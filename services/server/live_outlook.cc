#include "services/server/live_outlook.h"

#include <chrono>

#include "services/query/metric_changes.h"

namespace anchorledger::server {
namespace {

namespace api = ::anchorledger::api::v1;

// How long a dry run waits until the metrics have seen what it was decided on.
constexpr std::chrono::microseconds kPatience = std::chrono::seconds(30);

}  // namespace

base::StatusOr<importing::MetricOutlook::Outcome> LiveOutlook::Compare(const Proposal& proposal,
                                                                       const Sink& sink) {
  AL_ASSIGN_OR_RETURN(const auto shadow, projections_.ShadowAt(proposal.at_least, kPatience,
                                                               proposal.tenant, proposal.events));
  AL_RETURN_IF_ERROR(shadow->Run(proposal.stop));
  AL_ASSIGN_OR_RETURN(
      const bool computed,
      query::FindMetricChanges({catalogue_, suppression_, clock_.Today()}, proposal.tenant.value(),
                               *shadow, proposal.stop,
                               [&](const api::MetricChange& change, bool anchor, bool others) {
                                 return sink({change, anchor, others});
                               }));
  Outcome outcome;
  if (!computed) {
    outcome.state = api::METRIC_CHANGES_STATE_TOO_MANY_PERIODS;
    outcome.limit = query::kMetricChangesPeriodsMax;
    return outcome;
  }
  outcome.computed_at = shadow->fork();
  return outcome;
}

}  // namespace anchorledger::server
