// What waits between those who append and the one thread that writes.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <vector>

#include "proto/base/mutex.h"
#include "storage/log/event_log.h"
#include "storage/log/record_codec.h"

namespace anchorledger::storage {

// A commit on its way to the writer. The seals of its payloads are made by the caller's thread,
// because hashing is most of the work that can be done before a position is known.
struct QueuedCommit {
  Commit commit;
  std::vector<PayloadSeal> seals;  // one a record
  EventLog::AppendCallback done;
  size_t bytes = 0;  // what it is counted with
};

// A queue bounded by count and by bytes: full is an error now, not memory later.
// Threads: any may push, one pops.
class AppendQueue {
 public:
  struct Bounds {
    size_t commits_max = base::kAppendQueueCommitsMax;
    size_t bytes_max = base::kAppendQueueBytesMax;
  };

  explicit AppendQueue(Bounds bounds);

  // QUEUE_FULL when it does not fit now, or the reason given to Refuse. `commit` is untouched then.
  base::Status Push(QueuedCommit&& commit);

  // Everything that waits, in order, up to the bounds of one group; waits for the first at most
  // `longest`. Empty when there was none, or when woken.
  std::vector<QueuedCommit> PopGroup(std::chrono::microseconds longest);

  // From now on pushing is answered with `why` (an error), or allowed again (OK). What is queued
  // already stays queued.
  void Refuse(base::Status why);

  // Pushing is answered with `why` for good; Refuse changes nothing any more.
  void Close(base::Status why);

  // Lets a PopGroup that waits return; the next one if none does.
  void Wake();

  size_t commits() const;

 private:
  base::Status TakeLocked(QueuedCommit&& commit) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Bounds bounds_;

  mutable base::Mutex mutex_;
  base::CondVar changed_;
  std::deque<QueuedCommit> queue_ ABSL_GUARDED_BY(mutex_);
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  base::Status refusal_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
  bool waiting_ ABSL_GUARDED_BY(mutex_) = false;  // the one that pops
};

}  // namespace anchorledger::storage
