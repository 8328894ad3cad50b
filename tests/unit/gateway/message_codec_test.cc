#include "services/gateway/message_codec.h"

#include <catch2/catch.hpp>

#include "anchorledger/api/v1/event.pb.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::gateway {
namespace {

using api::v1::AppendEventsRequest;

base::StatusOr<std::string> Decode(std::string_view json) {
  return DecodeRequest(*AppendEventsRequest::descriptor(), Codec::kJson, json);
}

TEST_CASE("JSON of any message of the contract becomes its bytes, and back") {
  const auto bytes = Decode(R"({"requestId":"r-1","validateOnly":true,)"
                            R"("events":[{"any":{},"causationPosition":"9007199254740993"}]})");
  REQUIRE_OK(bytes);
  AppendEventsRequest request;
  REQUIRE(request.ParseFromString(*bytes));
  CHECK(request.request_id() == "r-1");
  CHECK(request.validate_only());
  CHECK(request.events(0).has_any());
  CHECK(request.events(0).causation_position() == 9'007'199'254'740'993U);

  const auto json = EncodeAnswer(*AppendEventsRequest::descriptor(), Codec::kJson, *bytes);
  REQUIRE_OK(json);
  CHECK(*json ==
        R"({"requestId":"r-1",)"
        R"("events":[{"any":{},"causationPosition":"9007199254740993"}],"validateOnly":true})");
}

TEST_CASE("no JSON at all is an empty message") {
  CHECK(Decode("").value().empty());
  CHECK(Decode(" \r\n").value().empty());
  CHECK(Decode("{}").value().empty());
}

TEST_CASE("JSON with unknown fields, wrong types or broken syntax is refused and says where") {
  const auto unknown = Decode(R"({"requestIdd":"r"})");
  CHECK_REASON(unknown, kFieldInvalid);
  CHECK(base::ToString(unknown.status()).find("requestIdd") != std::string::npos);
  for (const char* wrong :
       {"{", "[]", "1", "\"x\"", R"({"requestId":{}})", R"({"validateOnly":"x"})",
        R"({"events":[{"basis":"BASIS_NONSENSE"}]})", "{} {}"}) {
    INFO(wrong);
    CHECK_REASON(Decode(wrong), kFieldInvalid);
  }
}

TEST_CASE("JSON that nests too deep is refused before protobuf's parser recurses") {
  const std::string deep = "{\"events\":" + std::string(100'000, '[');
  const auto refused = Decode(deep);
  CHECK_REASON(refused, kFieldInvalid);
  CHECK(base::ToString(refused.status()).find("deeper") != std::string::npos);
  // Brackets in a text do not nest.
  CHECK_OK(Decode("{\"requestId\":\"" + std::string(1'000, '[') + "\\\"[\"}"));
}

// protobuf's parser takes single quotes for strings; a count that does not would be blind after
// one.
TEST_CASE("no quote hides from the count how deep and how large JSON is") {
  for (const char* hidden : {"{'\"':1,\"events\":", "{requestId:'\"',events:"}) {
    const auto refused =
        Decode(hidden + std::string(100'000, '[') + std::string(100'000, ']') + '}');
    CHECK_REASON(refused, kFieldInvalid);
    CHECK(base::ToString(refused.status()).find("single quote") != std::string::npos);
  }
  CHECK_OK(Decode(R"({"requestId":"it's"})"));
}

TEST_CASE("JSON of more values than any request has is refused before it is parsed") {
  std::string many = "{\"events\":[{}";
  for (int i = 0; i < 300'000; ++i) many += ",{}";
  const auto refused = Decode(many + "]}");
  CHECK_REASON(refused, kFieldInvalid);
  CHECK(base::ToString(refused.status()).find("values") != std::string::npos);
  CHECK_OK(Decode("{\"requestId\":\"" + std::string(300'000, ',') + "\"}"));
}

TEST_CASE("binary passes as it is") {
  CHECK(DecodeRequest(*AppendEventsRequest::descriptor(), Codec::kBinary, "\xff").value() ==
        "\xff");
  CHECK(EncodeAnswer(*AppendEventsRequest::descriptor(), Codec::kBinary, "\xff").value() == "\xff");
}

}  // namespace
}  // namespace anchorledger::gateway
