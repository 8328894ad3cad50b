// Errors as values. All statuses of this code base are made here, so that each carries a reason,
// and printed here, because the packaged abseil has a string_view type of its own.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/base/error_reason.h"

namespace anchorledger::base {

using absl::Status;
using absl::StatusOr;

// What varies in a message, for programs: keys in lower_snake_case with their unit.
using Metadata = std::vector<std::pair<std::string, std::string>>;

// One field that breaks its rule. `field` is a path such as "events[3].hire_recorded.cohort_id".
struct FieldViolation {
  std::string field;
  std::string description;
  ErrorReason reason = ErrorReason::kFieldInvalid;
  bool operator==(const FieldViolation&) const = default;
};

// An error. The reason decides the code; the message says what was seen and what was wanted.
Status MakeError(ErrorReason reason, std::string_view message, Metadata metadata = {});

// INVALID_ARGUMENT with all violations at once; the reason is that of the first.
// Requires at least one violation.
Status InvalidFields(std::vector<FieldViolation> violations);

// The same status with `context` in front of its message; OK stays OK. For crossing a folder.
Status Annotate(Status status, std::string_view context);

// The same error, asking the client to wait this long before it tries again.
Status WithRetryDelay(Status status, std::chrono::milliseconds delay);

// All that an error may carry besides its code and message.
struct ErrorDetails {
  ErrorReason reason = ErrorReason::kUnspecified;
  Metadata metadata;
  std::vector<FieldViolation> violations;
  std::optional<std::chrono::milliseconds> retry_delay;
  bool operator==(const ErrorDetails&) const = default;
};

// An error put together from its parts, for proto/wire: others use MakeError and InvalidFields.
Status MakeStatus(absl::StatusCode code, std::string_view message, const ErrorDetails& details);
ErrorDetails DetailsOf(const Status& status);

// What was attached. kUnspecified, empty or nothing for a status that carries none.
ErrorReason ReasonOf(const Status& status);
std::vector<FieldViolation> FieldViolationsOf(const Status& status);
Metadata MetadataOf(const Status& status);
std::optional<std::chrono::milliseconds> RetryDelayOf(const Status& status);
std::string_view MessageOf(const Status& status);  // valid as long as the status

// "REASON: message; field: description; ..." for logs and people; "OK" for OK.
std::string ToString(const Status& status);

}  // namespace anchorledger::base

#define AL_STATUS_CONCAT_INNER(a, b) a##b
#define AL_STATUS_CONCAT(a, b) AL_STATUS_CONCAT_INNER(a, b)

// Returns the status of `expr` from the enclosing function unless it is OK.
#define AL_RETURN_IF_ERROR(expr)                                              \
  do {                                                                        \
    if (::absl::Status al_status = (expr); !al_status.ok()) return al_status; \
  } while (false)

// Evaluates a StatusOr; returns its status when it is an error, else moves its value into `lhs`,
// which may be a declaration.
#define AL_ASSIGN_OR_RETURN(lhs, expr) \
  AL_ASSIGN_OR_RETURN_INNER(AL_STATUS_CONCAT(al_status_or_, __LINE__), lhs, expr)
#define AL_ASSIGN_OR_RETURN_INNER(result, lhs, expr)   \
  auto result = (expr);                                \
  if (!result.ok()) return std::move(result).status(); \
  lhs = *std::move(result)
