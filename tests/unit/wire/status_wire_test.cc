#include "proto/wire/status_wire.h"

#include <catch2/catch.hpp>

#include "anchorledger/api/v1/error_reason.pb.h"
#include "google/rpc/code.pb.h"
#include "google/rpc/error_details.pb.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::wire {
namespace {

using base::ErrorReason;

base::Status RoundTrip(const base::Status& status) { return FromGrpcStatus(ToGrpcStatus(status)); }

TEST_CASE("an error arrives with its code, message and all details") {
  const base::Status status = base::MakeStatus(
      absl::StatusCode::kInvalidArgument, "two fields are wrong",
      {.reason = ErrorReason::kFieldMissing,
       .metadata = {{"actual", "1"}, {"expected", "2"}},
       .violations = {{"a.b", "is absent", ErrorReason::kFieldMissing},
                      {"c[3]", "is -1, wanted 0 or more", ErrorReason::kFieldInvalid}},
       .retry_delay = std::chrono::milliseconds(2'345)});
  const base::Status arrived = RoundTrip(status);
  CHECK(arrived.code() == status.code());
  CHECK(base::MessageOf(arrived) == "two fields are wrong");
  CHECK(base::DetailsOf(arrived) == base::DetailsOf(status));
}

TEST_CASE("a client of google.rpc sees ErrorInfo, BadRequest and RetryInfo") {
  const google::rpc::Status rpc = ToRpcStatus(base::WithRetryDelay(
      base::InvalidFields({{"events[0]", "is absent", ErrorReason::kFieldMissing}}),
      std::chrono::milliseconds(1'500)));
  REQUIRE(rpc.details_size() == 3);
  CHECK(rpc.code() == google::rpc::INVALID_ARGUMENT);
  google::rpc::ErrorInfo info;
  REQUIRE(rpc.details(0).UnpackTo(&info));
  CHECK(info.domain() == "anchorledger");
  CHECK(info.reason() == "FIELD_MISSING");
  google::rpc::BadRequest bad_request;
  REQUIRE(rpc.details(1).UnpackTo(&bad_request));
  CHECK(bad_request.field_violations(0).field() == "events[0]");
  google::rpc::RetryInfo retry;
  REQUIRE(rpc.details(2).UnpackTo(&retry));
  CHECK(retry.retry_delay().seconds() == 1);
  CHECK(retry.retry_delay().nanos() == 500'000'000);
}

TEST_CASE("an error that nobody gave a reason is shown as a fault of ours") {
  const base::Status shown = RoundTrip(absl::AlreadyExistsError("oops"));
  CHECK(shown.code() == absl::StatusCode::kInternal);
  CHECK_REASON(shown, kInternal);
  CHECK_REASON(RoundTrip(absl::CancelledError("gone")), kCancelled);
  CHECK_REASON(RoundTrip(absl::DeadlineExceededError("late")), kDeadlineExceeded);
}

TEST_CASE("an error made by gRPC keeps its code and has no reason") {
  const base::Status status =
      FromGrpcStatus(grpc::Status(grpc::StatusCode::UNAVAILABLE, "connection refused"));
  CHECK(status.code() == absl::StatusCode::kUnavailable);
  CHECK_REASON(status, kUnspecified);
}

TEST_CASE("details that are damaged or foreign do not hide the error") {
  const base::Status damaged =
      FromGrpcStatus(grpc::Status(grpc::StatusCode::ABORTED, "raced", "\xff\xff\xff"));
  CHECK(damaged.code() == absl::StatusCode::kAborted);
  CHECK(base::MessageOf(damaged) == "raced");

  google::rpc::Status foreign;
  foreign.set_code(99);
  google::rpc::ErrorInfo info;
  info.set_domain("example.org");
  info.set_reason("FIELD_INVALID");
  foreign.add_details()->PackFrom(info);
  const base::Status status = FromRpcStatus(foreign);
  CHECK(status.code() == absl::StatusCode::kUnknown);
  CHECK_REASON(status, kUnspecified);
}

TEST_CASE("success stays success") {
  CHECK(ToGrpcStatus(absl::OkStatus()).ok());
  CHECK(FromGrpcStatus(grpc::Status::OK).ok());
  CHECK(FromRpcStatus(google::rpc::Status()).ok());
}

TEST_CASE("the reasons of the contract are those of the code, by name and number") {
  const auto* contract = api::v1::ErrorReason_descriptor();
  int count = 1;  // the unspecified one
#define AL_ERROR_REASON(enumerator, name, wanted, code, meaning)           \
  {                                                                        \
    const auto* value = contract->FindValueByName("ERROR_REASON_" #name);  \
    INFO(#name);                                                           \
    REQUIRE(value != nullptr);                                             \
    CHECK(value->number() == (wanted));                                    \
    CHECK(static_cast<std::int32_t>(ErrorReason::enumerator) == (wanted)); \
    ++count;                                                               \
  }
#include "proto/base/error_reason.def"
#undef AL_ERROR_REASON
  CHECK(contract->value_count() == count);
}

}  // namespace
}  // namespace anchorledger::wire
