// The contract of EventLog::Append and FindRequest, for every backend.
#include <atomic>
#include <catch2/catch.hpp>
#include <thread>
#include <variant>
#include <vector>

#include "proto/runtime/clock.h"
#include "storage/log/commit_rules.h"
#include "tests/contract/log/log_backend.h"
#include "tests/support/log/commits.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::Position;
using base::Revision;
using testing::AppendNow;
using testing::CommitNow;
using testing::Expect;
using testing::MakeCommit;

constexpr base::Instant kStart{1'700'000'000'000'000};
constexpr int64_t kSecond = base::kMicrosPerSecond;

struct Fixture {
  runtime::ManualClock clock{kStart};
  std::unique_ptr<LogBackend> backend = MakeLogBackend(clock);
  EventLog& log = backend->log();
};

}  // namespace

TEST_CASE("log: a new log is empty and says so") {
  Fixture f;
  CHECK(f.log.Head().position == Position{0});
  CHECK(f.log.Head().epoch == 1);
  CHECK(f.log.Read(Position{1}, {}, Direction::kForward)->empty());
  CHECK(f.log.Read(kLastPosition, {}, Direction::kBackward)->empty());
  CHECK(*LastRevision(f.log, base::TenantId{"t"}, base::StreamId{"a/1"}) == Revision{0});
}

TEST_CASE("log: positions and revisions are given in order and without gaps") {
  Fixture f;
  const auto first = CommitNow(f.log, MakeCommit("r1", {"a/1", "b/1", "a/1"}));
  REQUIRE(first.ok());
  CHECK(first->first == Position{1});
  CHECK(first->count == 3);
  CHECK(first->last() == Position{3});
  CHECK(first->revisions == std::vector{Revision{1}, Revision{1}, Revision{2}});
  const auto second = CommitNow(f.log, MakeCommit("r2", {"a/1"}));
  REQUIRE(second.ok());
  CHECK(second->first == Position{4});
  CHECK(second->revisions == std::vector{Revision{3}});
  CHECK(f.log.Head().position == Position{4});
}

TEST_CASE("log: the same request again is answered with its first answer and writes nothing") {
  Fixture f;
  const auto first = CommitNow(f.log, MakeCommit("r1", {"a/1", "b/1"}));
  REQUIRE(first.ok());
  f.clock.Advance(kSecond);
  const AppendResult again = AppendNow(f.log, MakeCommit("r1", {"a/1", "b/1"}));
  REQUIRE(std::holds_alternative<Duplicate>(again));
  CHECK(std::get<Duplicate>(again).original == *first);
  CHECK(f.log.Head().position == Position{2});
}

TEST_CASE("log: a request id with another digest is refused and shows the first answer") {
  Fixture f;
  const auto first = CommitNow(f.log, MakeCommit("r1", {"a/1"}));
  REQUIRE(first.ok());
  Commit other = MakeCommit("r1", {"a/1"});
  other.digest[5] ^= 1;
  const AppendResult result = AppendNow(f.log, other);
  REQUIRE(std::holds_alternative<Reused>(result));
  CHECK(std::get<Reused>(result).original == *first);
  CHECK(f.log.Head().position == Position{1});
}

TEST_CASE("log: a duplicate is found before its own effect can break its expectation") {
  Fixture f;
  Commit commit = MakeCommit("r1", {"a/1"});
  commit.expectations.push_back(Expect("a/1", Expectation::NoStream()));
  REQUIRE(CommitNow(f.log, commit).ok());
  CHECK(std::holds_alternative<Duplicate>(AppendNow(f.log, commit)));
}

TEST_CASE("log: request ids, streams and revisions are scoped by tenant") {
  Fixture f;
  REQUIRE(CommitNow(f.log, MakeCommit("r1", {"a/1"})).ok());
  Commit other = MakeCommit("r1", {"a/1"});
  other.tenant = base::TenantId{"u"};
  other.expectations.push_back(Expect("a/1", Expectation::NoStream()));
  const auto committed = CommitNow(f.log, other);
  REQUIRE(committed.ok());
  CHECK(committed->revisions == std::vector{Revision{1}});
  CHECK(f.log
            .ReadStream(base::TenantId{"u"}, base::StreamId{"a/1"}, Revision{1}, {},
                        Direction::kForward)
            ->size() == 1);
}

TEST_CASE("log: names that are prefixes of one another are different streams") {
  Fixture f;
  REQUIRE(CommitNow(f.log, MakeCommit("r1", {"a/1", "a/10", "a/1/x", "a/1"})).ok());
  const auto last = [&](const char* stream) {
    return *LastRevision(f.log, base::TenantId{"t"}, base::StreamId{stream});
  };
  CHECK(last("a/1") == Revision{2});
  CHECK(last("a/10") == Revision{1});
  CHECK(last("a/1/x") == Revision{1});
  CHECK(last("a/") == Revision{0});
}

