#include "services/import/import_jobs.h"

#include <algorithm>

#include "proto/base/limits.h"
#include "proto/runtime/thread_name.h"

namespace anchorledger::importing {
namespace {

constexpr std::size_t kEndedRemembered = 256;
constexpr std::chrono::milliseconds kQueueFullDelay{1000};

using Watchers = std::vector<std::shared_ptr<std::function<void()>>>;

// Outside of every lock: a watcher may ask for the job.
void Tell(const Watchers& watchers) {
  for (const auto& watcher : watchers) (*watcher)();
}

JobState StateOf(RunPhase phase) {
  switch (phase) {
    case RunPhase::kChecking:
      return JobState::kChecking;
    case RunPhase::kRunning:
      return JobState::kRunning;
    case RunPhase::kCompleted:
      return JobState::kCompleted;
    case RunPhase::kRefused:
      return JobState::kRefused;
  }
  return JobState::kRunning;
}

}  // namespace

ImportJobs::ImportJobs(const ImportLedger& ledger, std::size_t workers, EndHook on_end,
                       runtime::Logger logger)
    : ledger_(ledger), on_end_(std::move(on_end)), logger_(std::move(logger)) {
  for (std::size_t at = 0; at < workers; ++at) {
    workers_.emplace_back([this](const std::stop_token& stop) {
      runtime::NameThread("import");
      Work(stop);
    });
  }
}

void ImportJobs::Stop() {
  {
    const base::MutexLock lock(mutex_);
    stopping_ = true;
    waiting_.clear();
    work_.NotifyAll();
  }
  for (std::jthread& worker : workers_) worker.request_stop();
  workers_.clear();  // joins
}

base::StatusOr<JobSnapshot> ImportJobs::Start(std::shared_ptr<const ImportJob> job) {
  const base::MutexLock lock(mutex_);
  const Key key(job->actor.tenant.value(), job->import_id);
  const auto found = entries_.find(key);
  if (found != entries_.end() && found->second.snapshot.state != JobState::kFailed) {
    return SnapshotOf(found->second);
  }
  if (stopping_) {
    return base::MakeError(base::ErrorReason::kShuttingDown, "the server is stopping");
  }
  if (waiting_.size() >= base::kImportsWaitingMax) {
    return base::WithRetryDelay(
        base::MakeError(base::ErrorReason::kQueueFull, "too many imports wait for their turn"),
        kQueueFullDelay);
  }
  Entry entry;
  entry.snapshot.job = std::move(job);
  entry.snapshot.started_at = ledger_.clock.Now();
  if (found != entries_.end()) {  // made again after a failure
    entry.snapshot.version = found->second.snapshot.version + 1;
    entry.watchers = std::move(found->second.watchers);
    std::erase(ended_, key);
  }
  entries_.insert_or_assign(key, std::move(entry));
  waiting_.push_back(key);
  work_.NotifyAll();
  return SnapshotOf(entries_.at(key));
}

std::optional<JobSnapshot> ImportJobs::Find(const base::TenantId& tenant,
                                            std::string_view import_id) const {
  const base::MutexLock lock(mutex_);
  const auto found = entries_.find(Key(tenant.value(), std::string(import_id)));
  if (found == entries_.end()) return std::nullopt;
  return SnapshotOf(found->second);
}

std::vector<JobSnapshot> ImportJobs::List(const base::TenantId& tenant) const {
  const base::MutexLock lock(mutex_);
  std::vector<JobSnapshot> jobs;
  for (const auto& [key, entry] : entries_) {
    if (key.first == tenant.value()) jobs.push_back(SnapshotOf(entry));
  }
  return jobs;
}

std::shared_ptr<void> ImportJobs::Watch(const base::TenantId& tenant, std::string_view import_id,
                                        std::function<void()> changed) {
  auto watcher = std::make_shared<std::function<void()>>(std::move(changed));
  const base::MutexLock lock(mutex_);
  const auto found = entries_.find(Key(tenant.value(), std::string(import_id)));
  if (found != entries_.end()) found->second.watchers.push_back(watcher);
  return watcher;
}

base::Status ImportJobs::RunAlone(const base::TenantId& tenant,
                                  const std::function<base::Status()>& work) {
  {
    const base::MutexLock lock(mutex_);
    if (busy_tenants_[tenant.value()] > 0) {
      return base::WithRetryDelay(
          base::MakeError(base::ErrorReason::kQueueFull, "an import is running; wait for its end"),
          kQueueFullDelay);
    }
    ++busy_tenants_[tenant.value()];
  }
  const base::Status status = work();
  const base::MutexLock lock(mutex_);
  busy_tenants_.erase(tenant.value());
  work_.NotifyAll();
  return status;
}

std::vector<std::string> ImportJobs::UsedFiles() const {
  const base::MutexLock lock(mutex_);
  std::vector<std::string> paths;
  for (const auto& [key, entry] : entries_) {
    if (entry.snapshot.ended()) continue;
    paths.push_back(entry.snapshot.job->file.path);
    for (const UploadedFile& lookup : entry.snapshot.job->lookups) paths.push_back(lookup.path);
  }
  return paths;
}

void ImportJobs::Work(const std::stop_token& stop) {
  while (true) {
    std::shared_ptr<const ImportJob> job;
    {
      const base::MutexLock lock(mutex_);
      while (!stopping_ && (job = TakeNext()) == nullptr) work_.Wait(mutex_);
      if (stopping_) return;
    }
    const Key key(job->actor.tenant.value(), job->import_id);
    ImportRun run(*job, ledger_, [&](const RunProgress& progress) { Progressed(key, progress); });
    End(key, run.Run(stop));
  }
}

std::shared_ptr<const ImportJob> ImportJobs::TakeNext() {
  for (auto it = waiting_.begin(); it != waiting_.end(); ++it) {
    if (busy_tenants_.contains(it->first)) continue;
    Entry& entry = entries_.at(*it);
    ++busy_tenants_[it->first];
    entry.taken_at = ledger_.clock.MonotonicMicros();
    entry.snapshot.state = JobState::kChecking;
    waiting_.erase(it);
    return entry.snapshot.job;
  }
  return nullptr;
}

void ImportJobs::Progressed(const Key& key, const RunProgress& progress) {
  Watchers watchers;
  {
    const base::MutexLock lock(mutex_);
    Entry& entry = entries_.at(key);
    entry.snapshot.progress = progress;
    const JobState state = StateOf(progress.phase);
    // The end is told by End, when the results are in place.
    if (state < JobState::kCompleted) entry.snapshot.state = state;
    watchers = Changed(entry);
  }
  Tell(watchers);
}

void ImportJobs::End(const Key& key, const base::Status& status) {
  JobSnapshot ended;
  {
    const base::MutexLock lock(mutex_);
    Entry& entry = entries_.at(key);
    entry.snapshot.running_micros = ledger_.clock.MonotonicMicros() - entry.taken_at;
    ended = entry.snapshot;
  }
  ended.state = status.ok() ? StateOf(ended.progress.phase) : JobState::kFailed;
  ended.failure = status;
  ended.ended_at = ledger_.clock.Now();
  on_end_(ended);
  const RowCounts& counts = ended.progress.tally.counts;
  logger_.Info("import ended", {{"import", key.second},
                                {"status", status},
                                {"read", counts.read},
                                {"rejected", counts.rejected},
                                {"events", counts.events},
                                {"millis", ended.running_micros / 1000}});
  Watchers watchers;
  {
    const base::MutexLock lock(mutex_);
    Entry& entry = entries_.at(key);
    ended.version = entry.snapshot.version;
    entry.snapshot = std::move(ended);
    busy_tenants_.erase(key.first);
    ended_.push_back(key);
    ForgetOldest();
    const auto left = entries_.find(key);
    if (left != entries_.end()) watchers = Changed(left->second);
    work_.NotifyAll();
  }
  Tell(watchers);
}

Watchers ImportJobs::Changed(Entry& entry) {
  ++entry.snapshot.version;
  Watchers alive;
  for (const auto& weak : entry.watchers) {
    if (auto watcher = weak.lock(); watcher != nullptr) alive.push_back(std::move(watcher));
  }
  std::erase_if(entry.watchers, [](const auto& weak) { return weak.expired(); });
  return alive;
}

void ImportJobs::ForgetOldest() {
  while (ended_.size() > kEndedRemembered) {
    entries_.erase(ended_.front());
    ended_.pop_front();
  }
}

JobSnapshot ImportJobs::SnapshotOf(const Entry& entry) const {
  JobSnapshot snapshot = entry.snapshot;
  if (!snapshot.ended() && entry.taken_at != 0) {
    snapshot.running_micros = ledger_.clock.MonotonicMicros() - entry.taken_at;
  }
  return snapshot;
}

}  // namespace anchorledger::importing
