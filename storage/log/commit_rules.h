// The shape every commit must have, whatever the backend.
#pragma once

#include <cstddef>
#include <string_view>

#include "proto/base/limits.h"
#include "storage/log/log_types.h"

namespace anchorledger::storage {

// Expectations and guards of one commit. What an event is checked against (its own stream, the
// organisations, the place and the period it names) is about half a dozen streams, so the largest
// commit must not be refused for what its callers cannot see. `kCommitBytesMax` bounds it as well.
inline constexpr std::size_t kCommitExpectationsMax = 8 * base::kCommitEventsMax;

// OK when the commit is within the bounds of limits.h and its names can be stored: tenant, stream
// and request id are non-empty and hold no NUL byte. FIELD_INVALID or MESSAGE_TOO_LARGE otherwise.
base::Status CheckShape(const Commit& commit);

// The bytes a commit is counted with in bounded queues and groups.
size_t CommitBytes(const Commit& commit);

// Whether a stream whose last revision is `actual` (0: no record) satisfies the expectation.
bool Holds(const Expectation& expectation, base::Revision actual);

}  // namespace anchorledger::storage
