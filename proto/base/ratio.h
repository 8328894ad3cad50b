// Exact integer arithmetic: 128-bit sums, ratios kept as two integers, one rounding rule.
#pragma once

#include <cstdint>
#include <string>

#include "absl/numeric/int128.h"
#include "proto/base/status.h"

namespace anchorledger::base {

// A fraction kept exactly. A denominator of zero means "undefined", which is not zero.
struct Ratio {
  absl::int128 num = 0;
  absl::int128 den = 0;
  bool operator==(const Ratio&) const = default;
};

// num / den rounded half away from zero. Requires den != 0.
absl::int128 RoundDiv(absl::int128 num, absl::int128 den);

// a + b, a - b, a * b; OVERFLOW when the exact result does not fit.
StatusOr<absl::int128> AddChecked(absl::int128 a, absl::int128 b);
StatusOr<absl::int128> SubtractChecked(absl::int128 a, absl::int128 b);
StatusOr<absl::int128> MultiplyChecked(absl::int128 a, absl::int128 b);

// The same number in 64 bits; OVERFLOW when it does not fit.
StatusOr<std::int64_t> ToInt64(absl::int128 value);

// Decimal digits with a leading '-' for negative numbers.
std::string FormatInt128(absl::int128 value);

}  // namespace anchorledger::base