TEST_CASE("log: an expectation that does not hold is a conflict and writes nothing") {
  Fixture f;
  REQUIRE(CommitNow(f.log, MakeCommit("r1", {"a/1", "a/1"})).ok());
  struct Row {
    Expectation expectation;
    bool holds;
  };
  const auto row =
      GENERATE(Row{Expectation::Any(), true}, Row{Expectation::NoStream(), false},
               Row{Expectation::At(Revision{0}), false}, Row{Expectation::At(Revision{1}), false},
               Row{Expectation::At(Revision{2}), true}, Row{Expectation::At(Revision{3}), false});
  const bool as_guard = GENERATE(false, true);
  Commit commit = MakeCommit("r2", {"b/1"});
  (as_guard ? commit.guards : commit.expectations).push_back(Expect("a/1", row.expectation));
  const AppendResult result = AppendNow(f.log, commit);
  if (row.holds) {
    CHECK(std::holds_alternative<Committed>(result));
    return;
  }
  REQUIRE(std::holds_alternative<Conflict>(result));
  const auto& conflict = std::get<Conflict>(result);
  CHECK(conflict.stream == base::StreamId{"a/1"});
  CHECK(conflict.expected == row.expectation);
  CHECK(conflict.actual == Revision{2});
  CHECK(conflict.guard == as_guard);
  CHECK(f.log.Head().position == Position{2});
  CHECK(*LastRevision(f.log, base::TenantId{"t"}, base::StreamId{"b/1"}) == Revision{0});
}

TEST_CASE("log: expectations are checked before guards, and the first that fails is named") {
  Fixture f;
  REQUIRE(CommitNow(f.log, MakeCommit("r1", {"a/1", "b/1"})).ok());
  Commit commit = MakeCommit("r2", {"c/1"});
  commit.guards = {Expect("a/1", Expectation::NoStream())};
  commit.expectations = {Expect("c/1", Expectation::NoStream()),
                         Expect("b/1", Expectation::NoStream()),
                         Expect("a/1", Expectation::NoStream())};
  const AppendResult result = AppendNow(f.log, commit);
  REQUIRE(std::holds_alternative<Conflict>(result));
  CHECK(std::get<Conflict>(result).stream == base::StreamId{"b/1"});
  CHECK_FALSE(std::get<Conflict>(result).guard);
}

TEST_CASE("log: a request that ended in a conflict may be sent again") {
  Fixture f;
  Commit commit = MakeCommit("r1", {"a/1"});
  commit.guards = {Expect("p/1", Expectation::At(Revision{1}))};
  CHECK(std::holds_alternative<Conflict>(AppendNow(f.log, commit)));
  REQUIRE(CommitNow(f.log, MakeCommit("r2", {"p/1"})).ok());
  CHECK(std::holds_alternative<Committed>(AppendNow(f.log, commit)));
}

TEST_CASE("log: a malformed commit is refused at once and its callback is never called") {
  Fixture f;
  Commit commit = MakeCommit("r1", {"a/1"});
  ErrorReason reason = ErrorReason::kFieldInvalid;
  SECTION("no tenant") { commit.tenant = base::TenantId{}; }
  SECTION("no request id") { commit.request_id.clear(); }
  SECTION("NUL in a stream") {
    commit.records[0].stream = base::StreamId{std::string_view("a\0b", 3)};
  }
  SECTION("empty stream in a guard") { commit.guards = {Expect("", Expectation::Any())}; }
  SECTION("request id too long") { commit.request_id.assign(base::kRequestIdBytesMax + 1, 'x'); }
  SECTION("no records") {
    commit.records.clear();
    reason = ErrorReason::kMessageTooLarge;
  }
  SECTION("too many records") {
    commit.records.resize(base::kCommitEventsMax + 1, commit.records[0]);
    reason = ErrorReason::kMessageTooLarge;
  }
  SECTION("payload too large") {
    commit.records[0].payload.assign(base::kEventPayloadBytesMax + 1, 'x');
    reason = ErrorReason::kMessageTooLarge;
  }
  bool called = false;
  const base::Status status = f.log.Append(commit, [&](AppendResult) { called = true; });
  CHECK(base::ReasonOf(status) == reason);
  CHECK_FALSE(called);
  CHECK(f.log.Head().position == Position{0});
}

TEST_CASE("log: the largest commit may guard eight streams for each of its events, and no more") {
  Fixture f;
  Commit commit = MakeCommit("r1", std::vector<std::string>(base::kCommitEventsMax, "a/1"));
  for (size_t i = 0; i < kCommitExpectationsMax; ++i) {
    commit.guards.push_back(Expect("p/" + std::to_string(i), Expectation::NoStream()));
  }
  Commit larger = commit;
  larger.expectations = {Expect("a/1", Expectation::NoStream())};
  CHECK(base::ReasonOf(f.log.Append(larger, [](AppendResult) {})) == ErrorReason::kMessageTooLarge);
  CHECK(std::holds_alternative<Committed>(AppendNow(f.log, commit)));
}

