// The log in memory: the model that other backends are compared with, and the log of tests.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "proto/base/mutex.h"
#include "proto/runtime/clock.h"
#include "storage/log/event_log.h"
#include "storage/log/recording_clock.h"

namespace anchorledger::storage {

// An EventLog that is simple on purpose: containers under one mutex, nothing cached, nothing
// queued. Append decides at once and calls `done` on the caller's thread before it returns, so a
// simulation can step it. What it holds dies with it.
class MemoryLog final : public EventLog {
 public:
  // `clock` must outlive the log.
  MemoryLog(LogId log_id, const runtime::Clock& clock);

  base::Status Append(Commit commit, AppendCallback done) override;
  base::StatusOr<FoundRequest> FindRequest(const base::TenantId& tenant,
                                           std::string_view request_id,
                                           const RequestDigest& digest) const override;
  base::StatusOr<std::vector<Record>> Read(base::Position from, ReadLimit limit,
                                           Direction direction) const override;
  base::StatusOr<std::vector<Record>> ReadStream(const base::TenantId& tenant,
                                                 const base::StreamId& stream, base::Revision from,
                                                 ReadLimit limit,
                                                 Direction direction) const override;
  LogHead Head() const override;
  Notification NotifyAt(base::Position position, HeadCallback callback) override;
  base::Position LastCommonPosition(const ResumePoint& point) const override;

  // Believes the clock as it is now, after a CLOCK_REFUSED.
  void ConfirmClock();

  // Loses every record after `last` and opens a new epoch, as accepting a restored backup does.
  // Nobody may be waiting for a notification.
  void Rewind(base::Position last);

 private:
  struct Request {
    RequestDigest digest;
    Committed committed;
  };
  using Key = std::pair<std::string, std::string>;  // tenant and stream or request id

  AppendResult Decide(const Commit& commit) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Committed Apply(const Commit& commit, base::Instant recorded_at)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  base::Revision LastRevisionLocked(const base::TenantId& tenant,
                                    const base::StreamId& stream) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const LogId log_id_;
  HeadNotifier notifier_;

  base::Mutex
      append_mutex_;  // held from deciding to answering, so that heads are published in order
  mutable base::Mutex mutex_;
  RecordingClock recording_clock_ ABSL_GUARDED_BY(mutex_);
  std::vector<Record> records_ ABSL_GUARDED_BY(mutex_);                         // by position - 1
  std::map<Key, std::vector<base::Position>> streams_ ABSL_GUARDED_BY(mutex_);  // by revision - 1
  std::map<Key, Request> requests_ ABSL_GUARDED_BY(mutex_);
  std::vector<base::Position> epoch_firsts_ ABSL_GUARDED_BY(mutex_);  // of epoch i + 1
};

}  // namespace anchorledger::storage
