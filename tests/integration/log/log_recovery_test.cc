// What opening makes of a log whose files are not as they were left: the watermark decides.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "proto/runtime/clock.h"
#include "storage/log/rocksdb_log.h"
#include "tests/support/log/commits.h"
#include "tests/support/log/log_oracle.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::Position;
using testing::AppendCommits;
using testing::CopyTree;
using testing::LogOptionsIn;
using testing::Medium;
using testing::TempFolder;

const runtime::ManualClock kClock{base::Instant{1'700'000'000'000'000}};

std::filesystem::path WalIn(const std::string& database) {
  std::filesystem::path wal;
  for (const auto& entry : std::filesystem::directory_iterator(database)) {
    if (entry.path().extension() == ".log" && entry.file_size() > 0) wal = entry.path();
  }
  REQUIRE_FALSE(wal.empty());
  return wal;
}

uint64_t WalBytes(const std::string& database) {
  return std::filesystem::file_size(WalIn(database));
}

// "early" and "late" are copies of a log as a crash would leave it: all of it in the write-ahead
// log, 20 and 30 commits of two records.
struct CrashedLog {
  TempFolder folder{Medium::kMemory};
  testing::LogOracle oracle;

  CrashedLog() {
    const auto log = RocksdbLog::Open(LogOptionsIn(folder / "live"), kClock);
    REQUIRE(log.ok());
    REQUIRE(AppendCommits(**log, oracle, "r", 20) == 20);
    CopyTree(folder / "live", folder / "early");
    REQUIRE(AppendCommits(**log, oracle, "s", 10) == 10);
    CopyTree(folder / "live", folder / "late");
  }

  std::string Use(const std::string& copy) const {
    CopyTree(folder / copy, folder / "log");
    return folder / "log";
  }

  base::StatusOr<std::unique_ptr<RocksdbLog>> Open() const {
    return RocksdbLog::Open(LogOptionsIn(folder / "log"), kClock);
  }

  std::filesystem::path Wal() const { return WalIn(folder / "log/db"); }
};

void FlipBit(const std::filesystem::path& path, uint64_t offset) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(offset));
  const char flipped = static_cast<char>(file.peek() ^ 4);
  file.seekp(static_cast<std::streamoff>(offset));
  file.put(flipped);
}

std::string MissingFirst(const base::Status& status) {
  for (const auto& [key, value] : base::MetadataOf(status)) {
    if (key == "missing_first") return value;
  }
  return "";
}

}  // namespace

TEST_CASE("log recovery: a process that was killed loses nothing that it acknowledged") {
  const CrashedLog crashed;
  crashed.Use("late");
  const auto log = crashed.Open();
  REQUIRE(log.ok());
  CHECK((*log)->Head().position == Position{60});
  CHECK(crashed.oracle.Judge(**log) == "");
}

TEST_CASE("log recovery: a write-ahead log that is gone is noticed, and the missing range named") {
  const CrashedLog crashed;
  crashed.Use("late");
  std::filesystem::remove(crashed.Wal());
  const auto log = crashed.Open();
  CHECK(base::ReasonOf(log.status()) == ErrorReason::kDataCorrupt);
  CHECK(MissingFirst(log.status()) == "1");
}

TEST_CASE("log recovery: an emptied write-ahead log is noticed, and the missing range named") {
  const CrashedLog crashed;
  crashed.Use("late");
  std::filesystem::resize_file(crashed.Wal(), 0);
  const auto log = crashed.Open();
  CHECK(base::ReasonOf(log.status()) == ErrorReason::kDataCorrupt);
  CHECK(MissingFirst(log.status()) == "1");
}

TEST_CASE("log recovery: a bit flipped in the middle of the write-ahead log is refused") {
  const CrashedLog crashed;
  crashed.Use("late");
  FlipBit(crashed.Wal(), std::filesystem::file_size(crashed.Wal()) / 2);
  const auto log = crashed.Open();
  REQUIRE(base::ReasonOf(log.status()) == ErrorReason::kDataCorrupt);
  const uint64_t missing = std::stoull(MissingFirst(log.status()));
  CHECK(missing > 10);
  CHECK(missing < 50);
  // Refusing changes nothing: the second try says the same.
  CHECK(MissingFirst(crashed.Open().status()) == std::to_string(missing));
}

TEST_CASE("log recovery: damage behind the watermark is cut, since nobody was told of it") {
  const CrashedLog crashed;
  crashed.Use("late");
  std::filesystem::copy_file(crashed.folder / "early/watermark", crashed.folder / "log/watermark",
                             std::filesystem::copy_options::overwrite_existing);
  FlipBit(crashed.Wal(), std::filesystem::file_size(crashed.Wal()) - 600);
  const auto log = crashed.Open();
  REQUIRE(log.ok());
  const uint64_t head = (*log)->Head().position.value();
  CHECK(head >= 40);
  CHECK(head < 60);
  testing::LogOracle oracle = crashed.oracle;
  oracle.LostFrom(Position{head + 1});
  CHECK(oracle.Judge(**log) == "");
  CHECK(AppendCommits(**log, oracle, "t", 3) == 3);
}

