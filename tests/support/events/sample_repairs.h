// What the rules between fields ask of a sample beyond the rules of its fields.
#pragma once

#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::testing {

// Makes a payload whose fields are valid one by one valid as a whole.
void Repair(event::v1::EventPayload& payload);

}  // namespace anchorledger::testing
