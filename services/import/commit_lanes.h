// Appends the rows of a file with several commits under way at the same time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/status.h"
#include "services/append/bulk_appender.h"
#include "services/import/closed_days.h"
#include "services/import/row_block.h"

namespace anchorledger::importing {

// A row whose commit is not durable yet: it may still lose a race.
struct WaitingRow {
  std::shared_ptr<const RowBlock> block;
  std::size_t index = 0;  // in the block
  bool created = false;
};

// What became of the rows of one commit.
struct LandedCommit {
  append::BulkProgress progress;
  std::vector<WaitingRow> rows;
};

// A few BulkAppenders in turn: while the commits of some become durable, the next one is filled.
// They reach the log in the order of the rows. A row is checked on top of what is durable and the
// open commit; one that is refused while others are under way is checked again when they have
// landed, because it may build on them. Guards make the log refuse what was accepted on something
// old, and its rows are then decided again.
//
// Used by one thread.
class CommitLanes {
 public:
  // Told of every commit that is durable, in order. An error ends the work.
  using LandedHook = std::function<base::Status(const LandedCommit&)>;
  // Events to put in front of a row that was refused; called once, may give none.
  using Supplement = std::function<base::StatusOr<std::vector<append::BulkEvent>>()>;

  // All parts must outlive the lanes. `request_prefix` is different for every run; a dry run has
  // one lane, because it remembers what rows wrote there.
  CommitLanes(const append::BulkAppender::Parts& parts, const append::Actor& actor,
              append::BulkAppender::Mode mode, std::size_t lanes, std::string request_prefix,
              LandedHook landed);

  // The stream as the ledger and all rows so far leave it; waits for commits under way.
  base::StatusOr<std::shared_ptr<const domain::History>> Read(const base::StreamId& stream);

  // Checks the events of a row and puts them into the open commit. An error for which
  // append::IsRefusal holds is final for the row; any other ends the work. `late_reason` is used
  // when only that is missing.
  base::Status Add(const std::vector<append::BulkEvent>& events, std::uint64_t line,
                   const std::string& late_reason, const Supplement& supplement);
  // Keeps the row of the last Add until it is durable.
  void Remember(WaitingRow row);

  // Whether the open commit has its size, or its rows hold enough text.
  bool IsFull() const;
  // Hands the open commit to the log.
  base::Status Submit();
  // Submits, and waits until everything is durable.
  base::Status Finish();

 private:
  struct Lane {
    std::optional<append::BulkAppender> appender;  // made anew to forget what it has read
    std::vector<WaitingRow> rows;
    std::size_t text_bytes = 0;  // of the blocks of `rows`
    std::uint64_t first_line = 0;
  };

  void MakeAppender(Lane& lane);
  base::Status GiveReason(const std::vector<append::BulkEvent>& events,
                          const std::string& late_reason);
  base::Status TryAdd(const std::vector<append::BulkEvent>& events, std::uint64_t line,
                      const std::string& late_reason);
  base::Status Land(Lane& lane);
  base::Status LandAll();
  base::Status SeeEverything();

  const append::BulkAppender::Parts parts_;
  const append::Actor actor_;
  const append::BulkAppender::Mode mode_;
  const std::string request_prefix_;
  const LandedHook landed_;
  std::deque<Lane> lanes_;
  std::deque<Lane*> flying_;  // the oldest first
  std::deque<Lane*> free_;
  Lane* open_ = nullptr;
  ClosedDays closed_days_;  // as the open commit found them
  std::uint64_t commits_ = 0;
  // Whether commits were under way when the open one began: it may have read what was before them.
  bool open_may_be_old_ = false;
};

}  // namespace anchorledger::importing
