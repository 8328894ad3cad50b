#include "services/import/undo_jobs.h"

#include <utility>

namespace anchorledger::importing {

void UndoJobs::Stop() {
  std::map<Key, Entry> entries;
  {
    const base::MutexLock lock(mutex_);
    stopping_ = true;
    for (auto& [key, entry] : entries_) entry.thread.request_stop();
    changed_.NotifyAll();
  }
  while (true) {
    std::jthread thread;
    {
      const base::MutexLock lock(mutex_);
      for (auto& [key, entry] : entries_) {
        if (entry.thread.joinable()) thread = std::move(entry.thread);
      }
    }
    if (!thread.joinable()) return;
    thread.join();  // without the lock, which the work needs
  }
}

base::StatusOr<UndoState> UndoJobs::Undo(const UndoRequest& request,
                                         std::chrono::microseconds patience) {
  const Key key(request.actor.tenant.value(), request.import_id, request.dry_run);
  const std::int64_t deadline = ledger_.clock.MonotonicMicros() + patience.count();
  std::jthread finished;  // joined when the lock is given back
  const base::MutexLock lock(mutex_);
  if (stopping_) return base::MakeError(base::ErrorReason::kShuttingDown, "the server is stopping");
  if (!entries_.contains(key)) {
    Entry& entry = entries_[key];
    entry.started_at = ledger_.clock.MonotonicMicros();
    entry.thread = std::jthread(
        [this, key, request](const std::stop_token& stop) { Work(key, request, stop); });
  }
  while (true) {
    const auto found = entries_.find(key);
    // Another call has taken the result: the ledger tells this one.
    if (found == entries_.end())
      return UndoState{.ended = true, .outcome = {.already_undone = true}};
    UndoState state = found->second.state;
    state.running_micros = ledger_.clock.MonotonicMicros() - found->second.started_at;
    if (state.ended) {
      finished = std::move(found->second.thread);
      entries_.erase(found);
      return state;
    }
    const std::int64_t left = deadline - ledger_.clock.MonotonicMicros();
    if (left <= 0 || stopping_) return state;
    changed_.WaitFor(mutex_, std::chrono::microseconds(left));
  }
}

std::optional<UndoState> UndoJobs::Find(const base::TenantId& tenant,
                                        std::string_view import_id) const {
  const base::MutexLock lock(mutex_);
  const auto found = entries_.find(Key(tenant.value(), std::string(import_id), false));
  if (found == entries_.end() || found->second.state.ended) return std::nullopt;
  UndoState state = found->second.state;
  state.running_micros = ledger_.clock.MonotonicMicros() - found->second.started_at;
  return state;
}

std::shared_ptr<void> UndoJobs::Watch(const base::TenantId& tenant, std::string_view import_id,
                                      std::function<void()> changed) {
  auto watcher = std::make_shared<Watcher>(std::move(changed));
  const base::MutexLock lock(mutex_);
  const auto found = entries_.find(Key(tenant.value(), std::string(import_id), false));
  if (found != entries_.end()) found->second.watchers.push_back(watcher);
  return watcher;
}

void UndoJobs::Work(const Key& key, const UndoRequest& request, const std::stop_token& stop) {
  UndoOutcome outcome;
  const base::Status status = imports_.RunAlone(request.actor.tenant, [&]() -> base::Status {
    const auto observer = [&](const UndoProgress& progress, const UndoOutcome& so_far) {
      Change(key, [&](UndoState& state) {
        state.progress = progress;
        state.outcome = so_far;
      });
    };
    AL_ASSIGN_OR_RETURN(outcome, UndoImport(ledger_, request, stop, observer));
    return absl::OkStatus();
  });
  Change(key, [&](UndoState& state) {
    state.ended = true;
    state.status = status;
    if (status.ok()) state.outcome = outcome;
  });
}

void UndoJobs::Change(const Key& key, const std::function<void(UndoState&)>& change) {
  std::vector<std::shared_ptr<Watcher>> watchers;
  {
    const base::MutexLock lock(mutex_);
    Entry& entry = entries_.at(key);
    change(entry.state);
    ++entry.state.version;
    for (const auto& weak : entry.watchers) {
      if (auto watcher = weak.lock(); watcher != nullptr) watchers.push_back(std::move(watcher));
    }
    changed_.NotifyAll();
  }
  for (const auto& watcher : watchers) (*watcher)();
}

}  // namespace anchorledger::importing
