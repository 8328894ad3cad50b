// The registry of event types, read from the descriptors of the contract: number, names, rule.
// Everything that treats events alike (checks, streams, import, forms) starts here.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "services/domain/event_types/event_protos.h"

namespace anchorledger::event_types {

// One event type. Lives as long as the process; never changes.
struct EventType {
  int number = 0;               // field number in the payload's oneof
  std::string_view name;        // "PurchaseRecorded"
  std::string_view field_name;  // "purchase_recorded", the payload's field
  const google::protobuf::Descriptor* descriptor = nullptr;
  const google::protobuf::FieldDescriptor* payload_field = nullptr;
  const event::v1::EventRule* rule = nullptr;
};

// All types, in rising order of their numbers. Safe from any thread, as is all of this file.
std::span<const EventType> AllEventTypes();

// Null when there is no such type.
const EventType* FindEventType(int number);
const EventType* FindEventTypeByName(std::string_view name);

// The type that is set in the payload, and the one message inside it; null when none is set.
const EventType* TypeOf(const event::v1::EventPayload& payload);
const google::protobuf::Message* EventOf(const event::v1::EventPayload& payload);
google::protobuf::Message* MutableEventOf(event::v1::EventPayload& payload);

// Derived, never stored. Unspecified for a number that is no type.
event::v1::Strategy StrategyOf(int number);
event::v1::Phase HomePhaseOf(int number);

// The rule of a field of an event, header or group; the empty rule for any other field.
const event::v1::FieldRule& RuleOf(const google::protobuf::FieldDescriptor& field);

// The domain's word for an enum value: its name in lower case without the prefix of its enum, as in
// "worker_owned". Unspecified gives "unspecified".
std::string WordOf(const google::protobuf::EnumValueDescriptor& value);
// The value with this word; null when the enum has none, and for "unspecified".
const google::protobuf::EnumValueDescriptor* FindWord(const google::protobuf::EnumDescriptor& type,
                                                      std::string_view word);

}  // namespace anchorledger::event_types
