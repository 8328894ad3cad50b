// Records that the event index lists, and behind them those that it has not seen yet.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "proto/base/status.h"
#include "services/events/record_scan.h"
#include "services/projections/event_index.h"
#include "storage/log/event_log.h"

namespace anchorledger::events {

// Reads what the lists name from the log, neighbours in one go, and what lies between the position
// of the index and the head of the range as RecordScan does: an index that lags, or has stopped,
// costs time and never an event.
class IndexScan final : public RecordSource {
 public:
  // Whether the lists are a shorter way than the log: when something is listed, and dates alone do
  // not name more than two years of months.
  static bool Helps(const projections::EventQuery& query);

  // `log` and what the query refers to must outlive the scan; the range has no stream and no floor.
  IndexScan(const storage::EventLog& log, projections::EventIndex index,
            projections::EventQuery query, const ScanRange& range);

  base::StatusOr<std::vector<storage::Record>> Next() override;

 private:
  bool Forward() const { return direction_ == storage::Direction::kForward; }
  base::StatusOr<std::vector<storage::Record>> NextListed();
  base::Status ListMore();
  // How many positions from the next one on are read together.
  std::size_t RunLength() const;
  std::size_t Distance(std::size_t from, std::size_t to) const;

  const storage::EventLog& log_;
  const projections::EventIndex index_;
  const projections::EventQuery query_;
  const storage::Direction direction_;
  RecordScan unseen_;                    // what the index has not seen
  std::optional<base::Position> after_;  // the last one listed; at first, where to start
  std::vector<base::Position> listed_;   // being read
  std::size_t next_ = 0;                 // in listed_
  bool lists_ended_ = false;
};

}  // namespace anchorledger::events
