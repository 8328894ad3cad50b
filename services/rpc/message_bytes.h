// Between the bytes of gRPC and messages.
#pragma once

#include <grpcpp/support/byte_buffer.h>

#include "proto/base/status.h"

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace anchorledger::rpc {

// Parses the content of a request. MESSAGE_TOO_LARGE above kMessageBytesMax; FIELD_INVALID when the
// bytes are no such message; FIELD_UNKNOWN, with all paths, when it has fields that this server
// does not know: what is not understood must not be ignored, least of all a filter.
base::Status ParseRequest(grpc::ByteBuffer bytes, google::protobuf::Message& request);

// Never fails for a message that was built here.
void SerializeMessage(const google::protobuf::Message& message, grpc::ByteBuffer& bytes);

}  // namespace anchorledger::rpc
