#include "services/gateway/connect_error.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "proto/wire/status_wire.h"

namespace anchorledger::gateway {
namespace {

using nlohmann::json;

TEST_CASE("an error is JSON with code, message and details, readable by people and programs") {
  const base::Status status = base::InvalidFields({{"events[0].name", "must be given"}});
  const Response response = ErrorResponse(status);
  CHECK(response.status == 400);
  const json error = json::parse(response.body);
  CHECK(error["code"] == "invalid_argument");
  CHECK(error["message"] == wire::ToRpcStatus(status).message());
  const json* fields = nullptr;
  for (const json& detail : error["details"]) {
    if (detail["type"] == "google.rpc.BadRequest") fields = &detail;
  }
  REQUIRE(fields != nullptr);
  CHECK((*fields)["debug"]["fieldViolations"][0]["field"] == "events[0].name");

  const std::string value = (*fields)["value"];
  CHECK(value.find('=') == std::string::npos);
  std::string bytes;
  REQUIRE(absl::Base64Unescape(value, &bytes));
  google::rpc::BadRequest parsed;
  REQUIRE(parsed.ParseFromString(bytes));
  CHECK(parsed.field_violations(0).field() == "events[0].name");
}

TEST_CASE("a detail of an unknown type is passed on as bytes") {
  google::rpc::Status status;
  status.set_code(5);
  status.add_details()->set_type_url("type.googleapis.com/some.Unknown");
  status.mutable_details(0)->set_value("\x01\x02\x03\x04");
  const json error = json::parse(FormatError(status));
  CHECK(error["details"][0] == json({{"type", "some.Unknown"}, {"value", "AQIDBA"}}));
  CHECK_FALSE(error.contains("message"));
}

TEST_CASE("who has no credential is told which kind is wanted") {
  const Response response =
      ErrorResponse(base::MakeError(base::ErrorReason::kCredentialMissing, "none"));
  CHECK(response.status == 401);
  CHECK(std::count(response.headers.begin(), response.headers.end(),
                   Header("WWW-Authenticate", "Bearer")) == 1);
}

TEST_CASE("a stream ends with an empty object, or with its error") {
  CHECK(FormatEndOfStream({}) == "{}");
  google::rpc::Status status;
  status.set_code(14);
  status.set_message("quote \" and \xff");  // not UTF-8: replaced, never sent
  const json end = json::parse(FormatEndOfStream(status));
  CHECK(end["error"]["code"] == "unavailable");
}

}  // namespace
}  // namespace anchorledger::gateway
