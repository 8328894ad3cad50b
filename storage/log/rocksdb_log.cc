#include "storage/log/rocksdb_log.h"

#include <array>
#include <utility>

#include "proto/base/hash.h"
#include "storage/log/commit_rules.h"
#include "storage/log/log_backup.h"
#include "storage/log/log_reader.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::MakeError;
using base::Position;
using base::StatusOr;

base::Status NotOpen() {
  return MakeError(ErrorReason::kStorageFailed, "the database of the log is not open");
}

// Random salts, drawn in advance: the generator is slow to ask for few bytes.
class SaltSource {
 public:
  using Salt = decltype(PayloadSeal::salt);

  const Salt& Next() {
    if (next_ == drawn_.size()) {
      base::FillRandom({drawn_.data()->data(), sizeof(drawn_)});
      next_ = 0;
    }
    return drawn_[next_++];
  }

 private:
  std::array<Salt, 256> drawn_;
  size_t next_ = drawn_.size();
};

std::vector<PayloadSeal> SealAll(const std::vector<ProposedRecord>& records) {
  thread_local SaltSource salts;
  std::vector<PayloadSeal> seals;
  seals.reserve(records.size());
  for (const ProposedRecord& record : records) {
    seals.push_back(SealPayload(salts.Next(), record.payload));
  }
  return seals;
}

}  // namespace

RocksdbLog::RocksdbLog(const RocksdbLogOptions& options, RecoveredLog& recovered)
    : folder_(options.folder),
      identity_(recovered.identity),
      notifier_(recovered.head),
      gate_(std::move(recovered.database)),
      queue_(options.queue) {}

StatusOr<std::unique_ptr<RocksdbLog>> RocksdbLog::Open(const RocksdbLogOptions& options,
                                                       const runtime::Clock& clock) {
  AL_ASSIGN_OR_RETURN(RecoveredLog recovered, RecoverLog(options.folder, clock));
  std::unique_ptr<RocksdbLog> log(new RocksdbLog(options, recovered));
  const LogWriter::Options writer{.folder = options.folder,
                                  .free_bytes_to_resume = options.free_bytes_to_resume,
                                  .full_probe_every = options.full_probe_every};
  log->writer_ = std::make_unique<LogWriter>(writer, clock, log->queue_, log->gate_, log->notifier_,
                                             log->recent_, std::move(recovered));
  return log;
}

StatusOr<std::unique_ptr<RocksdbLog>> RocksdbLog::OpenForReading(const RocksdbLogOptions& options) {
  AL_ASSIGN_OR_RETURN(RecoveredLog opened, OpenLogForReading(options.folder));
  std::unique_ptr<RocksdbLog> log(new RocksdbLog(options, opened));
  log->queue_.Close(MakeError(ErrorReason::kStorageFailed, "the log was opened for reading only"));
  return log;
}

RocksdbLog::~RocksdbLog() {
  queue_.Close(MakeError(ErrorReason::kShuttingDown, "the log is being closed"));
  if (writer_ == nullptr) return;
  const bool writing = writer_->status().state == WritingState::kWriting;
  writer_->Stop();
  const DatabaseGate::Use database(gate_);
  if (!writing || !database) return;
  // Not needed for durability: it makes the next open quick.
  const base::Status flushed = (*database).Flush();
  if (!flushed.ok()) folder_.log.Warn("the log was closed unflushed", {{"why", flushed}});
}

base::Status RocksdbLog::Append(Commit commit, AppendCallback done) {
  AL_RETURN_IF_ERROR(CheckShape(commit));
  QueuedCommit queued;
  queued.bytes = CommitBytes(commit);
  queued.seals = SealAll(commit.records);
  queued.commit = std::move(commit);
  queued.done = std::move(done);
  return queue_.Push(std::move(queued));
}

StatusOr<FoundRequest> RocksdbLog::FindRequest(const base::TenantId& tenant,
                                               std::string_view request_id,
                                               const RequestDigest& digest) const {
  const Position head = notifier_.head().position;
  const DatabaseGate::Use database(gate_);
  if (!database) return NotOpen();
  return LogReader(*database, identity_.log_id, head)
      .FindRequest(tenant.value(), request_id, digest);
}

StatusOr<std::vector<Record>> RocksdbLog::Read(Position from, ReadLimit limit,
                                               Direction direction) const {
  const Position head = notifier_.head().position;
  if (direction == Direction::kForward) {
    if (auto recent = recent_.Read(from, limit, head); recent.has_value())
      return *std::move(recent);
  }
  const DatabaseGate::Use database(gate_);
  if (!database) return NotOpen();
  return LogReader(*database, identity_.log_id, head).Read(from, limit, direction);
}

StatusOr<std::vector<Record>> RocksdbLog::ReadStream(const base::TenantId& tenant,
                                                     const base::StreamId& stream,
                                                     base::Revision from, ReadLimit limit,
                                                     Direction direction) const {
  const Position head = notifier_.head().position;
  const DatabaseGate::Use database(gate_);
  if (!database) return NotOpen();
  return LogReader(*database, identity_.log_id, head)
      .ReadStream(tenant, stream, from, limit, direction);
}

LogHead RocksdbLog::Head() const { return notifier_.head(); }

Notification RocksdbLog::NotifyAt(Position position, HeadCallback callback) {
  return notifier_.NotifyAt(position, std::move(callback));
}

Position RocksdbLog::LastCommonPosition(const ResumePoint& point) const {
  return identity_.LastCommonPosition(point, notifier_.head().position);
}

LogStatus RocksdbLog::status() const {
  if (writer_ != nullptr) return writer_->status();
  return {.state = WritingState::kReadOnly,
          .why = MakeError(ErrorReason::kStorageFailed, "the log was opened for reading only")};
}

void RocksdbLog::ConfirmClock() {
  if (writer_ != nullptr) writer_->ConfirmClock();
}

StatusOr<LogHead> RocksdbLog::CreateBackup(const std::string& folder) {
  const DatabaseGate::Use database(gate_);
  if (!database) return NotOpen();
  return BackUpLog(*database, folder_, folder);
}

std::vector<Epoch> RocksdbLog::Epochs() const { return identity_.epochs; }

}  // namespace anchorledger::storage
