#include "services/rpc/call_gate.h"

#include <utility>

namespace anchorledger::rpc {

CallSlot& CallSlot::operator=(CallSlot&& other) noexcept {
  std::swap(gate_, other.gate_);
  return *this;
}

CallSlot::~CallSlot() {
  if (gate_ != nullptr) {
    gate_->Leave();
  }
}

base::StatusOr<CallSlot> CallGate::Enter() {
  // Counted first: either the closing thread sees this call, or this call sees the gate closed.
  inside_.fetch_add(1);
  CallSlot slot(this);
  if (closed_.load()) {
    return base::MakeError(base::ErrorReason::kShuttingDown, "the server is stopping");
  }
  return slot;
}

void CallGate::Leave() {
  if (inside_.fetch_sub(1) == 1 && closed_.load()) {
    base::MutexLock lock(mutex_);
    emptied_.NotifyAll();
  }
}

void CallGate::Close() { closed_.store(true); }

void CallGate::WaitUntilEmpty(std::chrono::microseconds longest) {
  const auto until = std::chrono::steady_clock::now() + longest;
  base::MutexLock lock(mutex_);
  while (inside_.load() > 0) {
    const auto left = std::chrono::duration_cast<std::chrono::microseconds>(
        until - std::chrono::steady_clock::now());
    if (left.count() <= 0) {
      return;
    }
    emptied_.WaitFor(mutex_, left);
  }
}

}  // namespace anchorledger::rpc
