// Records of the log on their way to a caller: which of them, and in which form.
#pragma once

#include <cstddef>
#include <vector>

#include "proto/base/status.h"
#include "services/append/stream_cache.h"
#include "services/events/event_filter.h"
#include "services/events/read_scope.h"
#include "services/security/principal.h"
#include "storage/log/event_log.h"

namespace anchorledger::api::v1 {
class RecordedEvent;
}  // namespace anchorledger::api::v1

namespace anchorledger::events {

// Looks at records for one call. Not for concurrent use.
class EventReader {
 public:
  // Everything must outlive the reader.
  EventReader(const storage::EventLog& log, append::StreamCache& cache,
              const security::Principal& principal, const EventFilter& filter)
      : log_(log), principal_(principal), filter_(filter), scope_(principal, cache) {}

  // True when the caller asked for the record and may see it: then `event` is filled in. The tenant
  // is compared first, then what needs no parsing, then the header, then the right to see it; the
  // payload is parsed last. DATA_CORRUPT for bytes that do not parse.
  base::StatusOr<bool> Read(const storage::Record& record, api::v1::RecordedEvent& event);

  // Records looked at so far. One that had to be found by itself counts as several.
  std::size_t looked_at() const { return looked_at_; }

 private:
  base::StatusOr<bool> IsAboutThings(const storage::Record& record,
                                     const api::v1::RecordedEvent& event);
  base::Status FindOpening(const base::StreamId& stream);

  const storage::EventLog& log_;
  const security::Principal& principal_;
  const EventFilter& filter_;
  ReadScope scope_;
  std::size_t looked_at_ = 0;
  base::StreamId opened_;                      // the stream whose first event was found last
  std::vector<base::StreamId> opening_names_;  // what it names; nothing where it may not be seen
};

}  // namespace anchorledger::events
