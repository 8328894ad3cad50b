// Events as projections read them: records of the log with header and payload parsed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "proto/base/time.h"
#include "storage/log/log_types.h"

// The generated classes are only named here: including the payload pulls in every event group.
namespace anchorledger::event::v1 {
class EventHeader;
class EventPayload;
}  // namespace anchorledger::event::v1

namespace anchorledger::projections {

// One event. Refers to its chunk and lives as long.
struct RecordedEvent {
  base::Position position;
  base::Instant recorded_at;
  base::Revision revision;
  std::string_view tenant;
  std::string_view stream;
  std::uint32_t type = 0;  // field number in EventPayload
  base::Date effective_on;
  const event::v1::EventHeader* header = nullptr;    // never null
  const event::v1::EventPayload* payload = nullptr;  // null: erased, or not asked for
};

// Which payloads are worth parsing, by event type.
using PayloadFilter = std::function<bool(std::uint32_t event_type)>;
bool AllPayloads(std::uint32_t event_type);

// Consecutive records of the log, decoded together: all messages share one arena, so a chunk is
// freed at once. Immutable; may be read from any thread.
class EventChunk {
 public:
  // UNIMPLEMENTED_EVENT for a type this program does not know, DATA_CORRUPT for bytes that do not
  // parse or a payload that is not of the type its header names; both name the position.
  static base::StatusOr<std::unique_ptr<EventChunk>> Decode(std::vector<storage::Record> records,
                                                            const PayloadFilter& wanted);
  ~EventChunk();
  EventChunk(const EventChunk&) = delete;
  EventChunk& operator=(const EventChunk&) = delete;

  std::span<const RecordedEvent> events() const { return events_; }

 private:
  struct Arena;
  explicit EventChunk(std::vector<storage::Record> records);
  base::Status DecodeOne(const storage::Record& record, const PayloadFilter& wanted);

  std::vector<storage::Record> records_;
  std::unique_ptr<Arena> arena_;
  std::vector<RecordedEvent> events_;
};

}  // namespace anchorledger::projections
