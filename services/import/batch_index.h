// The imports that the ledger knows of.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "proto/base/time.h"
#include "storage/log/event_log.h"

namespace anchorledger::event::v1 {
class ImportBatchRecorded;
}  // namespace anchorledger::event::v1

namespace anchorledger::importing {

// Finds events by type. Threads: any.
class EventsByType {
 public:
  virtual ~EventsByType() = default;
  // Positions of the tenant's events of a type, rising, complete up to the head of the log at the
  // time of the call.
  virtual base::StatusOr<std::vector<base::Position>> Find(const base::TenantId& tenant,
                                                           int event_type) const = 0;
};

// One batch by its records.
struct RecordedBatch {
  std::string batch_id;
  std::string source;
  std::optional<base::Period> period;
  base::Position started;  // position of its first record
  base::Position ended;    // of its last record; `started` while there is only that one
  base::Instant started_at;
  base::Instant ended_at;
  bool finished = false;
  bool undone = false;
  std::string actor_ref;
  std::string anchor_id;
  // The last record.
  std::shared_ptr<const event::v1::ImportBatchRecorded> record;
};

// All batches of a tenant in the order of their start.
base::StatusOr<std::vector<RecordedBatch>> LoadBatches(const storage::EventLog& log,
                                                       const EventsByType& index,
                                                       const base::TenantId& tenant);

}  // namespace anchorledger::importing
