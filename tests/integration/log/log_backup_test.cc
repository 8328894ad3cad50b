// Backups made while the log is written, and what restoring an older one means.
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "proto/runtime/clock.h"
#include "storage/log/log_backup.h"
#include "storage/log/log_verify.h"
#include "storage/log/rocksdb_log.h"
#include "tests/support/log/commits.h"
#include "tests/support/log/log_oracle.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::Position;
using testing::AppendBurst;
using testing::AppendCommits;
using testing::LogOptionsIn;
using testing::Medium;
using testing::TempFolder;

struct Fixture {
  TempFolder folder{Medium::kMemory};
  runtime::ManualClock clock{base::Instant{1'700'000'000'000'000}};
  testing::LogOracle oracle;

  std::unique_ptr<RocksdbLog> Open(const std::string& name = "log") {
    auto opened = RocksdbLog::Open(LogOptionsIn(folder / name), clock);
    INFO(base::ToString(opened.status()));
    REQUIRE(opened.ok());
    return *std::move(opened);
  }
};

}  // namespace

TEST_CASE("log backup: made while appending, it is a whole log up to the head it names") {
  Fixture f;
  const auto log = f.Open();
  REQUIRE(AppendCommits(*log, f.oracle, "r", 10) == 10);
  LogHead head;
  {
    std::jthread appender([&] { AppendBurst(*log, f.oracle, "s", 2000); });
    const auto made = log->CreateBackup(f.folder / "backup");
    INFO(base::ToString(made.status()));
    REQUIRE(made.ok());
    head = *made;
  }
  CHECK(head.position >= Position{20});
  CHECK_FALSE(std::filesystem::exists(f.folder / "backup.unfinished"));
  const auto report = VerifyLog({.folder = f.folder / "backup"});
  REQUIRE(report.ok());
  CHECK(report->problems.empty());
  CHECK(report->head.position == head.position);
  CHECK_FALSE(report->watermark.has_value());
  const auto backup = RocksdbLog::OpenForReading(LogOptionsIn(f.folder / "backup"));
  REQUIRE(backup.ok());
  testing::LogOracle oracle = f.oracle;
  oracle.LostFrom(head.position.Next());
  CHECK(oracle.Judge(**backup) == "");
}

TEST_CASE("log backup: it is never written over something that is there") {
  Fixture f;
  const auto log = f.Open();
  REQUIRE(log->CreateBackup(f.folder / "backup").ok());
  CHECK(base::ReasonOf(log->CreateBackup(f.folder / "backup").status()) ==
        ErrorReason::kFieldInvalid);
}

TEST_CASE("log backup: what an interrupted backup left is replaced") {
  Fixture f;
  const auto log = f.Open();
  REQUIRE(AppendCommits(*log, f.oracle, "r", 3) == 3);
  std::filesystem::create_directories(f.folder / "backup.unfinished/db");
  std::ofstream(f.folder / "backup.unfinished/db/CURRENT") << "half";
  CHECK(log->CreateBackup(f.folder / "backup").ok());
}

TEST_CASE("log backup: restored on a new place it answers as before, in a new epoch") {
  Fixture f;
  {
    const auto log = f.Open();
    REQUIRE(AppendCommits(*log, f.oracle, "r", 10) == 10);
    REQUIRE(log->CreateBackup(f.folder / "backup").ok());
  }
  const LogFolderOptions target = LogOptionsIn(f.folder / "restored").folder;
  const auto restored = RestoreLog(f.folder / "backup", target);
  REQUIRE(restored.ok());
  CHECK(restored->position == Position{20});
  CHECK(base::ReasonOf(RocksdbLog::Open(LogOptionsIn(target.folder), f.clock).status()) ==
        ErrorReason::kLogRewound);
  REQUIRE(AcceptRestore(target, f.clock).ok());
  const auto log = f.Open("restored");
  CHECK(f.oracle.Judge(*log) == "");
  CHECK(log->Head().epoch == 2);
  CHECK(AppendCommits(*log, f.oracle, "s", 2) == 2);
}

TEST_CASE("log backup: restored over newer state, the loss is named and readers can notice it") {
  Fixture f;
  ResumePoint newer;
  {
    const auto log = f.Open();
    REQUIRE(AppendCommits(*log, f.oracle, "r", 10) == 10);
    REQUIRE(log->CreateBackup(f.folder / "backup").ok());
    REQUIRE(AppendCommits(*log, f.oracle, "s", 5) == 5);
    newer = {log->Head().log_id, log->Head().epoch, log->Head().position};
  }
  std::filesystem::remove_all(f.folder / "log/db");  // the watermark stays
  const LogFolderOptions target = LogOptionsIn(f.folder / "log").folder;
  REQUIRE(RestoreLog(f.folder / "backup", target).ok());
  const auto refused = RocksdbLog::Open(LogOptionsIn(target.folder), f.clock);
  CHECK(base::ReasonOf(refused.status()) == ErrorReason::kDataCorrupt);
  CHECK(base::MessageOf(refused.status()).find("21..30") != std::string_view::npos);
  REQUIRE(AcceptRestore(target, f.clock).ok());
  const auto log = f.Open();
  f.oracle.LostFrom(Position{21});
  CHECK(AppendCommits(*log, f.oracle, "t", 20) == 20);
  CHECK(f.oracle.Judge(*log) == "");
  CHECK(log->LastCommonPosition(newer) == Position{20});
}

TEST_CASE("log backup: an old backup taken in twice opens epochs that were never used before") {
  Fixture f;
  {
    const auto log = f.Open();
    REQUIRE(AppendCommits(*log, f.oracle, "r", 2) == 2);
    REQUIRE(log->CreateBackup(f.folder / "backup").ok());
  }
  const LogFolderOptions target = LogOptionsIn(f.folder / "log").folder;
  for (const uint32_t epoch : {2U, 3U, 4U}) {
    std::filesystem::remove_all(f.folder / "log/db");
    REQUIRE(RestoreLog(f.folder / "backup", target).ok());
    const auto accepted = AcceptRestore(target, f.clock);
    REQUIRE(accepted.ok());
    CHECK(accepted->epoch == epoch);
    testing::LogOracle oracle = f.oracle;
    const auto log = f.Open();
    CHECK(AppendCommits(*log, oracle, "s", 3) == 3);
    CHECK(log->LastCommonPosition({log->Head().log_id, epoch - 1, Position{7}}) == Position{4});
  }
}

}  // namespace anchorledger::storage
