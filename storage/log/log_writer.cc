#include "storage/log/log_writer.h"

#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/write_batch.h>

#include <utility>

#include "proto/runtime/thread_name.h"
#include "storage/rocksdb/directory.h"
#include "storage/rocksdb/rocksdb_status.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::Status;
using base::StatusOr;

constexpr std::chrono::seconds kWatermarkSyncEvery{1};
constexpr std::chrono::hours kIdle{1};
constexpr size_t kStreamHeadsMax = 200'000;
constexpr std::chrono::seconds kRetryWhenFull{5};

}  // namespace

LogWriter::LogWriter(const Options& options, const runtime::Clock& clock, AppendQueue& queue,
                     DatabaseGate& gate, HeadNotifier& notifier, RecentRecords& recent,
                     RecoveredLog recovered)
    : options_(options),
      clock_(clock),
      queue_(queue),
      gate_(gate),
      notifier_(notifier),
      recent_(recent),
      identity_(std::move(recovered.identity)),
      watermark_(std::move(recovered.watermark)),
      recording_clock_(clock, recovered.head.recorded_at),
      heads_(kStreamHeadsMax),
      batch_(CommitGroup::MakeBatch()),
      watermark_synced_at_(std::chrono::steady_clock::now()) {
  if (!recovered.writable) {
    StopWriting(base::MakeError(ErrorReason::kStorageFull, "there is no space to recover the log"));
  }
  thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
}

LogWriter::~LogWriter() { Stop(); }

void LogWriter::Stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  queue_.Wake();
  thread_.join();
  if (state() == WritingState::kWriting && !watermark_->synced()) {
    const Status synced = watermark_->Sync();
    if (!synced.ok()) options_.folder.log.Error("the watermark was not synced", {{"why", synced}});
  }
  SetState(WritingState::kStopped,
           base::MakeError(ErrorReason::kShuttingDown, "the log is closed"));
}

LogStatus LogWriter::status() const {
  base::MutexLock lock(mutex_);
  LogStatus now = status_;
  now.queued_commits = queue_.commits();
  return now;
}

void LogWriter::Run(const std::stop_token& stop) {
  runtime::NameThread("log-writer");
  while (!stop.stop_requested() || queue_.commits() > 0) RunOnce();
}

void LogWriter::RunOnce() {
  const bool writing = state() == WritingState::kWriting;
  std::chrono::microseconds longest = kIdle;
  if (state() == WritingState::kFull) longest = options_.full_probe_every;
  if (writing && !watermark_->synced()) longest = kWatermarkSyncEvery;
  std::vector<QueuedCommit> group = queue_.PopGroup(longest);
  if (!writing) {
    const LogStatus now = status();
    for (QueuedCommit& queued : group) queued.done(Unknown{now.why});
    if (now.state == WritingState::kFull && group.empty()) TryResume();
    return;
  }
  if (!group.empty()) WriteGroup(std::move(group));
  SyncWatermarkWhenDue();
}

void LogWriter::WriteGroup(std::vector<QueuedCommit> group) {
  if (confirm_clock_.exchange(false)) recording_clock_.Confirm();
  std::vector<AppendResult> answers;
  answers.reserve(group.size());
  Status outcome;
  {
    const DatabaseGate::Use database(gate_);
    heads_.Trim();
    CommitGroup decided(*database, identity_, notifier_.head(), recording_clock_, heads_, *batch_);
    for (const QueuedCommit& queued : group) answers.push_back(decided.Decide(queued));
    outcome = WriteBatch(*database, decided);
    if (outcome.ok()) {
      const LogHead& head = decided.head();
      if (!decided.empty()) {
        Remember(group, answers, head.epoch);
        const Status marked =
            watermark_->Write({.log_id = head.log_id, .epoch = head.epoch, .head = head.position});
        // The group is durable whatever becomes of the watermark; nothing more is written though.
        if (!marked.ok()) StopWriting(marked);
        notifier_.Publish(head);
      }
    }
  }
  if (!outcome.ok()) StopWriting(outcome);
  for (size_t i = 0; i < group.size(); ++i) {
    group[i].done(outcome.ok() ? std::move(answers[i]) : AppendResult(Unknown{outcome}));
  }
}

// For followers, who read it as soon as the head is published.
void LogWriter::Remember(std::vector<QueuedCommit>& group, const std::vector<AppendResult>& answers,
                         uint32_t epoch) {
  for (size_t i = 0; i < group.size(); ++i) {
    const auto* committed = std::get_if<Committed>(&answers[i]);
    if (committed == nullptr) continue;
    recent_.Add(std::move(group[i].commit), *committed, epoch, group[i].bytes);
  }
}

Status LogWriter::WriteBatch(LogDatabase& database, CommitGroup& decided) {
  if (decided.empty()) return absl::OkStatus();
  rocksdb::WriteOptions options;
  options.sync = true;
  decided.Finish();
  return FromRocksdb(database.db().Write(options, batch_.get()), "writing the log");
}

void LogWriter::SyncWatermarkWhenDue() {
  if (state() != WritingState::kWriting || watermark_->synced()) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - watermark_synced_at_ < kWatermarkSyncEvery) return;
  watermark_synced_at_ = now;
  const Status synced = watermark_->Sync();
  if (!synced.ok()) StopWriting(synced);
}

void LogWriter::StopWriting(const Status& failure) {
  heads_.Clear();  // it knows of commits that may not be in the log
  recent_.Clear();
  const bool full = base::ReasonOf(failure) == ErrorReason::kStorageFull;
  const Status why = full ? base::WithRetryDelay(failure, kRetryWhenFull)
                          : base::MakeError(ErrorReason::kStorageFailed,
                                            "writing stopped until the next start: " +
                                                std::string(base::MessageOf(failure)));
  SetState(full ? WritingState::kFull : WritingState::kFailed, why);
  queue_.Refuse(why);
  options_.folder.log.Error("writing the log stopped", {{"why", why}});
}

void LogWriter::TryResume() {
  rocksdb::Env* env = EnvOrDefault(options_.folder.env);
  uint64_t free_bytes = 0;
  if (!env->GetFreeSpace(options_.folder.folder, &free_bytes).ok()) return;
  if (free_bytes < options_.free_bytes_to_resume) return;
  watermark_.reset();
  gate_.Close();
  StatusOr<RecoveredLog> recovered = RecoverLog(options_.folder, clock_);
  if (!recovered.ok()) {
    gate_.Open(nullptr);
    if (base::ReasonOf(recovered.status()) == ErrorReason::kStorageFull) return;  // tried again
    // There is space, but the log is not as it was: nothing can be read from here on.
    StopWriting(base::MakeError(ErrorReason::kStorageFailed,
                                std::string(base::MessageOf(recovered.status()))));
    return;
  }
  watermark_ = std::move(recovered->watermark);
  gate_.Open(std::move(recovered->database));
  if (!recovered->writable) return;
  recording_clock_.Advance(recovered->head.recorded_at);
  notifier_.Publish(recovered->head);
  // In this order: whoever is told that the log is writing may append at once.
  queue_.Refuse(absl::OkStatus());
  SetState(WritingState::kWriting, absl::OkStatus());
  options_.folder.log.Warn("there is space again, writing the log goes on",
                           {{"head", recovered->head.position.value()}});
}

void LogWriter::SetState(WritingState state, Status why) {
  base::MutexLock lock(mutex_);
  status_.state = state;
  status_.why = std::move(why);
}

WritingState LogWriter::state() const {
  base::MutexLock lock(mutex_);
  return status_.state;
}

}  // namespace anchorledger::storage
