#include "storage/log/append_queue.h"

#include <string>
#include <utility>

namespace anchorledger::storage {
namespace {

// How long a caller should wait before it tries a full queue again: a few groups.
constexpr std::chrono::milliseconds kRetryDelay{20};

}  // namespace

AppendQueue::AppendQueue(Bounds bounds) : bounds_(bounds) {}

base::Status AppendQueue::Push(QueuedCommit&& commit) {
  bool writer_waits = false;
  {
    base::MutexLock lock(mutex_);
    AL_RETURN_IF_ERROR(TakeLocked(std::move(commit)));
    // One wake is enough for all that is pushed until the writer runs.
    writer_waits = std::exchange(waiting_, false);
  }
  // Without the lock, or the writer would wake up only to wait for it.
  if (writer_waits) changed_.NotifyOne();
  return absl::OkStatus();
}

base::Status AppendQueue::TakeLocked(QueuedCommit&& commit) {
  if (!refusal_.ok()) return refusal_;
  if (queue_.size() >= bounds_.commits_max || bytes_ + commit.bytes > bounds_.bytes_max) {
    return base::WithRetryDelay(
        base::MakeError(base::ErrorReason::kQueueFull,
                        "the append queue is full: " + std::to_string(queue_.size()) +
                            " commits with " + std::to_string(bytes_) + " bytes wait"),
        kRetryDelay);
  }
  bytes_ += commit.bytes;
  queue_.push_back(std::move(commit));
  return absl::OkStatus();
}

std::vector<QueuedCommit> AppendQueue::PopGroup(std::chrono::microseconds longest) {
  std::vector<QueuedCommit> group;
  base::MutexLock lock(mutex_);
  const auto until = std::chrono::steady_clock::now() + longest;
  while (queue_.empty() && !woken_) {
    const auto left = std::chrono::duration_cast<std::chrono::microseconds>(
        until - std::chrono::steady_clock::now());
    if (left.count() <= 0) break;
    waiting_ = true;
    changed_.WaitFor(mutex_, left);
    waiting_ = false;
  }
  woken_ = false;
  size_t group_bytes = 0;
  while (!queue_.empty() && group.size() < base::kAppendGroupCommitsMax) {
    QueuedCommit& next = queue_.front();
    if (!group.empty() && group_bytes + next.bytes > base::kAppendGroupBytesMax) break;
    group_bytes += next.bytes;
    group.push_back(std::move(next));
    queue_.pop_front();
  }
  bytes_ -= group_bytes;
  return group;
}

void AppendQueue::Refuse(base::Status why) {
  base::MutexLock lock(mutex_);
  if (!closed_) refusal_ = std::move(why);
}

void AppendQueue::Close(base::Status why) {
  base::MutexLock lock(mutex_);
  refusal_ = std::move(why);
  closed_ = true;
}

void AppendQueue::Wake() {
  base::MutexLock lock(mutex_);
  woken_ = true;
  changed_.NotifyOne();
}

size_t AppendQueue::commits() const {
  base::MutexLock lock(mutex_);
  return queue_.size();
}

}  // namespace anchorledger::storage
