#include "services/rpc/call.h"

#include <algorithm>

namespace anchorledger::rpc {

std::chrono::microseconds Call::TimeToWait() const {
  const auto left = std::chrono::duration_cast<std::chrono::microseconds>(
      deadline_ - std::chrono::system_clock::now());
  return std::max(left - left / 10, std::chrono::microseconds(0));
}

base::Status Call::Alive() const {
  if (cancelled_.load(std::memory_order_relaxed)) {
    return base::MakeError(base::ErrorReason::kCancelled, "the caller gave up");
  }
  if (std::chrono::system_clock::now() >= deadline_) {
    return base::MakeError(base::ErrorReason::kDeadlineExceeded, "the time of the call ran out");
  }
  return absl::OkStatus();
}

}  // namespace anchorledger::rpc
