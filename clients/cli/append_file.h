#pragma once
// Reads events from a file that a person wrote: JSON as described in output/proto_json.h.
//
// The file holds one proposed event, a list of them, or one a line (JSON lines). An event that does
// not say what its stream must look like is taken to accept any state.
#include <string>
#include <vector>

#include "anchorledger/api/v1/event.pb.h"
#include "proto/base/status.h"

namespace anchorledger::cli {

// Errors name the event by its place in the text ("events[3].payload..."), or the line for broken
// JSON.
base::StatusOr<std::vector<api::v1::ProposedEvent>> ParseProposedEvents(const std::string& text);

}  // namespace anchorledger::cli
