#include <catch2/catch.hpp>
#include <chrono>
#include <span>
#include <string_view>

#include "proto/runtime/clock.h"
#include "services/projections/follower.h"
#include "tests/support/projections/projected_ledger.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

using projections::Follower;
using projections::RecordedEvent;

// Holds nothing but how far it came.
class Bookmark final : public projections::Projection {
 public:
  std::string_view name() const override { return "bookmark"; }
  std::uint32_t version() const override { return 1; }
  storage::ResumePoint committed() const override { return committed_; }
  bool NeedsPayload(std::uint32_t) const override { return false; }
  base::Status Apply(std::span<const RecordedEvent>) override { return base::Status(); }
  base::Status Commit(const storage::ResumePoint& point) override {
    committed_ = point;
    return base::Status();
  }

 private:
  storage::ResumePoint committed_;
};

TEST_CASE("a follower that pauses after a commit goes on at once for a reader who waits") {
  ProjectedLedger ledger;
  Bookmark projection;
  const runtime::SystemClock clock;
  Follower follower(ledger.log(), projection, clock, {.pause = std::chrono::hours(1)});
  follower.Start();
  for (int i = 0; i < 3; ++i) {
    const std::uint64_t last = ledger.RecordUnchecked(PartnerOnboarded("p", "cdfi"));
    CHECK_OK(follower.WaitFor(base::Position(last), std::chrono::seconds(30)));
  }
}

TEST_CASE("a follower that pauses ends when it is stopped") {
  ProjectedLedger ledger;
  Bookmark projection;
  const runtime::SystemClock clock;
  Follower follower(ledger.log(), projection, clock, {.pause = std::chrono::hours(1)});
  follower.Start();
  CHECK_OK(follower.WaitFor(base::Position(ledger.last_position()), std::chrono::seconds(30)));
  follower.Stop();
  CHECK(follower.position() == base::Position(ledger.last_position()));
}

}  // namespace
}  // namespace anchorledger::testing
