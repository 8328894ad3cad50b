#include "services/gateway/connect_error.h"

#include <google/protobuf/any.pb.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "absl/strings/escaping.h"
#include "google/rpc/status.pb.h"
#include "proto/wire/status_wire.h"
#include "services/gateway/connect_protocol.h"

namespace anchorledger::gateway {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kUnauthenticated = 16;

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string TypeOf(const google::protobuf::Any& detail) {
  const std::string& url = detail.type_url();
  return url.substr(url.rfind('/') + 1);
}

// The value in base64 without padding, as the protocol wants it.
std::string Base64(const std::string& bytes) {
  std::string text = absl::Base64Escape(bytes);
  text.erase(std::find(text.begin(), text.end(), '='), text.end());
  return text;
}

// The detail as JSON, when its type is linked in.
std::optional<Json> DebugOf(const google::protobuf::Any& detail) {
  const auto* type =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(TypeOf(detail));
  if (type == nullptr) return std::nullopt;
  const auto* prototype = google::protobuf::MessageFactory::generated_factory()->GetPrototype(type);
  const std::unique_ptr<google::protobuf::Message> message(prototype->New());
  std::string text;
  if (!message->ParseFromString(detail.value()) ||
      !google::protobuf::util::MessageToJsonString(*message, &text).ok()) {
    return std::nullopt;
  }
  return Json::parse(text, nullptr, false);
}

Json ErrorJson(const google::rpc::Status& status) {
  Json error;
  error["code"] = std::string(CodeName(status.code()));
  if (!status.message().empty()) error["message"] = status.message();
  for (const google::protobuf::Any& detail : status.details()) {
    Json item;
    item["type"] = TypeOf(detail);
    item["value"] = Base64(detail.value());
    if (auto debug = DebugOf(detail); debug.has_value()) item["debug"] = *std::move(debug);
    error["details"].push_back(std::move(item));
  }
  return error;
}

}  // namespace

std::string FormatError(const google::rpc::Status& status) { return Dump(ErrorJson(status)); }

std::string FormatEndOfStream(const google::rpc::Status& status) {
  if (status.code() == 0) return "{}";
  Json end;
  end["error"] = ErrorJson(status);
  return Dump(end);
}

Response ErrorResponse(const google::rpc::Status& status) {
  Response response{.status = HttpStatusOf(status.code())};
  response.Set("Content-Type", "application/json");
  response.Set("Cache-Control", "no-store");
  if (status.code() == kUnauthenticated) response.Set("WWW-Authenticate", "Bearer");
  response.body = FormatError(status);
  return response;
}

Response ErrorResponse(const base::Status& status) {
  return ErrorResponse(wire::ToRpcStatus(status));
}

}  // namespace anchorledger::gateway
