#include "services/append/event_appender.h"

#include <optional>
#include <string>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/check.h"
#include "proto/base/limits.h"
#include "services/append/commit_builder.h"
#include "services/domain/batch.h"

namespace anchorledger::append {
namespace {

using storage::Expectation;

base::Status ReusedError(const storage::Committed& original) {
  return base::MakeError(base::ErrorReason::kRequestIdReused,
                         "the request id was used before, for other content",
                         {{"original_position", std::to_string(original.first.value())}});
}

std::string Wanted(const Expectation& expectation) {
  switch (expectation.kind) {
    case Expectation::Kind::kAny:
      return "any state";
    case Expectation::Kind::kNoStream:
      return "no event yet";
    case Expectation::Kind::kRevision:
      return "revision " + std::to_string(expectation.revision.value());
  }
  return "";
}

base::Status ConflictError(const storage::Conflict& conflict) {
  return base::MakeError(
      conflict.guard ? base::ErrorReason::kGuardFailed : base::ErrorReason::kExpectationFailed,
      "stream " + conflict.stream.value() + " is at revision " +
          std::to_string(conflict.actual.value()) + ", expected was " + Wanted(conflict.expected),
      {{"stream", conflict.stream.value()},
       {"actual_revision", std::to_string(conflict.actual.value())}});
}

AppendOutcome OutcomeOf(const AppendCommand& command, const storage::Committed& committed,
                        bool duplicate) {
  AL_CHECK(committed.count == command.events.size());
  AppendOutcome outcome{.events = {}, .recorded_at = committed.recorded_at, .duplicate = duplicate};
  outcome.events.reserve(command.events.size());
  for (size_t i = 0; i < command.events.size(); ++i) {
    outcome.events.push_back(
        {committed.first.Plus(i), command.events[i].stream,
         i < committed.revisions.size() ? committed.revisions[i] : base::Revision()});
  }
  return outcome;
}

// Whether a stream at `actual` is what was expected.
bool Holds(const Expectation& expectation, base::Revision actual) {
  switch (expectation.kind) {
    case Expectation::Kind::kAny:
      return true;
    case Expectation::Kind::kNoStream:
      return actual.value() == 0;
    case Expectation::Kind::kRevision:
      return actual == expectation.revision;
  }
  return false;
}

}  // namespace

// A command on its way, with what its attempts share.
struct EventAppender::Attempt {
  AppendCommand command;
  AppendDone done;
  int repeated = 0;
  std::optional<NamesInFlight::Holder> names;  // asked for, until the outcome is known
};

LogWorld EventAppender::MakeWorld(const base::TenantId& tenant) const {
  return LogWorld({parts_.log, parts_.cache, parts_.lookups}, tenant, parts_.clock.Today());
}

void EventAppender::Append(AppendCommand command, AppendDone done) {
  auto attempt = std::make_shared<Attempt>();
  attempt->command = std::move(command);
  attempt->done = std::move(done);
  Decide(attempt);
}

// A retry may be refused by its own effect; then the earlier answer is the answer. The log asks for
// the request id itself, so a command that is not refused needs no look-up here.
void EventAppender::Refuse(const AttemptRef& attempt, const base::Status& why) const {
  const base::StatusOr<bool> answered = AnsweredBefore(attempt);
  if (!answered.ok()) {
    attempt->done(answered.status());
  } else if (!*answered) {
    attempt->done(why);
  }
}

base::StatusOr<bool> EventAppender::AnsweredBefore(const AttemptRef& attempt) const {
  const AppendCommand& command = attempt->command;
  AL_ASSIGN_OR_RETURN(const storage::FoundRequest found,
                      parts_.log.FindRequest(command.tenant, command.request_id, command.digest));
  if (const auto* duplicate = std::get_if<storage::Duplicate>(&found)) {
    attempt->done(OutcomeOf(command, duplicate->original, /*duplicate=*/true));
    return true;
  }
  if (const auto* reused = std::get_if<storage::Reused>(&found)) {
    return ReusedError(reused->original);
  }
  return false;
}

void EventAppender::Decide(const AttemptRef& attempt) {
  if (const base::Status status = MeetExpectations(attempt->command); !status.ok()) {
    Refuse(attempt, status);
    return;
  }
  attempt->names.reset();
  LogWorld world = MakeWorld(attempt->command.tenant);
  if (const base::Status status = CheckEvents(attempt->command, world); !status.ok()) {
    const std::string name = world.TakeAwaitedName();
    if (name.empty()) {
      Refuse(attempt, status);
    } else {
      world.TakeNames();
      AwaitName(attempt, name);
    }
    return;
  }
  if (attempt->command.validate_only) {
    DryRun(attempt, world);
    return;
  }
  attempt->names.emplace(world.TakeNames());
  Submit(attempt, world);
}

// What is held goes before the wait.
void EventAppender::AwaitName(const AttemptRef& attempt, const std::string& name) {
  parts_.cache.names_in_flight().WhenFree(
      name, [this, attempt] { parts_.run_later([this, attempt] { Decide(attempt); }); });
}

// The rules must see what the caller has seen, and may be spared when that is gone: a revision that
// the cache does not have is looked up in the log.
base::Status EventAppender::MeetExpectations(const AppendCommand& command) const {
  for (const storage::StreamExpectation& written : command.expectations) {
    if (written.expectation.kind != Expectation::Kind::kRevision) {
      continue;
    }
    AL_ASSIGN_OR_RETURN(const auto history, parts_.cache.Get(command.tenant, written.stream));
    if (history->revision() == written.expectation.revision) {
      continue;
    }
    AL_ASSIGN_OR_RETURN(const base::Revision actual,
                        storage::LastRevision(parts_.log, command.tenant, written.stream));
    if (actual != written.expectation.revision) {
      return ConflictError({written.stream, written.expectation, actual, /*guard=*/false});
    }
    parts_.cache.Forget(command.tenant, written.stream);
  }
  return absl::OkStatus();
}

base::Status EventAppender::CheckEvents(AppendCommand& command, LogWorld& world) const {
  for (const storage::StreamExpectation& written : command.expectations) {
    if (written.expectation.kind == Expectation::Kind::kNoStream) {
      world.AssumeAbsent(written.stream);
    }
  }
  domain::Batch batch(world);
  for (CommandEvent& event : command.events) {
    AL_ASSIGN_OR_RETURN(const domain::Verdict verdict,
                        batch.Add({event.stream, event.header, event.payload}));
    event.header->set_late(verdict.late);
  }
  return batch.Finish();
}

void EventAppender::Submit(const AttemptRef& attempt, const LogWorld& world) {
  const base::Status taken = parts_.log.Append(
      BuildCommit(attempt->command, world),
      [this, attempt](const storage::AppendResult& result) { Finish(attempt, result); });
  if (!taken.ok()) {
    Refuse(attempt, taken);
  }
}

void EventAppender::Finish(const AttemptRef& attempt, const storage::AppendResult& result) {
  if (const auto* committed = std::get_if<storage::Committed>(&result)) {
    ApplyToCache(*attempt, *committed);
    attempt->done(OutcomeOf(attempt->command, *committed, /*duplicate=*/false));
  } else if (const auto* duplicate = std::get_if<storage::Duplicate>(&result)) {
    attempt->done(OutcomeOf(attempt->command, duplicate->original, /*duplicate=*/true));
  } else if (const auto* reused = std::get_if<storage::Reused>(&result)) {
    attempt->done(ReusedError(reused->original));
  } else if (const auto* conflict = std::get_if<storage::Conflict>(&result)) {
    RepeatOrRefuse(attempt, *conflict);
  } else {
    attempt->done(std::get<storage::Unknown>(result).why);
  }
}

void EventAppender::RepeatOrRefuse(const AttemptRef& attempt, const storage::Conflict& conflict) {
  parts_.cache.Forget(attempt->command.tenant, conflict.stream);
  if (CallerExpected(attempt->command, conflict) ||
      ++attempt->repeated >= base::kAppendAttemptsMax) {
    attempt->done(ConflictError(conflict));
    return;
  }
  if (parts_.observer != nullptr) {
    parts_.observer->Retried();
  }
  parts_.run_later([this, attempt] { Decide(attempt); });
}

void EventAppender::ApplyToCache(const Attempt& attempt,
                                 const storage::Committed& committed) const {
  const AppendCommand& command = attempt.command;
  for (size_t i = 0; i < command.events.size(); ++i) {
    const CommandEvent& event = command.events[i];
    parts_.cache.Apply(command.tenant, committed.revisions[i],
                       {.position = committed.first.Plus(i),
                        .recorded_at = committed.recorded_at,
                        .stream = event.stream,
                        .header = event.header,
                        .payload = event.payload});
  }
}

void EventAppender::DryRun(const AttemptRef& attempt, const LogWorld& world) const {
  const base::StatusOr<bool> answered = AnsweredBefore(attempt);
  if (!answered.ok()) {
    attempt->done(answered.status());
  } else if (!*answered) {
    attempt->done(DryOutcome(attempt->command, world));
  }
}

// What the log would compare is compared here, as far as it can be without appending.
base::StatusOr<AppendOutcome> EventAppender::DryOutcome(const AppendCommand& command,
                                                        const LogWorld& world) const {
  const storage::Commit commit = BuildCommit(command, world);
  std::unordered_map<base::StreamId, base::Revision> revisions;
  for (const storage::StreamExpectation& written : commit.expectations) {
    AL_ASSIGN_OR_RETURN(const base::Revision actual,
                        storage::LastRevision(parts_.log, command.tenant, written.stream));
    if (!Holds(written.expectation, actual)) {
      return ConflictError({written.stream, written.expectation, actual, /*guard=*/false});
    }
    revisions[written.stream] = actual;
  }
  for (const storage::StreamExpectation& guard : commit.guards) {
    AL_ASSIGN_OR_RETURN(const base::Revision actual,
                        storage::LastRevision(parts_.log, command.tenant, guard.stream));
    if (!Holds(guard.expectation, actual)) {
      return ConflictError({guard.stream, guard.expectation, actual, /*guard=*/true});
    }
  }
  AppendOutcome outcome;
  for (const CommandEvent& event : command.events) {
    base::Revision& revision = revisions[event.stream];
    revision = revision.Next();
    outcome.events.push_back({base::Position(), event.stream, revision});
  }
  return outcome;
}

}  // namespace anchorledger::append
