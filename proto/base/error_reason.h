// Why a call or an operation failed, in a form that programs can compare.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/status/status.h"

namespace anchorledger::base {

// One value for each line of error_reason.def; kUnspecified is the reason of statuses that were not
// made by this code base.
enum class ErrorReason : std::int32_t {
  kUnspecified = 0,
#define AL_ERROR_REASON(enumerator, name, number, code, meaning) enumerator = number,
#include "proto/base/error_reason.def"
#undef AL_ERROR_REASON
};

// The wire name, for example "FIELD_INVALID"; "UNSPECIFIED" for kUnspecified.
std::string_view ReasonName(ErrorReason reason);

// The reason with this wire name, or nothing.
std::optional<ErrorReason> ParseReason(std::string_view name);

// The one status code that errors with this reason have; kUnknown for kUnspecified.
absl::StatusCode CodeOf(ErrorReason reason);

// What it means and what the client should do, in one line.
std::string_view MeaningOf(ErrorReason reason);

}  // namespace anchorledger::base
