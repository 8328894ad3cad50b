// Gives commits the instant at which the log learned of them.
#pragma once

#include "proto/base/status.h"
#include "proto/base/time.h"
#include "proto/runtime/clock.h"

namespace anchorledger::storage {

// Instants that always increase, whatever the system's clock does, so that the order of time is
// the order of positions. A clock that goes back or stands is followed by single microseconds. A
// clock that leaps ahead by more than kClockLeapMax beyond the time really elapsed is refused,
// because records stamped by it would push all later ones into the future: nothing is stamped
// until the clock returns or an operator confirms it.
// Not thread-safe: belongs to the one who serialises commits.
class RecordingClock {
 public:
  // Starts after `last`. How long the process was not running cannot be told from the inside, so
  // the clock is believed once, here. `clock` must outlive this object.
  RecordingClock(const runtime::Clock& clock, base::Instant last);

  // The next instant, later than all before; CLOCK_REFUSED after a leap.
  base::StatusOr<base::Instant> Next();

  // Believes the clock as it is now.
  void Confirm();

  // Goes on after an instant that was recorded by other means (the log was reopened).
  void Advance(base::Instant last);

 private:
  const runtime::Clock& clock_;
  base::Instant last_;
  // What the clock and the steady clock showed when the clock was last believed.
  base::Instant believed_;
  int64_t believed_at_micros_;
};

}  // namespace anchorledger::storage
