// Followers step by step: every event once and in order, up to the first error.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <numeric>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/runtime/clock.h"
#include "services/projections/follower.h"
#include "storage/log/memory_log.h"
#include "tests/support/events.h"
#include "tests/support/projections/projected_ledger.h"
#include "tests/support/projections/recording_projection.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

using projections::Follower;
using projections::FollowerOptions;

TEST_CASE("a follower that pauses after a commit goes on at once for a reader who waits") {
  ProjectedLedger ledger;
  RecordingProjection projection;
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
  RecordingProjection projection;
  const runtime::SystemClock clock;
  Follower follower(ledger.log(), projection, clock, {.pause = std::chrono::hours(1)});
  follower.Start();
  CHECK_OK(follower.WaitFor(base::Position(ledger.last_position()), std::chrono::seconds(30)));
  follower.Stop();
  CHECK(follower.position() == base::Position(ledger.last_position()));
}

constexpr std::uint64_t kManyEvents = 10'000;
constexpr std::uint64_t kMissing = 5'000;

// A log of many events, some chunks long.
class LongLog {
 public:
  LongLog() : clock_(base::StartOfDay(Day("2026-11-01"))), log_(storage::LogId{3}, clock_) {
    Append(kManyEvents);
  }

  void Append(std::uint64_t events) {
    const domain::ProposedEvent event = PartnerOnboarded("p", "cdfi").Propose(clock_.Today());
    for (std::uint64_t i = 0; i < events;) {
      storage::Commit commit;
      commit.tenant = base::TenantId("t");
      commit.request_id = "request-" + std::to_string(log_.Head().position.value());
      for (; i < events && commit.records.size() < 1'000; ++i) {
        commit.records.push_back({.stream = event.stream,
                                  .header = event.header->SerializeAsString(),
                                  .payload = event.payload->SerializeAsString()});
      }
      REQUIRE_OK(storage::AppendAndWait(log_, std::move(commit)));
    }
  }
  storage::ResumePoint PointAt(std::uint64_t position) const {
    const storage::LogHead head = log_.Head();
    return {.log_id = head.log_id, .epoch = head.epoch, .position = base::Position(position)};
  }
  storage::MemoryLog& log() { return log_; }
  const runtime::ManualClock& clock() const { return clock_; }

 private:
  runtime::ManualClock clock_;
  storage::MemoryLog log_;
};

// Another log with one position missing.
class LogWithGap final : public storage::EventLog {
 public:
  explicit LogWithGap(storage::EventLog& whole) : whole_(whole) {}

  base::Status Append(storage::Commit commit, AppendCallback done) override {
    return whole_.Append(std::move(commit), std::move(done));
  }
  base::StatusOr<storage::FoundRequest> FindRequest(
      const base::TenantId& tenant, std::string_view request_id,
      const storage::RequestDigest& digest) const override {
    return whole_.FindRequest(tenant, request_id, digest);
  }
  base::StatusOr<std::vector<storage::Record>> Read(base::Position from, storage::ReadLimit limit,
                                                    storage::Direction direction) const override {
    auto records = whole_.Read(from, limit, direction);
    if (records.ok()) {
      std::erase_if(*records, [](const storage::Record& record) {
        return record.position.value() == kMissing;
      });
    }
    return records;
  }
  base::StatusOr<std::vector<storage::Record>> ReadStream(
      const base::TenantId& tenant, const base::StreamId& stream, base::Revision from,
      storage::ReadLimit limit, storage::Direction direction) const override {
    return whole_.ReadStream(tenant, stream, from, limit, direction);
  }
  storage::LogHead Head() const override { return whole_.Head(); }
  storage::Notification NotifyAt(base::Position position, storage::HeadCallback callback) override {
    return whole_.NotifyAt(position, std::move(callback));
  }
  base::Position LastCommonPosition(const storage::ResumePoint& point) const override {
    return whole_.LastCommonPosition(point);
  }

 private:
  storage::EventLog& whole_;
};

const FollowerOptions kReadsAhead{
    .unawaited_times = 1, .far_behind_events = 2'000, .far_behind_batch_events = 5'000};

std::vector<std::uint64_t> Positions(std::uint64_t first, std::uint64_t last) {
  std::vector<std::uint64_t> positions(last - first + 1);
  std::iota(positions.begin(), positions.end(), first);
  return positions;
}

TEST_CASE("a follower applies every event once, in order, with and without reading ahead") {
  LongLog events;
  RecordingProjection stepped;
  Follower steps(events.log(), stepped, events.clock(), kReadsAhead);
  FollowToHead(steps);
  CHECK(stepped.applied() == Positions(1, kManyEvents));
  CHECK(steps.position().value() == kManyEvents);
  CHECK(steps.lag() == 0);

  RecordingProjection caught_up;
  Follower follower(events.log(), caught_up, events.clock(), kReadsAhead);
  CHECK_OK(follower.CatchUp({}));
  CHECK(caught_up.applied() == stepped.applied());
  CHECK(caught_up.commits().back() == kManyEvents);
}

