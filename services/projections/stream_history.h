// The history of a stream, read from the log.
#pragma once

#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/domain/history.h"
#include "storage/log/event_log.h"

namespace anchorledger::projections {

// All events of the stream up to position `until`, corrections applied. Costs one read for each
// kReadRecordsMax events of the stream.
base::StatusOr<domain::History> ReadHistory(const storage::EventLog& log,
                                            const base::TenantId& tenant,
                                            const base::StreamId& stream, base::Position until);

}  // namespace anchorledger::projections
