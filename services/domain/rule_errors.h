// The words in which rules refuse an event. All of them carry metadata for programs: `rule` (a
// lasting code), `field`, and where they apply `events` (positions in the way).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/error_reason.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"

namespace anchorledger::domain {

// What a rule has to say. `message` holds the value seen, the value wanted and what to do.
struct Refusal {
  std::string_view rule;
  std::string_view field;
  std::string message;
  std::vector<base::Position> events = {};
  base::ErrorReason reason = base::ErrorReason::kRuleBroken;
};

base::Status Refuse(const Refusal& refusal);

// REFERENCE_UNKNOWN: `field` names a `kind` with this id, and there is none.
base::Status UnknownReference(std::string_view field, std::string_view kind, std::string_view id);

// Several of these as one; the metadata is that of the first. None of them is no error.
base::Status UnknownReferences(std::span<const base::Status> unknown);

// "event 17"; "event 2 of this request" for one that has no position yet.
std::string EventInWords(base::Position position);

}  // namespace anchorledger::domain
