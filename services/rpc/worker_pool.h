// The threads that do the work of calls.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <thread>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "proto/base/mutex.h"

namespace anchorledger::rpc {

// A fixed number of threads and one bounded queue. gRPC has about one callback thread a core and
// it must never wait for a disk, a lock or a projection, so every call hands over to a pool.
// Threads are woken one at a time, each by the one before when there is more to do: tasks come in
// bursts, and to wake a thread that finds nothing left costs more than a task.
// Threads: any.
class WorkerPool {
 public:
  using Task = absl::AnyInvocable<void()>;

  // At least one thread; at most `queue_max` new tasks wait. `name` is that of the threads.
  WorkerPool(size_t threads, size_t queue_max, std::string name = "worker");
  ~WorkerPool();  // as Stop()
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Queues new work; false when the queue is full or the pool has stopped. For the start of calls.
  [[nodiscard]] bool TryRun(Task task);

  // Queues the next step of work that was taken before; never refused while the pool runs, since
  // each open call has at most one such step. After Stop() the task is dropped without running.
  void Continue(Task task);

  // Runs what is queued, then ends the threads. Idempotent; not from a task.
  void Stop();

  size_t depth() const;  // tasks that wait

 private:
  void RunLoop();
  // Whether the caller is to wake a thread, which it does without the lock.
  bool MustWakeLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string name_;
  const size_t queue_max_;
  mutable base::Mutex mutex_;
  base::CondVar queued_;
  std::deque<Task> tasks_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  size_t idle_ ABSL_GUARDED_BY(mutex_) = 0;      // threads that wait for a task
  bool waking_ ABSL_GUARDED_BY(mutex_) = false;  // one of them was woken and did not run yet
  std::vector<std::jthread> threads_;
};

}  // namespace anchorledger::rpc
