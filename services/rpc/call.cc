#include "services/rpc/call.h"

namespace anchorledger::rpc {

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
