// The Connect protocol as far as it is pure: content types, times, frames, codes.
//
// A unary call is a POST whose body is one message and whose answer is one message. A server stream
// is a POST whose body and answer are sequences of frames:
//
//   frame  = flags (1 byte) length (4 bytes, big-endian) payload
//   flags  = 0 a message | 2 the end of the answer: JSON {} or {"error": ...}
//
// (1, a compressed payload, is not spoken here.)
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "proto/base/status.h"

namespace anchorledger::gateway {

enum class Codec { kJson, kBinary };
enum class CallShape { kUnary, kStream };

// What a content type says.
struct WireFormat {
  Codec codec = Codec::kJson;
  CallShape shape = CallShape::kUnary;
  friend bool operator==(const WireFormat&, const WireFormat&) = default;
};

// "application/json", "application/proto", "application/connect+json", "application/connect+proto",
// with or without a charset of utf-8; nothing for anything else.
std::optional<WireFormat> ParseContentType(std::string_view content_type);
std::string_view ContentTypeOf(WireFormat format);
// What a method of this shape takes, for `Accept-Post`.
std::string_view AcceptedTypes(CallShape shape);

// `Connect-Timeout-Ms`: one to ten digits; else FIELD_INVALID.
base::StatusOr<std::chrono::milliseconds> ParseTimeout(std::string_view text);

enum class FrameKind : unsigned char { kMessage = 0, kEnd = 2 };
std::string FormatFrame(FrameKind kind, std::string_view payload);
// The payload of a body that is exactly one uncompressed message; valid as long as the body.
base::StatusOr<std::string_view> ParseSingleFrame(std::string_view body);

// "invalid_argument" for 3, ...; "unknown" for a number that is no code.
std::string_view CodeName(int code);
// The HTTP status of a unary call that failed with this code.
unsigned HttpStatusOf(int code);

}  // namespace anchorledger::gateway
