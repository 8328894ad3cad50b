// Names of generated and library types that headers of this folder speak of. Including the payload
// itself would pull every event group into every caller.
#pragma once

namespace google::protobuf {
class Descriptor;
class EnumDescriptor;
class EnumValueDescriptor;
class FieldDescriptor;
class Message;
}  // namespace google::protobuf

namespace anchorledger::event::v1 {
class EventAmended;
class EventHeader;
class EventPayload;
class EventRule;
class FieldRule;
enum Phase : int;
enum Strategy : int;
}  // namespace anchorledger::event::v1
