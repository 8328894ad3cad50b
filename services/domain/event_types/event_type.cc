#include "services/domain/event_types/event_type.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/rules.pb.h"
#include "proto/base/check.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

struct Registry {
  std::vector<EventType> types;
  std::vector<std::int16_t> index_of_number;  // -1 where there is no type
};

Registry BuildRegistry() {
  Registry registry;
  const auto* oneof = pb::EventPayload::descriptor()->FindOneofByName("event");
  AL_CHECK(oneof != nullptr);
  for (int i = 0; i < oneof->field_count(); ++i) {
    const FieldDescriptor* field = oneof->field(i);
    const Descriptor* descriptor = field->message_type();
    registry.types.push_back({field->number(), descriptor->name(), field->name(), descriptor, field,
                              &descriptor->options().GetExtension(pb::event_rule)});
  }
  std::sort(registry.types.begin(), registry.types.end(),
            [](const EventType& a, const EventType& b) { return a.number < b.number; });
  registry.index_of_number.assign(static_cast<std::size_t>(registry.types.back().number) + 1, -1);
  for (std::size_t i = 0; i < registry.types.size(); ++i) {
    registry.index_of_number[static_cast<std::size_t>(registry.types[i].number)] =
        static_cast<std::int16_t>(i);
  }
  return registry;
}

const Registry& TheRegistry() {
  static const Registry& registry = *new Registry(BuildRegistry());  // never destroyed
  return registry;
}

std::string UpperSnake(std::string_view camel) {
  std::string snake;
  for (const char c : camel) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !snake.empty()) snake.push_back('_');
    snake.push_back(upper || c < 'a' || c > 'z' ? c : static_cast<char>(c - 'a' + 'A'));
  }
  return snake;
}

}  // namespace

std::span<const EventType> AllEventTypes() { return TheRegistry().types; }

const EventType* FindEventType(int number) {
  const Registry& registry = TheRegistry();
  if (number < 0 || static_cast<std::size_t>(number) >= registry.index_of_number.size()) {
    return nullptr;
  }
  const std::int16_t index = registry.index_of_number[static_cast<std::size_t>(number)];
  return index < 0 ? nullptr : &registry.types[static_cast<std::size_t>(index)];
}

const EventType* FindEventTypeByName(std::string_view name) {
  for (const EventType& type : AllEventTypes()) {
    if (type.name == name) return &type;
  }
  return nullptr;
}

const EventType* TypeOf(const pb::EventPayload& payload) {
  return FindEventType(static_cast<int>(payload.event_case()));
}

const Message* EventOf(const pb::EventPayload& payload) {
  const EventType* type = TypeOf(payload);
  if (type == nullptr) return nullptr;
  // Asking the payload for its reflection would take longer than using it.
  static const auto* const reflection = pb::EventPayload::default_instance().GetReflection();
  return &reflection->GetMessage(payload, type->payload_field);
}

Message* MutableEventOf(pb::EventPayload& payload) {
  const EventType* type = TypeOf(payload);
  if (type == nullptr) return nullptr;
  return payload.GetReflection()->MutableMessage(&payload, type->payload_field);
}

pb::Strategy StrategyOf(int number) {
  const EventType* type = FindEventType(number);
  return type == nullptr ? pb::STRATEGY_UNSPECIFIED : type->rule->strategy();
}

pb::Phase HomePhaseOf(int number) {
  const EventType* type = FindEventType(number);
  return type == nullptr ? pb::PHASE_UNSPECIFIED : type->rule->home_phase();
}

const pb::FieldRule& RuleOf(const FieldDescriptor& field) {
  return field.options().GetExtension(pb::field);
}

std::string WordOf(const EnumValueDescriptor& value) {
  const std::string prefix = UpperSnake(value.type()->name()) + "_";
  std::string_view rest = value.name();
  if (rest.substr(0, prefix.size()) == prefix) rest.remove_prefix(prefix.size());
  std::string word(rest);
  for (char& c : word) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return word;
}

const EnumValueDescriptor* FindWord(const EnumDescriptor& type, std::string_view word) {
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0 && WordOf(*type.value(i)) == word) return type.value(i);
  }
  return nullptr;
}

}  // namespace anchorledger::event_types
