// An event as it stands at a cut-off: with the amendments known by then, and not voided.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "proto/base/date.h"
#include "proto/base/strong_id.h"
#include "services/projections/fact.h"

namespace anchorledger::event::v1 {
class EventHeader;
class EventPayload;
}  // namespace anchorledger::event::v1

namespace anchorledger::projections {

// Refers to messages that live in a chunk, or that `owner` keeps alive.
struct InForceEvent {
  base::Position position;
  std::uint32_t type = 0;
  base::Date effective_on;
  Symbol tenant = 0;
  Symbol anchor = 0;
  Symbol partnership = 0;
  std::string_view tenant_text;
  std::string_view stream;
  const event::v1::EventHeader* header = nullptr;
  const event::v1::EventPayload* payload = nullptr;
  std::shared_ptr<const void> owner;
};

}  // namespace anchorledger::projections
