// Records of the log on their way to a caller: which of them, and in which form.
#pragma once

#include "proto/base/status.h"
#include "services/events/event_filter.h"
#include "services/events/read_scope.h"
#include "storage/log/log_types.h"

namespace anchorledger::api::v1 {
class RecordedEvent;
}  // namespace anchorledger::api::v1

namespace anchorledger::events {

// Looks at one record. True when the caller asked for it and may see it: then `event` is filled in.
// The tenant is compared first, then what needs no parsing, then the header, then the right to see
// it; the payload is parsed last. DATA_CORRUPT for bytes that do not parse.
base::StatusOr<bool> ReadEvent(const storage::Record& record, const base::TenantId& tenant,
                               const EventFilter& filter, ReadScope& scope,
                               api::v1::RecordedEvent& event);

}  // namespace anchorledger::events
