#pragma once
// Corrections as a person says them: which event, which fields become what, and why.
#include <string>
#include <vector>

#include "anchorledger/api/v1/event.pb.h"
#include "proto/base/status.h"

namespace anchorledger::cli {

// An event as a person names it.
struct EventName {
  std::string log_id;  // empty: whichever log answers
  std::uint64_t position = 0;
};

// Reads a position ("812"), or the id of an event, which lists of vanished rows and pages show:
// "<log id>-<position>". FIELD_INVALID for anything else.
base::StatusOr<EventName> ParseEventName(const std::string& text);

// Reads "field=value" into a change of an event of this type; the old value is left open. The field
// is a dotted path of the payload ("amount", "amount.minor") or of the header
// ("header.effective_on"). The value is written as in events (output/shorthand.h); nothing behind
// the sign means that the field becomes absent. Errors name the text.
base::StatusOr<event::v1::FieldChange> ParseFieldChange(std::uint32_t event_type,
                                                        const std::string& text);

// All changes in the order of their paths, as the contract wants them.
base::StatusOr<std::vector<event::v1::FieldChange>> ParseFieldChanges(
    std::uint32_t event_type, const std::vector<std::string>& texts);

// The canonical JSON of a field's value as people read it: "2024-03-01", "12.50 USD".
std::string ValueInWords(std::uint32_t event_type, const std::string& path,
                         const std::string& json);

// What a field holds is known to the server only: after earlier amendments it is not what was
// recorded. Its refusal names path and value in force; this puts the value into the change of that
// path. False when the refusal is another one, or told nothing new.
bool AdoptValueInForce(const base::Status& refusal, event::v1::EventAmended* amended);

}  // namespace anchorledger::cli
