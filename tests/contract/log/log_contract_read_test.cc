// The contract of EventLog::Read, ReadStream and LastCommonPosition, for every backend.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "proto/runtime/clock.h"
#include "tests/contract/log/log_backend.h"
#include "tests/support/log/commits.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using base::Revision;
using testing::CommitNow;
using testing::MakeCommit;

const base::TenantId kTenant{"t"};

struct Fixture {
  runtime::ManualClock clock{base::Instant{1'700'000'000'000'000}};
  std::unique_ptr<LogBackend> backend = MakeLogBackend(clock);
  EventLog& log = backend->log();

  // Ten records: odd positions in stream a/1, even ones in b/1, by five commits.
  Fixture() {
    for (int i = 0; i < 5; ++i) {
      REQUIRE(CommitNow(log, MakeCommit("r" + std::to_string(i), {"a/1", "b/1"})).ok());
    }
  }

  std::vector<uint64_t> Positions(uint64_t from, size_t records, Direction direction) const {
    std::vector<uint64_t> positions;
    const auto read = log.Read(Position{from}, {.records = records}, direction);
    REQUIRE(read.ok());
    for (const Record& record : *read) positions.push_back(record.position.value());
    return positions;
  }

  std::vector<uint64_t> Revisions(uint64_t from, size_t records, Direction direction) const {
    std::vector<uint64_t> revisions;
    const auto read = log.ReadStream(kTenant, base::StreamId{"b/1"}, Revision{from},
                                     {.records = records}, direction);
    REQUIRE(read.ok());
    for (const Record& record : *read) {
      CHECK(record.position == Position{2 * record.revision.value()});
      revisions.push_back(record.revision.value());
    }
    return revisions;
  }
};

using Numbers = std::vector<uint64_t>;

}  // namespace

TEST_CASE("log: a record is read as it was proposed, with its place in stream and commit") {
  Fixture f;
  const auto read = f.log.Read(Position{4}, {.records = 1}, Direction::kForward);
  REQUIRE(read.ok());
  REQUIRE(read->size() == 1);
  const Record expected{.position = Position{4},
                        .tenant = kTenant,
                        .stream = base::StreamId{"b/1"},
                        .revision = Revision{2},
                        .recorded_at = base::Instant{1'700'000'000'000'001},
                        .epoch = 1,
                        .request_id = "r1",
                        .request_index = 1,
                        .request_count = 2,
                        .header = "header r1 1",
                        .payload = "payload r1 1"};
  CHECK(read->front() == expected);
}

TEST_CASE("log: reading goes both ways, from any place, and ends at the ends") {
  Fixture f;
  CHECK(f.Positions(0, 3, Direction::kForward) == Numbers{1, 2, 3});
  CHECK(f.Positions(1, 100, Direction::kForward) == Numbers{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  CHECK(f.Positions(9, 100, Direction::kForward) == Numbers{9, 10});
  CHECK(f.Positions(11, 100, Direction::kForward).empty());
  CHECK(f.Positions(3, 100, Direction::kBackward) == Numbers{3, 2, 1});
  CHECK(f.Positions(kLastPosition.value(), 2, Direction::kBackward) == Numbers{10, 9});
  CHECK(f.Positions(0, 100, Direction::kBackward).empty());
  CHECK(f.Positions(1, 0, Direction::kForward).empty());
}

TEST_CASE("log: a stream is read both ways by revision") {
  Fixture f;
  CHECK(f.Revisions(0, 2, Direction::kForward) == Numbers{1, 2});
  CHECK(f.Revisions(2, 100, Direction::kForward) == Numbers{2, 3, 4, 5});
  CHECK(f.Revisions(6, 100, Direction::kForward).empty());
  CHECK(f.Revisions(3, 2, Direction::kBackward) == Numbers{3, 2});
  CHECK(f.Revisions(4, 100, Direction::kBackward) == Numbers{4, 3, 2, 1});
  CHECK(f.Revisions(kLastRevision.value(), 1, Direction::kBackward) == Numbers{5});
  CHECK(f.Revisions(0, 100, Direction::kBackward).empty());
}

TEST_CASE("log: a stream that does not exist reads as empty, between streams that do") {
  Fixture f;
  for (const char* stream : {"a/0", "a/1x", "b", "c/1"}) {
    for (const Direction direction : {Direction::kForward, Direction::kBackward}) {
      const auto read = f.log.ReadStream(
          kTenant, base::StreamId{stream},
          direction == Direction::kForward ? Revision{1} : kLastRevision, {}, direction);
      REQUIRE(read.ok());
      CHECK(read->empty());
    }
  }
}

TEST_CASE("log: a read is bounded by bytes too, but always yields one record") {
  runtime::ManualClock clock{base::Instant{0}};
  const auto backend = MakeLogBackend(clock);
  EventLog& log = backend->log();
  Commit commit = MakeCommit("r", {"a/1", "a/1", "a/1"});
  for (ProposedRecord& record : commit.records) {
    record.header.assign(40, 'h');
    record.payload.assign(60, 'p');
  }
  REQUIRE(CommitNow(log, commit).ok());
  const auto count = [&](size_t bytes) {
    const ReadLimit limit{.records = 10, .bytes = bytes};
    const size_t by_position = log.Read(Position{1}, limit, Direction::kForward)->size();
    const size_t by_stream =
        log.ReadStream(kTenant, base::StreamId{"a/1"}, kLastRevision, limit, Direction::kBackward)
            ->size();
    CHECK(by_position == by_stream);
    return by_position;
  };
  CHECK(count(0) == 1);
  CHECK(count(99) == 1);
  CHECK(count(199) == 1);
  CHECK(count(200) == 2);
  CHECK(count(1000) == 3);
}

TEST_CASE("log: a read of more than the maximum is lowered to it") {
  runtime::ManualClock clock{base::Instant{0}};
  const auto backend = MakeLogBackend(clock);
  EventLog& log = backend->log();
  const std::vector<std::string> streams(base::kCommitEventsMax, "a/1");
  for (int i = 0; i < 5; ++i) {
    REQUIRE(CommitNow(log, MakeCommit("r" + std::to_string(i), streams)).ok());
  }
  const ReadLimit limit{.records = 1'000'000};
  CHECK(log.Read(Position{1}, limit, Direction::kForward)->size() == base::kReadRecordsMax);
  CHECK(log.ReadStream(kTenant, base::StreamId{"a/1"}, Revision{1}, limit, Direction::kForward)
            ->size() == base::kReadRecordsMax);
}

TEST_CASE("log: what was read before is common up to where it was read") {
  Fixture f;
  const LogHead head = f.log.Head();
  const auto common = [&](LogId log_id, uint32_t epoch, uint64_t position) {
    return f.log.LastCommonPosition({log_id, epoch, Position{position}}).value();
  };
  CHECK(common(head.log_id, 1, 4) == 4);
  CHECK(common(head.log_id, 1, 10) == 10);
  CHECK(common(head.log_id, 1, 11) == 10);
  CHECK(common(head.log_id, 2, 4) == 0);
  CHECK(common(head.log_id, 0, 4) == 0);
  CHECK(common(LogId{head.log_id.value + 1}, 1, 4) == 0);
}

}  // namespace anchorledger::storage
