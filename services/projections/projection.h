// What a follower drives: a state that is computed from the log and nothing else.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "proto/base/status.h"
#include "services/projections/recorded_event.h"
#include "storage/log/log_types.h"

namespace anchorledger::projections {

// Implementations decide what they store and where. What they hold is a pure function of the events
// applied, in order: how these were cut into batches leaves no trace (architecture.md, I5).
//
// Threads: Apply, Commit and committed() are called by one thread at a time; reading is up to the
// implementation and must not wait for them for long.
class Projection {
 public:
  Projection() = default;
  Projection(const Projection&) = delete;
  Projection& operator=(const Projection&) = delete;
  virtual ~Projection() = default;

  // For operators and for the folder on disk: lower case, as in "metrics".
  virtual std::string_view name() const = 0;

  // Raised whenever the same events would give another state. A stored state of another version is
  // not continued but built anew.
  virtual std::uint32_t version() const = 0;

  // Where the durable state stands; position 0 for an empty one.
  virtual storage::ResumePoint committed() const = 0;

  // Whether events of this type are to come with their payload.
  virtual bool NeedsPayload(std::uint32_t event_type) const = 0;

  // Takes the next events. Readers do not see their effect yet. After an error the projection is
  // not used any more.
  virtual base::Status Apply(std::span<const RecordedEvent> events) = 0;

  // Makes all that was applied durable together with `point`, the last position applied; then, and
  // at once, visible to readers.
  virtual base::Status Commit(const storage::ResumePoint& point) = 0;
};

}  // namespace anchorledger::projections
