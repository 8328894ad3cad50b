#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "storage/log/recent_records.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using base::Revision;

constexpr uint32_t kEpoch = 3;

// A commit of records with the payloads "<position>", and its answer.
struct Made {
  Commit commit;
  Committed committed;
};

Made MakeCommit(uint64_t first, uint32_t count) {
  Made made;
  made.commit.tenant = base::TenantId("t");
  made.commit.request_id = "r" + std::to_string(first);
  made.committed = {.first = Position{first}, .count = count, .recorded_at = {7}, .revisions = {}};
  for (uint64_t at = first; at < first + count; ++at) {
    made.commit.records.push_back(
        {base::StreamId("s/" + std::to_string(at)), "header", std::to_string(at)});
    made.committed.revisions.push_back(Revision{at + 100});
  }
  return made;
}

void Add(RecentRecords& recent, uint64_t first, uint32_t count, size_t bytes = 10) {
  Made made = MakeCommit(first, count);
  recent.Add(std::move(made.commit), made.committed, kEpoch, bytes);
}

// The payloads that a read answers; "the database" when it does not.
std::vector<std::string> Read(const RecentRecords& recent, uint64_t from, uint64_t head,
                              ReadLimit limit = {}) {
  const auto read = recent.Read(Position{from}, limit, Position{head});
  if (!read.has_value()) return {"the database"};
  std::vector<std::string> payloads;
  for (const Record& record : *read) payloads.push_back(record.payload);
  return payloads;
}

using Payloads = std::vector<std::string>;

}  // namespace

TEST_CASE("recent records: a record is answered with everything that was recorded of it") {
  RecentRecords recent;
  Add(recent, 5, 2);
  const auto read = recent.Read(Position{6}, {}, Position{6});
  REQUIRE(read.has_value());
  REQUIRE(read->size() == 1);
  CHECK(read->front() == Record{.position = Position{6},
                                .tenant = base::TenantId("t"),
                                .stream = base::StreamId("s/6"),
                                .revision = Revision{106},
                                .recorded_at = {7},
                                .epoch = kEpoch,
                                .request_id = "r5",
                                .request_index = 1,
                                .request_count = 2,
                                .header = "header",
                                .payload = "6",
                                .erased = false});
}

TEST_CASE("recent records: a read goes on over commits, up to its bounds and to the head") {
  RecentRecords recent;
  Add(recent, 5, 2);
  Add(recent, 7, 3);
  CHECK(Read(recent, 5, 9) == Payloads{"5", "6", "7", "8", "9"});
  CHECK(Read(recent, 6, 8) == Payloads{"6", "7", "8"});
  CHECK(Read(recent, 6, 9, {.records = 2}) == Payloads{"6", "7"});
  CHECK(Read(recent, 6, 9, {.bytes = 14}) == Payloads{"6", "7"});
  CHECK(Read(recent, 6, 9, {.bytes = 1}) == Payloads{"6"});
}

TEST_CASE("recent records: what is not held whole is left to the database") {
  RecentRecords recent;
  CHECK(Read(recent, 1, 1) == Payloads{"the database"});
  Add(recent, 5, 2);
  CHECK(Read(recent, 4, 6) == Payloads{"the database"});
  CHECK(Read(recent, 5, 7) == Payloads{"the database"});  // its end is not here
  CHECK(Read(recent, 7, 6) == Payloads{"the database"});
  CHECK(Read(recent, 0, 6) == Payloads{"the database"});
  CHECK(Read(recent, 5, 6, {.records = 0}) == Payloads{"the database"});
  recent.Clear();
  CHECK(Read(recent, 5, 6) == Payloads{"the database"});
}

TEST_CASE("recent records: the oldest commits are forgotten when there are too many") {
  RecentRecords by_count({.records = 4, .bytes = 1000});
  Add(by_count, 1, 2);
  Add(by_count, 3, 2);
  Add(by_count, 5, 1);
  CHECK(Read(by_count, 2, 5) == Payloads{"the database"});
  CHECK(Read(by_count, 3, 5) == Payloads{"3", "4", "5"});
  RecentRecords by_bytes({.records = 100, .bytes = 15});
  Add(by_bytes, 1, 1);
  Add(by_bytes, 2, 1);
  CHECK(Read(by_bytes, 1, 2) == Payloads{"the database"});
  CHECK(Read(by_bytes, 2, 2) == Payloads{"2"});
  Add(by_bytes, 3, 1, 16);
  CHECK(Read(by_bytes, 3, 3) == Payloads{"the database"});
}

TEST_CASE("recent records: a commit that does not follow the last one replaces all") {
  RecentRecords recent;
  Add(recent, 1, 2);
  Add(recent, 9, 2);
  CHECK(Read(recent, 2, 10) == Payloads{"the database"});
  CHECK(Read(recent, 9, 10) == Payloads{"9", "10"});
}

}  // namespace anchorledger::storage
