// What an event is after its amendments. One implementation serves the rules, the projections and
// the import, so that all agree on what is in force.
#pragma once

#include "services/domain/event_types/event_protos.h"
#include "services/domain/recorded_event.h"

namespace anchorledger::domain {

// Header and payload of one event at one state of its corrections. Neither is null.
struct EventVersion {
  HeaderPtr header;
  PayloadPtr payload;
};

// The version after the changes. Total, unlike event_types::ApplyFieldChanges: a change that does
// not fit is left out, and old values are not compared; the check has done both. When the date that
// effective_on has to equal changes (event_types::BusinessDateOf) and the header's effective_on is
// not named, effective_on follows.
EventVersion Amend(const EventVersion& version, const event::v1::EventAmended& amended);

}  // namespace anchorledger::domain
