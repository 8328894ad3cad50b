// A process that appends until it is killed. Used by the tests of kill -9 and of power cuts.
//
//   log_writer_process FOLDER PREFIX
//
// Opens the log in FOLDER and appends commits with the request ids PREFIX0, PREFIX1, ... in bursts.
// Says on standard output: "ready" once, then "N\n" for each commit N that was acknowledged.
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <string>

#include "proto/runtime/clock.h"
#include "tests/support/log/log_oracle.h"

namespace {

// In one write, so that a line is there whole or not at all.
void Say(const std::string& line) {
  if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) ::_exit(3);
}

}  // namespace

int main(int argc, char** argv) {
  namespace runtime = ::anchorledger::runtime;
  namespace storage = ::anchorledger::storage;
  namespace testing = ::anchorledger::testing;
  namespace base = ::anchorledger::base;
  if (argc != 3) return 2;
  const runtime::SystemClock clock;
  const auto log = storage::RocksdbLog::Open(testing::LogOptionsIn(argv[1]), clock);
  if (!log.ok()) {
    std::fprintf(stderr, "%s\n", base::ToString(log.status()).c_str());
    return 1;
  }
  Say("ready\n");
  std::atomic<int> in_flight = 0;
  constexpr int kInFlightMax = 32;
  for (int number = 0;; ++number) {
    for (int now = in_flight; now >= kInFlightMax; now = in_flight) in_flight.wait(now);
    ++in_flight;
    const base::Status status =
        (*log)->Append(testing::NumberedCommit(argv[2], number),
                       [&in_flight, number](storage::AppendResult result) {
                         if (!std::holds_alternative<storage::Committed>(result)) ::_exit(4);
                         Say(std::to_string(number) + "\n");
                         --in_flight;
                         in_flight.notify_one();
                       });
    if (!status.ok()) return 5;
  }
}
