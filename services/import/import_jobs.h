// The imports that this server works on: queue, workers, states.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "proto/base/time.h"
#include "proto/runtime/logging.h"
#include "services/import/import_job.h"
#include "services/import/import_run.h"

namespace anchorledger::importing {

enum class JobState : std::uint8_t {
  kQueued,
  kChecking,
  kRunning,
  kCompleted,
  kRefused,
  kFailed,
};

// A job at one moment.
struct JobSnapshot {
  std::shared_ptr<const ImportJob> job;
  JobState state = JobState::kQueued;
  RunProgress progress;
  base::Instant started_at;
  base::Instant ended_at;           // 0 while it goes on
  std::int64_t running_micros = 0;  // since a worker took it
  base::Status failure;             // OK unless state is kFailed
  std::uint64_t version = 0;        // rises with each change

  bool ended() const { return state >= JobState::kCompleted; }
};

// Runs at most one import a tenant at a time, so that two files of one source cannot race for the
// same rows; others wait in line, at most kImportsWaitingMax. Ended jobs are remembered while there
// are no more than a few hundred.
//
// Threads: any. Workers are threads of its own; observers are called on them and must be short.
class ImportJobs {
 public:
  // Told when a job has ended, before anybody can see that it did.
  using EndHook = std::function<void(const JobSnapshot&)>;

  // The ledger must outlive the jobs.
  ImportJobs(const ImportLedger& ledger, std::size_t workers, EndHook on_end,
             runtime::Logger logger);
  ~ImportJobs() { Stop(); }
  ImportJobs(const ImportJobs&) = delete;
  ImportJobs& operator=(const ImportJobs&) = delete;

  // Stops what runs (it can be started again) and drops what waits. Idempotent.
  void Stop();

  // Queues a job; one that goes on under the same id is returned instead. QUEUE_FULL.
  base::StatusOr<JobSnapshot> Start(std::shared_ptr<const ImportJob> job);

  // Nothing when this process does not know the job.
  std::optional<JobSnapshot> Find(const base::TenantId& tenant, std::string_view import_id) const;
  // All of a tenant that have not ended or are still remembered.
  std::vector<JobSnapshot> List(const base::TenantId& tenant) const;

  // Calls `changed` at each change of the job until the returned handle is destroyed.
  std::shared_ptr<void> Watch(const base::TenantId& tenant, std::string_view import_id,
                              std::function<void()> changed);

  // Runs `work` while no import of the tenant runs, on the caller's thread. QUEUE_FULL when one
  // does.
  base::Status RunAlone(const base::TenantId& tenant, const std::function<base::Status()>& work);

  // Paths of uploads that jobs need.
  std::vector<std::string> UsedFiles() const;

 private:
  struct Entry {
    JobSnapshot snapshot;
    std::int64_t taken_at = 0;  // monotonic
    std::vector<std::weak_ptr<std::function<void()>>> watchers;
  };
  using Key = std::pair<std::string, std::string>;  // tenant, import id

  void Work(const std::stop_token& stop);
  std::shared_ptr<const ImportJob> TakeNext() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Progressed(const Key& key, const RunProgress& progress);
  void End(const Key& key, const base::Status& status);
  static std::vector<std::shared_ptr<std::function<void()>>> Changed(Entry& entry);
  void ForgetOldest() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  JobSnapshot SnapshotOf(const Entry& entry) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const ImportLedger ledger_;
  const EndHook on_end_;
  const runtime::Logger logger_;
  mutable base::Mutex mutex_;
  base::CondVar work_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::map<Key, Entry> entries_ ABSL_GUARDED_BY(mutex_);
  std::deque<Key> waiting_ ABSL_GUARDED_BY(mutex_);
  std::deque<Key> ended_ ABSL_GUARDED_BY(mutex_);  // the oldest first
  std::map<std::string, int> busy_tenants_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::jthread> workers_;
};

}  // namespace anchorledger::importing
