#include "services/gateway/connect_protocol.h"

#include <array>
#include <charconv>
#include <cstdint>

#include "services/gateway/http_message.h"

namespace anchorledger::gateway {
namespace {

constexpr std::size_t kFrameHeadBytes = 5;
constexpr unsigned char kCompressed = 1;

struct TypeName {
  std::string_view name;
  WireFormat format;
};
constexpr std::array kTypes = {
    TypeName{"application/json", {Codec::kJson, CallShape::kUnary}},
    TypeName{"application/proto", {Codec::kBinary, CallShape::kUnary}},
    TypeName{"application/connect+json", {Codec::kJson, CallShape::kStream}},
    TypeName{"application/connect+proto", {Codec::kBinary, CallShape::kStream}},
};

struct CodeRow {
  std::string_view name;
  unsigned http_status;
};
// In the order of the numbers of google.rpc.Code.
constexpr std::array kCodes = {
    CodeRow{"ok", 200},
    CodeRow{"canceled", 499},
    CodeRow{"unknown", 500},
    CodeRow{"invalid_argument", 400},
    CodeRow{"deadline_exceeded", 504},
    CodeRow{"not_found", 404},
    CodeRow{"already_exists", 409},
    CodeRow{"permission_denied", 403},
    CodeRow{"resource_exhausted", 429},
    CodeRow{"failed_precondition", 400},
    CodeRow{"aborted", 409},
    CodeRow{"out_of_range", 400},
    CodeRow{"unimplemented", 501},
    CodeRow{"internal", 500},
    CodeRow{"unavailable", 503},
    CodeRow{"data_loss", 500},
    CodeRow{"unauthenticated", 401},
};

const CodeRow& RowOf(int code) {
  constexpr std::size_t kUnknown = 2;
  const auto index = static_cast<std::size_t>(code);
  return code > 0 && index < kCodes.size() ? kCodes.at(index) : kCodes.at(kUnknown);
}

base::Status BadBody(std::string_view message) {
  return base::MakeError(base::ErrorReason::kFieldInvalid, message);
}

}  // namespace

std::optional<WireFormat> ParseContentType(std::string_view content_type) {
  const std::size_t mark = content_type.find(';');
  if (mark != std::string_view::npos) {
    std::string_view parameter = Trim(content_type.substr(mark + 1));
    if (!EqualsIgnoreCase(parameter, "charset=utf-8") &&
        !EqualsIgnoreCase(parameter, "charset=\"utf-8\"")) {
      return std::nullopt;
    }
  }
  const std::string_view name = Trim(content_type.substr(0, mark));
  for (const TypeName& type : kTypes) {
    if (EqualsIgnoreCase(name, type.name)) return type.format;
  }
  return std::nullopt;
}

std::string_view ContentTypeOf(WireFormat format) {
  for (const TypeName& type : kTypes) {
    if (type.format == format) return type.name;
  }
  return {};
}

std::string_view AcceptedTypes(CallShape shape) {
  return shape == CallShape::kUnary ? "application/json, application/proto"
                                    : "application/connect+json, application/connect+proto";
}

base::StatusOr<std::chrono::milliseconds> ParseTimeout(std::string_view text) {
  constexpr std::size_t kDigitsMax = 10;
  std::int64_t millis = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, millis);
  if (error != std::errc() || stop != end || text.front() == '-' || text.size() > kDigitsMax) {
    return base::InvalidFields(
        {{"connect-timeout-ms", "is " + Shown(text) + ", must be 1 to 10 digits"}});
  }
  return std::chrono::milliseconds(millis);
}

std::string FormatFrame(FrameKind kind, std::string_view payload) {
  std::string frame;
  frame.reserve(kFrameHeadBytes + payload.size());
  frame += static_cast<char>(kind);
  const auto size = static_cast<std::uint32_t>(payload.size());
  for (const unsigned shift : {24U, 16U, 8U, 0U}) frame += static_cast<char>(size >> shift & 0xff);
  return frame.append(payload);
}

base::StatusOr<std::string_view> ParseSingleFrame(std::string_view body) {
  if (body.size() < kFrameHeadBytes) return BadBody("the body is no frame: it is too short");
  const auto flags = static_cast<unsigned char>(body.front());
  if ((flags & kCompressed) != 0) return BadBody("compressed frames are not taken");
  if (flags != 0) return BadBody("the frame of a request has the flags 0");
  std::uint32_t size = 0;
  for (std::size_t i = 1; i < kFrameHeadBytes; ++i) {
    size = size << 8 | static_cast<unsigned char>(body[i]);
  }
  if (size != body.size() - kFrameHeadBytes) {
    return BadBody("the body must be exactly one frame: its length says " + std::to_string(size) +
                   " bytes, and there are " + std::to_string(body.size() - kFrameHeadBytes));
  }
  return body.substr(kFrameHeadBytes);
}

std::string_view CodeName(int code) { return RowOf(code).name; }

unsigned HttpStatusOf(int code) { return RowOf(code).http_status; }

}  // namespace anchorledger::gateway
