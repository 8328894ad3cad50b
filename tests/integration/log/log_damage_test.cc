// Reads of a log whose rows are damaged while it is open: an error, never a short or wrong answer.
#include <rocksdb/db.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "proto/runtime/clock.h"
#include "storage/log/log_keys.h"
#include "storage/log/rocksdb_log.h"
#include "tests/support/log/commits.h"
#include "tests/support/log/log_oracle.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::Position;
using base::Revision;
using testing::LogOptionsIn;
using testing::Medium;
using testing::TempFolder;

const runtime::ManualClock kClock{base::Instant{1'700'000'000'000'000}};
const base::TenantId kTenant{"t"};
const base::StreamId kStream{"a/1"};

// 5,000 records in one stream, flushed to sorted files.
struct FlushedLog {
  TempFolder folder{Medium::kMemory};

  FlushedLog() {
    const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log"), kClock);
    REQUIRE(log.ok());
    const std::vector<std::string> streams(500, "a/1");
    for (int i = 0; i < 10; ++i) {
      REQUIRE(
          testing::CommitNow(**log, testing::MakeCommit("r" + std::to_string(i), streams)).ok());
    }
  }

  std::unique_ptr<RocksdbLog> Open() const {
    auto opened = RocksdbLog::Open(LogOptionsIn(folder / "log"), kClock);
    INFO(base::ToString(opened.status()));
    REQUIRE(opened.ok());
    return *std::move(opened);
  }
};

// Reads all of the log, a thousand records at a time, as followers do.
base::Status ReadAll(const EventLog& log, uint64_t& read) {
  for (Position next{1};;) {
    AL_ASSIGN_OR_RETURN(const auto records, log.Read(next, {.records = 1000}, Direction::kForward));
    if (records.empty()) return absl::OkStatus();
    read += records.size();
    next = records.back().position.Next();
  }
}

}  // namespace

TEST_CASE("log damage: a scan over a damaged block is an error that is not a short answer") {
  const FlushedLog flushed;
  std::filesystem::path largest;
  for (const auto& entry : std::filesystem::directory_iterator(flushed.folder / "log/db")) {
    if (entry.path().extension() != ".sst") continue;
    if (largest.empty() || entry.file_size() > std::filesystem::file_size(largest)) {
      largest = entry.path();
    }
  }
  {
    std::fstream file(largest, std::ios::in | std::ios::out | std::ios::binary);
    const auto middle = static_cast<std::streamoff>(std::filesystem::file_size(largest) / 2);
    file.seekg(middle);
    const char flipped = static_cast<char>(file.peek() ^ 1);
    file.seekp(middle);
    file.put(flipped);
  }
  const auto log = flushed.Open();
  uint64_t read = 0;
  const base::Status status = ReadAll(*log, read);
  CHECK(base::ReasonOf(status) == ErrorReason::kDataCorrupt);
  CHECK(read < 5000);
  // What is whole can still be read.
  CHECK(log->Read(Position{1}, {.records = 10}, Direction::kForward)->size() == 10);
  CHECK(log->Read(Position{5000}, {.records = 10}, Direction::kBackward)->size() == 10);
}

TEST_CASE("log damage: a row that is missing inside a scan is an error") {
  const FlushedLog flushed;
  const auto remove = [&](const auto& family, const std::string& key) {
    const auto database = LogDatabase::Open(
        DatabaseOptionsOf(LogOptionsIn(flushed.folder / "log").folder), LogDatabase::Mode::kWrite);
    REQUIRE(database.ok());
    REQUIRE((*database)->db().Delete(rocksdb::WriteOptions(), family(**database), key).ok());
  };
  SECTION("of the log") {
    remove([](LogDatabase& database) { return database.log(); }, LogKey(Position{700}));
    const auto log = flushed.Open();
    uint64_t read = 0;
    CHECK(base::ReasonOf(ReadAll(*log, read)) == ErrorReason::kDataCorrupt);
    CHECK(
        base::ReasonOf(log->Read(Position{800}, {.records = 200}, Direction::kBackward).status()) ==
        ErrorReason::kDataCorrupt);
    CHECK(base::ReasonOf(
              log->ReadStream(kTenant, kStream, Revision{600}, {}, Direction::kForward).status()) ==
          ErrorReason::kDataCorrupt);
    CHECK(base::ReasonOf(log->FindRequest(kTenant, "r1", {}).status()) ==
          ErrorReason::kDataCorrupt);
  }
  SECTION("of the stream") {
    remove([](LogDatabase& database) { return database.streams(); },
           StreamKey("t", "a/1", Revision{700}));
    const auto log = flushed.Open();
    for (const Direction direction : {Direction::kForward, Direction::kBackward}) {
      const Revision from{direction == Direction::kForward ? 600U : 800U};
      CHECK(base::ReasonOf(log->ReadStream(kTenant, kStream, from, {}, direction).status()) ==
            ErrorReason::kDataCorrupt);
    }
  }
}

TEST_CASE("log damage: a log whose last records are damaged is not opened") {
  const FlushedLog flushed;
  {
    const auto database = LogDatabase::Open(
        DatabaseOptionsOf(LogOptionsIn(flushed.folder / "log").folder), LogDatabase::Mode::kWrite);
    REQUIRE(database.ok());
    REQUIRE((*database)
                ->db()
                .Delete(rocksdb::WriteOptions(), (*database)->log(), LogKey(Position{4500}))
                .ok());
  }
  const auto log = RocksdbLog::Open(LogOptionsIn(flushed.folder / "log"), kClock);
  CHECK(base::ReasonOf(log.status()) == ErrorReason::kDataCorrupt);
}

}  // namespace anchorledger::storage
