#include "services/rpc/worker_pool.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <future>
#include <latch>

namespace anchorledger::rpc {
namespace {

TEST_CASE("a full queue refuses new work and still takes the next step of old work") {
  WorkerPool pool(1, 2);
  std::promise<void> release;
  std::promise<void> busy;
  REQUIRE(pool.TryRun([&] {
    busy.set_value();
    release.get_future().wait();
  }));
  busy.get_future().wait();  // the one worker is taken: what follows waits in the queue
  std::atomic<int> ran{0};
  CHECK(pool.TryRun([&] { ++ran; }));
  CHECK(pool.TryRun([&] { ++ran; }));
  CHECK_FALSE(pool.TryRun([&] { ++ran; }));
  CHECK(pool.depth() == 2);
  pool.Continue([&] { ++ran; });
  CHECK(pool.depth() == 3);
  release.set_value();
  pool.Stop();
  CHECK(ran == 3);
}

TEST_CASE("stopping runs what is queued and refuses what comes later") {
  std::atomic<int> ran{0};
  WorkerPool pool(2, 1'000);
  for (int i = 0; i < 500; ++i) {
    REQUIRE(pool.TryRun([&] { ++ran; }));
  }
  pool.Stop();
  CHECK(ran == 500);
  CHECK_FALSE(pool.TryRun([&] { ++ran; }));
  pool.Continue([&] { ++ran; });
  pool.Stop();
  CHECK(ran == 500);
}

TEST_CASE("tasks that come in one burst run on all threads at the same time") {
  constexpr int kThreads = 4;
  // Before the pool: a thread may still be leaving a latch when the test has passed it.
  std::latch all_run(kThreads);
  std::latch again(kThreads);
  WorkerPool pool(kThreads, 10);
  for (int i = 0; i < kThreads; ++i) {
    // Ends only when the others run as well: each must have been given a thread.
    REQUIRE(pool.TryRun([&] { all_run.arrive_and_wait(); }));
  }
  all_run.wait();
  // Once more, with threads that have waited in between.
  for (int i = 0; i < kThreads; ++i) pool.Continue([&] { again.arrive_and_wait(); });
  again.wait();
  CHECK(pool.depth() == 0);
}

TEST_CASE("tasks may queue further tasks") {
  std::promise<int> done;
  WorkerPool pool(1, 10);
  REQUIRE(pool.TryRun([&] { pool.Continue([&] { done.set_value(7); }); }));
  CHECK(done.get_future().get() == 7);
}

}  // namespace
}  // namespace anchorledger::rpc
