// Counts the calls under way, so that a server can stop when they are done.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "proto/base/mutex.h"
#include "proto/base/status.h"

namespace anchorledger::rpc {

class CallGate;

// One call that was let in; leaves when destroyed. Movable.
class CallSlot {
 public:
  CallSlot() = default;
  CallSlot(CallSlot&& other) noexcept : gate_(other.gate_) { other.gate_ = nullptr; }
  CallSlot& operator=(CallSlot&& other) noexcept;
  ~CallSlot();

 private:
  friend class CallGate;
  explicit CallSlot(CallGate* gate) : gate_(gate) {}
  CallGate* gate_ = nullptr;
};

// gRPC's own shutdown waits for connections, and a client that does not look at its connection
// keeps one open for seconds. So the gate waits for the calls, after which connections may be cut.
// Threads: any.
class CallGate {
 public:
  // SHUTTING_DOWN once the gate is closed.
  base::StatusOr<CallSlot> Enter();

  // Lets nobody in from now on.
  void Close();

  // Waits until all have left, at most so long.
  void WaitUntilEmpty(std::chrono::microseconds longest);

 private:
  friend class CallSlot;
  void Leave();

  std::atomic<int64_t> inside_{0};
  std::atomic<bool> closed_{false};
  base::Mutex mutex_;
  base::CondVar emptied_;
};

}  // namespace anchorledger::rpc
