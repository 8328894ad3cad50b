// The order of lists whose rule asks for one. Internal to the check.
#pragma once

namespace google::protobuf {
class FieldDescriptor;
class Message;
}  // namespace google::protobuf

namespace anchorledger::event_types {

// Whether the entry at `index` (> 0) of the list comes strictly after the one before it: by value,
// or by the key of a message (place, code, key and variant, due day, path). A kind of message
// without a key is always in order.
bool IsInOrder(const google::protobuf::Message& message,
               const google::protobuf::FieldDescriptor& field, int index);

}  // namespace anchorledger::event_types
