// Decides on a command and appends it: the one way into the log.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "absl/functional/any_invocable.h"
#include "proto/runtime/clock.h"
#include "services/append/append_command.h"
#include "services/append/log_world.h"

namespace anchorledger::append {

// Called once with the outcome, on a thread of the log or on the caller's; must be short.
using AppendDone = std::function<void(base::StatusOr<AppendOutcome>)>;

// Counts for telemetry. Threads: any.
class AppendObserver {
 public:
  virtual ~AppendObserver() = default;
  // A commit lost a race for a stream that the caller had no opinion on, and is decided again.
  virtual void Retried() = 0;
};

// Check and apply each event to the world; append on the revisions that were read. A request id
// that the log knows is answered as it was before, whatever the checks say now.
//
// Checks of different requests run at the same time on the threads that call Append(); nothing is
// locked from the first check to the append. What keeps them right is that the log compares every
// revision that decided something: the caller's expectations (a mismatch is ABORTED), and those of
// streams that only the rules read (the command is decided again, kAppendAttemptsMax times).
//
// Threads: any. All parts must outlive the appender, and the appender every call.
class EventAppender {
 public:
  // Runs a step later on another thread: decisions are repeated there, since the log's own thread
  // must not do them. Never refuses; dropped only when the process stops.
  using RunLater = std::function<void(absl::AnyInvocable<void()>)>;

  struct Parts {
    storage::EventLog& log;
    StreamCache& cache;
    const Lookups& lookups;
    const runtime::Clock& clock;
    RunLater run_later;
    AppendObserver* observer = nullptr;  // may be null
  };
  explicit EventAppender(Parts parts) : parts_(std::move(parts)) {}

  // Decides and appends. Errors: what the rules say (FAILED_PRECONDITION); EXPECTATION_FAILED or
  // GUARD_FAILED with `stream` and `actual_revision` in the metadata; REQUEST_ID_REUSED;
  // OUTCOME_UNKNOWN; QUEUE_FULL; those of reading the log. With `validate_only` everything is
  // checked, expectations and guards included, and nothing is appended.
  void Append(AppendCommand command, AppendDone done);

  // The world as the next append would see it.
  LogWorld MakeWorld(const base::TenantId& tenant) const;
  const Parts& parts() const { return parts_; }

 private:
  struct Attempt;
  using AttemptRef = std::shared_ptr<Attempt>;

  void Decide(const AttemptRef& attempt);
  // Decides again when the name is free.
  void AwaitName(const AttemptRef& attempt, const std::string& name);
  void Refuse(const AttemptRef& attempt, const base::Status& why) const;
  base::StatusOr<bool> AnsweredBefore(const AttemptRef& attempt) const;
  base::Status MeetExpectations(const AppendCommand& command) const;
  base::Status CheckEvents(AppendCommand& command, LogWorld& world) const;
  void Submit(const AttemptRef& attempt, const LogWorld& world);
  void Finish(const AttemptRef& attempt, const storage::AppendResult& result);
  void RepeatOrRefuse(const AttemptRef& attempt, const storage::Conflict& conflict);
  void ApplyToCache(const Attempt& attempt, const storage::Committed& committed) const;
  void DryRun(const AttemptRef& attempt, const LogWorld& world) const;
  base::StatusOr<AppendOutcome> DryOutcome(const AppendCommand& command,
                                           const LogWorld& world) const;

  const Parts parts_;
};

}  // namespace anchorledger::append