TEST_CASE("log recovery: a torn end is cut at every byte, and refused if it was acknowledged") {
  const CrashedLog crashed;
  crashed.Use("late");
  const uint64_t whole = std::filesystem::file_size(crashed.Wal());
  const bool acknowledged = GENERATE(false, true);
  // Of commits of two records: all bytes of the last, and some of the one before it.
  const uint64_t commit = (whole - WalBytes(crashed.folder / "early/db")) / 10;
  for (uint64_t cut = 1; cut <= commit + commit / 4; ++cut) {
    crashed.Use("late");
    if (!acknowledged) {
      std::filesystem::copy_file(crashed.folder / "early/watermark",
                                 crashed.folder / "log/watermark",
                                 std::filesystem::copy_options::overwrite_existing);
    }
    std::filesystem::resize_file(crashed.Wal(), whole - cut);
    const auto log = crashed.Open();
    INFO("cut " << cut << " bytes: " << base::ToString(log.status()));
    if (acknowledged) {
      REQUIRE(base::ReasonOf(log.status()) == ErrorReason::kDataCorrupt);
      REQUIRE(std::stoull(MissingFirst(log.status())) > 50);
      continue;
    }
    REQUIRE(log.ok());
    testing::LogOracle oracle = crashed.oracle;
    oracle.LostFrom((*log)->Head().position.Next());
    REQUIRE(oracle.Judge(**log) == "");
    REQUIRE((*log)->Head().position > Position{50});
  }
}

