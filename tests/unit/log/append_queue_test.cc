// The bounded queue in front of the writer thread.
#include <catch2/catch.hpp>
#include <string>

#include "storage/log/append_queue.h"
#include "tests/support/log/commits.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;

constexpr std::chrono::microseconds kNoWait{0};

QueuedCommit Queued(const std::string& request, size_t bytes) {
  QueuedCommit queued;
  queued.commit = testing::MakeCommit(request, {"a/1"});
  queued.bytes = bytes;
  return queued;
}

}  // namespace

TEST_CASE("append queue: groups come out in order and within the bounds of a group") {
  AppendQueue queue({});
  for (size_t i = 0; i < base::kAppendGroupCommitsMax + 5; ++i) {
    REQUIRE(queue.Push(Queued("r" + std::to_string(i), 10)).ok());
  }
  const auto first = queue.PopGroup(kNoWait);
  REQUIRE(first.size() == base::kAppendGroupCommitsMax);
  CHECK(first[0].commit.request_id == "r0");
  CHECK(first[1].commit.request_id == "r1");
  CHECK(queue.PopGroup(kNoWait).size() == 5);
  CHECK(queue.PopGroup(kNoWait).empty());
}

TEST_CASE("append queue: a group ends before it becomes too large, but never empty") {
  AppendQueue queue({.commits_max = 10, .bytes_max = 10 * base::kAppendGroupBytesMax});
  REQUIRE(queue.Push(Queued("r1", base::kAppendGroupBytesMax + 1)).ok());
  REQUIRE(queue.Push(Queued("r2", base::kAppendGroupBytesMax - 1)).ok());
  REQUIRE(queue.Push(Queued("r3", 1)).ok());
  REQUIRE(queue.Push(Queued("r4", 1)).ok());
  CHECK(queue.PopGroup(kNoWait).size() == 1);
  CHECK(queue.PopGroup(kNoWait).size() == 2);
  CHECK(queue.PopGroup(kNoWait).size() == 1);
}

TEST_CASE("append queue: a full queue refuses with a delay, and takes again when emptied") {
  const bool by_bytes = GENERATE(false, true);
  AppendQueue queue(by_bytes ? AppendQueue::Bounds{.commits_max = 100, .bytes_max = 25}
                             : AppendQueue::Bounds{.commits_max = 2, .bytes_max = 1000});
  REQUIRE(queue.Push(Queued("r1", 10)).ok());
  REQUIRE(queue.Push(Queued("r2", 10)).ok());
  const base::Status full = queue.Push(Queued("r3", 10));
  CHECK(base::ReasonOf(full) == ErrorReason::kQueueFull);
  CHECK(base::RetryDelayOf(full).has_value());
  CHECK(queue.PopGroup(kNoWait).size() == 2);
  CHECK(queue.Push(Queued("r3", 10)).ok());
}

TEST_CASE("append queue: refusing stops new commits only, closing is for good") {
  AppendQueue queue({});
  REQUIRE(queue.Push(Queued("r1", 10)).ok());
  queue.Refuse(base::MakeError(ErrorReason::kStorageFull, "full"));
  CHECK(base::ReasonOf(queue.Push(Queued("r2", 10))) == ErrorReason::kStorageFull);
  CHECK(queue.PopGroup(kNoWait).size() == 1);
  queue.Refuse(absl::OkStatus());
  CHECK(queue.Push(Queued("r3", 10)).ok());
  queue.Close(base::MakeError(ErrorReason::kShuttingDown, "closed"));
  queue.Refuse(absl::OkStatus());
  CHECK(base::ReasonOf(queue.Push(Queued("r4", 10))) == ErrorReason::kShuttingDown);
  CHECK(queue.commits() == 1);
}

TEST_CASE("append queue: waking ends a wait, also one that has not begun") {
  AppendQueue queue({});
  queue.Wake();
  CHECK(queue.PopGroup(std::chrono::hours(1)).empty());
}

}  // namespace anchorledger::storage
