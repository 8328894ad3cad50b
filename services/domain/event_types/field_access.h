// Fields of events by dotted path, as canonical JSON text: what amendments and imports speak.
//
// A path is proto field names joined by dots, as in "amount.minor". It may lead through messages,
// not into lists: a list is one value. Canonical JSON is the protobuf JSON form of the field with
// proto names, without spaces, message fields in order of their numbers; numbers of 64 bits are in
// quotes. "Absent" is no text at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/status.h"
#include "services/domain/event_types/event_protos.h"

namespace anchorledger::event_types {

// In front of a path it means the event's header; without it, its payload.
inline constexpr std::string_view kHeaderPathPrefix = "header.";

// The fields a path leads through, the last one being the value. Never empty.
using FieldChain = std::vector<const google::protobuf::FieldDescriptor*>;

// FIELD_INVALID naming the path when a message of the type has no such field.
base::StatusOr<FieldChain> ResolvePath(const google::protobuf::Descriptor& type,
                                       std::string_view path);
// The same for an event of the type, where the path may begin with "header.".
base::StatusOr<FieldChain> ResolveEventPath(int event_type, std::string_view path);

// Whether an amendment may change the value: no field of the chain is fixed or set by the server.
bool IsAmendable(const FieldChain& chain);

// Whether two paths name the same field or one lies inside the other.
bool PathsOverlap(std::string_view a, std::string_view b);

// The canonical form of `json` as a value of the field; FIELD_INVALID when it is none.
base::StatusOr<std::string> CanonicalJson(const google::protobuf::FieldDescriptor& field,
                                          std::string_view json);

// The value of the field in canonical JSON; nothing when it, or a message around it, is not set.
base::StatusOr<std::optional<std::string>> GetFieldJson(const google::protobuf::Message& message,
                                                        std::string_view path);

// Sets the field from JSON (canonical or not), creating messages around it, or clears it when there
// is no text. FIELD_INVALID, and nothing changed, when the path or the value does not fit. Whether
// the value is sensible is not asked: see CheckFields.
base::Status SetFieldJson(google::protobuf::Message* message, std::string_view path,
                          const std::optional<std::string>& json);

// Applies all changes of an amendment, or none. RULE_BROKEN, naming the path and both values, when
// an old value is not the one in force; FIELD_INVALID when a path or value does not fit.
base::Status ApplyFieldChanges(const event::v1::EventAmended& amended,
                               event::v1::EventHeader* header, event::v1::EventPayload* payload);

}  // namespace anchorledger::event_types