TEST_CASE("log recovery: an end torn off anywhere leaves whole commits, down to the watermark") {
  const CrashedLog crashed;
  crashed.Use("late");
  const uint64_t whole = std::filesystem::file_size(crashed.Wal());
  const uint64_t unacknowledged = whole - WalBytes(crashed.folder / "early/db");
  // A step that no part of a commit is a multiple of, through all that was not acknowledged and
  // into what was.
  constexpr uint64_t kStep = 61;
  uint64_t last_head = 60;
  for (uint64_t cut = 1; cut <= unacknowledged + unacknowledged / 5; cut += kStep) {
    crashed.Use("late");
    std::filesystem::copy_file(crashed.folder / "early/watermark", crashed.folder / "log/watermark",
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(crashed.Wal(), whole - cut);
    const auto log = crashed.Open();
    INFO("cut " << cut << " of " << unacknowledged << " bytes: " << base::ToString(log.status()));
    if (cut > unacknowledged) {
      REQUIRE(base::ReasonOf(log.status()) == ErrorReason::kDataCorrupt);
      REQUIRE(std::stoull(MissingFirst(log.status())) <= 40);
      continue;
    }
    REQUIRE(log.ok());
    const uint64_t head = (*log)->Head().position.value();
    REQUIRE(head % 2 == 0);  // commits of two records are there or not
    REQUIRE(head >= 40);
    REQUIRE(head <= last_head);
    last_head = head;
    testing::LogOracle oracle = crashed.oracle;
    oracle.LostFrom((*log)->Head().position.Next());
    REQUIRE(oracle.Judge(**log) == "");
  }
  CHECK(last_head == 40);
}

TEST_CASE("log recovery: a database older than the watermark is refused until it is accepted") {
  const CrashedLog crashed;
  crashed.Use("early");
  std::filesystem::copy_file(crashed.folder / "late/watermark", crashed.folder / "log/watermark",
                             std::filesystem::copy_options::overwrite_existing);
  const auto refused = crashed.Open();
  REQUIRE(base::ReasonOf(refused.status()) == ErrorReason::kDataCorrupt);
  CHECK(MissingFirst(refused.status()) == "41");
  CHECK(base::MessageOf(refused.status()).find("41..60") != std::string_view::npos);

  const auto accepted = AcceptRestore(LogOptionsIn(crashed.folder / "log").folder, kClock);
  REQUIRE(accepted.ok());
  CHECK(accepted->position == Position{40});
  CHECK(accepted->epoch == 2);
  const auto log = crashed.Open();
  REQUIRE(log.ok());
  CHECK((*log)->Head().epoch == 2);
  CHECK((*log)->Epochs().size() == 2);
  CHECK((*log)->Epochs()[1] == Epoch{.number = 2,
                                     .first = Position{41},
                                     .opened_at = kClock.Now(),
                                     .acknowledged = Position{60}});
  testing::LogOracle oracle = crashed.oracle;
  oracle.LostFrom(Position{41});
  CHECK(AppendCommits(**log, oracle, "t", 15) == 15);
  CHECK(oracle.Judge(**log) == "");
  CHECK((*log)->Read(Position{41}, {}, Direction::kForward)->front().epoch == 2);

  // Who read up to 50 before is told that only 40 of it is still so.
  const LogId id = (*log)->Head().log_id;
  CHECK((*log)->LastCommonPosition({id, 1, Position{50}}) == Position{40});
  CHECK((*log)->LastCommonPosition({id, 1, Position{30}}) == Position{30});
  CHECK((*log)->LastCommonPosition({id, 2, Position{50}}) == Position{50});
}

TEST_CASE("log recovery: a database without its watermark is refused until it is accepted") {
  const CrashedLog crashed;
  crashed.Use("late");
  std::filesystem::remove(crashed.folder / "log/watermark");
  CHECK(base::ReasonOf(crashed.Open().status()) == ErrorReason::kLogRewound);
  REQUIRE(AcceptRestore(LogOptionsIn(crashed.folder / "log").folder, kClock).ok());
  const auto log = crashed.Open();
  REQUIRE(log.ok());
  CHECK(crashed.oracle.Judge(**log) == "");
}

TEST_CASE("log recovery: a watermark that is no longer whole is refused") {
  const CrashedLog crashed;
  crashed.Use("late");
  SECTION("empty") { std::filesystem::resize_file(crashed.folder / "log/watermark", 0); }
  SECTION("both slots damaged") {
    FlipBit(crashed.folder / "log/watermark", 20);
    FlipBit(crashed.folder / "log/watermark", 4096 + 20);
  }
  CHECK(base::ReasonOf(crashed.Open().status()) == ErrorReason::kDataCorrupt);
}

TEST_CASE("log recovery: one damaged slot of the watermark leaves the other one") {
  const CrashedLog crashed;
  crashed.Use("late");
  FlipBit(crashed.folder / "log/watermark", GENERATE(20U, 4096U + 20U));
  const auto log = crashed.Open();
  REQUIRE(log.ok());
  CHECK(crashed.oracle.Judge(**log) == "");
}

TEST_CASE("log recovery: a database folder that is gone is refused, not created anew") {
  const CrashedLog crashed;
  crashed.Use("late");
  std::filesystem::remove_all(crashed.folder / "log/db");
  const auto log = crashed.Open();
  REQUIRE(base::ReasonOf(log.status()) == ErrorReason::kDataCorrupt);
  CHECK(MissingFirst(log.status()) == "1");
}

TEST_CASE("log recovery: the watermark of another log is refused, also when accepting") {
  const CrashedLog crashed;
  crashed.Use("late");
  REQUIRE(RocksdbLog::Open(LogOptionsIn(crashed.folder / "other"), kClock).ok());
  std::filesystem::copy_file(crashed.folder / "other/watermark", crashed.folder / "log/watermark",
                             std::filesystem::copy_options::overwrite_existing);
  CHECK_FALSE(crashed.Open().ok());
  CHECK_FALSE(AcceptRestore(LogOptionsIn(crashed.folder / "log").folder, kClock).ok());
}

TEST_CASE("log recovery: a write-ahead log lost after a part was flushed is noticed") {
  // The log's own rows were flushed and are all there; those of streams and requests are not.
  const TempFolder folder(Medium::kMemory);
  testing::LogOracle oracle;
  {
    LogFolderOptions options = LogOptionsIn(folder / "log").folder;
    {
      const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log"), kClock);
      REQUIRE(AppendCommits(**log, oracle, "r", 20) == 20);
      CopyTree(folder / "log", folder / "crashed");
    }
    CopyTree(folder / "crashed", folder / "log");
    auto database = LogDatabase::Open(DatabaseOptionsOf(options), LogDatabase::Mode::kWrite);
    REQUIRE(database.ok());
    CopyTree(folder / "log", folder / "flushed");
  }
  // Recovery has flushed everything once; what is appended then lies in the new write-ahead log.
  CopyTree(folder / "flushed", folder / "log");
  {
    const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log"), kClock);
    REQUIRE(log.ok());
    REQUIRE(AppendCommits(**log, oracle, "s", 5) == 5);
    CopyTree(folder / "log", folder / "crashed");
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder / "crashed/db")) {
    if (entry.path().extension() == ".log") std::filesystem::resize_file(entry.path(), 0);
  }
  CopyTree(folder / "crashed", folder / "log");
  const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log"), kClock);
  REQUIRE(base::ReasonOf(log.status()) == ErrorReason::kDataCorrupt);
  CHECK(MissingFirst(log.status()) == "41");
}

}  // namespace anchorledger::storage
