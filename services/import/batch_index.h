// The imports that the ledger knows of.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "proto/base/time.h"
#include "storage/log/event_log.h"

namespace anchorledger::event::v1 {
class EventHeader;
class ImportBatchRecorded;
}  // namespace anchorledger::event::v1

namespace anchorledger::importing {

// Finds events of a tenant. Positions rise, and are complete up to the head of the log at the time
// of the call. Threads: any.
class EventFinder {
 public:
  virtual ~EventFinder() = default;
  virtual base::StatusOr<std::vector<base::Position>> OfType(const base::TenantId& tenant,
                                                             int event_type) const = 0;
  virtual base::StatusOr<std::vector<base::Position>> OfBatch(const base::TenantId& tenant,
                                                              std::string_view batch_id) const = 0;
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

// What a batch has appended, without its own records and without what took it back.
struct BatchEvents {
  std::map<int, std::uint64_t> by_type;  // by the number of the type
  std::uint64_t rows = 0;                // that these events are of
  base::Position first;                  // 0: nothing
  base::Position last;
};

// Reads the records at `positions`, which rise, with as few reads as their gaps allow.
base::Status ReadRecords(const storage::EventLog& log, std::span<const base::Position> positions,
                         const std::function<base::Status(const storage::Record&)>& visit);

// All batches of a tenant in the order of their start.
base::StatusOr<std::vector<RecordedBatch>> LoadBatches(const storage::EventLog& log,
                                                       const EventFinder& finder,
                                                       const base::TenantId& tenant);

// Visits the events after a position that name a batch, with their headers, but for records about
// the batch.
base::Status ReadBatch(const storage::EventLog& log, const EventFinder& finder,
                       const base::TenantId& tenant, std::string_view batch_id,
                       base::Position after,
                       const std::function<base::Status(const storage::Record&,
                                                        const event::v1::EventHeader&)>& visit);

// Reads the headers of the events of one batch; counts on from what was `counted` of it before.
base::StatusOr<BatchEvents> CountBatchEvents(const storage::EventLog& log,
                                             const EventFinder& finder,
                                             const base::TenantId& tenant,
                                             std::string_view batch_id, BatchEvents counted = {});

// The correlation id of events that take a batch back; they name it, too.
inline constexpr std::string_view kUndoReference = "undo";

}  // namespace anchorledger::importing
