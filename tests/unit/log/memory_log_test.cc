// What the memory log has beyond the contract: it can lose its end, as a restored log has.
#include <catch2/catch.hpp>

#include "proto/runtime/clock.h"
#include "storage/log/memory_log.h"
#include "tests/support/log/commits.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using base::Revision;
using testing::CommitNow;
using testing::MakeCommit;

}  // namespace

TEST_CASE("memory log: after a rewind the lost records are gone, with streams and requests") {
  const runtime::ManualClock clock(base::Instant{1'000});
  MemoryLog log(LogId{7}, clock);
  REQUIRE(CommitNow(log, MakeCommit("r1", {"a/1", "b/1"})).ok());
  REQUIRE(CommitNow(log, MakeCommit("r2", {"a/1", "c/1"})).ok());
  const LogHead before = log.Head();
  log.Rewind(Position{2});
  CHECK(log.Head().position == Position{2});
  CHECK(log.Head().epoch == 2);
  CHECK(*LastRevision(log, base::TenantId{"t"}, base::StreamId{"a/1"}) == Revision{1});
  CHECK(*LastRevision(log, base::TenantId{"t"}, base::StreamId{"c/1"}) == Revision{0});
  CHECK(log.LastCommonPosition({before.log_id, before.epoch, before.position}) == Position{2});

  const auto again = CommitNow(log, MakeCommit("r2", {"a/1", "c/1"}));
  REQUIRE(again.ok());
  CHECK(again->first == Position{3});
  CHECK(log.Read(Position{3}, {}, Direction::kForward)->front().epoch == 2);
  CHECK(log.LastCommonPosition({before.log_id, before.epoch, before.position}) == Position{2});
  CHECK(log.LastCommonPosition({before.log_id, 2, Position{4}}) == Position{4});
}

}  // namespace anchorledger::storage
