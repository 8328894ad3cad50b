// Events before and after they are in the log, as the domain passes them around.
#pragma once

#include <cstdint>
#include <memory>

#include "proto/base/strong_id.h"
#include "proto/base/time.h"
#include "services/domain/event_types/event_protos.h"

namespace anchorledger::domain {

// Shared and never changed: one event lies in the request, in histories and in caches at once.
using HeaderPtr = std::shared_ptr<const event::v1::EventHeader>;
using PayloadPtr = std::shared_ptr<const event::v1::EventPayload>;

// An event that somebody wants to append. Its fields have passed the single-event checks and its
// stream is the one that the payload implies. Neither pointer is null.
struct ProposedEvent {
  base::StreamId stream;
  HeaderPtr header;
  PayloadPtr payload;
};

// An event that the log holds. `payload` is null when the event was erased.
struct RecordedEvent {
  base::Position position;
  base::Instant recorded_at;
  base::StreamId stream;
  HeaderPtr header;
  PayloadPtr payload;
};

// Events of a batch under check have no position yet. They carry this one plus their place in the
// batch, which sorts them behind everything recorded.
inline constexpr std::uint64_t kProvisionalPosition = std::uint64_t{1} << 62;

inline constexpr bool IsProvisional(base::Position position) {
  return position.value() >= kProvisionalPosition;
}

}  // namespace anchorledger::domain
