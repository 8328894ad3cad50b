#include <catch2/catch.hpp>

#include "storage/log/recording_clock.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::Instant;

constexpr Instant kStart{1'700'000'000'000'000};
constexpr int64_t kMinute = 60 * base::kMicrosPerSecond;

}  // namespace

TEST_CASE("recording clock: instants always increase") {
  runtime::ManualClock clock(kStart);
  RecordingClock recording(clock, Instant{0});
  CHECK(*recording.Next() == kStart);
  CHECK(*recording.Next() == kStart.PlusMicros(1));
  clock.Set(kStart.PlusMicros(-kMinute));
  CHECK(*recording.Next() == kStart.PlusMicros(2));
  clock.Set(kStart.PlusMicros(kMinute));
  CHECK(*recording.Next() == kStart.PlusMicros(kMinute));
}

TEST_CASE("recording clock: it starts behind the last record, whatever the clock shows") {
  runtime::ManualClock clock(kStart);
  RecordingClock recording(clock, kStart.PlusMicros(kMinute));
  CHECK(*recording.Next() == kStart.PlusMicros(kMinute + 1));
}

TEST_CASE("recording clock: time that really passed is no leap, however long") {
  runtime::ManualClock clock(kStart);
  RecordingClock recording(clock, Instant{0});
  clock.Advance(365 * base::kMicrosPerDay);
  CHECK(*recording.Next() == kStart.PlusMicros(365 * base::kMicrosPerDay));
}

TEST_CASE("recording clock: five minutes ahead are borne, more are refused") {
  runtime::ManualClock clock(kStart);
  RecordingClock recording(clock, Instant{0});
  clock.Set(kStart.PlusMicros(5 * kMinute + 1));
  CHECK(base::ReasonOf(recording.Next().status()) == ErrorReason::kClockRefused);
  clock.Set(kStart.PlusMicros(5 * kMinute));
  CHECK(recording.Next().ok());
}

TEST_CASE("recording clock: a refused instant leaves no trace") {
  runtime::ManualClock clock(kStart);
  RecordingClock recording(clock, Instant{0});
  clock.Set(kStart.PlusMicros(60 * kMinute));
  CHECK_FALSE(recording.Next().ok());
  CHECK_FALSE(recording.Next().ok());  // asking again does not wear the refusal out
  clock.Set(kStart);
  CHECK(*recording.Next() == kStart);
}

TEST_CASE("recording clock: a confirmed clock is believed, also when it leapt") {
  runtime::ManualClock clock(kStart);
  RecordingClock recording(clock, Instant{0});
  clock.Set(kStart.PlusMicros(60 * kMinute));
  CHECK_FALSE(recording.Next().ok());
  recording.Confirm();
  CHECK(*recording.Next() == kStart.PlusMicros(60 * kMinute));
}

}  // namespace anchorledger::storage
