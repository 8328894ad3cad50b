#include "services/rpc/message_bytes.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/unknown_field_set.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/proto_buffer_writer.h>

#include <string>
#include <utility>
#include <vector>

#include "proto/base/check.h"
#include "proto/base/limits.h"

namespace anchorledger::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

void FindUnknownFields(const Message& message, const std::string& path,
                       std::vector<base::FieldViolation>& violations);

void VisitField(const Message& message, const FieldDescriptor& field, const std::string& path,
                std::vector<base::FieldViolation>& violations) {
  const Reflection& reflection = *message.GetReflection();
  if (!field.is_repeated()) {
    FindUnknownFields(reflection.GetMessage(message, &field), path + field.name() + '.',
                      violations);
    return;
  }
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    FindUnknownFields(reflection.GetRepeatedMessage(message, &field, i),
                      path + field.name() + '[' + std::to_string(i) + "].", violations);
  }
}

// The depth is bounded by the parser's own limit.
void FindUnknownFields(const Message& message, const std::string& path,
                       std::vector<base::FieldViolation>& violations) {
  const Reflection& reflection = *message.GetReflection();
  const auto& unknown = reflection.GetUnknownFields(message);
  for (int i = 0; i < unknown.field_count(); ++i) {
    violations.push_back({path + std::to_string(unknown.field(i).number()),
                          "this server does not know the field", base::ErrorReason::kFieldUnknown});
  }
  const auto* descriptor = message.GetDescriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const FieldDescriptor& field = *descriptor->field(i);
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      continue;
    }
    if (field.is_repeated() ? reflection.FieldSize(message, &field) > 0
                            : reflection.HasField(message, &field)) {
      VisitField(message, field, path, violations);
    }
  }
}

}  // namespace

base::Status ParseRequest(grpc::ByteBuffer bytes, Message& request) {
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
  std::vector<base::FieldViolation> violations;
  FindUnknownFields(request, "", violations);
  return violations.empty() ? absl::OkStatus() : base::InvalidFields(std::move(violations));
}

void SerializeMessage(const Message& message, grpc::ByteBuffer& bytes) {
  bytes.Clear();  // what a stream sent before
  bool own = false;
  const grpc::Status status = grpc::SerializationTraits<Message>::Serialize(message, &bytes, &own);
  AL_CHECK(status.ok());
}

}  // namespace anchorledger::rpc
