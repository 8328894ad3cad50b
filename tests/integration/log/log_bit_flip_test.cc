// Single flipped bits, and files that are gone, emptied or older than the rest.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "proto/runtime/clock.h"
#include "storage/log/log_verify.h"
#include "tests/support/log/commits.h"
#include "tests/support/log/log_oracle.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using testing::AppendBurst;
using testing::AppendCommits;
using testing::CopyTree;
using testing::LogOptionsIn;
using testing::Medium;
using testing::TempFolder;

const runtime::ManualClock kClock{base::Instant{1'700'000'000'000'000}};

// A log with sorted files and a write-ahead log, copied as a crash would leave it; and an earlier
// copy of the same.
struct Specimen {
  TempFolder folder{Medium::kMemory};
  testing::LogOracle oracle;

  Specimen() {
    for (const std::string prefix : {"a", "b"}) {
      const auto log = RocksdbLog::Open(LogOptionsIn(folder / "live"), kClock);
      REQUIRE(AppendBurst(**log, oracle, prefix, 100) == 100);
    }
    const auto log = RocksdbLog::Open(LogOptionsIn(folder / "live"), kClock);
    REQUIRE(AppendCommits(**log, oracle, "c", 5) == 5);
    CopyTree(folder / "live", folder / "earlier");
    REQUIRE(AppendCommits(**log, oracle, "d", 15) == 15);
    CopyTree(folder / "live", folder / "whole");
  }

  // Files of the specimen, relative to it, that are not empty.
  std::vector<std::filesystem::path> Files() const {
    std::vector<std::filesystem::path> files;
    const std::filesystem::path whole = folder / "whole";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(whole)) {
      if (entry.is_regular_file() && entry.file_size() > 0) {
        files.push_back(std::filesystem::relative(entry.path(), whole));
      }
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  // Opens the damaged copy in "log". The damage must be noticed - at the opening, by an error of a
  // read, or by the check of the closed log - or have done no harm. Returns whether it was noticed.
  bool IsNoticed() const {
    const auto report = VerifyLog(LogOptionsIn(folder / "log").folder);
    const bool verified = report.ok() && report->problems.empty();
    const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log"), kClock);
    if (!log.ok()) return true;
    INFO(base::ToString(report.status()));
    const std::string verdict = oracle.Judge(**log);
    if (verdict.find("DATA_CORRUPT") != std::string::npos) return true;
    REQUIRE(verdict == "");
    return !verified;
  }
};

}  // namespace

TEST_CASE("log faults: a flipped bit in any file is noticed or harmless") {
  const Specimen specimen;
  const uint32_t seed = std::random_device()();
  INFO("seed " << seed);
  std::mt19937_64 random(seed);
  int noticed = 0;
  for (const std::filesystem::path& file : specimen.Files()) {
    const int flips = testing::Rounds(15);
    for (int flip = 0; flip < flips; ++flip) {
      CopyTree(specimen.folder / "whole", specimen.folder / "log");
      const std::filesystem::path path = specimen.folder.path() / "log" / file;
      const auto offset = static_cast<std::streamoff>(random() % std::filesystem::file_size(path));
      std::fstream stream(path, std::ios::in | std::ios::out | std::ios::binary);
      stream.seekg(offset);
      const char flipped = static_cast<char>(stream.peek() ^ (1 << (random() % 8)));
      stream.seekp(offset);
      stream.put(flipped);
      stream.close();
      INFO(file.string() << " at " << offset);
      noticed += specimen.IsNoticed() ? 1 : 0;
    }
  }
  CHECK(noticed > 30);
}

TEST_CASE("log faults: a file that is gone or emptied or older is noticed or harmless") {
  const Specimen specimen;
  int noticed = 0;
  for (const std::filesystem::path& file : specimen.Files()) {
    for (const std::string damage : {"gone", "empty", "older"}) {
      INFO(file.string() << " " << damage);
      CopyTree(specimen.folder / "whole", specimen.folder / "log");
      const std::filesystem::path path = specimen.folder.path() / "log" / file;
      const std::filesystem::path earlier = specimen.folder.path() / "earlier" / file;
      if (damage == "gone") std::filesystem::remove(path);
      if (damage == "empty") std::filesystem::resize_file(path, 0);
      if (damage == "older") {
        if (!std::filesystem::exists(earlier)) continue;
        std::filesystem::copy_file(earlier, path,
                                   std::filesystem::copy_options::overwrite_existing);
      }
      noticed += specimen.IsNoticed() ? 1 : 0;
    }
  }
  CHECK(noticed > 10);
}

}  // namespace anchorledger::storage
