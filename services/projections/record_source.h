// Where recorded events are read again, one by one or by stream.
#pragma once

#include <vector>

#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "storage/log/event_log.h"

namespace anchorledger::projections {

// Threads: one.
class RecordSource {
 public:
  virtual ~RecordSource() = default;

  // The record at the position, alone; DATA_CORRUPT when there is none.
  virtual base::StatusOr<std::vector<storage::Record>> ReadAt(base::Position position) const = 0;

  // Records of a stream in order from a revision on, at most `limit`; empty only at its end.
  virtual base::StatusOr<std::vector<storage::Record>> ReadStream(
      const base::TenantId& tenant, const base::StreamId& stream, base::Revision from,
      storage::ReadLimit limit) const = 0;
};

// The log itself.
class LogRecords final : public RecordSource {
 public:
  // `log` must outlive the source.
  explicit LogRecords(const storage::EventLog& log) : log_(log) {}

  base::StatusOr<std::vector<storage::Record>> ReadAt(base::Position position) const override;
  base::StatusOr<std::vector<storage::Record>> ReadStream(const base::TenantId& tenant,
                                                          const base::StreamId& stream,
                                                          base::Revision from,
                                                          storage::ReadLimit limit) const override {
    return log_.ReadStream(tenant, stream, from, limit, storage::Direction::kForward);
  }

 private:
  const storage::EventLog& log_;
};

}  // namespace anchorledger::projections
