// From a request of the API to a command.
#pragma once

#include "proto/base/status.h"
#include "services/append/append_command.h"
#include "services/domain/world.h"

namespace anchorledger::api::v1 {
class AppendEventsRequest;
}  // namespace anchorledger::api::v1

namespace anchorledger::append {

// The command of a request; what could be checked without other events was checked. Errors:
// PERMISSION_DENIED when the actor may not record one of the types; INVALID_ARGUMENT with all wrong
// fields of all events at once; REFERENCE_UNKNOWN for a correction of nothing; those of reading the
// world, which is asked for the streams of corrected events and whether the actor is an anchor.
base::StatusOr<AppendCommand> ParseAppendRequest(const api::v1::AppendEventsRequest& request,
                                                 const Actor& actor, domain::World& world);

}  // namespace anchorledger::append
