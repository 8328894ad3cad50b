#include "services/events/event_service.h"

#include <utility>

#include "anchorledger/api/v1/event.pb.h"
#include "services/append/append_request.h"
#include "services/events/link_scope.h"
#include "services/events/watch_events.h"

namespace anchorledger::events {
namespace {

namespace api = ::anchorledger::api::v1;

append::Actor ActorOf(const security::Principal& principal) {
  append::Actor actor{.tenant = principal.tenant,
                      .actor = principal.actor,
                      .organisation = principal.organisation,
                      .roles = {}};
  for (const security::Role role : principal.roles.ToVector()) {
    if (role != security::Role::kOperator) {  // records nothing
      actor.roles.push_back(static_cast<int>(role));
    }
  }
  return actor;
}

void FillOutcome(const append::AppendOutcome& outcome, const storage::LogHead& head,
                 api::AppendEventsResponse& response) {
  response.mutable_events()->Reserve(static_cast<int>(outcome.events.size()));
  for (const append::AppendedAt& at : outcome.events) {
    api::AppendedEvent& event = *response.add_events();
    event.set_position(at.position.value());
    event.set_stream(at.stream.value());
    event.set_revision(at.revision.value());
  }
  if (outcome.recorded_at.micros != 0) {
    response.mutable_recorded_at()->set_seconds(outcome.recorded_at.micros /
                                                base::kMicrosPerSecond);
    response.mutable_recorded_at()->set_nanos(
        static_cast<int32_t>(outcome.recorded_at.micros % base::kMicrosPerSecond * 1000));
  }
  response.set_duplicate(outcome.duplicate);
  response.set_log_id(storage::FormatLogId(head.log_id));
  response.set_epoch(head.epoch);
}

base::StatusOr<append::AppendCommand> ParseAppend(const EventServiceParts& parts,
                                                  const security::Principal& principal,
                                                  const api::AppendEventsRequest& request) {
  append::LogWorld world = parts.appender.MakeWorld(principal.tenant);
  if (!principal.link.has_value()) {
    return append::ParseAppendRequest(request, ActorOf(principal), world);
  }
  LinkScope scope(principal, parts.read.cache);
  AL_RETURN_IF_ERROR(scope.CheckRequest(request));
  AL_ASSIGN_OR_RETURN(append::AppendCommand command,
                      append::ParseAppendRequest(request, ActorOf(principal), world));
  AL_RETURN_IF_ERROR(scope.Narrow(command));
  return command;
}

void HandleAppend(const EventServiceParts& parts, const rpc::Call& call,
                  const api::AppendEventsRequest& request, api::AppendEventsResponse& response,
                  rpc::Responder respond) {
  auto command = ParseAppend(parts, call.principal(), request);
  if (!command.ok()) {
    respond(command.status());
    return;
  }
  parts.appender.Append(
      *std::move(command),
      [&parts, &response, respond](const base::StatusOr<append::AppendOutcome>& outcome) {
        if (outcome.ok()) {
          FillOutcome(*outcome, parts.read.log.Head(), response);
        }
        respond(outcome.status());
      });
}

}  // namespace

std::unique_ptr<rpc::GuardedService> MakeEventService(rpc::Guard& guard, EventServiceParts parts) {
  auto service = std::make_unique<rpc::GuardedService>("anchorledger.api.v1.EventService", guard);
  const auto shared = std::make_shared<const EventServiceParts>(std::move(parts));
  service->AsyncUnary<api::AppendEventsRequest, api::AppendEventsResponse>(
      "AppendEvents", [shared](const rpc::Call& call, const api::AppendEventsRequest& request,
                               api::AppendEventsResponse& response, rpc::Responder respond) {
        HandleAppend(*shared, call, request, response, respond);
      });
  service->UseShortLane("AppendEvents");
  service->Unary<api::ListEventsRequest, api::ListEventsResponse>(
      "ListEvents", [shared](const rpc::Call& call, const api::ListEventsRequest& request,
                             api::ListEventsResponse& response) {
        return ListEvents(shared->read, call, request, response);
      });
  service->ServerStream<api::WatchEventsRequest, api::WatchEventsResponse>(
      "WatchEvents",
      [shared](const rpc::Call& call, const api::WatchEventsRequest& request, rpc::Waker waker) {
        return MakeWatchSource(shared->read, shared->clock, call, request, std::move(waker));
      });
  return service;
}

}  // namespace anchorledger::events
