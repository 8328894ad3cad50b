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
  {
    base::MutexLock lock(mutex_);
    if (stopping_ || tasks_.size() >= queue_max_) {
      return false;
    }
    tasks_.push_back(std::move(task));
  }
  queued_.NotifyOne();
  return true;
}

void WorkerPool::Continue(Task task) {
  {
    base::MutexLock lock(mutex_);
    if (stopping_) {
      return;
    }
    tasks_.push_back(std::move(task));
  }
  queued_.NotifyOne();
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
    {
      base::MutexLock lock(mutex_);
      while (tasks_.empty() && !stopping_) {
        queued_.Wait(mutex_);
      }
      if (tasks_.empty()) {
        return;
      }
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    task();
  }
}

}  // namespace anchorledger::rpc
