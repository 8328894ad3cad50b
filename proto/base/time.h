// Points in time: microseconds since 1970-01-01T00:00:00Z.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "proto/base/date.h"
#include "proto/base/status.h"

namespace anchorledger::base {

struct Instant {
  std::int64_t micros = 0;
  friend constexpr bool operator==(Instant, Instant) = default;
  friend constexpr auto operator<=>(Instant, Instant) = default;
  constexpr Instant PlusMicros(std::int64_t count) const { return Instant{micros + count}; }
};

inline constexpr std::int64_t kMicrosPerSecond = 1'000'000;
inline constexpr std::int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

// The UTC day of an instant, also before 1970.
Date UtcDateOf(Instant instant);
// The first and the last instant of a UTC day.
Instant StartOfDay(Date date);
Instant EndOfDay(Date date);

// "2024-02-29T12:34:56.000001Z", always with six digits of a second.
std::string FormatInstant(Instant instant);
// The same form, with 0 to 6 digits of a second; else FIELD_INVALID.
StatusOr<Instant> ParseInstant(std::string_view text);

}  // namespace anchorledger::base
