// A request to append that cannot be wrong in itself: what is left to decide is the world.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/strong_id.h"
#include "proto/base/time.h"
#include "services/domain/recorded_event.h"
#include "storage/log/log_types.h"

namespace anchorledger::append {

// Who appends, as the credential says. `roles` are values of event.v1.Role.
struct Actor {
  base::TenantId tenant;
  base::ActorId actor;
  base::OrganisationId organisation;
  std::vector<int> roles;
};

// One event, ready to be checked. The header is complete but for `late`, which the check decides.
struct CommandEvent {
  base::StreamId stream;
  std::shared_ptr<event::v1::EventHeader> header;
  domain::PayloadPtr payload;
  std::string payload_bytes;  // as they will be stored
};

struct AppendCommand {
  base::TenantId tenant;
  std::string request_id;
  storage::RequestDigest digest{};
  std::vector<CommandEvent> events;
  // The caller's, one for each stream that is written, in the order of its first event.
  std::vector<storage::StreamExpectation> expectations;
  // The caller's, on streams that are not written.
  std::vector<storage::StreamExpectation> guards;
  bool validate_only = false;
};

// Where one event came to lie; position 0 when nothing was appended.
struct AppendedAt {
  base::Position position;
  base::StreamId stream;
  base::Revision revision;
};

struct AppendOutcome {
  std::vector<AppendedAt> events;
  base::Instant recorded_at;  // 0 when nothing was appended
  bool duplicate = false;     // an earlier request with this id had appended them
};

}  // namespace anchorledger::append
