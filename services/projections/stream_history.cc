#include "services/projections/stream_history.h"

#include <memory>
#include <utility>

#include "services/projections/recorded_event.h"

namespace anchorledger::projections {

base::StatusOr<domain::History> ReadHistory(const storage::EventLog& log,
                                            const base::TenantId& tenant,
                                            const base::StreamId& stream, base::Position until) {
  domain::History history;
  for (base::Revision from(1);;) {
    AL_ASSIGN_OR_RETURN(std::vector<storage::Record> records,
                        log.ReadStream(tenant, stream, from, {}, storage::Direction::kForward));
    if (records.empty()) return history;
    from = base::Revision(records.back().revision.value() + 1);
    AL_ASSIGN_OR_RETURN(std::shared_ptr<const EventChunk> chunk,
                        EventChunk::Decode(std::move(records), AllPayloads));
    for (const RecordedEvent& event : chunk->events()) {
      if (event.position > until) return history;
      history.Apply({event.position, event.recorded_at, stream,
                     domain::HeaderPtr(chunk, event.header),
                     domain::PayloadPtr(chunk, event.payload)});
    }
  }
}

}  // namespace anchorledger::projections
