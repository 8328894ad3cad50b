// The check of one event by itself: everything about it that can be wrong without knowing any other
// event. What needs history (references, balances, closed periods, ...) is the domain's.
#pragma once

#include <string_view>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "services/domain/event_types/event_protos.h"

namespace anchorledger::event_types {

struct CheckOptions {
  // Stands in front of each path, as in "events[3]"; empty = nothing does.
  std::string_view prefix;
  // The day of the check. effective_on may lie one day ahead of it, since calendars differ.
  base::Date today;
};

// All that is wrong with the event, in order of the fields; empty when it is well formed. Header
// fields are named "<prefix>.effective_on", payload fields "<prefix>.loan_disbursed.amount.minor".
// The header is complete: CompleteHeader was called, and the actor is filled in. Safe from any
// thread; costs a microsecond or two and allocates only for violations.
std::vector<base::FieldViolation> CheckFields(const event::v1::EventHeader& header,
                                              const event::v1::EventPayload& payload,
                                              const CheckOptions& options);

}  // namespace anchorledger::event_types
