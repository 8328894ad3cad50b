// One call that was admitted, as its handler sees it.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "proto/base/status.h"
#include "services/rpc/call_gate.h"
#include "services/security/token_store.h"

namespace anchorledger::rpc {

// Who calls, and until when an answer is of use. Made by the guard only: whoever holds a Call knows
// that its principal was authenticated and may call this method. Lives until the call is answered.
// Threads: any.
class Call {
 public:
  using Deadline = std::chrono::system_clock::time_point;

  Call(std::string_view method, security::PrincipalRef principal, Deadline deadline,
       CallSlot slot = {})
      : slot_(std::move(slot)),
        method_(method),
        principal_(std::move(principal)),
        deadline_(deadline) {}
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  std::string_view method() const { return method_; }
  const security::Principal& principal() const { return *principal_; }
  Deadline deadline() const { return deadline_; }

  // How long the handler may wait for something: nine tenths of the time that is left, so that the
  // answer "it has not come yet" still reaches the caller. Never negative.
  std::chrono::microseconds TimeToWait() const;

  // OK while somebody still waits for the answer; else CANCELLED or DEADLINE_EXCEEDED. Long work
  // asks between its steps.
  base::Status Alive() const;

  // Called by the guard when the client has gone.
  void MarkCancelled() { cancelled_.store(true, std::memory_order_relaxed); }

 private:
  const CallSlot slot_;
  const std::string_view method_;  // outlives the server
  const security::PrincipalRef principal_;
  const Deadline deadline_;
  std::atomic<bool> cancelled_{false};
};

}  // namespace anchorledger::rpc
