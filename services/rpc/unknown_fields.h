// Fields of a message that this server does not know.
#pragma once

#include <vector>

#include "proto/base/status.h"

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace anchorledger::rpc {

// One violation with its path for each, at any depth; the number stands for the name. Costs a look
// at each message inside, not at each field: what lies where is worked out once a type. `message`
// is of generated code. Threads: any.
std::vector<base::FieldViolation> FindUnknownFields(const google::protobuf::Message& message);

}  // namespace anchorledger::rpc
