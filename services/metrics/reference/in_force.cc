#include "services/metrics/reference/in_force.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "anchorledger/event/v1/corrections.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/event_types/field_access.h"

namespace anchorledger::metrics::reference {
namespace {

namespace pb = ::anchorledger::event::v1;

struct Draft {
  pb::EventHeader header;
  pb::EventPayload payload;
};

void Change(const pb::FieldChange& change, Draft& draft) {
  std::optional<std::string> json;
  if (change.has_new_json()) json = change.new_json();
  std::string_view path = change.path();
  if (path.starts_with(event_types::kHeaderPathPrefix)) {
    path.remove_prefix(event_types::kHeaderPathPrefix.size());
    event_types::SetFieldJson(&draft.header, path, json).IgnoreError();
  } else {
    event_types::SetFieldJson(event_types::MutableEventOf(draft.payload), path, json).IgnoreError();
  }
}

bool NamesEffectiveOn(const pb::EventAmended& amended) {
  for (const pb::FieldChange& change : amended.field_changes()) {
    if (change.path().starts_with("header.effective_on")) return true;
  }
  return false;
}

// A business date that changes takes effective_on along (G15), unless the amendment sets that too.
void Amend(const pb::EventAmended& amended, Draft& draft) {
  const std::optional<base::Date> before = event_types::BusinessDateOf(draft.payload);
  for (const pb::FieldChange& change : amended.field_changes()) Change(change, draft);
  const std::optional<base::Date> after = event_types::BusinessDateOf(draft.payload);
  if (!NamesEffectiveOn(amended) && after && after != before) {
    draft.header.mutable_effective_on()->set_days(after->days);
  }
}

bool IsCorrection(const pb::EventPayload& payload) {
  return payload.has_event_amended() || payload.has_event_voided();
}

}  // namespace

std::uint64_t CutOf(const std::vector<RecordedEvent>& events, std::optional<base::Date> known_on,
                    std::optional<std::uint64_t> known_position) {
  std::uint64_t cut = 0;
  for (const RecordedEvent& event : events) {
    if (known_on && base::UtcDateOf(event.recorded_at) > *known_on) continue;
    if (known_position && event.position > *known_position) continue;
    cut = std::max(cut, event.position);
  }
  return cut;
}

std::vector<Event> EventsInForce(const std::vector<RecordedEvent>& events, std::string_view tenant,
                                 std::uint64_t cut) {
  std::vector<const RecordedEvent*> known;
  std::set<std::uint64_t> voided;
  for (const RecordedEvent& event : events) {
    if (event.tenant != tenant || event.position > cut || event.payload == nullptr) continue;
    known.push_back(&event);
    if (event.payload->has_event_voided()) {
      voided.insert(event.payload->event_voided().target_position());
    }
  }
  std::vector<Event> in_force;
  for (const RecordedEvent* event : known) {
    if (IsCorrection(*event->payload) || voided.contains(event->position)) continue;
    Draft draft{*event->header, *event->payload};
    for (const RecordedEvent* other : known) {
      const pb::EventPayload& payload = *other->payload;
      if (!payload.has_event_amended() || voided.contains(other->position)) continue;
      if (payload.event_amended().target_position() != event->position) continue;
      Amend(payload.event_amended(), draft);
    }
    in_force.push_back({event->position, base::Date{draft.header.effective_on().days()},
                        std::make_shared<const pb::EventHeader>(draft.header),
                        std::make_shared<const pb::EventPayload>(draft.payload)});
  }
  std::sort(in_force.begin(), in_force.end(), [](const Event& a, const Event& b) {
    return std::tie(a.on, a.position) < std::tie(b.on, b.position);
  });
  return in_force;
}

}  // namespace anchorledger::metrics::reference
