#include "tests/support/metrics/logged_history.h"

#include <string>
#include <utility>
#include <variant>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/projections/follower.h"
#include "services/projections/row_store.h"
#include "tests/support/projections/projected_ledger.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {

LoggedHistory::LoggedHistory(std::string_view tenant,
                             const std::vector<domain::RecordedEvent>& events)
    : clock_(events.front().recorded_at), log_(storage::LogId{9}, clock_) {
  for (const domain::RecordedEvent& event : events) {
    clock_.Advance(event.recorded_at.micros - clock_.Now().micros);
    storage::Commit commit;
    commit.tenant = base::TenantId(tenant);
    commit.request_id = "request-" + std::to_string(event.position.value());
    commit.records.push_back({.stream = event.stream,
                              .header = event.header->SerializeAsString(),
                              .payload = event.payload->SerializeAsString()});
    const auto result = storage::AppendAndWait(log_, std::move(commit));
    REQUIRE_OK(result);
    REQUIRE(std::holds_alternative<storage::Committed>(*result));
  }
  auto projection =
      projections::MetricsProjection::Open(std::make_unique<projections::MemoryRows>(), log_);
  REQUIRE_OK(projection);
  projection_ = *std::move(projection);
  projections::Follower follower(log_, *projection_, clock_);
  FollowToHead(follower);
}

}  // namespace anchorledger::testing
