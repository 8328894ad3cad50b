// Amendments and voids. A correction is judged by what it leaves behind: the amended event must
// pass every rule a new one would, its stream must stay a possible history, and nothing may go on
// naming a thing that is gone. What lies beyond the corrected event is checked at the end of the
// batch.
#pragma once

#include "proto/base/status.h"
#include "services/domain/batch_view.h"
#include "services/domain/recorded_event.h"

namespace anchorledger::domain {

// Both return whether the correction is late: it touches a closed period. They mark in the view
// what has to be looked at when the batch is complete; applying the event is left to the caller.
base::StatusOr<bool> CheckAmendment(const ProposedEvent& event, BatchView& view);
base::StatusOr<bool> CheckVoid(const ProposedEvent& event, BatchView& view);

// What was marked: streams as a whole, events that corrections changed, and events that name what
// was changed or taken away.
base::Status CheckAftermath(BatchView& view);

}  // namespace anchorledger::domain
