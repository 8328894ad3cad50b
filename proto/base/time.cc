#include "proto/base/time.h"

#include <array>
#include <cstdio>

namespace anchorledger::base {
namespace {

Status BadInstant(std::string_view text) {
  return MakeError(ErrorReason::kFieldInvalid,
                   "\"" + std::string(text.substr(0, 40)) +
                       "\" is not a time such as 2024-02-29T12:34:56.000001Z");
}

// Two digits at `at`, or -1.
std::int64_t TwoDigits(std::string_view text, std::size_t at) {
  const char tens = text[at];
  const char ones = text[at + 1];
  if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return -1;
  return (tens - '0') * 10 + (ones - '0');
}

// ".123" as microseconds, "" as none; -1 for anything else.
std::int64_t FractionMicros(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] != '.' || text.size() < 2 || text.size() > 7) return -1;
  std::int64_t micros = 0;
  for (std::size_t i = 1; i < 7; ++i) {
    const char c = i < text.size() ? text[i] : '0';
    if (c < '0' || c > '9') return -1;
    micros = micros * 10 + (c - '0');
  }
  return micros;
}

}  // namespace

Date UtcDateOf(Instant instant) {
  std::int64_t days = instant.micros / kMicrosPerDay;
  if (instant.micros % kMicrosPerDay < 0) --days;
  return Date{static_cast<std::int32_t>(days)};
}

Instant StartOfDay(Date date) { return Instant{date.days * kMicrosPerDay}; }

Instant EndOfDay(Date date) { return StartOfDay(date).PlusMicros(kMicrosPerDay - 1); }

std::string FormatInstant(Instant instant) {
  const Date date = UtcDateOf(instant);
  const std::int64_t micros = instant.micros - StartOfDay(date).micros;
  const std::int64_t seconds = micros / kMicrosPerSecond;
  std::array<char, 32> clock{};
  std::snprintf(clock.data(), clock.size(), "T%02d:%02d:%02d.%06dZ",
                static_cast<int>(seconds / 3'600), static_cast<int>(seconds / 60 % 60),
                static_cast<int>(seconds % 60), static_cast<int>(micros % kMicrosPerSecond));
  return FormatIsoDate(date) + clock.data();
}

StatusOr<Instant> ParseInstant(std::string_view text) {
  if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      text.back() != 'Z') {
    return BadInstant(text);
  }
  const StatusOr<Date> date = ParseIsoDate(text.substr(0, 10));
  if (!date.ok()) return BadInstant(text);
  const std::int64_t hours = TwoDigits(text, 11);
  const std::int64_t minutes = TwoDigits(text, 14);
  const std::int64_t seconds = TwoDigits(text, 17);
  const std::int64_t micros = FractionMicros(text.substr(19, text.size() - 20));
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59 ||
      micros < 0) {
    return BadInstant(text);
  }
  const std::int64_t second_of_day = (hours * 60 + minutes) * 60 + seconds;
  return StartOfDay(*date).PlusMicros(second_of_day * kMicrosPerSecond + micros);
}

}  // namespace anchorledger::base
