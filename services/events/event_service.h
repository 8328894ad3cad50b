// EventService: the handlers, and nothing else.
#pragma once

#include <memory>

#include "proto/runtime/clock.h"
#include "services/append/event_appender.h"
#include "services/events/list_events.h"
#include "services/rpc/guarded_service.h"

namespace anchorledger::events {

// What the handlers use; everything must outlive the service.
struct EventServiceParts {
  append::EventAppender& appender;
  ReadParts read;
  const runtime::Clock& clock;
};

std::unique_ptr<rpc::GuardedService> MakeEventService(rpc::Guard& guard, EventServiceParts parts);

}  // namespace anchorledger::events
