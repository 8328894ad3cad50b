#include "services/gateway/message_codec.h"

#include <google/protobuf/arena.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <utility>

#include "services/gateway/limits.h"

namespace anchorledger::gateway {
namespace {

using google::protobuf::Arena;
using google::protobuf::Descriptor;
using google::protobuf::Message;

Message* NewMessage(const Descriptor& type, Arena& arena) {
  return google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New(&arena);
}

base::Status Refused(std::string_view message) {
  return base::MakeError(base::ErrorReason::kFieldInvalid, message);
}

// What JSON costs, before protobuf's parser pays it: how deep brackets nest, and how many values
// there are. That parser also takes strings in single quotes, which are no JSON, and in which a
// double quote would hide all that follows from this count.
base::Status CheckCost(std::string_view json) {
  int depth = 0;
  int values = 1;
  bool in_string = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++values;
      if (++depth > kJsonDepthMax) {
        return Refused("the JSON nests deeper than " + std::to_string(kJsonDepthMax));
      }
    } else if (c == '}' || c == ']') {
      --depth;
    } else if (c == ',') {
      ++values;
    } else if (c == '\'') {
      return Refused("the JSON has a single quote outside of a string");
    }
    if (values > kJsonValuesMax) {
      return Refused("the JSON has more than " + std::to_string(kJsonValuesMax) + " values");
    }
  }
  return absl::OkStatus();
}

}  // namespace

base::StatusOr<std::string> DecodeRequest(const Descriptor& type, Codec codec,
                                          std::string_view body) {
  if (codec == Codec::kBinary) return std::string(body);
  if (body.find_first_not_of(" \t\r\n") == std::string_view::npos) return std::string();
  AL_RETURN_IF_ERROR(CheckCost(body));
  Arena arena;
  Message* message = NewMessage(type, arena);
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = false;
  const auto parsed =
      google::protobuf::util::JsonStringToMessage({body.data(), body.size()}, message, options);
  if (!parsed.ok()) {
    const auto why = parsed.message();
    return Refused("the JSON is no " + type.full_name() + ": " +
                   std::string(why.data(), why.size()));
  }
  std::string bytes;
  // Required fields do not exist in proto3, so serialising cannot fail but for its size.
  if (!message->SerializeToString(&bytes)) {
    return base::MakeError(base::ErrorReason::kMessageTooLarge, "the request is too large");
  }
  return bytes;
}

base::StatusOr<std::string> EncodeAnswer(const Descriptor& type, Codec codec, std::string bytes) {
  if (codec == Codec::kBinary) return bytes;
  Arena arena;
  Message* message = NewMessage(type, arena);
  std::string json;
  if (!message->ParseFromString(bytes) ||
      !google::protobuf::util::MessageToJsonString(*message, &json).ok()) {
    return base::MakeError(base::ErrorReason::kInternal, "an answer does not convert to JSON");
  }
  return json;
}

}  // namespace anchorledger::gateway
