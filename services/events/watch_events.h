// EventService.WatchEvents.
#pragma once

#include <memory>

#include "proto/base/status.h"
#include "proto/runtime/clock.h"
#include "services/events/list_events.h"
#include "services/rpc/call.h"
#include "services/rpc/message_source.h"

namespace anchorledger::api::v1 {
class WatchEventsRequest;
class WatchEventsResponse;
}  // namespace anchorledger::api::v1

namespace anchorledger::events {

// The source of one watch: one cursor and one bounded chunk of records, whatever the reader's pace.
// Behind the head it reads the log; at the head it waits for the log to call. `parts`, `clock` and
// `call` must outlive the source.
//
// Errors: PAGE_TOKEN_INVALID for a token of another filter or a damaged one; LOG_REWOUND when the
// log was restored to a state before the token; FIELD_INVALID for a position beyond the head.
base::StatusOr<std::unique_ptr<rpc::MessageSource<api::v1::WatchEventsResponse>>> MakeWatchSource(
    const ReadParts& parts, const runtime::Clock& clock, const rpc::Call& call,
    const api::v1::WatchEventsRequest& request, rpc::Waker waker);

}  // namespace anchorledger::events
