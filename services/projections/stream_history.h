// The history of a stream, read from the log.
#pragma once

#include <cstdint>
#include <limits>

#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/domain/history.h"
#include "services/domain/recorded_event.h"
#include "storage/log/event_log.h"

namespace anchorledger::projections {

inline constexpr base::Position kWholeStream{std::numeric_limits<std::uint64_t>::max()};

// All events of the stream up to position `until`, corrections applied; empty when there is none.
// Costs one read for each kReadRecordsMax events of the stream. Errors as of DecodeRecord.
base::StatusOr<domain::History> ReadHistory(const storage::EventLog& log,
                                            const base::TenantId& tenant,
                                            const base::StreamId& stream,
                                            base::Position until = kWholeStream);

// A record of the log with header and payload parsed, the payload null when it was erased.
// DATA_CORRUPT when they do not parse.
base::StatusOr<domain::RecordedEvent> DecodeRecord(const storage::Record& record);

}  // namespace anchorledger::projections
