#include "services/rpc/message_bytes.h"

#include <google/protobuf/message.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/proto_buffer_writer.h>

#include <string>
#include <utility>
#include <vector>

#include "proto/base/check.h"
#include "proto/base/limits.h"
#include "services/rpc/unknown_fields.h"

namespace anchorledger::rpc {
base::Status ParseRequest(grpc::ByteBuffer bytes, google::protobuf::Message& request) {
  if (bytes.Length() > base::kMessageBytesMax) {
    return base::MakeError(base::ErrorReason::kMessageTooLarge,
                           "the request has " + std::to_string(bytes.Length()) +
                               " bytes, the most allowed are " +
                               std::to_string(base::kMessageBytesMax));
  }
  grpc::ProtoBufferReader reader(&bytes);
  if (!reader.status().ok() || !request.ParseFromZeroCopyStream(&reader)) {
    return base::MakeError(base::ErrorReason::kFieldInvalid,
                           "the request is not a " + request.GetTypeName());
  }
  std::vector<base::FieldViolation> violations = FindUnknownFields(request);
  return violations.empty() ? absl::OkStatus() : base::InvalidFields(std::move(violations));
}

void SerializeMessage(const google::protobuf::Message& message, grpc::ByteBuffer& bytes) {
  bytes.Clear();  // what a stream sent before
  bool own = false;
  const grpc::Status status =
      grpc::SerializationTraits<google::protobuf::Message>::Serialize(message, &bytes, &own);
  AL_CHECK(status.ok());
}

}  // namespace anchorledger::rpc
