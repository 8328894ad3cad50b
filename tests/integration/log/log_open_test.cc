// Opening and closing the log on RocksDB.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "proto/runtime/clock.h"
#include "storage/log/rocksdb_log.h"
#include "storage/rocksdb/directory.h"
#include "tests/support/log/commits.h"
#include "tests/support/log/log_oracle.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::Position;
using testing::AppendCommits;
using testing::LogOptionsIn;
using testing::Medium;
using testing::TempFolder;

struct Fixture {
  TempFolder folder{Medium::kMemory};
  runtime::ManualClock clock{base::Instant{1'700'000'000'000'000}};
  testing::LogOracle oracle;

  std::unique_ptr<RocksdbLog> Open() {
    auto opened = RocksdbLog::Open(LogOptionsIn(folder / "log"), clock);
    INFO(base::ToString(opened.status()));
    REQUIRE(opened.ok());
    return *std::move(opened);
  }
};

}  // namespace

TEST_CASE("log on disk: everything is there after closing and opening") {
  Fixture f;
  LogHead head;
  {
    const auto log = f.Open();
    REQUIRE(AppendCommits(*log, f.oracle, "r", 50) == 50);
    head = log->Head();
  }
  const auto log = f.Open();
  CHECK(log->Head() == head);
  CHECK(f.oracle.Judge(*log) == "");
  REQUIRE(AppendCommits(*log, f.oracle, "s", 5) == 5);
  CHECK(f.oracle.Judge(*log) == "");
}

TEST_CASE("log on disk: what is queued when the log is closed is written and answered") {
  Fixture f;
  {
    auto log = f.Open();
    const int answered = testing::AppendBurst(*log, f.oracle, "r", 1);
    REQUIRE(answered == 1);
    std::atomic<int> committed = 0;
    for (int i = 0; i < 100; ++i) {
      const Commit commit = testing::MakeCommit("q" + std::to_string(i), {"a/1"});
      f.oracle.Sent(commit);
      REQUIRE(log->Append(commit,
                          [&](AppendResult result) {
                            committed += std::holds_alternative<Committed>(result) ? 1 : 0;
                          })
                  .ok());
    }
    log.reset();
    CHECK(committed == 100);
  }
  const auto log = f.Open();
  CHECK(log->Head().position == Position{102});
  CHECK(f.oracle.Judge(*log) == "");
}

TEST_CASE("log on disk: a log is open once") {
  Fixture f;
  const auto log = f.Open();
  const auto second = RocksdbLog::Open(LogOptionsIn(f.folder / "log"), f.clock);
  CHECK(base::ReasonOf(second.status()) == ErrorReason::kStorageFailed);
  const auto reader = RocksdbLog::OpenForReading(LogOptionsIn(f.folder / "log"));
  CHECK(base::ReasonOf(reader.status()) == ErrorReason::kStorageFailed);
  for (const base::Status& refused : {second.status(), reader.status()}) {
    CHECK(base::MessageOf(refused).find("another process") != std::string_view::npos);
  }
}

TEST_CASE("log on disk: opened for reading it answers reads and refuses appends") {
  Fixture f;
  {
    const auto log = f.Open();
    REQUIRE(AppendCommits(*log, f.oracle, "r", 3) == 3);
  }
  const auto log = RocksdbLog::OpenForReading(LogOptionsIn(f.folder / "log"));
  REQUIRE(log.ok());
  CHECK(f.oracle.Judge(**log) == "");
  CHECK((*log)->status().state == WritingState::kReadOnly);
  const base::Status status =
      (*log)->Append(testing::MakeCommit("r", {"a/1"}), [](AppendResult) { FAIL("called"); });
  CHECK(base::ReasonOf(status) == ErrorReason::kStorageFailed);
}

TEST_CASE("log on disk: a crash at any step of its creation leaves a log that can be created") {
  Fixture f;
  const LogFolderOptions options = LogOptionsIn(f.folder / "log").folder;
  std::filesystem::create_directories(options.folder);
  const Watermark unfinished{.log_id = LogId{77}, .epoch = 0, .head = {}};
  const auto start = [&] {
    REQUIRE(WatermarkFile::Create(EnvOrDefault(nullptr), options.folder, unfinished).ok());
  };
  const auto create = [&] {
    auto database = LogDatabase::Open(DatabaseOptionsOf(options), LogDatabase::Mode::kCreate);
    REQUIRE(database.ok());
    return *std::move(database);
  };
  SECTION("nothing but the folder") {}
  SECTION("only the watermark was written") { start(); }
  SECTION("the database has no files yet") {
    start();
    std::filesystem::create_directories(options.folder + "/db");
  }
  SECTION("the database has no identity yet") {
    start();
    create();
  }
  SECTION("all but the last watermark was written") {
    start();
    REQUIRE(WriteNewIdentity(*create(), LogId{77}, f.clock.Now()).ok());
  }
  const auto log = f.Open();
  REQUIRE(AppendCommits(*log, f.oracle, "r", 3) == 3);
  CHECK(f.oracle.Judge(*log) == "");
}

TEST_CASE("log on disk: two logs have different ids, and a log keeps its own") {
  Fixture f;
  Fixture g;
  const LogId id = f.Open()->Head().log_id;
  CHECK(id != g.Open()->Head().log_id);
  CHECK(id == f.Open()->Head().log_id);
}

TEST_CASE("log on disk: recorded instants go on after those of the last opening") {
  Fixture f;
  REQUIRE(AppendCommits(*f.Open(), f.oracle, "r", 1) == 1);
  f.clock.Set(base::Instant{1'600'000'000'000'000});  // the clock was set back meanwhile
  const auto log = f.Open();
  REQUIRE(AppendCommits(*log, f.oracle, "s", 1) == 1);
  CHECK(log->Head().recorded_at == base::Instant{1'700'000'000'000'001});
}

}  // namespace anchorledger::storage
