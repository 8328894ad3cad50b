// Power cuts: what was acknowledged is there afterwards, whatever became of what was not synced.
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <thread>

#include "proto/runtime/clock.h"
#include "storage/log/log_verify.h"
#include "tests/integration/log/writer_under_test.h"
#include "tests/support/faults/faulty_file_system.h"
#include "tests/support/faults/small_disk.h"
#include "tests/support/log/commits.h"
#include "tests/support/log/log_oracle.h"
#include "tests/support/skip.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using testing::LogOptionsIn;
using testing::Loss;
using testing::Medium;
using testing::TempFolder;

constexpr uint64_t kImageBytes = 96U << 20;

}  // namespace

// The disk is a wrapper that knows what was synced, and loses the rest sector by sector.
TEST_CASE("log faults: a power cut loses nothing acknowledged, whatever it leaves of the rest") {
  const Loss loss = GENERATE(Loss::kDrop, Loss::kKeep, Loss::kGarble);
  const int histories = testing::Rounds(loss == Loss::kGarble ? 12 : 3);
  for (int history = 0; history < histories; ++history) {
    const TempFolder folder(Medium::kMemory);
    const runtime::SystemClock clock;
    testing::FaultyFileSystem disk;
    testing::LogOracle oracle;
    // Several cuts of one log: also what recovery wrote may be lost.
    for (int cut = 0; cut < 3; ++cut) {
      INFO("history " << history << " cut " << cut);
      const std::string prefix = "c" + std::to_string(cut) + "-";
      {
        const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
        INFO(base::ToString(log.status()));
        REQUIRE(log.ok());
        REQUIRE(oracle.Judge(**log) == "");
        // The power goes at the nth sync of the write-ahead log; bursts go on until then.
        disk.Fail(testing::DiskOperation::kSync, 3 + 5 * history % 17,
                  rocksdb::IOStatus::IOError("the power is cut"), 1 << 30, ".log");
        for (int burst = 0; !disk.has_failed(); ++burst) {
          testing::AppendBurst(**log, oracle, prefix + std::to_string(burst) + "-", 7);
        }
        disk.CutPower();
      }
      disk.StopFailing();
      disk.ApplyLoss(loss, static_cast<uint64_t>(100 * history + cut));
    }
    const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log", disk.env()), clock);
    INFO("history " << history << ": " << base::ToString(log.status()));
    REQUIRE(log.ok());
    REQUIRE(oracle.acknowledged() > 0);
    REQUIRE(oracle.Judge(**log) == "");
  }
}

// The disk is a real file system on a loop device: at the kill, what the kernel holds back is not
// in the image, and a copy of the image is what a power cut would have left.
TEST_CASE("log faults: a copied image of a killed writer's disk holds all that it acknowledged") {
  const TempFolder folder;
  const runtime::SystemClock clock;
  const int rounds = testing::Rounds(3);
  for (int round = 0; round < rounds; ++round) {
    const std::string image = folder / "disk.img";
    const std::string copy = folder / "copy.img";
    testing::LogOracle oracle;
    {
      const auto disk = testing::SmallDisk::MountImage(image, folder / "disk", kImageBytes,
                                                       testing::SmallDisk::Format::kNew);
      if (disk == nullptr) AL_SKIP("needs root, mkfs.ext4 and a loop device");
      testing::WriterProcess writer(disk->path() + "/log", "p");
      REQUIRE(writer.WaitFor(100 + 400 * round));
      writer.Kill();
      std::filesystem::copy_file(image, copy, std::filesystem::copy_options::overwrite_existing);
      const int acknowledged = writer.Acknowledged();
      for (int i = 0; i < acknowledged + 64; ++i) oracle.Sent(testing::NumberedCommit("p", i));
      const auto disk_of_copy = testing::SmallDisk::MountImage(copy, folder / "copy", kImageBytes,
                                                               testing::SmallDisk::Format::kKeep);
      REQUIRE(disk_of_copy != nullptr);
      {
        const auto log = RocksdbLog::Open(LogOptionsIn(disk_of_copy->path() + "/log"), clock);
        INFO("round " << round << ": " << base::ToString(log.status()));
        REQUIRE(log.ok());
        for (int i = 0; i < acknowledged; ++i) {
          const Commit commit = testing::NumberedCommit("p", i);
          const auto found = (*log)->FindRequest(commit.tenant, commit.request_id, commit.digest);
          REQUIRE(found.ok());
          REQUIRE(std::holds_alternative<Duplicate>(*found));
          oracle.Answered(commit.request_id, std::get<Duplicate>(*found));
        }
        REQUIRE(oracle.Judge(**log) == "");
      }
      const auto report = VerifyLog(LogOptionsIn(disk_of_copy->path() + "/log").folder);
      REQUIRE(report.ok());
      CHECK(report->problems.empty());
    }
    std::filesystem::remove(image);
    std::filesystem::remove(copy);
  }
}

}  // namespace anchorledger::storage
