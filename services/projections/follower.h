// Keeps one projection up with the log.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>

#include "proto/base/limits.h"
#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "proto/runtime/clock.h"
#include "services/projections/projection.h"
#include "storage/log/event_log.h"

namespace anchorledger::projections {

class ChunkReader;

struct FollowerOptions {
  // Close to the head: commit when there is nothing left to read, or at the first of these.
  std::size_t batch_events = base::kFollowerBatchEventsMax;
  std::chrono::microseconds batch_time = base::kFollowerBatchTimeMax;
  // While no reader waits, a batch may be so many times larger and take so many times longer: what
  // a commit costs depends on what it touches far more than on its events.
  std::size_t unawaited_times = 10;
  // At the head: how long a commit is followed by none, unless somebody waits for the next one. A
  // commit has a price of its own, and under load there is always one more event.
  std::chrono::microseconds pause = 10 * base::kFollowerBatchTimeMax;
  // Further behind than this, freshness is lost anyway: reading and parsing get a thread of their
  // own, and commits become rare, because their cost is per row touched and not per event.
  std::uint64_t far_behind_events = 20'000;
  std::size_t far_behind_batch_events = base::kFollowerCatchUpBatchEventsMax;
  // Called after each commit, on the thread that steps, with what readers see now. May be empty.
  storage::HeadCallback committed = {};
};

// Drives a projection through the log: reads, applies, commits, in order, without a gap. Stops
// loudly, and for good, at the first error: an unknown event type, damaged bytes, a gap, a log that
// is behind its projection, a failing store. What was committed stays readable.
//
// Threads: RunOnce and CatchUp may be called by one thread at a time (tests, rebuilds); Start gives
// that job to a thread of the follower. Everything else may be called from any thread. The log, the
// projection and the clock must outlive the follower.
class Follower {
 public:
  Follower(storage::EventLog& log, Projection& projection, const runtime::Clock& clock,
           FollowerOptions options = {});
  ~Follower();
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  // One step: reads and applies at most one chunk, and commits when that is due. True when there is
  // more to do at once, false when the projection is at the head. An error is final.
  base::StatusOr<bool> RunOnce();

  // Steps until the projection is at the head, reading ahead on a thread of its own while it is far
  // behind: for a rebuild. SHUTTING_DOWN when that was asked for first.
  base::Status CatchUp(const std::stop_token& stop);

  // Runs steps on an own thread whenever there is something to do, until Stop. A step under way is
  // finished; what was not committed is read again the next time.
  void Start();
  void Stop();

  // The last position that readers of the projection see.
  base::Position position() const;
  // The last position applied, which may be far ahead of the commit that shows it: how a rebuild
  // gets on.
  base::Position applied() const { return base::Position(applied_.load()); }
  // Events of the log that readers do not see yet.
  std::uint64_t lag() const;
  // OK, or why the follower has stopped.
  base::Status status() const;

  // Returns OK as soon as readers see `position`, PROJECTION_BEHIND after `longest` or when the
  // follower is stopped, PROJECTION_STOPPED when it has failed.
  base::Status WaitFor(base::Position position, std::chrono::microseconds longest) const;

  // Calls back once, as soon as readers see `position`; see EventLog::NotifyAt. The follower must
  // outlive the call, not the notification.
  storage::Notification NotifyAt(base::Position position, storage::HeadCallback callback);

 private:
  void Run(const std::stop_token& stop);
  void Pause(const std::stop_token& stop);
  void WaitForEvents(const std::stop_token& stop);
  base::StatusOr<bool> Step(bool may_read_ahead);
  base::StatusOr<std::unique_ptr<EventChunk>> NextChunk(bool far_behind, bool may_read_ahead);
  base::Status ApplyChunk(const EventChunk& chunk);
  bool BatchIsFull(bool far_behind) const;
  bool AnyReaderWaits() const;
  base::Status CommitApplied();
  base::Status CheckSameLog() const;
  void Fail(const base::Status& why);
  base::Status WaitLocked(base::Position position, std::chrono::microseconds longest) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  storage::EventLog& log_;
  Projection& projection_;
  const runtime::Clock& clock_;
  const FollowerOptions options_;

  // Owned by the thread that steps.
  std::atomic<std::uint64_t> applied_;  // read by others
  std::size_t uncommitted_ = 0;
  std::int64_t batch_began_micros_ = 0;
  std::unique_ptr<EventChunk> last_chunk_;
  std::unique_ptr<ChunkReader> read_ahead_;

  storage::HeadNotifier seen_;  // what readers see, as a head

  mutable base::Mutex mutex_;
  mutable base::CondVar changed_;
  base::Status status_ ABSL_GUARDED_BY(mutex_);
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
  bool halted_ ABSL_GUARDED_BY(mutex_) = false;  // nobody will step: waiting is in vain
  mutable std::size_t readers_waiting_ ABSL_GUARDED_BY(mutex_) = 0;

  std::jthread thread_;
};

}  // namespace anchorledger::projections
