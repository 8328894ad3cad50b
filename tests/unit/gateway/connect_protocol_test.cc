#include "services/gateway/connect_protocol.h"

#include <catch2/catch.hpp>

#include "absl/status/status.h"
#include "proto/base/text.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::gateway {
namespace {

using std::string_literals::operator""s;

TEST_CASE("a content type says codec and shape, and every other one is refused") {
  const WireFormat json{Codec::kJson, CallShape::kUnary};
  CHECK(ParseContentType("application/json") == json);
  CHECK(ParseContentType("Application/JSON; charset=UTF-8") == json);
  CHECK(ParseContentType("application/proto") == WireFormat{Codec::kBinary, CallShape::kUnary});
  CHECK(ParseContentType("application/connect+json") ==
        WireFormat{Codec::kJson, CallShape::kStream});
  CHECK(ParseContentType("application/connect+proto") ==
        WireFormat{Codec::kBinary, CallShape::kStream});
  for (const char* other :
       {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
        "application/grpc-web+proto", "application/json; charset=latin1", "application/jsonx"}) {
    CHECK_FALSE(ParseContentType(other).has_value());
  }
  CHECK(ContentTypeOf(json) == "application/json");
}

TEST_CASE("a time is one to ten digits") {
  CHECK(ParseTimeout("0").value() == std::chrono::milliseconds(0));
  CHECK(ParseTimeout("9999999999").value() == std::chrono::milliseconds(9'999'999'999));
  for (const char* wrong : {"", "-1", "-0", "1.5", "5s", " 5", "+5", "12345678901"}) {
    CHECK_REASON(ParseTimeout(wrong).status(), kFieldInvalid);
  }
}

TEST_CASE("what is said of a header is text, whatever the header holds") {
  CHECK(base::IsValidUtf8(base::ToString(ParseTimeout("\xff\xfe").status())));
}

TEST_CASE("a frame is flags, length and payload") {
  CHECK(FormatFrame(FrameKind::kMessage, "ab") == "\0\0\0\0\2ab"s);
  CHECK(FormatFrame(FrameKind::kEnd, "{}") == "\2\0\0\0\2{}"s);
  const std::string large(0x01020304, 'x');
  CHECK(FormatFrame(FrameKind::kMessage, large).substr(0, 5) == "\0\1\2\3\4"s);
  const std::string frame = FormatFrame(FrameKind::kMessage, "payload");
  CHECK(ParseSingleFrame(frame).value() == "payload");
}

TEST_CASE("the body of a stream's request is exactly one plain frame") {
  CHECK_OK(ParseSingleFrame("\0\0\0\0\0"s).status());
  for (const std::string& wrong : {""s, "\0\0\0\0"s, "\0\0\0\0\2a"s, "\0\0\0\0\1ab"s,
                                   "\1\0\0\0\1a"s, "\2\0\0\0\2{}"s, "\0\xff\xff\xff\xffx"s}) {
    CHECK_REASON(ParseSingleFrame(wrong).status(), kFieldInvalid);
  }
}

TEST_CASE("every code has its name and its HTTP status") {
  const auto of = [](absl::StatusCode code) {
    const int number = static_cast<int>(code);
    return std::string(CodeName(number)) + ' ' + std::to_string(HttpStatusOf(number));
  };
  CHECK(of(absl::StatusCode::kCancelled) == "canceled 499");
  CHECK(of(absl::StatusCode::kInvalidArgument) == "invalid_argument 400");
  CHECK(of(absl::StatusCode::kDeadlineExceeded) == "deadline_exceeded 504");
  CHECK(of(absl::StatusCode::kNotFound) == "not_found 404");
  CHECK(of(absl::StatusCode::kAlreadyExists) == "already_exists 409");
  CHECK(of(absl::StatusCode::kPermissionDenied) == "permission_denied 403");
  CHECK(of(absl::StatusCode::kResourceExhausted) == "resource_exhausted 429");
  CHECK(of(absl::StatusCode::kFailedPrecondition) == "failed_precondition 400");
  CHECK(of(absl::StatusCode::kAborted) == "aborted 409");
  CHECK(of(absl::StatusCode::kUnimplemented) == "unimplemented 501");
  CHECK(of(absl::StatusCode::kInternal) == "internal 500");
  CHECK(of(absl::StatusCode::kUnavailable) == "unavailable 503");
  CHECK(of(absl::StatusCode::kDataLoss) == "data_loss 500");
  CHECK(of(absl::StatusCode::kUnauthenticated) == "unauthenticated 401");
  CHECK(CodeName(17) == "unknown");
  CHECK(CodeName(-1) == "unknown");
}

}  // namespace
}  // namespace anchorledger::gateway
