#include "services/domain/event_types/check_fields.h"

#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/rules.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_rules.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/event_types/field_walker.h"
#include "services/domain/event_types/violations.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;

// Calendars of the anchors differ from the server's by at most a day.
constexpr int kDaysAheadMax = 1;

std::string DayText(std::int32_t days) { return base::FormatIsoDate(base::Date{days}); }

void CheckPresence(pb::Presence presence, std::string_view field, bool present,
                   std::string_view title, const Violations& out) {
  if (presence == pb::PRESENCE_REQUIRED && !present) {
    out.AddMissing(field, "is missing; \"" + std::string(title) + "\" needs it");
  }
  if (presence == pb::PRESENCE_FORBIDDEN && present) {
    out.Add(field, "has no meaning for \"" + std::string(title) + "\"");
  }
}

// What the payload's type asks of the header.
void CheckHeaderForType(const pb::EventHeader& header, const EventType& type,
                        const Violations& out) {
  const pb::EventRule& rule = *type.rule;
  if (header.event_type() != 0 && header.event_type() != static_cast<unsigned>(type.number)) {
    out.Add("event_type", "is " + std::to_string(header.event_type()) + "; the payload has " +
                              std::to_string(type.number));
  }
  if (header.schema_version() > rule.schema_version()) {
    out.Add("schema_version",
            "is " + std::to_string(header.schema_version()) + "; this server writes " +
                std::to_string(rule.schema_version()),
            base::ErrorReason::kFieldUnknown);
  }
  CheckPresence(rule.partnership(), "partnership_id", !header.partnership_id().empty(),
                rule.title(), out);
  CheckPresence(rule.anchor(), "anchor_id", !header.anchor_id().empty(), rule.title(), out);
}

// Fields of the header that depend on each other.
void CheckHeaderAlone(const pb::EventHeader& header, const Violations& out) {
  if (!header.facility_id().empty() && header.anchor_id().empty()) {
    out.AddMissing("anchor_id", "is missing; a facility is one of an anchor");
  }
  if (header.phase_override() != pb::PHASE_UNSPECIFIED && header.reason_code().empty()) {
    out.AddMissing("reason_code", "is missing; a phase against the rule needs a reason");
  }
  if (header.late() && header.late_reason().empty()) {
    out.AddMissing("late_reason", "is missing; a late entry needs a reason");
  }
}

void CheckEffectiveOn(const pb::EventHeader& header, const pb::EventPayload& payload,
                      const EventType& type, base::Date today, const Violations& out) {
  if (!header.has_effective_on() || !base::IsValidDate({header.effective_on().days()})) return;
  const std::int32_t day = header.effective_on().days();
  if (day > today.days + kDaysAheadMax && !type.rule->may_lie_in_future()) {
    out.Add("effective_on",
            "is " + DayText(day) + ", which lies ahead; today is " + DayText(today.days));
  }
  if (IsDatedToday(type.number) && day < today.days - kDaysAheadMax) {
    out.Add("effective_on", "is " + DayText(day) +
                                "; a correction is dated on the day it is made, " +
                                DayText(today.days));
  }
  const std::optional<base::Date> date = BusinessDateOf(payload);
  if (date.has_value() && date->days != day) {
    out.Add("effective_on", "is " + DayText(day) + "; the event itself says " +
                                DayText(date->days) + " (" + type.rule->business_date() + ")");
  }
}

}  // namespace

std::vector<base::FieldViolation> CheckFields(const pb::EventHeader& header,
                                              const pb::EventPayload& payload,
                                              const CheckOptions& options) {
  std::vector<base::FieldViolation> found;
  const PathStep root{nullptr, options.prefix};
  const Violations out(root, found);
  FieldWalker walker;
  walker.Walk(header, HeaderTable(), out);
  CheckHeaderAlone(header, out);
  static const auto* const reflection = pb::EventPayload::default_instance().GetReflection();
  const bool unknown = !reflection->GetUnknownFields(payload).empty();
  if (unknown) {
    out.Add("", "holds an event type this server does not know", base::ErrorReason::kFieldUnknown);
  }
  const EventType* type = TypeOf(payload);
  if (type == nullptr) {
    if (!unknown) out.AddMissing("", "holds no event");
    return found;
  }
  CheckHeaderForType(header, *type, out);
  CheckEffectiveOn(header, payload, *type, options.today, out);
  const PathStep at{&root, type->field_name};
  walker.Walk(*EventOf(payload), *EventTable(type->number), out.Below(at));
  CheckEventRules(header, payload, out.Below(at));
  return found;
}

}  // namespace anchorledger::event_types
