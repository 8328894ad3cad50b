// A projection of a server that is rebuilt beside the live one while events keep coming.
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <semaphore>
#include <string>
#include <thread>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/projections/metrics_projection.h"
#include "services/server/hosted_projection.h"
#include "storage/log/memory_log.h"
#include "tests/support/events.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::testing {
namespace {

using projections::MetricsProjection;
using server::HostedProjection;
using server::LiveProjection;
using std::chrono::hours;

constexpr std::uint64_t kEventsAtFirst = 3'000;
constexpr std::uint64_t kEventsMeanwhile = 2'000;

class Host {
 public:
  Host() : log_(storage::LogId{5}, clock_) {
    Append(kEventsAtFirst);
    auto host =
        HostedProjection::Start(log_, clock_,
                                {.folder = folder_ / "metrics",
                                 .identity = "test",
                                 .make = [this](auto store) { return Make(std::move(store)); },
                                 .logger = {}});
    REQUIRE_OK(host);
    host_ = *std::move(host);
    REQUIRE_OK(host_->At(base::Position(kEventsAtFirst), hours(1)));
  }

  void Append(std::uint64_t events) {
    const domain::ProposedEvent event = PartnerOnboarded("p", "cdfi").Propose(Day("2026-11-01"));
    for (std::uint64_t i = 0; i < events; ++i) {
      storage::Commit commit;
      commit.tenant = base::TenantId("t");
      commit.request_id = "request-" + std::to_string(log_.Head().position.value());
      commit.records.push_back({.stream = event.stream,
                                .header = event.header->SerializeAsString(),
                                .payload = event.payload->SerializeAsString()});
      REQUIRE_OK(storage::AppendAndWait(log_, std::move(commit)));
    }
  }

  // The next projection is made only after Release; AwaitMaking returns when that is waited for.
  void HoldMaking() { held_ = true; }
  void AwaitMaking() { making_.acquire(); }
  void Release() { go_.release(); }

  // Returns when another one has taken its place.
  void AwaitRebuild(const std::shared_ptr<const LiveProjection>& old) {
    while (host_->live() == old) std::this_thread::yield();
  }

  HostedProjection& host() { return *host_; }
  std::uint64_t head() const { return log_.Head().position.value(); }

 private:
  base::StatusOr<std::unique_ptr<projections::Projection>> Make(
      std::unique_ptr<storage::ProjectionStore> store) {
    if (held_.exchange(false)) {
      making_.release();
      go_.acquire();
    }
    return MetricsProjection::Open(std::make_unique<projections::StoredRows>(std::move(store)),
                                   log_);
  }

  const TempFolder folder_;
  const runtime::SystemClock clock_;
  storage::MemoryLog log_;
  std::atomic<bool> held_ = false;
  std::binary_semaphore making_{0};
  std::binary_semaphore go_{0};
  std::unique_ptr<HostedProjection> host_;
};

TEST_CASE("a rebuild under appends never takes an event away from readers") {
  Host host;
  const std::shared_ptr<const LiveProjection> old = host.host().live();
  REQUIRE_OK(host.host().StartRebuild());
  for (std::uint64_t i = 0; i < kEventsMeanwhile; ++i) {
    host.Append(1);
    // Read your own write, whichever projection answers.
    const auto live = host.host().At(base::Position(host.head()), hours(1));
    REQUIRE_OK(live);
    REQUIRE((*live)->follower->position().value() >= host.head());
  }
  host.AwaitRebuild(old);
  const auto live = host.host().At(base::Position(host.head()), hours(1));
  REQUIRE_OK(live);
  CHECK(*live != old);
  const auto& now = static_cast<const MetricsProjection&>(*(*live)->projection);
  CHECK(now.View()->position().value() == kEventsAtFirst + kEventsMeanwhile);
  // Who holds the old one still reads from it.
  CHECK_OK(static_cast<const MetricsProjection&>(*old->projection).Digest());
}

TEST_CASE("who waits for a position when the projections are swapped is told by the new one") {
  Host host;
  const std::shared_ptr<const LiveProjection> old = host.host().live();
  std::binary_semaphore told{0};
  const storage::Notification notification = host.host().NotifyAt(
      base::Position(kEventsAtFirst + 1), [&](const storage::LogHead&) { told.release(); });
  REQUIRE_OK(host.host().StartRebuild());
  host.AwaitRebuild(old);
  CHECK_FALSE(told.try_acquire());
  host.Append(1);
  told.acquire();
  CHECK(host.host().live()->follower->position().value() == kEventsAtFirst + 1);
}

TEST_CASE("one rebuild runs at a time, and the live projection follows meanwhile") {
  Host host;
  const std::shared_ptr<const LiveProjection> old = host.host().live();
  host.HoldMaking();
  REQUIRE_OK(host.host().StartRebuild());
  host.AwaitMaking();
  CHECK_REASON(host.host().StartRebuild(), kRuleBroken);
  host.Append(10);
  const auto live = host.host().At(base::Position(kEventsAtFirst + 10), hours(1));
  REQUIRE_OK(live);
  CHECK(*live == old);
  host.Release();
  host.AwaitRebuild(old);
  CHECK_OK(host.host().At(base::Position(kEventsAtFirst + 10), hours(1)));
}

TEST_CASE("the old store is removed when nobody reads from it any more") {
  Host host;
  std::shared_ptr<const LiveProjection> old = host.host().live();
  const std::string folder = old->store->folder();
  REQUIRE_OK(host.host().StartRebuild());
  host.AwaitRebuild(old);
  host.host().Stop();  // the rebuilding thread has let go of it, too
  CHECK(std::filesystem::exists(folder));
  old.reset();
  CHECK_FALSE(std::filesystem::exists(folder));
}

}  // namespace
}  // namespace anchorledger::testing
