#include "proto/base/ratio.h"

#include <algorithm>
#include <limits>

#include "proto/base/check.h"

namespace anchorledger::base {
namespace {

constexpr absl::int128 kMax = std::numeric_limits<absl::int128>::max();
constexpr absl::int128 kMin = std::numeric_limits<absl::int128>::min();

// The distance from zero, which for the smallest number only the unsigned type can hold.
absl::uint128 Magnitude(absl::int128 value) {
  const auto bits = static_cast<absl::uint128>(value);
  return value < 0 ? ~bits + 1 : bits;
}

Status Overflow(std::string_view operation) {
  return MakeError(ErrorReason::kOverflow,
                   std::string("the ") + std::string(operation) + " does not fit into 128 bits");
}

}  // namespace

absl::int128 RoundDiv(absl::int128 num, absl::int128 den) {
  AL_CHECK(den != 0);
  const absl::uint128 divisor = Magnitude(den);
  const absl::uint128 dividend = Magnitude(num);
  absl::uint128 quotient = dividend / divisor;
  const absl::uint128 rest = dividend % divisor;
  // rest * 2 >= divisor, written so that it cannot overflow.
  if (rest >= divisor - rest) ++quotient;
  const bool negative = (num < 0) != (den < 0);
  return static_cast<absl::int128>(negative ? ~quotient + 1 : quotient);
}

StatusOr<absl::int128> AddChecked(absl::int128 a, absl::int128 b) {
  if (b > 0 ? a > kMax - b : a < kMin - b) return Overflow("sum");
  return a + b;
}

StatusOr<absl::int128> SubtractChecked(absl::int128 a, absl::int128 b) {
  if (b > 0 ? a < kMin + b : a > kMax + b) return Overflow("difference");
  return a - b;
}

StatusOr<absl::int128> MultiplyChecked(absl::int128 a, absl::int128 b) {
  if (a == 0 || b == 0) return absl::int128(0);
  const bool negative = (a < 0) != (b < 0);
  const absl::uint128 limit = negative ? Magnitude(kMin) : Magnitude(kMax);
  if (Magnitude(a) > limit / Magnitude(b)) return Overflow("product");
  return a * b;
}

StatusOr<std::int64_t> ToInt64(absl::int128 value) {
  if (value < std::numeric_limits<std::int64_t>::min() ||
      value > std::numeric_limits<std::int64_t>::max()) {
    return MakeError(ErrorReason::kOverflow, FormatInt128(value) + " does not fit into 64 bits");
  }
  return static_cast<std::int64_t>(value);
}

std::string FormatInt128(absl::int128 value) {
  absl::uint128 rest = Magnitude(value);
  std::string digits;
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  } while (rest != 0);
  if (value < 0) digits.push_back('-');
  std::reverse(digits.begin(), digits.end());
  return digits;
}

}  // namespace anchorledger::base
