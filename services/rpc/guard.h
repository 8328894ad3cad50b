// The one path of every call: deadline, authenticate, authorize; then, on a worker, parse and
// handle; at the end, count and log.
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "proto/base/status.h"
#include "proto/runtime/logging.h"
#include "services/rpc/call_gate.h"
#include "services/rpc/stream_set.h"
#include "services/rpc/worker_pool.h"
#include "services/security/authenticator.h"
#include "services/security/authorizer.h"
#include "services/telemetry/telemetry.h"

namespace anchorledger::rpc {

// Where the work of a call is done.
enum class Lane {
  kShort,  // bounded, never waits: appends
  kLong,   // may read much, or wait for a projection
};

// What the guard knows of a method: its rule and its counters. One object for the server's life.
struct Method {
  std::string path;                            // "/anchorledger.api.v1.EventService/AppendEvents"
  std::string_view name;                       // the path without its slash
  const security::MethodRule* rule = nullptr;  // null: refused to everybody
  Lane lane = Lane::kLong;
  std::array<telemetry::Counter*, 17> calls_by_code{};
  telemetry::Histogram* duration = nullptr;
};

// What arrives with a call, before its content.
struct Arrival {
  std::string_view authorization;  // empty: none
  std::string_view peer;
  std::chrono::system_clock::time_point deadline;
};

// What was decided on a call.
struct Admission {
  security::PrincipalRef principal;
  std::chrono::system_clock::time_point deadline;  // not later than kCallDeadlineMax from now
  CallSlot slot;                                   // held until gRPC is done with the call
};

// Decides on calls, and is told how they ended. Every method of every service runs through it, by
// construction: GuardedService is the only way to register one. Threads: any; Admit() takes some
// microseconds and no lock that is held for longer, since it runs on the threads of gRPC.
class Guard {
 public:
  struct Parts {
    security::Authenticator& authenticator;
    telemetry::Telemetry& telemetry;
    WorkerPool& short_pool;
    WorkerPool& long_pool;
    runtime::Logger logger;
    // Whether calls that went well and need no audit leave a log line, too.
    bool log_all_calls = true;
  };

  // All parts must outlive the guard.
  explicit Guard(Parts parts) : parts_(std::move(parts)) {}

  // Looks the rule of a method up and adds its counters.
  std::unique_ptr<Method> AddMethod(std::string_view service, std::string_view method);

  // In this order: a server that is not stopping (SHUTTING_DOWN), a deadline (FIELD_MISSING;
  // streams may do without), a credential (CREDENTIAL_MISSING, CREDENTIAL_INVALID), permission
  // (PERMISSION_DENIED).
  base::StatusOr<Admission> Admit(const Method& method, const Arrival& arrival, bool streaming);

  // Counts and logs a call that has ended; `principal` is null when it was not admitted.
  void Ended(const Method& method, const security::Principal* principal, const base::Status& status,
             std::chrono::steady_clock::time_point started);

  WorkerPool& pool(Lane lane) {
    return lane == Lane::kShort ? parts_.short_pool : parts_.long_pool;
  }
  StreamSet& streams() { return streams_; }

  // Ends all streams, lets no call in any more, and waits for those under way, at most so long.
  void EndCalls(std::chrono::microseconds longest);

 private:
  Parts parts_;
  CallGate gate_;
  StreamSet streams_;
};

// RESOURCE_EXHAUSTED with a delay: what a caller is told when a queue is full.
base::Status QueueFull();

}  // namespace anchorledger::rpc
