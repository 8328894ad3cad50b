#include "proto/runtime/clock.h"

#include <chrono>

#include "proto/base/check.h"

namespace anchorledger::runtime {
namespace {

template <class C>
std::int64_t MicrosOf() {
  return std::chrono::duration_cast<std::chrono::microseconds>(C::now().time_since_epoch()).count();
}

}  // namespace

base::Instant SystemClock::Now() const {
  return base::Instant{MicrosOf<std::chrono::system_clock>()};
}

std::int64_t SystemClock::MonotonicMicros() const { return MicrosOf<std::chrono::steady_clock>(); }

void ManualClock::Advance(std::int64_t micros) {
  AL_CHECK(micros >= 0);
  now_ += micros;
  monotonic_ += micros;
}

}  // namespace anchorledger::runtime