TEST_CASE("far behind, commits are rare; near the head they are small") {
  LongLog events;
  RecordingProjection projection;
  Follower follower(events.log(), projection, events.clock(), kReadsAhead);
  FollowToHead(follower);
  // Five reads of 1,024 events; three more and a batch of a thousand; what is left.
  CHECK(projection.commits() == std::vector<std::uint64_t>{5'120, 9'192, 10'000});
}

TEST_CASE("while no reader waits, commits are fewer and larger") {
  LongLog events;
  RecordingProjection projection(events.PointAt(5'000));
  Follower follower(events.log(), projection, events.clock(), {.unawaited_times = 3});
  FollowToHead(follower);
  CHECK(projection.commits() == std::vector<std::uint64_t>{8'000, 10'000});
}

TEST_CASE("a follower begins behind the last commit and goes on with what is appended") {
  LongLog events;
  RecordingProjection projection(events.PointAt(4'000));
  Follower follower(events.log(), projection, events.clock(), kReadsAhead);
  CHECK_OK(follower.CatchUp({}));
  CHECK(projection.applied() == Positions(4'001, kManyEvents));
  events.Append(10);
  CHECK(follower.lag() == 10);
  CHECK_OK(follower.CatchUp({}));
  CHECK(follower.position().value() == kManyEvents + 10);
  CHECK(std::is_sorted(projection.commits().begin(), projection.commits().end()));
}

TEST_CASE("a gap in the log ends following for good, before anything behind it is applied") {
  LongLog events;
  LogWithGap log(events.log());
  for (const bool ahead : {false, true}) {
    CAPTURE(ahead);
    RecordingProjection projection;
    Follower follower(log, projection, events.clock(), kReadsAhead);
    if (!ahead) CHECK_OK(follower.RunOnce());  // the first chunk, before the gap
    CHECK_REASON(follower.CatchUp({}), kDataCorrupt);
    CHECK_REASON(follower.RunOnce(), kDataCorrupt);
    CHECK_REASON(follower.status(), kDataCorrupt);
    CHECK(projection.applied().back() < kMissing);
    CHECK_REASON(follower.WaitFor(base::Position(kMissing), std::chrono::hours(1)),
                 kProjectionStopped);
  }
}

TEST_CASE("an error of the projection is final, and readers keep what was committed") {
  LongLog events;
  RecordingProjection projection(events.PointAt(8'000));
  projection.FailAt(9'500);
  Follower follower(events.log(), projection, events.clock(), kReadsAhead);
  CHECK_REASON(follower.CatchUp({}), kStorageFailed);
  CHECK(follower.position().value() == 9'000);
  CHECK_REASON(follower.CatchUp({}), kStorageFailed);
  CHECK(projection.applied().back() < 9'500);
}

TEST_CASE("a commit that fails is final, and shows readers nothing new") {
  LongLog events;
  RecordingProjection projection(events.PointAt(9'500));
  projection.FailNextCommit();
  Follower follower(events.log(), projection, events.clock());
  CHECK_REASON(follower.CatchUp({}), kStorageFailed);
  CHECK(follower.position().value() == 9'500);
  CHECK(follower.applied().value() == kManyEvents);
}

TEST_CASE("a log that lost its end is refused by a projection that saw it") {
  LongLog events;
  RecordingProjection projection(events.PointAt(9'000));
  events.log().Rewind(base::Position(8'000));
  Follower follower(events.log(), projection, events.clock());
  CHECK_REASON(follower.RunOnce(), kLogRewound);
  CHECK(projection.applied().empty());
}

TEST_CASE("catching up ends when it is asked to") {
  LongLog events;
  RecordingProjection projection;
  Follower follower(events.log(), projection, events.clock(), kReadsAhead);
  std::stop_source stop;
  stop.request_stop();
  CHECK_REASON(follower.CatchUp(stop.get_token()), kShuttingDown);
  CHECK(projection.applied().empty());
  CHECK_OK(follower.CatchUp({}));
  CHECK(follower.position().value() == kManyEvents);
}

TEST_CASE("a follower that was stopped lets go who waits, and goes on when it is started again") {
  LongLog events;
  RecordingProjection projection;
  Follower follower(events.log(), projection, events.clock(), kReadsAhead);
  follower.Start();
  CHECK_OK(follower.WaitFor(base::Position(kManyEvents), std::chrono::hours(1)));
  follower.Stop();
  events.Append(5);
  CHECK_REASON(follower.WaitFor(base::Position(kManyEvents + 5), std::chrono::hours(1)),
               kProjectionBehind);
  follower.Start();
  CHECK_OK(follower.WaitFor(base::Position(kManyEvents + 5), std::chrono::hours(1)));
  follower.Stop();
  CHECK(projection.applied() == Positions(1, kManyEvents + 5));
}

TEST_CASE("who asks to be told of a position is told once, with what readers see") {
  LongLog events;
  RecordingProjection projection(events.PointAt(9'000));
  std::vector<std::uint64_t> shown;
  Follower follower(
      events.log(), projection, events.clock(),
      {.committed = [&](const storage::LogHead& head) { shown.push_back(head.position.value()); }});
  std::vector<std::uint64_t> told;
  const auto tell = [&](const storage::LogHead& head) { told.push_back(head.position.value()); };
  const storage::Notification notification = follower.NotifyAt(base::Position(9'500), tell);
  CHECK(told.empty());
  CHECK_OK(follower.CatchUp({}));
  CHECK(told == std::vector<std::uint64_t>{kManyEvents});
  CHECK(shown == projection.commits());
}

}  // namespace
}  // namespace anchorledger::testing
