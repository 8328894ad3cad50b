// Every operation on the disk fails once, at each place where it is used.
#include <catch2/catch.hpp>
#include <string>

#include "proto/runtime/clock.h"
#include "storage/log/log_verify.h"
#include "tests/support/faults/faulty_file_system.h"
#include "tests/support/log/commits.h"
#include "tests/support/log/log_oracle.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::Position;
using testing::AppendCommits;
using testing::DiskOperation;
using testing::LogOptionsIn;
using testing::Medium;
using testing::TempFolder;

// Opens, appends, backs up, closes, opens again and appends: what a log does to a disk. Answers may
// be errors, but whatever was acknowledged must be readable as long as the log is open.
void UseLog(const std::string& folder, testing::FaultyFileSystem& disk, const runtime::Clock& clock,
            testing::LogOracle& oracle) {
  for (const std::string prefix : {"a", "b"}) {
    const auto log = RocksdbLog::Open(LogOptionsIn(folder + "/log", disk.env()), clock);
    if (!log.ok()) continue;
    AppendCommits(**log, oracle, prefix, 4);
    const auto backup = (*log)->CreateBackup(folder + "/backup-" + prefix);
    if (backup.ok()) {
      CHECK(backup->position <= (*log)->Head().position);
    }
    AppendCommits(**log, oracle, prefix + "+", 4);
    const std::string verdict = oracle.Judge(**log);
    // An error of the disk may be told; a wrong answer may not.
    if (verdict.find("STORAGE_FAILED") == std::string::npos) CHECK(verdict == "");
  }
}

}  // namespace

TEST_CASE("log faults: an error of the disk at any place loses nothing that was acknowledged") {
  const auto operation =
      GENERATE(DiskOperation::kCreate, DiskOperation::kWrite, DiskOperation::kSync,
               DiskOperation::kSyncFolder, DiskOperation::kRead, DiskOperation::kRename,
               DiskOperation::kRemove);
  const bool once = GENERATE(true, false);
  const runtime::SystemClock clock;
  int failures = 0;
  for (int nth = 1;; nth += 1 + nth / (2 * testing::Rounds(1))) {
    const TempFolder folder(Medium::kMemory);
    testing::FaultyFileSystem disk;
    testing::LogOracle oracle;
    INFO("operation " << static_cast<int>(operation) << " nth " << nth << " once " << once);
    disk.Fail(operation, nth, rocksdb::IOStatus::IOError("injected"), once ? 1 : 1 << 30);
    UseLog(folder.path().string(), disk, clock, oracle);
    const bool has_failed = disk.has_failed();
    disk.StopFailing();
    // The disk is whole again, as after a restart of the machine.
    const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
    INFO(base::ToString(log.status()));
    REQUIRE(log.ok());
    REQUIRE(oracle.Judge(**log) == "");
    REQUIRE(AppendCommits(**log, oracle, "z", 2) == 2);
    if (!has_failed) break;
    ++failures;
  }
  CHECK(failures > 0);
}

TEST_CASE("log faults: after a failed sync nothing is written until the next start") {
  const TempFolder folder(Medium::kMemory);
  const runtime::SystemClock clock;
  testing::FaultyFileSystem disk;
  testing::LogOracle oracle;
  {
    const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
    REQUIRE(log.ok());
    REQUIRE(AppendCommits(**log, oracle, "a", 10) == 10);
    // Once only: a second sync would succeed, without what the first one lost.
    disk.Fail(DiskOperation::kSync, 1, rocksdb::IOStatus::IOError("injected"), 1, ".log");
    const Commit commit = testing::NumberedCommit("b", 0);
    oracle.Sent(commit);
    const AppendResult unknown = testing::AppendNow(**log, commit);
    REQUIRE(std::holds_alternative<Unknown>(unknown));
    CHECK(base::ReasonOf(std::get<Unknown>(unknown).why) == ErrorReason::kStorageFailed);
    disk.StopFailing();
    CHECK((*log)->status().state == WritingState::kFailed);
    const base::Status refused = (*log)->Append(commit, [](AppendResult) { FAIL("called"); });
    CHECK(base::ReasonOf(refused) == ErrorReason::kStorageFailed);
    CHECK((*log)->Head().position == Position{20});
    CHECK(oracle.Judge(**log) == "");  // reads go on
  }
  const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
  REQUIRE(log.ok());
  REQUIRE(AppendCommits(**log, oracle, "b", 3) >= 2);  // the first may have been written
  CHECK(oracle.Judge(**log) == "");
}

TEST_CASE("log faults: a watermark that cannot be written stops the writer, not the answer") {
  const TempFolder folder(Medium::kMemory);
  const runtime::SystemClock clock;
  testing::FaultyFileSystem disk;
  testing::LogOracle oracle;
  const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
  REQUIRE(AppendCommits(**log, oracle, "a", 3) == 3);
  disk.Fail(DiskOperation::kWrite, 1, rocksdb::IOStatus::IOError("injected"), 1, "watermark");
  // The commit itself is durable, and that is what is answered.
  CHECK(AppendCommits(**log, oracle, "b", 1) == 1);
  CHECK((*log)->status().state == WritingState::kFailed);
  CHECK(AppendCommits(**log, oracle, "c", 1) == 0);
  CHECK(oracle.Judge(**log) == "");
}

TEST_CASE("log faults: a read that fails is an error and not the end of the log") {
  const TempFolder folder(Medium::kMemory);
  const runtime::SystemClock clock;
  testing::FaultyFileSystem disk;
  testing::LogOracle oracle;
  {
    const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
    REQUIRE(testing::AppendBurst(**log, oracle, "a", 2000) == 2000);
  }
  RocksdbLogOptions options = LogOptionsIn(folder / "log", disk.env());
  options.folder.block_cache_bytes = 0;
  const auto log = RocksdbLog::Open(options, clock);
  REQUIRE(log.ok());
  int errors = 0;
  for (int nth = 1; nth <= 5; ++nth) {
    disk.Fail(DiskOperation::kRead, nth, rocksdb::IOStatus::IOError("injected"), 1, ".sst");
    const auto read = (*log)->Read(Position{1}, {}, Direction::kForward);
    if (read.ok()) {
      CHECK(read->size() == 4000);
    } else {
      ++errors;
    }
  }
  CHECK(errors > 0);
  disk.StopFailing();
  CHECK(oracle.Judge(**log) == "");
}

}  // namespace anchorledger::storage
