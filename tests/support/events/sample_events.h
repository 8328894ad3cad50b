// One valid event of each type, made from the contract alone: every field is set, to a value that
// follows from its rule and number. The same on every machine and for ever, so that golden bytes
// can be kept of them.
#pragma once

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/date.h"

namespace anchorledger::testing {

// The day on which all samples are valid, 2024-07-01.
extern const base::Date kSampleToday;

// Requires the number of an event type.
event::v1::EventPayload SamplePayload(int type);

// A complete header for the payload, every field set that its type allows.
event::v1::EventHeader SampleHeader(const event::v1::EventPayload& payload);

}  // namespace anchorledger::testing
