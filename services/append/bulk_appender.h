// Appends the rows of a file: each row whole or not at all, many rows in one commit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "proto/runtime/clock.h"
#include "services/append/append_command.h"
#include "services/append/log_world.h"
#include "services/append/staged_world.h"
#include "services/domain/recorded_event.h"

namespace anchorledger::append {

// One event of a row, as its source gives it. The header belongs to the appender from then on,
// which completes it in place; completing it again, when the row is decided again, changes nothing.
struct BulkEvent {
  std::shared_ptr<event::v1::EventHeader> header;
  std::shared_ptr<event::v1::EventPayload> payload;
  // The stream is known to be new: it is not looked up, and the log refuses the commit if it is
  // not.
  bool new_stream = false;
  // Left out when the thing that the stream is about exists: an organisation that many rows name.
  // It has to be sound all the same, so that what becomes of a row is the same in whatever order.
  bool unless_exists = false;
  // Later rows may build on this event; a dry run remembers it to the end.
  bool keep = false;
};

// A row that was accepted and then lost a race against somebody else's commit.
struct RefusedRow {
  std::uint64_t tag = 0;
  base::Status status;
};

// Events that are accepted and not appended go by positions from this one on, behind everything
// recorded and before the events of a batch under check.
inline constexpr base::Position kFirstStagedPosition{domain::kProvisionalPosition / 2 + 1};

// An event that a dry run would append.
struct BulkProposal {
  CommandEvent event;
  bool new_stream = false;  // known to open its stream
};

// What became of rows since it was last asked.
struct BulkProgress {
  std::map<int, std::uint64_t> events_by_type;  // durable (dry run: would be)
  base::Position first;                         // of them; 0 = none
  base::Position last;
  std::vector<RefusedRow> refused;
  std::vector<BulkProposal> proposed;  // of a dry run: each event, in order
};

// Every row passes the same completion and the same checks as a single append, on top of the ledger
// and all rows before it; guards and expectations make the log refuse a commit that was decided on
// something old, and its rows are then decided again. While one commit becomes durable, the rows of
// the next are checked: a row that reads a stream which the commit in flight writes waits for it.
//
// A dry run goes the same way without appending. It remembers what rows wrote only within a
// commit's worth of rows and for events marked `keep`.
//
// Used by one thread.
class BulkAppender {
 public:
  enum class Mode : std::uint8_t { kAppend, kDryRun };

  struct Parts {
    storage::EventLog& log;
    StreamCache& cache;
    const Lookups& lookups;
    const runtime::Clock& clock;
  };

  // Lands the commits that the caller has under way elsewhere, see `before_waiting`.
  using LandOthers = std::function<base::Status()>;

  // All parts must outlive the appender. `before_waiting` is called before the thread waits for a
  // name that somebody holds: the caller may be that somebody, with another appender whose commit
  // only this thread can land.
  BulkAppender(const Parts& parts, Actor actor, Mode mode, LandOthers before_waiting = {});
  // Waits for the commit in flight.
  ~BulkAppender();
  BulkAppender(const BulkAppender&) = delete;
  BulkAppender& operator=(const BulkAppender&) = delete;

  // The stream as the ledger and the rows so far leave it.
  base::StatusOr<std::shared_ptr<const domain::History>> Read(const base::StreamId& stream);

  // Checks a row and puts it into the open commit. An error for which IsRefusal holds says why the
  // row is not acceptable, and leaves everything as it was; any other ends the work.
  base::Status Add(std::vector<BulkEvent> row, std::uint64_t tag);

  // Whether the open commit has reached its size.
  bool IsFull() const;
  bool IsEmpty() const;

  // Hands the open commit to the log; it becomes durable while the next one is filled.
  base::Status Submit(const std::string& request_id);
  // Waits until all that was submitted is durable.
  base::Status Drain();

  // What has become durable or was refused since the last call.
  BulkProgress TakeProgress();

 private:
  class Staging;  // a world with the rows of one open commit on top
  struct Flight;  // a commit between Submit and its outcome
  struct Divided {
    std::vector<BulkEvent> fresh;
    std::vector<BulkEvent> known;  // left out
  };

  Staging& Open();
  std::unique_ptr<Staging> MakeStaging();
  base::StatusOr<std::vector<CommandEvent>> Check(const Divided& row, Staging& staging) const;
  base::Status CheckKnown(const BulkEvent& event, Staging& staging) const;
  base::StatusOr<std::vector<CommandEvent>> CheckNames(const Divided& row, Staging& staging);
  base::StatusOr<Divided> Divide(std::vector<BulkEvent> row, Staging& staging) const;
  base::Status AddTo(Staging& staging, std::vector<BulkEvent> row, std::uint64_t tag);
  storage::Commit BuildCommit(const Staging& staging, const std::string& request_id) const;
  base::Status Send(Flight& flight);
  base::Status Land();
  base::StatusOr<bool> Settle(Flight& flight, const storage::AppendResult& result);
  base::Status Repeat(Flight& flight, const storage::Conflict& conflict);
  void CountEvents(const Staging& staging);
  void Propose(Staging& staging);
  void Applied(const Flight& flight, const storage::Committed& committed);
  base::Status BeforeRead(const base::StreamId& stream);

  const Parts parts_;
  const Actor actor_;
  const Mode mode_;
  const LandOthers before_waiting_;
  std::unique_ptr<Staging> open_;
  std::unique_ptr<Flight> flight_;
  // Dry run: streams with events marked `keep`, as they would be.
  StagedWorld::Histories kept_;
  StagedWorld::Histories keep_next_;  // of the open commit
  BulkProgress progress_;
  std::uint64_t staged_count_ = 0;
};

// Whether a status is a verdict on the request (the client has to change it), not a failure of
// the system.
bool IsRefusal(const base::Status& status);

}  // namespace anchorledger::append
