// kill -9 of a writer process under load, at random moments, again and again on one log.
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "proto/runtime/clock.h"
#include "storage/log/log_verify.h"
#include "tests/integration/log/writer_under_test.h"
#include "tests/support/log/commits.h"
#include "tests/support/log/log_oracle.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using testing::LogOptionsIn;
using testing::WriterProcess;

}  // namespace

TEST_CASE("log faults: a writer killed under load loses nothing that it acknowledged") {
  const testing::TempFolder folder;
  const runtime::SystemClock clock;
  testing::LogOracle oracle;
  const uint32_t seed = std::random_device()();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const int rounds = testing::Rounds(20);
  for (int round = 0; round < rounds; ++round) {
    const std::string prefix = "k" + std::to_string(round) + "-";
    WriterProcess writer(folder / "log", prefix);
    // 0: in the middle of recovery.
    const int wanted = round % 5 == 0 ? 0 : static_cast<int>(random() % 200);
    if (wanted > 0) REQUIRE(writer.WaitFor(wanted));
    writer.Kill();
    const int acknowledged = writer.Acknowledged();
    for (int i = 0; i < acknowledged + 64; ++i) {
      oracle.Sent(testing::NumberedCommit(prefix, i));
    }

    const auto log = RocksdbLog::Open(LogOptionsIn(folder / "log"), clock);
    INFO("round " << round << ": " << base::ToString(log.status()));
    REQUIRE(log.ok());
    // Sending again what was acknowledged is answered with where it is.
    for (int i = 0; i < acknowledged; ++i) {
      const Commit commit = testing::NumberedCommit(prefix, i);
      const AppendResult again = testing::AppendNow(**log, commit);
      REQUIRE(std::holds_alternative<Duplicate>(again));
      oracle.Answered(commit.request_id, again);
    }
    // What was on its way may be there or not; sent again, it is there once.
    for (int i = acknowledged; i < acknowledged + 3; ++i) {
      const Commit commit = testing::NumberedCommit(prefix, i);
      const AppendResult again = testing::AppendNow(**log, commit);
      REQUIRE(
          (std::holds_alternative<Duplicate>(again) || std::holds_alternative<Committed>(again)));
      oracle.Answered(commit.request_id, again);
    }
    if (round % 5 == 4) REQUIRE(oracle.Judge(**log) == "");
  }
  CHECK(oracle.acknowledged() > 100);
  const auto report = VerifyLog(LogOptionsIn(folder / "log").folder);
  REQUIRE(report.ok());
  CHECK(report->problems.empty());
}

}  // namespace anchorledger::storage
