#include "storage/log/recording_clock.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "proto/base/limits.h"

namespace anchorledger::storage {
namespace {

constexpr int64_t kLeapMicrosMax =
    std::chrono::duration_cast<std::chrono::microseconds>(base::kClockLeapMax).count();

}  // namespace

RecordingClock::RecordingClock(const runtime::Clock& clock, base::Instant last)
    : clock_(clock), last_(last) {
  Confirm();
}

base::StatusOr<base::Instant> RecordingClock::Next() {
  const int64_t steady = clock_.MonotonicMicros();
  const base::Instant now = clock_.Now();
  const base::Instant expected = believed_.PlusMicros(steady - believed_at_micros_);
  if (now > expected.PlusMicros(kLeapMicrosMax)) {
    return base::MakeError(
        base::ErrorReason::kClockRefused,
        "the clock shows " + base::FormatInstant(now) + ", expected about " +
            base::FormatInstant(expected) + "; correct the clock, or confirm it",
        {{"clock", base::FormatInstant(now)}, {"expected", base::FormatInstant(expected)}});
  }
  last_ = std::max(now, last_.PlusMicros(1));
  believed_ = last_;
  believed_at_micros_ = steady;
  return last_;
}

void RecordingClock::Confirm() {
  believed_ = std::max(clock_.Now(), last_);
  believed_at_micros_ = clock_.MonotonicMicros();
}

void RecordingClock::Advance(base::Instant last) { last_ = std::max(last_, last); }

}  // namespace anchorledger::storage
