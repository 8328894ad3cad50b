// The rows that earlier imports of a source have left in the ledger.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/import/batch_index.h"
#include "storage/log/event_log.h"

namespace anchorledger::importing {

// Which batches are looked at, and which of them the file at hand replaces.
struct PriorScope {
  std::vector<const RecordedBatch*> batches;
  // Of these, rows that the file does not hold any more have vanished.
  std::vector<bool> replaced;
};

// Names of rows and positions of their events: 16 bytes an event, whatever the events hold. A row
// is known by the key text of its identity, which the header of its events carries. Not
// thread-safe.
class PriorRows {
 public:
  class Event {
   public:
    Event(std::uint64_t row, base::Position position, bool replaced, bool undone)
        : row_(row), place_(position.value() << 2U | (replaced ? 2U : 0U) | (undone ? 1U : 0U)) {}
    std::uint64_t row() const { return row_; }  // stands for the key text
    base::Position position() const { return base::Position(place_ >> 2U); }
    bool replaced() const { return (place_ & 2U) != 0; }
    bool undone() const { return (place_ & 1U) != 0; }
    bool operator<(const Event& other) const {
      return row_ != other.row_ ? row_ < other.row_ : place_ < other.place_;
    }

   private:
    std::uint64_t row_;
    std::uint64_t place_;  // position and two flags
  };

  // Reads the headers of the events of each batch.
  static base::StatusOr<PriorRows> Load(const storage::EventLog& log, const EventFinder& finder,
                                        const base::TenantId& tenant, const PriorScope& scope);

  bool empty() const { return events_.empty(); }

  // The events of a row in the order of the log; none when no import has recorded it.
  std::span<const Event> Find(std::string_view row_key) const;

  // The file holds this row.
  void MarkSeen(std::span<const Event> row);

  bool IsSeen(std::span<const Event> row) const {
    return seen_[static_cast<std::size_t>(row.data() - events_.data())];
  }
  // Forgets what was seen, for a second pass.
  void ForgetSeen() { seen_.assign(events_.size(), false); }

  // Calls visit(span of its events) for each row of a replaced batch that was not seen.
  template <class Visitor>
  base::Status EachUnseen(Visitor visit) const {
    for (std::size_t begin = 0; begin < events_.size();) {
      std::size_t end = begin;
      bool replaced = false;
      while (end < events_.size() && events_[end].row() == events_[begin].row()) {
        replaced = replaced || (events_[end].replaced() && !events_[end].undone());
        ++end;
      }
      if (replaced && !seen_[begin]) {
        AL_RETURN_IF_ERROR(visit(std::span<const Event>(&events_[begin], end - begin)));
      }
      begin = end;
    }
    return absl::OkStatus();
  }

 private:
  std::vector<Event> events_;  // by row, then position
  std::vector<bool> seen_;     // at the first event of a row
};

// "r-" and the key text: what the header's correlation_id holds.
inline constexpr std::string_view kRowReferencePrefix = "r-";

}  // namespace anchorledger::importing
