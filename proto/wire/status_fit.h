// Errors cut to what a client takes. They travel in the trailing metadata, and most clients of gRPC
// take 8 KiB of it: beyond that they report RESOURCE_EXHAUSTED instead of the error.
#pragma once

#include <cstddef>
#include <string_view>

#include "proto/base/status.h"

namespace anchorledger::wire {

// The key of the request metadata with which a client says how many bytes of metadata it takes, as
// a decimal number.
inline constexpr std::string_view kDetailsMaxKey = "anchorledger-details-max-bytes";

// What a client takes that says nothing.
inline constexpr std::size_t kDetailsMaxDefault = std::size_t{8} * 1024;

// The value of the key, not less than 2 KiB and not more than the largest message; the default when
// it is empty or no number.
std::size_t ParseDetailsMax(std::string_view value);

// The value that asks for everything.
std::string_view WholeDetails();

// The status with so many of its violations that it takes at most `max_bytes` of metadata; its
// message then says how many there are beyond. Code and reason always stay. A long message is cut,
// and long values of the metadata go, when they leave no room for a violation.
base::Status FitStatus(const base::Status& status, std::size_t max_bytes);

}  // namespace anchorledger::wire
