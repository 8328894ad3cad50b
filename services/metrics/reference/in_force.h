// The events in force at a cut-off: amendments applied, voided ones left out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/time.h"
#include "services/domain/event_types/event_protos.h"

namespace anchorledger::metrics::reference {

using HeaderPtr = std::shared_ptr<const event::v1::EventHeader>;
using PayloadPtr = std::shared_ptr<const event::v1::EventPayload>;

// An event as the log holds it. `payload` is null when it was erased.
struct RecordedEvent {
  std::string tenant;
  std::uint64_t position = 0;
  base::Instant recorded_at;
  HeaderPtr header;
  PayloadPtr payload;
};

// An event as it stands at the cut-off.
struct Event {
  std::uint64_t position = 0;
  base::Date on;
  HeaderPtr header;
  PayloadPtr payload;
};

// The last position that was known: by the end of a UTC day, or exactly; with both the earlier one,
// with neither the last of all.
std::uint64_t CutOf(const std::vector<RecordedEvent>& events, std::optional<base::Date> known_on,
                    std::optional<std::uint64_t> known_position);

// Everything of the tenant but corrections, in the order of effective_on, then position. Amendments
// work in the order in which they were recorded; a voided amendment does not work at all.
std::vector<Event> EventsInForce(const std::vector<RecordedEvent>& events, std::string_view tenant,
                                 std::uint64_t cut);

}  // namespace anchorledger::metrics::reference
