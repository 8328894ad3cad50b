// A disk that fills up and is emptied again: no abort, writes say why, reads go on, writing
// resumes.
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "proto/runtime/clock.h"
#include "storage/log/log_verify.h"
#include "tests/support/faults/faulty_file_system.h"
#include "tests/support/faults/small_disk.h"
#include "tests/support/log/commits.h"
#include "tests/support/log/log_oracle.h"
#include "tests/support/skip.h"
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

constexpr uint64_t kDiskBytes = 24U << 20;

// Appends until the log says that the disk is full; the last answer must be Unknown or a refusal
// that says so.
void AppendUntilFull(RocksdbLog& log, testing::LogOracle& oracle, const std::string& prefix) {
  for (int burst = 0; log.status().state == WritingState::kWriting; ++burst) {
    REQUIRE(burst < 10'000);
    AppendBurst(log, oracle, prefix + std::to_string(burst) + "-", 50);
  }
  CHECK(log.status().state == WritingState::kFull);
  const AppendResult refused = testing::AppendNow(log, testing::MakeCommit("late", {"a/1"}));
  REQUIRE(std::holds_alternative<Unknown>(refused));
  const base::Status& why = std::get<Unknown>(refused).why;
  CHECK(base::ReasonOf(why) == ErrorReason::kStorageFull);
  CHECK(base::RetryDelayOf(why).has_value());
}

// Tries again until the log takes commits, as a client does that is told to come back later.
void AppendWhenResumed(RocksdbLog& log, testing::LogOracle& oracle, const std::string& prefix) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (log.status().state == WritingState::kFull) {
    if (std::chrono::steady_clock::now() > deadline) FAIL("writing did not resume");
    std::this_thread::yield();
  }
  REQUIRE(AppendCommits(log, oracle, prefix, 20) == 20);
}

}  // namespace

