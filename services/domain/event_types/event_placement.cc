#include "services/domain/event_types/event_placement.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>
#include <utility>
#include <vector>

#include "anchorledger/event/v1/common.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/rules.pb.h"
#include "proto/base/check.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::string_view kTargetStream = "target";
constexpr std::string_view kDatedToday = "today";

// A piece of a stream name: words as they stand, then the value of a field unless it is null.
struct TemplatePart {
  std::string words;
  const FieldDescriptor* field = nullptr;
  bool in_header = false;
};

// A date, or a period that counts by its last day.
struct DateField {
  const FieldDescriptor* field = nullptr;
  bool is_period = false;
};

// What the rule of one type says about its place, with fields resolved.
struct Placement {
  const google::protobuf::Reflection* reflection = nullptr;  // of the event
  bool target_stream = false;
  bool dated_today = false;
  std::vector<std::vector<TemplatePart>> streams;  // alternatives
  std::vector<DateField> dates;                    // alternatives
  // Ids of the payload that the header adopts; null where there is none.
  const FieldDescriptor* partnership_id = nullptr;
  const FieldDescriptor* anchor_id = nullptr;
};

std::vector<std::string_view> Alternatives(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t bar = text.find('|');
    parts.push_back(text.substr(0, bar));
    text.remove_prefix(bar == std::string_view::npos ? text.size() : bar + 1);
  }
  return parts;
}

std::vector<TemplatePart> ParseStream(const EventType& type, std::string_view text) {
  std::vector<TemplatePart> parts;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    TemplatePart part{std::string(text.substr(0, open))};
    text.remove_prefix(open == std::string_view::npos ? text.size() : open);
    if (!text.empty()) {
      const std::size_t close = text.find('}');
      const std::string name(text.substr(1, close - 1));
      part.field = type.descriptor->FindFieldByName(name);
      if (part.field == nullptr) {
        part.in_header = true;
        part.field = pb::EventHeader::descriptor()->FindFieldByName(name);
      }
      AL_CHECK(part.field != nullptr);  // the contract names a field that is not there
      text.remove_prefix(close + 1);
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

// By number of the type; empty where there is no type.
std::vector<Placement> BuildPlacements() {
  std::vector<Placement> placements;
  for (const EventType& type : AllEventTypes()) {
    placements.resize(static_cast<std::size_t>(type.number) + 1);
    Placement& placement = placements.back();
    const Message* prototype =
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(type.descriptor);
    placement.reflection = prototype->GetReflection();
    placement.target_stream = type.rule->stream() == kTargetStream;
    placement.dated_today = type.rule->business_date() == kDatedToday;
    if (type.rule->partnership() != pb::PRESENCE_FORBIDDEN) {
      placement.partnership_id = type.descriptor->FindFieldByName("partnership_id");
    }
    placement.anchor_id = type.descriptor->FindFieldByName("anchor_id");
    if (!placement.target_stream) {
      for (const std::string_view text : Alternatives(type.rule->stream())) {
        placement.streams.push_back(ParseStream(type, text));
      }
    }
    if (!placement.dated_today) {
      for (const std::string_view name : Alternatives(type.rule->business_date())) {
        const FieldDescriptor* field = type.descriptor->FindFieldByName(std::string(name));
        AL_CHECK(field != nullptr);
        placement.dates.push_back({field, field->message_type() != pb::Date::descriptor()});
      }
    }
  }
  return placements;
}

const Placement* PlacementOf(int type) {
  static const auto& placements = *new std::vector<Placement>(BuildPlacements());
  if (FindEventType(type) == nullptr) return nullptr;
  return &placements[static_cast<std::size_t>(type)];
}

// Appends the value of a text or enum field; false when it is not set.
bool AppendValue(const Message& message, const FieldDescriptor* field, std::string& name) {
  const auto* reflection = message.GetReflection();
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    const int number = reflection->GetEnumValue(message, field);
    const auto* value = field->enum_type()->FindValueByNumber(number);
    if (number == 0 || value == nullptr) return false;
    name += WordOf(*value);
    return true;
  }
  std::string scratch;
  const std::string& text = reflection->GetStringReference(message, field, &scratch);
  name += text;
  return !text.empty();
}

// The id in a text field of the event; empty when there is no such field.
std::string IdIn(const Placement& placement, const Message& event, const FieldDescriptor* field) {
  return field == nullptr ? std::string() : placement.reflection->GetString(event, field);
}

}  // namespace

