// From what a client says about an event to an event that is ready to be checked.
#pragma once

#include <string>
#include <vector>

#include "proto/base/status.h"
#include "services/append/append_command.h"
#include "services/domain/world.h"

namespace anchorledger::append {

// The header as the client gave it and its payload; nothing else is known yet.
struct ClientEvent {
  std::shared_ptr<event::v1::EventHeader> header;
  domain::PayloadPtr payload;
};

// Fills in what the server knows: actor and role, type, dates and parties that follow from the
// payload, defaults (the actor's organisation as anchor, where it is one), the stream. Then makes
// every check that needs no other event.
//
// What the client did wrong goes into `violations`, all of it, with paths that begin with `path`;
// the event is not usable then. Errors: PERMISSION_DENIED when no role of the actor may record the
// type (before anything else is looked at), and those of reading the world.
base::StatusOr<CommandEvent> CompleteEvent(const Actor& actor, ClientEvent client,
                                           domain::World& world, const std::string& path,
                                           std::vector<base::FieldViolation>& violations);

// Whether an id may name a request: 1 to kRequestIdBytesMax letters, digits and "._:-".
bool IsRequestId(std::string_view text);

}  // namespace anchorledger::append