TEST_CASE("log faults: a full disk stops the writer only, and writing resumes by itself") {
  const TempFolder folder(Medium::kMemory);
  const runtime::SystemClock clock;
  testing::FaultyFileSystem disk;
  testing::LogOracle oracle;
  const auto opened = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
  REQUIRE(opened.ok());
  RocksdbLog& log = **opened;
  for (int round = 0; round < 5; ++round) {
    INFO("round " << round);
    const std::string prefix = "r" + std::to_string(round) + "-";
    REQUIRE(AppendCommits(log, oracle, prefix + "a", 20) == 20);
    disk.SetFreeBytes(20'000 + 777 * round);
    AppendUntilFull(log, oracle, prefix + "b");
    CHECK(oracle.Judge(log) == "");  // reads go on
    const LogHead head = log.Head();
    disk.SetFreeBytes(std::nullopt);
    AppendWhenResumed(log, oracle, prefix + "c");
    CHECK(log.Head().position >= head.position.Plus(40));
    CHECK(oracle.Judge(log) == "");
  }
}

TEST_CASE("log faults: what was unknown on a full disk is known once it resumed") {
  const TempFolder folder(Medium::kMemory);
  const runtime::SystemClock clock;
  testing::FaultyFileSystem disk;
  const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
  REQUIRE(log.ok());
  disk.SetFreeBytes(10);
  const Commit commit = testing::MakeCommit("r", {"a/1"});
  CHECK(std::holds_alternative<Unknown>(testing::AppendNow(**log, commit)));
  disk.SetFreeBytes(std::nullopt);
  AppendResult again = Unknown{};
  while (std::holds_alternative<Unknown>(again)) again = testing::AppendNow(**log, commit);
  CHECK((std::holds_alternative<Committed>(again) || std::holds_alternative<Duplicate>(again)));
  CHECK((*log)->Head().position == Position{1});
  CHECK(std::holds_alternative<Duplicate>(testing::AppendNow(**log, commit)));
}

TEST_CASE("log faults: a log on a disk that is full at the start is read, and written later") {
  const TempFolder folder(Medium::kMemory);
  const runtime::SystemClock clock;
  testing::FaultyFileSystem disk;
  testing::LogOracle oracle;
  {
    const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
    REQUIRE(AppendCommits(**log, oracle, "r", 20) == 20);
  }
  disk.SetFreeBytes(0);
  const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
  INFO(base::ToString(log.status()));
  REQUIRE(log.ok());
  CHECK((*log)->status().state == WritingState::kFull);
  CHECK(oracle.Judge(**log) == "");
  const AppendResult refused = testing::AppendNow(**log, testing::MakeCommit("x", {"a/1"}));
  REQUIRE(std::holds_alternative<Unknown>(refused));
  CHECK(base::ReasonOf(std::get<Unknown>(refused).why) == ErrorReason::kStorageFull);
  disk.SetFreeBytes(std::nullopt);
  AppendWhenResumed(**log, oracle, "s");
  CHECK(oracle.Judge(**log) == "");
}

TEST_CASE("log faults: closing a log on a full disk is quick and loses nothing") {
  const TempFolder folder(Medium::kMemory);
  const runtime::SystemClock clock;
  testing::FaultyFileSystem disk;
  testing::LogOracle oracle;
  {
    const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
    REQUIRE(AppendCommits(**log, oracle, "r", 20) == 20);
    disk.SetFreeBytes(5'000);
    AppendUntilFull(**log, oracle, "s");
  }
  disk.SetFreeBytes(std::nullopt);
  const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
  REQUIRE(log.ok());
  CHECK(oracle.Judge(**log) == "");
}

// The kernel says "no space" here: everything in the process meets the full disk, also what does
// not go through RocksDB's environment. The packaged RocksDB aborts in its own info log then.
TEST_CASE("log faults: a real file system that is full does not end the process") {
  const TempFolder folder;
  const runtime::SystemClock clock;
  const auto disk = testing::SmallDisk::MountMemory(folder / "disk", kDiskBytes);
  if (disk == nullptr) AL_SKIP("needs root, to mount a small file system");
  testing::LogOracle oracle;
  const std::string ballast = disk->path() + "/ballast";
  const auto fill = [&] {
    std::ofstream file(ballast, std::ios::binary | std::ios::app);
    const std::string block(64U << 10, 'x');
    while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  };
  {
    const auto log = RocksdbLog::Open(LogOptionsIn(disk->path() + "/log"), clock);
    REQUIRE(log.ok());
    REQUIRE(AppendCommits(**log, oracle, "a", 50) == 50);
    fill();
    AppendUntilFull(**log, oracle, "b");
    CHECK(oracle.Judge(**log) == "");
    std::filesystem::remove(ballast);
    AppendWhenResumed(**log, oracle, "c");
    CHECK(oracle.Judge(**log) == "");
    fill();
    AppendUntilFull(**log, oracle, "d");
  }
  {
    const auto log = RocksdbLog::Open(LogOptionsIn(disk->path() + "/log"), clock);
    INFO(base::ToString(log.status()));
    REQUIRE(log.ok());
    CHECK(oracle.Judge(**log) == "");
    std::filesystem::remove(ballast);
    AppendWhenResumed(**log, oracle, "e");
    CHECK(oracle.Judge(**log) == "");
  }
  const auto report = VerifyLog(LogOptionsIn(disk->path() + "/log").folder);
  REQUIRE(report.ok());
  CHECK(report->problems.empty());
}

TEST_CASE("log faults: a backup that finds no space fails and harms nothing") {
  const TempFolder folder(Medium::kMemory);
  const runtime::SystemClock clock;
  testing::FaultyFileSystem disk;
  testing::LogOracle oracle;
  const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
  REQUIRE(AppendCommits(**log, oracle, "r", 20) == 20);
  disk.SetFreeBytes(100);
  CHECK_FALSE((*log)->CreateBackup(folder / "backup").ok());
  CHECK_FALSE(std::filesystem::exists(folder / "backup"));
  disk.SetFreeBytes(std::nullopt);
  AppendResult result = Unknown{};
  const Commit commit = testing::NumberedCommit("s", 0);
  oracle.Sent(commit);
  while (std::holds_alternative<Unknown>(result)) result = testing::AppendNow(**log, commit);
  oracle.Answered(commit.request_id, result);
  CHECK(oracle.Judge(**log) == "");
  CHECK((*log)->CreateBackup(folder / "backup").ok());
}

}  // namespace anchorledger::storage
