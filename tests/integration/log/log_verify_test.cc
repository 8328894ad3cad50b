// The check of a closed log: it names the first bad position.
#include <rocksdb/db.h>

#include <catch2/catch.hpp>
#include <functional>
#include <string>

#include "proto/runtime/clock.h"
#include "storage/log/log_keys.h"
#include "storage/log/log_verify.h"
#include "storage/log/record_codec.h"
#include "storage/log/rocksdb_log.h"
#include "tests/support/log/commits.h"
#include "tests/support/log/log_oracle.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using base::Revision;
using testing::AppendCommits;
using testing::LogOptionsIn;
using testing::Medium;
using testing::TempFolder;

const runtime::ManualClock kClock{base::Instant{1'700'000'000'000'000}};

// A log of 20 commits of two records, closed; its rows can be changed behind its back.
struct ClosedLog {
  TempFolder folder{Medium::kMemory};
  testing::LogOracle oracle;
  LogFolderOptions options = LogOptionsIn(folder / "log").folder;

  ClosedLog() {
    const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log"), kClock);
    REQUIRE(AppendCommits(**log, oracle, "r", 20) == 20);
  }

  using Change = std::function<rocksdb::Status(LogDatabase&, rocksdb::DB&)>;
  void Tamper(const Change& change) const {
    const auto database = LogDatabase::Open(DatabaseOptionsOf(options), LogDatabase::Mode::kWrite);
    REQUIRE(database.ok());
    REQUIRE(change(**database, (*database)->db()).ok());
  }

  LogReport Verify() const {
    const auto report = VerifyLog(options);
    INFO(base::ToString(report.status()));
    REQUIRE(report.ok());
    return *report;
  }
};

const rocksdb::WriteOptions kWrite;
const rocksdb::ReadOptions kRead;

}  // namespace

TEST_CASE("log verify: a whole log has no problems and is counted") {
  const ClosedLog log;
  const LogReport report = log.Verify();
  CHECK(report.problems.empty());
  CHECK(report.head.position == Position{40});
  CHECK(report.records == 40);
  CHECK(report.erased == 0);
  CHECK(report.commits == 20);
  CHECK(report.streams == 23);
  REQUIRE(report.watermark.has_value());
  CHECK(report.watermark->head == Position{40});
}

TEST_CASE("log verify: an empty log is whole") {
  const TempFolder folder(Medium::kMemory);
  {
    REQUIRE(RocksdbLog::Open(LogOptionsIn(folder / "log"), kClock).ok());
  }
  const auto report = VerifyLog({.folder = folder / "log"});
  REQUIRE(report.ok());
  CHECK(report->problems.empty());
  CHECK(report->records == 0);
}

TEST_CASE("log verify: whatever is wrong with a record or its rows, its position is named") {
  const ClosedLog log;
  const Position bad{17};  // the first record of its commit, in stream shared/2
  SECTION("a record is missing") {
    log.Tamper([&](LogDatabase& database, rocksdb::DB& db) {
      return db.Delete(kWrite, database.log(), LogKey(bad));
    });
  }
  SECTION("a record has a flipped bit") {
    log.Tamper([&](LogDatabase& database, rocksdb::DB& db) {
      std::string value;
      if (const auto read = db.Get(kRead, database.log(), LogKey(bad), &value); !read.ok()) {
        return read;
      }
      value.back() = static_cast<char>(value.back() ^ 1);
      return db.Put(kWrite, database.log(), LogKey(bad), value);
    });
  }
  SECTION("a record stands in the place of another") {
    log.Tamper([&](LogDatabase& database, rocksdb::DB& db) {
      std::string value;
      if (const auto read = db.Get(kRead, database.log(), LogKey(Position{19}), &value);
          !read.ok()) {
        return read;
      }
      return db.Put(kWrite, database.log(), LogKey(bad), value);
    });
  }
  SECTION("its row in its stream is missing") {
    log.Tamper([&](LogDatabase& database, rocksdb::DB& db) {
      return db.Delete(kWrite, database.streams(), StreamKey("t", "shared/2", Revision{3}));
    });
    const LogReport report = log.Verify();
    REQUIRE_FALSE(report.problems.empty());
    CHECK(report.problems.back().position == bad);
    return;
  }
  SECTION("its row in its stream names another position") {
    log.Tamper([&](LogDatabase& database, rocksdb::DB& db) {
      return db.Put(kWrite, database.streams(), StreamKey("t", "shared/2", Revision{3}),
                    StreamValue(Position{18}));
    });
  }
  SECTION("the row of its request is missing") {
    log.Tamper([&](LogDatabase& database, rocksdb::DB& db) {
      return db.Delete(kWrite, database.requests(), RequestKey("t", "r8"));
    });
  }
  SECTION("the row of its request names another count") {
    log.Tamper([&](LogDatabase& database, rocksdb::DB& db) {
      return db.Put(kWrite, database.requests(), RequestKey("t", "r8"),
                    RequestValue({.first = bad, .count = 1, .digest = {}}));
    });
  }
  const LogReport report = log.Verify();
  REQUIRE_FALSE(report.problems.empty());
  INFO(report.problems.front().what);
  CHECK(report.problems.front().position == bad);
}

TEST_CASE("log verify: rows that no record calls for are noticed") {
  const ClosedLog log;
  log.Tamper([&](LogDatabase& database, rocksdb::DB& db) {
    return db.Put(kWrite, database.requests(), RequestKey("t", "never sent"),
                  RequestValue({.first = Position{3}, .count = 1, .digest = {}}));
  });
  CHECK_FALSE(log.Verify().problems.empty());
}

TEST_CASE("log verify: a log that ends before its watermark is noticed") {
  const ClosedLog log;
  log.Tamper([&](LogDatabase& database, rocksdb::DB& db) {
    rocksdb::WriteBatch batch;
    for (const uint64_t position : {39U, 40U}) {
      if (const auto put = batch.Delete(database.log(), LogKey(Position{position})); !put.ok()) {
        return put;
      }
    }
    return db.Write(kWrite, &batch);
  });
  const LogReport report = log.Verify();
  REQUIRE_FALSE(report.problems.empty());
  CHECK(report.head.position == Position{38});
}

TEST_CASE("log verify: an erased payload is no problem") {
  const ClosedLog log;
  log.Tamper([&](LogDatabase& database, rocksdb::DB& db) {
    std::string value;
    if (const auto read = db.Get(kRead, database.log(), LogKey(Position{5}), &value); !read.ok()) {
      return read;
    }
    const LogIdentity identity = *ReadIdentity(database);
    return db.Put(kWrite, database.log(), LogKey(Position{5}),
                  *EraseRecord(value, identity.log_id, Position{5}));
  });
  const LogReport report = log.Verify();
  CHECK(report.problems.empty());
  CHECK(report.erased == 1);
  const auto opened = RocksdbLog::Open(LogOptionsIn(log.folder / "log"), kClock);
  REQUIRE(opened.ok());
  const auto read = (*opened)->Read(Position{5}, {.records = 1}, Direction::kForward);
  REQUIRE(read.ok());
  CHECK(read->front().erased);
  CHECK(read->front().payload.empty());
  CHECK(read->front().header == "header r2 0");
}

TEST_CASE("log verify: a log that is open cannot be verified") {
  const ClosedLog log;
  const auto open = RocksdbLog::Open(LogOptionsIn(log.folder / "log"), kClock);
  REQUIRE(open.ok());
  CHECK_FALSE(VerifyLog(log.options).ok());
}

}  // namespace anchorledger::storage
