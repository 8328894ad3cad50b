#include "services/append/event_completion.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "anchorledger/event/v1/corrections.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/limits.h"
#include "services/domain/event_types/check_fields.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/roles.h"

namespace anchorledger::append {
namespace {

namespace pb = ::anchorledger::event::v1;
using event_types::EventType;

// The type of event that a correction names; 0 for other events.
int CorrectedType(const pb::EventPayload& payload) {
  if (payload.has_event_amended()) {
    return static_cast<int>(payload.event_amended().target_event_type());
  }
  if (payload.has_event_voided()) {
    return static_cast<int>(payload.event_voided().target_event_type());
  }
  return 0;
}

// The first role of the actor that may record the event. Of several that may record a correction,
// one that may also record what is corrected: the rules ask for that.
std::optional<pb::Role> RoleFor(const Actor& actor, const EventType& type,
                                const pb::EventPayload& payload) {
  const int corrected = CorrectedType(payload);
  std::optional<pb::Role> first;
  for (const int number : actor.roles) {
    const auto role = static_cast<pb::Role>(number);
    if (!domain::RoleMay(role, type.number)) continue;
    if (corrected == 0 || role == pb::ROLE_STW || domain::RoleMay(role, corrected)) return role;
    if (!first.has_value()) first = role;
  }
  return first;
}

base::Status RoleRefused(const EventType& type) {
  return base::MakeError(base::ErrorReason::kPermissionDenied,
                         "no role of this token may record " + std::string(type.name),
                         {{"event_type", std::string(type.name)}});
}

// The actor's own organisation is the anchor of a fact that names none, where it is an anchor.
base::Status DefaultAnchor(const Actor& actor, const EventType& type, domain::World& world,
                           pb::EventHeader& header) {
  if (!header.anchor_id().empty() || type.rule->anchor() == pb::PRESENCE_FORBIDDEN) {
    return absl::OkStatus();
  }
  const base::StreamId stream = event_types::StreamNamed("anchor", actor.organisation.value());
  AL_ASSIGN_OR_RETURN(const auto history, world.Read(stream, domain::Reading::kInformation));
  if (history->Opening() != nullptr) {
    header.set_anchor_id(actor.organisation.value());
  }
  return absl::OkStatus();
}

// A correction lies in the stream of its target; everything else where its template says.
base::StatusOr<base::StreamId> DeriveStream(const EventType& type, const pb::EventHeader& header,
                                            const pb::EventPayload& payload, domain::World& world) {
  if (!event_types::LiesInTargetStream(type.number)) {
    return event_types::StreamFor(header, payload);
  }
  const uint64_t target = payload.has_event_amended() ? payload.event_amended().target_position()
                                                      : payload.event_voided().target_position();
  AL_ASSIGN_OR_RETURN(auto stream, world.StreamOf(base::Position(target)));
  if (!stream.has_value()) {
    return base::MakeError(
        base::ErrorReason::kReferenceUnknown,
        "target_position is " + std::to_string(target) + ", where this tenant has no event");
  }
  return *std::move(stream);
}

bool IsRequestIdCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == ':' || c == '-';
}

}  // namespace

bool IsRequestId(std::string_view text) {
  return !text.empty() && text.size() <= base::kRequestIdBytesMax &&
         std::all_of(text.begin(), text.end(), IsRequestIdCharacter);
}

base::StatusOr<CommandEvent> CompleteEvent(const Actor& actor, ClientEvent client,
                                           domain::World& world, const std::string& path,
                                           std::vector<base::FieldViolation>& violations) {
  CommandEvent event;
  event.header = std::move(client.header);
  event.payload = std::move(client.payload);
  const EventType* type = event_types::TypeOf(*event.payload);
  if (type == nullptr) {
    violations.push_back({path + ".payload", "holds no event", base::ErrorReason::kFieldMissing});
    return event;
  }
  const std::optional<pb::Role> role = RoleFor(actor, *type, *event.payload);
  if (!role.has_value()) {
    return RoleRefused(*type);
  }
  pb::EventHeader& header = *event.header;
  header.set_actor_ref(actor.actor.value());
  header.set_actor_org_id(actor.organisation.value());
  header.set_actor_role(*role);
  event_types::CompleteHeader(*event.payload, world.Today(), header);
  AL_RETURN_IF_ERROR(DefaultAnchor(actor, *type, world, header));
  std::vector<base::FieldViolation> found =
      event_types::CheckFields(header, *event.payload, {.prefix = path, .today = world.Today()});
  if (!found.empty()) {
    violations.insert(violations.end(), found.begin(), found.end());
    return event;  // a stream derived from wrong fields would only confuse
  }
  AL_ASSIGN_OR_RETURN(event.stream, DeriveStream(*type, header, *event.payload, world));
  event.payload_bytes = event.payload->SerializeAsString();
  if (event.payload_bytes.size() > base::kEventPayloadBytesMax) {
    violations.push_back({path + ".payload",
                          "has " + std::to_string(event.payload_bytes.size()) +
                              " bytes, the most allowed are " +
                              std::to_string(base::kEventPayloadBytesMax),
                          base::ErrorReason::kMessageTooLarge});
  }
  return event;
}

}  // namespace anchorledger::append
