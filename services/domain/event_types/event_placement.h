// Where an event lies: in which stream, and on which day. Both follow from the event itself.
#pragma once

#include <optional>
#include <string_view>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/domain/event_types/event_protos.h"

namespace anchorledger::event_types {

// The stream of an event by the template of its type, as in "investment/loan-7". FIELD_MISSING when
// no alternative of the template has all its fields, FIELD_INVALID for a correction: that lies in
// the stream of the event it names.
base::StatusOr<base::StreamId> StreamFor(const event::v1::EventHeader& header,
                                         const event::v1::EventPayload& payload);

// Whether events of the type lie in the stream of the event that they correct.
bool LiesInTargetStream(int type);

// "kind/id". The stream that a rule reads without having an event of it at hand.
base::StreamId StreamNamed(std::string_view kind, std::string_view id);
// All closings of an anchor's books lie in one stream, which every entry of the anchor guards.
base::StreamId PeriodStream(std::string_view anchor_id);

// The date of the payload that effective_on has to equal; the last day of a period. Nothing for a
// type without such a field (it happened on effective_on, whatever that is), and when it is unset.
std::optional<base::Date> BusinessDateOf(const event::v1::EventPayload& payload);

// Whether effective_on of the type is the day of recording: corrections.
bool IsDatedToday(int type);

// Fills what follows from the rest: event_type, schema_version, effective_on from the business date
// or, for a correction, today; partnership_id and anchor_id where the payload names its own; basis,
// assurance and visibility where unspecified. Leaves what is already set, except the first two.
void CompleteHeader(const event::v1::EventPayload& payload, base::Date today,
                    event::v1::EventHeader& header);

}  // namespace anchorledger::event_types
