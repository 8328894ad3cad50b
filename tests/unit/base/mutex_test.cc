#include "proto/base/mutex.h"

#include <catch2/catch.hpp>
#include <thread>
#include <vector>

namespace anchorledger::base {
namespace {

// Hands numbers from one thread to another, one at a time.
class Slot {
 public:
  void Put(int value) {
    MutexLock lock(mutex_);
    while (full_) changed_.Wait(mutex_);
    value_ = value;
    full_ = true;
    changed_.NotifyAll();
  }

  int Take() {
    MutexLock lock(mutex_);
    while (!full_) changed_.Wait(mutex_);
    full_ = false;
    changed_.NotifyAll();
    return value_;
  }

 private:
  Mutex mutex_;
  CondVar changed_;
  bool full_ ABSL_GUARDED_BY(mutex_) = false;
  int value_ ABSL_GUARDED_BY(mutex_) = 0;
};

TEST_CASE("what one thread puts another one takes, in order") {
  constexpr int kCount = 1'000;
  Slot slot;
  std::vector<int> taken;
  {
    const std::jthread producer([&slot] {
      for (int i = 0; i < kCount; ++i) slot.Put(i);
    });
    for (int i = 0; i < kCount; ++i) taken.push_back(slot.Take());
  }
  for (int i = 0; i < kCount; ++i) CHECK(taken[static_cast<std::size_t>(i)] == i);
}

TEST_CASE("a wait that nobody ends is over when its time has run out") {
  Mutex mutex;
  CondVar never;
  MutexLock lock(mutex);
  bool notified = true;
  // A wait may end for no reason; only running out of time says false.
  while (notified) notified = never.WaitFor(mutex, std::chrono::microseconds(100));
  CHECK_FALSE(notified);
}

}  // namespace
}  // namespace anchorledger::base
