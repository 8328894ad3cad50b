// Undos that this server works on, behind the calls that asked for them.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <vector>

#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "services/import/import_jobs.h"
#include "services/import/import_undo.h"

namespace anchorledger::importing {

// An undo at one moment.
struct UndoState {
  bool ended = false;
  base::Status status;  // of an ended one
  UndoOutcome outcome;  // of an ended one; before, what is durable so far
  UndoProgress progress;
  std::int64_t running_micros = 0;
  std::uint64_t version = 0;  // rises with each change
};

// A large batch takes longer to undo than a call may last: the work goes on when the call has
// returned, and the next call of the same import joins it or takes its result. A tenant has at most
// one at a time, and no import beside it. A stop of the server leaves an undo in the middle; the
// next request goes on with what is left. Threads: any.
class UndoJobs {
 public:
  // Both must outlive it.
  UndoJobs(const ImportLedger& ledger, ImportJobs& imports) : ledger_(ledger), imports_(imports) {}
  ~UndoJobs() { Stop(); }
  UndoJobs(const UndoJobs&) = delete;
  UndoJobs& operator=(const UndoJobs&) = delete;

  // Stops and joins all. Idempotent.
  void Stop();

  // Starts the undo or joins it, and waits for its end at most `patience`. The state of an ended
  // undo is given out once; after that the ledger tells. SHUTTING_DOWN after Stop.
  base::StatusOr<UndoState> Undo(const UndoRequest& request, std::chrono::microseconds patience);

  // The undo of an import, when one is under way that is not a dry run.
  std::optional<UndoState> Find(const base::TenantId& tenant, std::string_view import_id) const;

  // Calls `changed` at each change of the undo until the handle is destroyed.
  std::shared_ptr<void> Watch(const base::TenantId& tenant, std::string_view import_id,
                              std::function<void()> changed);

 private:
  using Key = std::tuple<std::string, std::string, bool>;  // tenant, import id, dry run
  using Watcher = std::function<void()>;
  struct Entry {
    UndoState state;
    std::int64_t started_at = 0;  // monotonic
    std::vector<std::weak_ptr<Watcher>> watchers;
    std::jthread thread;
  };

  void Work(const Key& key, const UndoRequest& request, const std::stop_token& stop);
  void Change(const Key& key, const std::function<void(UndoState&)>& change);

  const ImportLedger ledger_;
  ImportJobs& imports_;
  mutable base::Mutex mutex_;
  base::CondVar changed_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::map<Key, Entry> entries_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace anchorledger::importing
