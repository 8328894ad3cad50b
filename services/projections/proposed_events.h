// Events that somebody thinks of appending.
#pragma once

#include <cstdint>
#include <string>

#include "proto/base/status.h"
#include "proto/base/strong_id.h"

namespace anchorledger::projections {

// An event as it would be appended: checked, complete, serialised.
struct ProposedEvent {
  base::StreamId stream;
  std::string header;   // an EventHeader
  std::string payload;  // an EventPayload
  // The stream is known to have no events yet, so nobody need look.
  bool new_stream = false;
};

// Events of one tenant in the order in which they would be appended. Not thread-safe.
class ProposedEvents {
 public:
  virtual ~ProposedEvents() = default;
  virtual std::uint64_t size() const = 0;
  // The event at an index below size(). Indexes rise mostly; an event may be read again.
  virtual base::StatusOr<ProposedEvent> Read(std::uint64_t index) = 0;
  // By which position corrections among these events name the first of them; the second goes by
  // the next one, and so on. 0: none names another.
  virtual base::Position provisional_first() const { return base::Position(); }
};

}  // namespace anchorledger::projections
