// The time of day, as something that is passed in, so that tests and simulations own it.
#pragma once

#include <atomic>
#include <cstdint>

#include "proto/base/time.h"

namespace anchorledger::runtime {

// Tells the time. Implementations are safe to call from any thread. An instant may be earlier than
// one told before: who needs order makes it (the log does).
class Clock {
 public:
  virtual ~Clock() = default;

  virtual base::Instant Now() const = 0;
  // Microseconds that never go back and do not follow corrections of the time of day.
  virtual std::int64_t MonotonicMicros() const = 0;
  // The UTC day of Now().
  base::Date Today() const { return base::UtcDateOf(Now()); }
};

// The clock of the machine.
class SystemClock final : public Clock {
 public:
  base::Instant Now() const override;
  std::int64_t MonotonicMicros() const override;
};

// A clock that moves only when told.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(base::Instant start) : now_(start.micros) {}

  base::Instant Now() const override { return base::Instant{now_.load()}; }
  std::int64_t MonotonicMicros() const override { return monotonic_.load(); }

  // Time passes: both readings move.
  void Advance(std::int64_t micros);
  // The time of day is corrected: only Now() moves, forwards or back.
  void Set(base::Instant now) { now_.store(now.micros); }

 private:
  std::atomic<std::int64_t> now_;
  std::atomic<std::int64_t> monotonic_{0};
};

}  // namespace anchorledger::runtime
