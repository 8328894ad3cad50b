// Any bytes are an event to somebody: decoding them, checking them and asking for their stream,
// date and fields answers and never fails; an event that passes has a stream.
//
// Input: one byte n, then n bytes of a header, then the payload.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/check.h"
#include "services/domain/event_types/check_fields.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/event_types/field_access.h"

namespace {

namespace pb = ::anchorledger::event::v1;
namespace event_types = ::anchorledger::event_types;

constexpr anchorledger::base::Date kToday{19905};

// Every field reads, and what it reads as is canonical.
void CheckFieldsByPath(const pb::EventPayload& payload) {
  const event_types::EventType* type = event_types::TypeOf(payload);
  for (int i = 0; i < type->descriptor->field_count(); ++i) {
    const auto& field = *type->descriptor->field(i);
    const auto json = event_types::GetFieldJson(*event_types::EventOf(payload), field.name());
    AL_CHECK(json.ok());
    if (!json->has_value()) continue;
    const auto canonical = event_types::CanonicalJson(field, **json);
    AL_CHECK(canonical.ok() && *canonical == **json);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t header_size = std::min<std::size_t>(data[0], size - 1);
  const char* bytes = reinterpret_cast<const char*>(data) + 1;
  pb::EventHeader header;
  pb::EventPayload payload;
  if (!header.ParseFromArray(bytes, static_cast<int>(header_size))) return 0;
  if (!payload.ParseFromArray(bytes + header_size, static_cast<int>(size - 1 - header_size))) {
    return 0;
  }
  event_types::CompleteHeader(payload, kToday, header);
  const bool valid =
      event_types::CheckFields(header, payload, {.prefix = "e", .today = kToday}).empty();
  const bool placed = event_types::StreamFor(header, payload).ok();
  event_types::BusinessDateOf(payload);
  if (!valid) return 0;
  AL_CHECK(placed || event_types::LiesInTargetStream(static_cast<int>(payload.event_case())));
  CheckFieldsByPath(payload);
  if (payload.has_event_amended()) {
    pb::EventHeader changed_header = header;
    pb::EventPayload changed = payload;
    event_types::ApplyFieldChanges(payload.event_amended(), &changed_header, &changed)
        .IgnoreError();  // whether it fits this event does not matter, only that it answers
  }
  return 0;
}
