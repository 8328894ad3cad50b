// A place in the log that a client keeps: in page tokens and resume tokens.
#pragma once

#include <string>
#include <string_view>

#include "proto/base/status.h"
#include "storage/log/event_log.h"

namespace anchorledger::events {

// 20 bytes, integers with the most significant byte first: u64 log id, u32 epoch, u64 position.
std::string FormatCursor(const storage::ResumePoint& point);
// PAGE_TOKEN_INVALID for other sizes.
base::StatusOr<storage::ResumePoint> ParseCursor(std::string_view bytes);

// LOG_REWOUND, with `common_position` in the metadata, when the log no longer holds what the cursor
// has seen: it was restored from an older state, or is another log.
base::Status CheckNotRewound(const storage::EventLog& log, const storage::ResumePoint& point);

}  // namespace anchorledger::events
