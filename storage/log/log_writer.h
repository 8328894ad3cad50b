// The one thread that writes the log.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "proto/base/mutex.h"
#include "proto/runtime/clock.h"
#include "storage/log/append_queue.h"
#include "storage/log/commit_group.h"
#include "storage/log/database_gate.h"
#include "storage/log/head_notifier.h"
#include "storage/log/log_administration.h"
#include "storage/log/log_recovery.h"
#include "storage/log/recent_records.h"
#include "storage/log/recording_clock.h"
#include "storage/log/stream_heads.h"

namespace anchorledger::storage {

// Takes groups of commits from the queue; writes each group with one batch and one sync; then
// moves the watermark, publishes the head and answers. Any failure makes the outcome of the whole
// group unknown and ends the use of the handle for writing:
//   no space      the queue refuses, readers go on; when there is space again the database is
//                 closed, recovered and compared with the watermark, and writing goes on
//   other errors  the queue refuses until the process is started again; readers go on
// A failed sync must not be repeated: the kernel marks the pages clean, and the next sync succeeds
// without having written them.
class LogWriter {
 public:
  struct Options {
    LogFolderOptions folder;
    uint64_t free_bytes_to_resume = 0;             // after the disk was full
    std::chrono::microseconds full_probe_every{};  // how often space is looked for then
  };

  // All but `recovered` must outlive the writer. The database itself is already in the gate.
  LogWriter(const Options& options, const runtime::Clock& clock, AppendQueue& queue,
            DatabaseGate& gate, HeadNotifier& notifier, RecentRecords& recent,
            RecoveredLog recovered);
  // Stops.
  ~LogWriter();

  // Writes what is queued already, then ends the thread and makes the watermark durable. The queue
  // must refuse before.
  void Stop();

  void ConfirmClock() { confirm_clock_ = true; }
  LogStatus status() const;

 private:
  void Run(const std::stop_token& stop);
  void RunOnce();
  void WriteGroup(std::vector<QueuedCommit> group);
  base::Status WriteBatch(LogDatabase& database, CommitGroup& decided);
  void Remember(std::vector<QueuedCommit>& group, const std::vector<AppendResult>& answers,
                uint32_t epoch);
  void SyncWatermarkWhenDue();
  void TryResume();
  void StopWriting(const base::Status& failure);
  void SetState(WritingState state, base::Status why);
  WritingState state() const;

  const Options options_;
  const runtime::Clock& clock_;
  AppendQueue& queue_;
  DatabaseGate& gate_;
  HeadNotifier& notifier_;
  RecentRecords& recent_;

  // Owned by the writer thread.
  const LogIdentity identity_;
  std::unique_ptr<WatermarkFile> watermark_;
  RecordingClock recording_clock_;
  StreamHeads heads_;
  const std::unique_ptr<rocksdb::WriteBatch> batch_;  // of the group that is being written
  std::chrono::steady_clock::time_point watermark_synced_at_;

  std::atomic<bool> confirm_clock_ = false;
  mutable base::Mutex mutex_;
  LogStatus status_ ABSL_GUARDED_BY(mutex_);

  std::jthread thread_;  // last: uses all of the above
};

}  // namespace anchorledger::storage
