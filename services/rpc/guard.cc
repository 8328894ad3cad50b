#include "services/rpc/guard.h"

#include <algorithm>
#include <utility>

#include "proto/base/limits.h"

namespace anchorledger::rpc {
namespace {

using std::chrono::steady_clock;
using std::chrono::system_clock;

constexpr std::array<std::string_view, 17> kCodeNames = {
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
};

size_t CodeIndex(const base::Status& status) {
  const auto code = static_cast<size_t>(status.code());
  return code < kCodeNames.size() ? code : static_cast<size_t>(absl::StatusCode::kUnknown);
}

base::Status NoDeadline() {
  return base::InvalidFields(
      {{"grpc-timeout", "every call needs a deadline", base::ErrorReason::kFieldMissing}});
}

// Says so to who came by a link: the page of the link has to know it from a missing role.
base::Status Denied(const security::Principal& principal) {
  if (principal.link.has_value()) {
    return base::MakeError(base::ErrorReason::kPermissionDenied,
                           "a link opens one report and nothing else", {{"scope", "report_link"}});
  }
  return base::MakeError(base::ErrorReason::kPermissionDenied,
                         "not allowed, or not to be seen, with the roles of this token");
}

}  // namespace

base::Status QueueFull() {
  return base::WithRetryDelay(
      base::MakeError(base::ErrorReason::kQueueFull, "too many calls are waiting"),
      base::kQueueFullRetryDelay);
}

std::unique_ptr<Method> Guard::AddMethod(std::string_view service, std::string_view method) {
  auto added = std::make_unique<Method>();
  added->path = '/' + std::string(service) + '/' + std::string(method);
  added->name = std::string_view(added->path).substr(1);
  added->rule = security::FindMethodRule(added->name);
  const std::string name(added->name);
  for (size_t i = 0; i < kCodeNames.size(); ++i) {
    added->calls_by_code[i] = &parts_.telemetry.AddCounter(
        {"anchorledger_calls_total", "Calls that have ended, by method and code."},
        {{"method", name}, {"code", std::string(kCodeNames[i])}});
  }
  added->duration =
      &parts_.telemetry.AddHistogram({"anchorledger_call_duration_seconds",
                                      "Time of calls from their arrival to their end, by method."},
                                     {{"method", name}});
  return added;
}

base::StatusOr<Admission> Guard::Admit(const Method& method, const Arrival& arrival,
                                       bool streaming) {
  AL_ASSIGN_OR_RETURN(CallSlot slot, gate_.Enter());
  const auto now = system_clock::now();
  const auto latest = now + base::kCallDeadlineMax;
  const bool unlimited = arrival.deadline >= now + base::kCallDeadlineUnlimited;
  if (unlimited && !streaming) {
    return NoDeadline();
  }
  AL_ASSIGN_OR_RETURN(security::PrincipalRef principal,
                      parts_.authenticator.Authenticate(arrival.authorization));
  const security::Decision decision = security::Decide(*principal, method.rule);
  if (!decision.allowed) {
    parts_.logger.Warn("audit", {{"decision", "denied"},
                                 {"method", method.name},
                                 {"rule", decision.rule == nullptr ? "none" : "roles"},
                                 {"tenant", principal->tenant.value()},
                                 {"actor", principal->actor.value()},
                                 {"token_id", principal->token_id},
                                 {"peer", arrival.peer}});
    return Denied(*principal);
  }
  // Who came by a link is known by nothing but the link, so its maker stands beside it.
  if (decision.rule->audited || principal->link.has_value()) {
    parts_.logger.Info(
        "audit",
        {{"decision", "granted"},
         {"method", method.name},
         {"tenant", principal->tenant.value()},
         {"actor", principal->actor.value()},
         {"token_id", principal->token_id},
         {"link_by", principal->link.has_value() ? principal->link->created_by.value() : "-"},
         {"peer", arrival.peer}});
  }
  return Admission{.principal = std::move(principal),
                   .deadline = streaming ? arrival.deadline : std::min(arrival.deadline, latest),
                   .slot = std::move(slot)};
}

void Guard::EndCalls(std::chrono::microseconds longest) {
  streams_.EndAll();
  gate_.Close();
  gate_.WaitUntilEmpty(longest);
}

void Guard::Ended(const Method& method, const security::Principal* principal,
                  const base::Status& status, steady_clock::time_point started) {
  const int64_t micros =
      std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - started).count();
  const size_t code = CodeIndex(status);
  method.calls_by_code[code]->Add();
  method.duration->Observe(micros);
  if (status.ok() && !parts_.log_all_calls) {
    return;
  }
  // The message of an error may quote a field of the request, so only its reason is logged.
  parts_.logger.Info("call", {{"method", method.name},
                              {"code", kCodeNames[code]},
                              {"reason", base::ReasonName(base::ReasonOf(status))},
                              {"tenant", principal == nullptr ? "-" : principal->tenant.value()},
                              {"actor", principal == nullptr ? "-" : principal->actor.value()},
                              {"micros", micros}});
}

}  // namespace anchorledger::rpc
