// Records of the log, or of one stream, chunk by chunk in one direction.
#pragma once

#include <vector>

#include "proto/base/status.h"
#include "storage/log/event_log.h"

namespace anchorledger::events {

// Which records, and from where.
struct ScanRange {
  base::TenantId tenant;
  base::StreamId stream;  // empty: all records of all tenants
  storage::Direction direction = storage::Direction::kForward;
  base::Position after;  // start behind this one, in the direction; 0 = at the end it begins with
  base::Position head;   // nothing beyond is read
  base::Position floor;  // nothing up to here is read; not for streams
};

// Where the records of a page come from. Not for concurrent use.
class RecordSource {
 public:
  virtual ~RecordSource() = default;

  // The next records, in order; empty when there are no more.
  virtual base::StatusOr<std::vector<storage::Record>> Next() = 0;
};

// Reads ahead by one bounded chunk, and keeps nothing else.
class RecordScan final : public RecordSource {
 public:
  // `log` must outlive the scan.
  RecordScan(const storage::EventLog& log, ScanRange range);

  base::StatusOr<std::vector<storage::Record>> Next() override;

 private:
  bool Forward() const { return range_.direction == storage::Direction::kForward; }
  base::StatusOr<std::vector<storage::Record>> NextOfLog();
  base::StatusOr<std::vector<storage::Record>> NextOfStream();
  // Whether a record lies in the range: a stream is read by revision, from its beginning or end.
  bool InRange(const storage::Record& record) const;

  const storage::EventLog& log_;
  const ScanRange range_;
  base::Position next_;      // of the log: to be read next
  base::Revision revision_;  // of the stream: to be read next
  bool ended_ = false;
};

}  // namespace anchorledger::events
