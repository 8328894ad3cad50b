#include "proto/wire/status_wire.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "google/rpc/error_details.pb.h"

namespace anchorledger::wire {
namespace {

using base::ErrorReason;

static_assert(static_cast<int>(absl::StatusCode::kUnauthenticated) ==
              static_cast<int>(grpc::StatusCode::UNAUTHENTICATED));
static_assert(static_cast<int>(absl::StatusCode::kDataLoss) ==
              static_cast<int>(grpc::StatusCode::DATA_LOSS));

// The status as a client may see it: with a reason, and with the code of that reason.
base::Status WithReason(const base::Status& status) {
  if (status.ok() || base::ReasonOf(status) != ErrorReason::kUnspecified) return status;
  ErrorReason reason = ErrorReason::kInternal;
  if (status.code() == absl::StatusCode::kCancelled) reason = ErrorReason::kCancelled;
  if (status.code() == absl::StatusCode::kDeadlineExceeded) reason = ErrorReason::kDeadlineExceeded;
  return base::MakeError(reason, base::MessageOf(status));
}

// A code from another process, which may be any number.
absl::StatusCode ToCode(int code) {
  const bool known = code > static_cast<int>(absl::StatusCode::kOk) &&
                     code <= static_cast<int>(absl::StatusCode::kUnauthenticated);
  return known ? static_cast<absl::StatusCode>(code) : absl::StatusCode::kUnknown;
}

void ReadErrorInfo(const google::rpc::ErrorInfo& info, base::ErrorDetails& details) {
  if (info.domain() != kErrorDomain) return;
  details.reason = base::ParseReason(info.reason()).value_or(ErrorReason::kUnspecified);
  for (const auto& [key, value] : info.metadata()) details.metadata.emplace_back(key, value);
  // A map has no order of its own.
  std::sort(details.metadata.begin(), details.metadata.end());
}

void ReadBadRequest(const google::rpc::BadRequest& bad_request, base::ErrorDetails& details) {
  for (const auto& violation : bad_request.field_violations()) {
    details.violations.push_back(
        {.field = violation.field(),
         .description = violation.description(),
         .reason = base::ParseReason(violation.reason()).value_or(ErrorReason::kUnspecified)});
  }
}

void ReadRetryInfo(const google::rpc::RetryInfo& retry, base::ErrorDetails& details) {
  details.retry_delay = std::chrono::milliseconds(retry.retry_delay().seconds() * 1'000 +
                                                  retry.retry_delay().nanos() / 1'000'000);
}

}  // namespace

google::rpc::Status ToRpcStatus(const base::Status& status) {
  google::rpc::Status rpc;
  if (status.ok()) return rpc;
  const base::Status shown = WithReason(status);
  const base::ErrorDetails details = base::DetailsOf(shown);
  rpc.set_code(static_cast<int>(shown.code()));
  rpc.set_message(std::string(base::MessageOf(shown)));

  google::rpc::ErrorInfo info;
  info.set_reason(std::string(base::ReasonName(details.reason)));
  info.set_domain(std::string(kErrorDomain));
  for (const auto& [key, value] : details.metadata) (*info.mutable_metadata())[key] = value;
  rpc.add_details()->PackFrom(info);

  if (!details.violations.empty()) {
    google::rpc::BadRequest bad_request;
    for (const base::FieldViolation& violation : details.violations) {
      auto* field = bad_request.add_field_violations();
      field->set_field(violation.field);
      field->set_description(violation.description);
      field->set_reason(std::string(base::ReasonName(violation.reason)));
    }
    rpc.add_details()->PackFrom(bad_request);
  }
  if (details.retry_delay.has_value()) {
    google::rpc::RetryInfo retry;
    const std::int64_t millis = details.retry_delay->count();
    retry.mutable_retry_delay()->set_seconds(millis / 1'000);
    retry.mutable_retry_delay()->set_nanos(static_cast<std::int32_t>(millis % 1'000) * 1'000'000);
    rpc.add_details()->PackFrom(retry);
  }
  return rpc;
}

grpc::Status ToGrpcStatus(const base::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status rpc = ToRpcStatus(status);
  return {static_cast<grpc::StatusCode>(rpc.code()), rpc.message(), rpc.SerializeAsString()};
}

base::Status FromRpcStatus(const google::rpc::Status& status) {
  if (status.code() == 0) return absl::OkStatus();
  base::ErrorDetails details;
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad_request;
  google::rpc::RetryInfo retry;
  for (const auto& detail : status.details()) {
    if (detail.UnpackTo(&info)) ReadErrorInfo(info, details);
    if (detail.UnpackTo(&bad_request)) ReadBadRequest(bad_request, details);
    if (detail.UnpackTo(&retry)) ReadRetryInfo(retry, details);
  }
  return base::MakeStatus(ToCode(status.code()), status.message(), details);
}

base::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status rpc;
  // Details that cannot be read are the same as none: code and message stand on their own.
  if (status.error_details().empty() || !rpc.ParseFromString(status.error_details())) rpc.Clear();
  rpc.set_code(static_cast<int>(status.error_code()));
  rpc.set_message(status.error_message());
  return FromRpcStatus(rpc);
}

}  // namespace anchorledger::wire
