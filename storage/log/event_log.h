// The log: bytes in order, durably. Six verbs; no business word, no transaction, no iterator.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "storage/log/head_notifier.h"
#include "storage/log/log_types.h"

namespace anchorledger::storage {

// An append-only sequence of records: positions are 1, 2, 3, ... without gaps; each record also
// belongs to a stream (of a tenant), in which revisions are 1, 2, 3, ... without gaps.
//
// All backends pass the suite of tests/contract/log; MemoryLog is the model. Nothing above this
// interface may assume that it is the only writer: expectations and guards decide.
//
// Threads: every method may be called from any thread. Callbacks run on a thread of the log (or,
// with MemoryLog, of the caller); they must be short, must not block, and must not call Append.
class EventLog {
 public:
  using AppendCallback = std::function<void(AppendResult)>;

  virtual ~EventLog() = default;

  // Appends a commit. OK means that it was taken: `done` is then called exactly once, after the
  // outcome is known (Committed: durable). On error nothing was taken and `done` is never called:
  // FIELD_INVALID (malformed or too large), QUEUE_FULL (try later), STORAGE_FULL or
  // STORAGE_FAILED (writing has stopped), SHUTTING_DOWN.
  //
  // Order of the checks: request id first (Duplicate, Reused), then expectations, then guards
  // (Conflict names the first that fails), then the clock (Unknown with CLOCK_REFUSED).
  // All of them are made where commits are serialised, so what they saw is still true when the
  // commit is applied.
  virtual base::Status Append(Commit commit, AppendCallback done) = 0;

  // What is durable for this request id of the tenant.
  virtual base::StatusOr<FoundRequest> FindRequest(const base::TenantId& tenant,
                                                   std::string_view request_id,
                                                   const RequestDigest& digest) const = 0;

  // Records from `from` on in the direction given, at most `limit`. Forward: from position `from`
  // (0 reads as 1) towards the head; empty when `from` is beyond it. Backward: from `from` (lowered
  // to the head) towards position 1. An error means that nothing can be concluded: a short answer
  // with OK always ended at the limit, at the head or at position 1. A record that fails its
  // checks is DATA_CORRUPT, naming the position.
  virtual base::StatusOr<std::vector<Record>> Read(base::Position from, ReadLimit limit,
                                                   Direction direction) const = 0;

  // The same for one stream, by revision. A stream without records reads as empty. The last
  // revision of a stream is what reading backward from kLastRevision with one record shows.
  virtual base::StatusOr<std::vector<Record>> ReadStream(const base::TenantId& tenant,
                                                         const base::StreamId& stream,
                                                         base::Revision from, ReadLimit limit,
                                                         Direction direction) const = 0;

  // The last durable position. Never goes back while the log is open.
  virtual LogHead Head() const = 0;

  // Calls `callback` once with the head, as soon as the head is at or beyond `position` (at once,
  // on the caller's thread, when it is already). Destroying or cancelling the notification ends
  // it: after that the callback does not run and is not running.
  virtual Notification NotifyAt(base::Position position, HeadCallback callback) = 0;

  // How far what was read at `point` is still what the log holds: min(point, head) inside one
  // epoch, less when epochs were opened since, 0 for another log. A result below point.position
  // means that the log was rewound.
  virtual base::Position LastCommonPosition(const ResumePoint& point) const = 0;
};

// Appends and waits for the outcome. An error as from Append.
base::StatusOr<AppendResult> AppendAndWait(EventLog& log, Commit commit);

// The revision of the last record of a stream; 0 without records.
base::StatusOr<base::Revision> LastRevision(const EventLog& log, const base::TenantId& tenant,
                                            const base::StreamId& stream);

}  // namespace anchorledger::storage