TEST_CASE("log: recorded instants increase when the clock stands or goes back") {
  Fixture f;
  const auto first = CommitNow(f.log, MakeCommit("r1", {"a/1"}));
  REQUIRE(first.ok());
  CHECK(first->recorded_at == kStart);
  CHECK(CommitNow(f.log, MakeCommit("r2", {"a/1"}))->recorded_at == kStart.PlusMicros(1));
  f.clock.Set(kStart.PlusMicros(-3600 * kSecond));
  CHECK(CommitNow(f.log, MakeCommit("r3", {"a/1"}))->recorded_at == kStart.PlusMicros(2));
  CHECK(f.log.Head().recorded_at == kStart.PlusMicros(2));
}

TEST_CASE("log: a clock that leaps is refused until it is confirmed or returns") {
  Fixture f;
  REQUIRE(CommitNow(f.log, MakeCommit("r1", {"a/1"})).ok());
  f.clock.Advance(86'400 * kSecond);  // a quiet day is not a leap
  REQUIRE(CommitNow(f.log, MakeCommit("r2", {"a/1"})).ok());
  const base::Instant before_leap = f.clock.Now();
  f.clock.Set(before_leap.PlusMicros(301 * kSecond));
  const AppendResult refused = AppendNow(f.log, MakeCommit("r3", {"a/1"}));
  REQUIRE(std::holds_alternative<Unknown>(refused));
  CHECK(base::ReasonOf(std::get<Unknown>(refused).why) == ErrorReason::kClockRefused);
  CHECK(f.log.Head().position == Position{2});

  SECTION("a duplicate is still answered") {
    CHECK(std::holds_alternative<Duplicate>(AppendNow(f.log, MakeCommit("r2", {"a/1"}))));
  }
  SECTION("confirmed") {
    f.backend->ConfirmClock();
    const auto committed = CommitNow(f.log, MakeCommit("r3", {"a/1"}));
    REQUIRE(committed.ok());
    CHECK(committed->recorded_at == before_leap.PlusMicros(301 * kSecond));
  }
  SECTION("returned") {
    f.clock.Set(before_leap.PlusMicros(kSecond));
    CHECK(CommitNow(f.log, MakeCommit("r3", {"a/1"})).ok());
  }
}

TEST_CASE("log: FindRequest tells new, duplicate and reused request ids apart") {
  Fixture f;
  const Commit commit = MakeCommit("r1", {"a/1", "b/1"});
  const auto find = [&](const Commit& c) {
    return *f.log.FindRequest(c.tenant, c.request_id, c.digest);
  };
  CHECK(std::holds_alternative<NewRequest>(find(commit)));
  const auto committed = CommitNow(f.log, commit);
  REQUIRE(committed.ok());
  REQUIRE(std::holds_alternative<Duplicate>(find(commit)));
  CHECK(std::get<Duplicate>(find(commit)).original == *committed);
  Commit other = commit;
  other.digest[0] ^= 1;
  REQUIRE(std::holds_alternative<Reused>(find(other)));
  CHECK(std::get<Reused>(find(other)).original == *committed);
}

TEST_CASE("log: of many racing for one revision exactly one wins each time") {
  Fixture f;
  constexpr int kThreads = 8;
  constexpr int kWins = 25;  // a thread
  std::atomic<int> conflicts = 0;
  const auto race = [&](int thread) {
    for (int win = 0; win < kWins;) {
      const Revision at = *LastRevision(f.log, base::TenantId{"t"}, base::StreamId{"a/1"});
      Commit commit = MakeCommit("r" + std::to_string(thread) + "-" + std::to_string(win), {"a/1"});
      commit.expectations = {Expect("a/1", Expectation::At(at))};
      const AppendResult result = AppendNow(f.log, commit);
      if (const auto* committed = std::get_if<Committed>(&result)) {
        if (committed->revisions[0] == at.Next()) ++win;
      } else {
        conflicts += std::holds_alternative<Conflict>(result) ? 1 : 0;
      }
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(race, i);
  for (std::thread& thread : threads) thread.join();
  CHECK(*LastRevision(f.log, base::TenantId{"t"}, base::StreamId{"a/1"}) ==
        Revision{kThreads * kWins});
  CHECK(f.log.Head().position == Position{kThreads * kWins});
}

TEST_CASE("log: of many sending one request id at once exactly one is committed") {
  Fixture f;
  std::atomic<int> committed = 0;
  std::atomic<int> duplicates = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int request = 0; request < 20; ++request) {
        const AppendResult result =
            AppendNow(f.log, MakeCommit("r" + std::to_string(request), {"a/1", "b/1"}));
        committed += std::holds_alternative<Committed>(result) ? 1 : 0;
        duplicates += std::holds_alternative<Duplicate>(result) ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(committed == 20);
  CHECK(duplicates == 7 * 20);
  CHECK(f.log.Head().position == Position{40});
}

}  // namespace anchorledger::storage
