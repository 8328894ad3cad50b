#include "services/rpc/paging.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <memory>

#include "proto/base/limits.h"

namespace anchorledger::rpc {
namespace {

void ClearField(google::protobuf::Message& message, const char* name) {
  const auto* field = message.GetDescriptor()->FindFieldByName(name);
  if (field != nullptr) {
    message.GetReflection()->ClearField(&message, field);
  }
}

// Requests have no maps, so the deterministic form is the one form.
std::string DeterministicBytes(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  return bytes;
}

}  // namespace

base::StatusOr<size_t> PageSize(int32_t requested) {
  if (requested < 0) {
    return base::InvalidFields(
        {{"page_size", "is " + std::to_string(requested) + ", must be 0 (default) or more"}});
  }
  if (requested == 0) {
    return static_cast<size_t>(base::kPageSizeDefault);
  }
  return static_cast<size_t>(std::min(requested, base::kPageSizeMax));
}

base::Sha256Digest ListDigest(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> copy(request.New());
  copy->CopyFrom(request);
  ClearField(*copy, "page_size");
  ClearField(*copy, "page_token");
  return base::Sha256(DeterministicBytes(*copy));
}

std::string SealPage(const TokenSealer& sealer, const google::protobuf::Message& request,
                     std::string_view cursor) {
  const base::Sha256Digest digest = ListDigest(request);
  std::string content(base::AsBytes(digest));
  content += cursor;
  return sealer.Seal(request.GetTypeName(), content);
}

base::StatusOr<std::string> OpenPage(const TokenSealer& sealer,
                                     const google::protobuf::Message& request,
                                     std::string_view page_token) {
  AL_ASSIGN_OR_RETURN(std::string content, sealer.Open(request.GetTypeName(), page_token));
  const base::Sha256Digest digest = ListDigest(request);
  if (content.substr(0, digest.size()) != base::AsBytes(digest)) {
    return base::MakeError(base::ErrorReason::kPageTokenInvalid,
                           "page_token: the request was changed between two pages");
  }
  return content.substr(digest.size());
}

}  // namespace anchorledger::rpc
