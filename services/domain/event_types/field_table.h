// The rules of the contract compiled into tables, one for each message, so that checking an event
// looks nothing up. Internal to the check.
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "anchorledger/event/v1/rules.pb.h"

namespace anchorledger::event_types {

struct FieldTable;

// One field with its rule, defaults filled in.
struct CompiledField {
  const google::protobuf::FieldDescriptor* field = nullptr;
  event::v1::FieldKind kind = event::v1::FIELD_KIND_UNSPECIFIED;
  google::protobuf::FieldDescriptor::CppType cpp_type{};
  bool repeated = false;
  bool required = false;
  bool sorted_unique = false;
  // A number or flag without presence: it has a value, also when that is zero. Where it is required
  // nobody can tell 0 from forgotten, so 0 counts as missing there.
  bool always_present = false;
  // A text without presence: it is set when it is not empty.
  bool plain_text = false;
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::size_t length_max = 0;  // bytes for ids and codes, characters for texts
  std::size_t items_max = 0;
  std::uint32_t digits = 0;
  std::uint64_t known_values = 0;     // bit n: the enum has the value n
  const FieldTable* group = nullptr;  // of a group
};

struct FieldTable {
  const google::protobuf::Descriptor* descriptor = nullptr;
  // Of all messages of the type. Asking a message for it takes longer than using it.
  const google::protobuf::Reflection* reflection = nullptr;
  std::vector<CompiledField> fields;  // in order of declaration
};

// The table of the header, or of an event type; null for a number that is no type. Built at first
// use, for all types at once; lives as long as the process.
const FieldTable& HeaderTable();
const FieldTable* EventTable(int event_type);

}  // namespace anchorledger::event_types
