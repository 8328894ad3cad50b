// The contract of EventLog::NotifyAt, for every backend.
#include <atomic>
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "proto/runtime/clock.h"
#include "tests/contract/log/log_backend.h"
#include "tests/support/log/commits.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using testing::CommitNow;
using testing::MakeCommit;

struct Fixture {
  runtime::ManualClock clock{base::Instant{0}};
  std::unique_ptr<LogBackend> backend = MakeLogBackend(clock);
  EventLog& log = backend->log();
};

}  // namespace

TEST_CASE("log: a notification comes once, when the head reaches its position") {
  Fixture f;
  std::atomic<int> calls = 0;
  std::atomic<uint64_t> seen = 0;
  const Notification notification = f.log.NotifyAt(Position{3}, [&](const LogHead& head) {
    ++calls;
    seen = head.position.value();
  });
  REQUIRE(CommitNow(f.log, MakeCommit("r1", {"a/1", "a/1"})).ok());
  CHECK(calls == 0);
  REQUIRE(CommitNow(f.log, MakeCommit("r2", {"a/1", "a/1"})).ok());
  CHECK(calls == 1);
  CHECK(seen == 4);
  REQUIRE(CommitNow(f.log, MakeCommit("r3", {"a/1"})).ok());
  CHECK(calls == 1);
}

TEST_CASE("log: a position that was reached is notified at once") {
  Fixture f;
  REQUIRE(CommitNow(f.log, MakeCommit("r1", {"a/1"})).ok());
  for (const uint64_t position : {0U, 1U}) {
    int calls = 0;
    const Notification notification =
        f.log.NotifyAt(Position{position}, [&](const LogHead&) { ++calls; });
    CHECK(calls == 1);
  }
}

TEST_CASE("log: a cancelled or destroyed notification does not come") {
  Fixture f;
  std::atomic<int> calls = 0;
  const auto count = [&](const LogHead&) { ++calls; };
  Notification cancelled = f.log.NotifyAt(Position{1}, count);
  cancelled.Cancel();
  {
    const Notification destroyed = f.log.NotifyAt(Position{1}, count);
  }
  Notification replaced = f.log.NotifyAt(Position{1}, count);
  replaced = f.log.NotifyAt(Position{2}, count);
  REQUIRE(CommitNow(f.log, MakeCommit("r1", {"a/1"})).ok());
  CHECK(calls == 0);
  REQUIRE(CommitNow(f.log, MakeCommit("r2", {"a/1"})).ok());
  CHECK(calls == 1);
}

TEST_CASE("log: a notification may outlive the log") {
  Notification notification;
  {
    Fixture f;
    notification = f.log.NotifyAt(Position{1}, [](const LogHead&) { FAIL("came"); });
  }
  notification.Cancel();
}

TEST_CASE("log: cancelling races with the head without a late call") {
  Fixture f;
  for (int round = 0; round < 50; ++round) {
    std::atomic<bool> cancelled = false;
    std::atomic<bool> late = false;
    Notification notification = f.log.NotifyAt(f.log.Head().position.Next(),
                                               [&](const LogHead&) { late = cancelled.load(); });
    std::thread writer([&] {
      const auto committed = CommitNow(f.log, MakeCommit("r" + std::to_string(round), {"a/1"}));
      if (!committed.ok()) late = true;
    });
    notification.Cancel();
    cancelled = true;
    writer.join();
    CHECK_FALSE(late);
  }
}

TEST_CASE("log: the head seen in a notification can be read") {
  Fixture f;
  std::atomic<bool> readable = false;
  const Notification notification = f.log.NotifyAt(Position{1}, [&](const LogHead& head) {
    const auto read = f.log.Read(head.position, {}, Direction::kForward);
    readable = read.ok() && read->size() == 1;
  });
  REQUIRE(CommitNow(f.log, MakeCommit("r1", {"a/1"})).ok());
  CHECK(readable);
}

}  // namespace anchorledger::storage
