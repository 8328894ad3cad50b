// A log that is asked for more than it can write says so, and forgets nothing that it took.
#include <catch2/catch.hpp>
#include <future>
#include <string>
#include <vector>

#include "proto/runtime/clock.h"
#include "storage/log/rocksdb_log.h"
#include "tests/support/log/commits.h"
#include "tests/support/log/log_oracle.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

TEST_CASE("log queue: a full queue is refused with a delay, and what was taken is written") {
  const testing::TempFolder folder;
  const runtime::ManualClock clock{base::Instant{1'700'000'000'000'000}};
  RocksdbLogOptions options = testing::LogOptionsIn(folder / "log");
  options.queue.commits_max = 3;
  const auto log = RocksdbLog::Open(options, clock);
  REQUIRE(log.ok());
  const auto commit = [](const std::string& id) {
    return testing::MakeCommit(id, {"stream/" + id});
  };

  // The writer is held in the answer to the first commit, so the queue is not emptied.
  std::promise<void> answering;
  std::promise<void> go_on;
  REQUIRE((*log)
              ->Append(commit("first"),
                       [&](const AppendResult& result) {
                         CHECK(std::holds_alternative<Committed>(result));
                         answering.set_value();
                         go_on.get_future().wait();
                       })
              .ok());
  answering.get_future().wait();
  std::vector<std::promise<AppendResult>> results(4);
  const auto append = [&](std::size_t i) {
    return (*log)->Append(commit("r-" + std::to_string(i)), [&results, i](AppendResult result) {
      results[i].set_value(std::move(result));
    });
  };
  for (std::size_t i = 0; i < 3; ++i) CHECK(append(i).ok());
  const base::Status full = append(3);
  CHECK(base::ReasonOf(full) == base::ErrorReason::kQueueFull);
  CHECK(base::RetryDelayOf(full).has_value());
  CHECK((*log)->Head().position == base::Position{1});

  go_on.set_value();
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(std::holds_alternative<Committed>(results[i].get_future().get()));
  }
  CHECK(append(3).ok());  // the same request again
  CHECK(std::holds_alternative<Committed>(results[3].get_future().get()));
  CHECK((*log)->Head().position == base::Position{5});
}

}  // namespace
}  // namespace anchorledger::storage
