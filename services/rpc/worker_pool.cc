#include "services/rpc/worker_pool.h"

#include <utility>

#include "proto/base/check.h"
#include "proto/runtime/thread_name.h"

namespace anchorledger::rpc {

WorkerPool::WorkerPool(size_t threads, size_t queue_max, std::string name)
    : name_(std::move(name)), queue_max_(queue_max) {
  AL_CHECK(threads > 0);
  threads_.reserve(threads);
  for (size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { RunLoop(); });
  }
}

WorkerPool::~WorkerPool() { Stop(); }

bool WorkerPool::TryRun(Task task) {
  bool wake = false;
  {
    base::MutexLock lock(mutex_);
    if (stopping_ || tasks_.size() >= queue_max_) {
      return false;
    }
    tasks_.push_back(std::move(task));
    wake = MustWakeLocked();
  }
  if (wake) queued_.NotifyOne();
  return true;
}

void WorkerPool::Continue(Task task) {
  bool wake = false;
  {
    base::MutexLock lock(mutex_);
    if (stopping_) {
      return;
    }
    tasks_.push_back(std::move(task));
    wake = MustWakeLocked();
  }
  if (wake) queued_.NotifyOne();
}

bool WorkerPool::MustWakeLocked() {
  const bool wake = !waking_ && idle_ > 0 && !tasks_.empty();
  waking_ |= wake;
  return wake;
}

void WorkerPool::Stop() {
  {
    base::MutexLock lock(mutex_);
    stopping_ = true;
  }
  queued_.NotifyAll();
  threads_.clear();  // joins
}

size_t WorkerPool::depth() const {
  base::MutexLock lock(mutex_);
  return tasks_.size();
}

void WorkerPool::RunLoop() {
  runtime::NameThread(name_);
  while (true) {
    Task task;
    bool wake_next = false;
    {
      base::MutexLock lock(mutex_);
      while (tasks_.empty() && !stopping_) {
        ++idle_;
        queued_.Wait(mutex_);
        --idle_;
        waking_ = false;
      }
      if (tasks_.empty()) {
        return;
      }
      task = std::move(tasks_.front());
      tasks_.pop_front();
      wake_next = MustWakeLocked();
    }
    if (wake_next) queued_.NotifyOne();
    task();
  }
}

}  // namespace anchorledger::rpc
