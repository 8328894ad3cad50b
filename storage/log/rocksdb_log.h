// The log on RocksDB: the embedded default.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "proto/runtime/clock.h"
#include "proto/runtime/logging.h"
#include "storage/log/append_queue.h"
#include "storage/log/database_gate.h"
#include "storage/log/event_log.h"
#include "storage/log/log_administration.h"
#include "storage/log/log_recovery.h"
#include "storage/log/log_writer.h"
#include "storage/log/recent_records.h"

namespace anchorledger::storage {

struct RocksdbLogOptions {
  LogFolderOptions folder;
  AppendQueue::Bounds queue;
  // Writing goes on after a full disk when so much is free: what a recovery may have to write.
  uint64_t free_bytes_to_resume = 256U << 20;
  std::chrono::microseconds full_probe_every = std::chrono::seconds(1);
};

// An EventLog in a folder of its own. One process at a time has it open.
//
// Threads: as EventLog; `done` and notifications run on the writer thread. Destroying the log
// writes what is queued, answers it, and closes the database; nobody may be calling it then.
class RocksdbLog final : public EventLog, public LogAdministration {
 public:
  // Opens or creates the log. `clock` must outlive it. Errors as from RecoverLog: a log that lost
  // acknowledged records is not opened. A full disk does not prevent it: reads work at once.
  static base::StatusOr<std::unique_ptr<RocksdbLog>> Open(const RocksdbLogOptions& options,
                                                          const runtime::Clock& clock);

  // Opens a closed log, or a backup, for reading; Append is refused.
  static base::StatusOr<std::unique_ptr<RocksdbLog>> OpenForReading(
      const RocksdbLogOptions& options);

  ~RocksdbLog() override;

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

  LogStatus status() const override;
  void ConfirmClock() override;
  base::StatusOr<LogHead> CreateBackup(const std::string& folder) override;
  std::vector<Epoch> Epochs() const override;

 private:
  RocksdbLog(const RocksdbLogOptions& options, RecoveredLog& recovered);

  const LogFolderOptions folder_;
  const LogIdentity identity_;
  HeadNotifier notifier_;
  mutable DatabaseGate gate_;
  AppendQueue queue_;
  RecentRecords recent_;
  std::unique_ptr<LogWriter> writer_;  // null when opened for reading
};

}  // namespace anchorledger::storage