base::StatusOr<base::StreamId> StreamFor(const pb::EventHeader& header,
                                         const pb::EventPayload& payload) {
  const EventType* type = TypeOf(payload);
  if (type == nullptr) {
    return base::MakeError(base::ErrorReason::kFieldMissing, "the payload holds no event");
  }
  const Placement& placement = *PlacementOf(type->number);
  if (placement.target_stream) {
    return base::MakeError(base::ErrorReason::kFieldInvalid,
                           std::string(type->name) + " lies in the stream of the event it names");
  }
  const Message& event = *EventOf(payload);
  for (const auto& parts : placement.streams) {
    std::string name;
    bool complete = true;
    for (const TemplatePart& part : parts) {
      name += part.words;
      if (part.field == nullptr) continue;
      const Message& holder = part.in_header ? static_cast<const Message&>(header) : event;
      complete = complete && AppendValue(holder, part.field, name);
    }
    if (complete) return base::StreamId(std::move(name));
  }
  return base::MakeError(base::ErrorReason::kFieldMissing,
                         std::string(type->name) + " needs " + type->rule->stream() +
                             " to say which stream it belongs to");
}

bool LiesInTargetStream(int type) {
  const Placement* placement = PlacementOf(type);
  return placement != nullptr && placement->target_stream;
}

base::StreamId StreamNamed(std::string_view kind, std::string_view id) {
  std::string name(kind);
  name += '/';
  name += id;
  return base::StreamId(std::move(name));
}

base::StreamId PeriodStream(std::string_view anchor_id) { return StreamNamed("period", anchor_id); }

std::optional<base::Date> BusinessDateOf(const pb::EventPayload& payload) {
  const EventType* type = TypeOf(payload);
  if (type == nullptr) return std::nullopt;
  const Message& event = *EventOf(payload);
  const Placement& placement = *PlacementOf(type->number);
  for (const DateField& date : placement.dates) {
    if (!placement.reflection->HasField(event, date.field)) continue;
    const Message& value = placement.reflection->GetMessage(event, date.field);
    if (date.is_period) return base::Date{static_cast<const pb::Period&>(value).to().days()};
    return base::Date{static_cast<const pb::Date&>(value).days()};
  }
  return std::nullopt;
}

bool IsDatedToday(int type) {
  const Placement* placement = PlacementOf(type);
  return placement != nullptr && placement->dated_today;
}

void CompleteHeader(const pb::EventPayload& payload, base::Date today, pb::EventHeader& header) {
  const EventType* type = TypeOf(payload);
  if (type == nullptr) return;
  header.set_event_type(static_cast<std::uint32_t>(type->number));
  header.set_schema_version(type->rule->schema_version());
  if (!header.has_effective_on()) {
    const std::optional<base::Date> date =
        IsDatedToday(type->number) ? std::optional(today) : BusinessDateOf(payload);
    if (date.has_value()) header.mutable_effective_on()->set_days(date->days);
  }
  const Message& event = *EventOf(payload);
  const Placement& placement = *PlacementOf(type->number);
  if (header.partnership_id().empty()) {
    std::string id = IdIn(placement, event, placement.partnership_id);
    if (!id.empty()) header.set_partnership_id(std::move(id));
  }
  if (header.anchor_id().empty()) {
    std::string id = IdIn(placement, event, placement.anchor_id);
    if (!id.empty()) header.set_anchor_id(std::move(id));
  }
  if (header.basis() == pb::BASIS_UNSPECIFIED) header.set_basis(pb::BASIS_ACTUAL);
  if (header.assurance() == pb::ASSURANCE_UNSPECIFIED) {
    header.set_assurance(pb::ASSURANCE_SELF_REPORTED);
  }
  if (header.visibility() == pb::VISIBILITY_UNSPECIFIED) {
    header.set_visibility(pb::VISIBILITY_ANCHOR);
  }
}

}  // namespace anchorledger::event_types
