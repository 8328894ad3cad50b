// Whatever stands in a call of the Connect protocol: content type, time, frame and message. What is
// taken says the same when it is written again, and what is refused is an error that is JSON.
//
// Input: one byte that chooses, then the text of a header, a frame or a message.

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "anchorledger/api/v1/event.pb.h"
#include "anchorledger/api/v1/import.pb.h"
#include "proto/base/check.h"
#include "services/gateway/connect_error.h"
#include "services/gateway/connect_protocol.h"
#include "services/gateway/message_codec.h"

namespace {

namespace api = ::anchorledger::api::v1;
namespace base = ::anchorledger::base;
namespace gateway = ::anchorledger::gateway;
using gateway::Codec;
using google::protobuf::Descriptor;

void CheckRefusal(const base::Status& status) {
  const gateway::Response answer = gateway::ErrorResponse(status);
  AL_CHECK(answer.status >= 400);
  const auto error = nlohmann::json::parse(answer.body);
  for (const auto& detail : error["details"]) AL_CHECK(detail.contains("debug"));
  AL_CHECK(error["code"] != "unknown" && error["code"] != "internal");
}

void TryContentType(std::string_view text) {
  const auto format = gateway::ParseContentType(text);
  if (!format.has_value()) return;
  AL_CHECK(gateway::ParseContentType(gateway::ContentTypeOf(*format)) == *format);
}

void TryTime(std::string_view text) {
  const auto time = gateway::ParseTimeout(text);
  if (!time.ok()) return CheckRefusal(time.status());
  AL_CHECK(time->count() >= 0 && time->count() <= 9'999'999'999);
}

void TryFrame(std::string_view body) {
  const auto payload = gateway::ParseSingleFrame(body);
  if (!payload.ok()) return CheckRefusal(payload.status());
  AL_CHECK(gateway::FormatFrame(gateway::FrameKind::kMessage, *payload) == body);
}

// JSON that is taken gives bytes whose JSON gives the same bytes.
void TryJson(const Descriptor& type, std::string_view json) {
  const auto bytes = gateway::DecodeRequest(type, Codec::kJson, json);
  if (!bytes.ok()) return CheckRefusal(bytes.status());
  const auto written = gateway::EncodeAnswer(type, Codec::kJson, *bytes);
  AL_CHECK(written.ok());
  const auto again = gateway::DecodeRequest(type, Codec::kJson, *written);
  AL_CHECK(again.ok() && *again == *bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 6) {
    case 0:
      TryContentType(text);
      break;
    case 1:
      TryTime(text);
      break;
    case 2:
      TryFrame(text);
      break;
    case 3:
      TryJson(*api::AppendEventsRequest::descriptor(), text);
      break;
    case 4:
      TryJson(*api::StartImportRequest::descriptor(), text);
      break;
    default:
      TryJson(*api::UploadChunkRequest::descriptor(), text);
      break;
  }
  return 0;
}
