// Which log this is, and the epochs it went through.
#pragma once

#include <cstdint>
#include <vector>

#include "storage/log/log_types.h"

namespace anchorledger::storage {

class LogDatabase;

// From position `first` on, the log goes on after an operator accepted that its end was lost.
// Epoch 1 is the one in which the log was created.
struct Epoch {
  uint32_t number = 0;
  base::Position first{};
  base::Instant opened_at{};
  // The last position acknowledged before, as far as known: first..acknowledged were lost.
  base::Position acknowledged{};
  friend bool operator==(const Epoch&, const Epoch&) = default;
};

struct LogIdentity {
  LogId log_id;
  std::vector<Epoch> epochs;  // by number, from 1 without gaps

  const Epoch& current() const { return epochs.back(); }
  // See EventLog::LastCommonPosition.
  base::Position LastCommonPosition(const ResumePoint& point, base::Position head) const;
};

// NOT_FOUND in a database that was never given an identity.
base::StatusOr<LogIdentity> ReadIdentity(LogDatabase& database);

// Writes the identity of a new log, with epoch 1, durably.
base::StatusOr<LogIdentity> WriteNewIdentity(LogDatabase& database, LogId log_id,
                                             base::Instant now);

// Adds the next epoch, durably, and to `identity`.
base::Status OpenEpoch(LogDatabase& database, const Epoch& epoch, LogIdentity& identity);

}  // namespace anchorledger::storage
