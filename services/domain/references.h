// References from one event to things that have to be known. Which field names what is said beside
// the field in the contract (refers_to), so a new event type needs no code here.
#pragma once

#include "proto/base/status.h"
#include "services/domain/batch_view.h"
#include "services/domain/subject.h"

namespace anchorledger::domain {

// REFERENCE_UNKNOWN for the first field, of the payload or the header, that names something
// unknown. Things that no event type of this edition registers (deals, programmes, cohorts) are
// taken as they come.
base::Status CheckReferences(const Subject& subject, BatchView& view);

}  // namespace anchorledger::domain
