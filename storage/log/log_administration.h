// What an operator may ask of a log that lies on disk, beside the six verbs.
#pragma once

#include <string>
#include <vector>

#include "storage/log/log_identity.h"
#include "storage/log/log_types.h"

namespace anchorledger::storage {

enum class WritingState {
  kWriting,
  kFull,      // no space: goes on by itself when there is
  kFailed,    // a write or sync failed: goes on only after a restart
  kReadOnly,  // opened for reading
  kStopped,
};

struct LogStatus {
  WritingState state = WritingState::kWriting;
  base::Status why;  // OK while writing
  size_t queued_commits = 0;
};

class LogAdministration {
 public:
  virtual ~LogAdministration() = default;

  virtual LogStatus status() const = 0;

  // Believes the clock as it is now, after commits were answered with CLOCK_REFUSED.
  virtual void ConfirmClock() = 0;

  // Writes a copy of the log into `folder`, which must not exist, while appending goes on. The copy
  // is complete up to the head returned, was opened and checked, and is durable. It has no
  // watermark: putting it in the place of a log takes AcceptRestore.
  virtual base::StatusOr<LogHead> CreateBackup(const std::string& folder) = 0;

  // The epochs of the log, from 1.
  virtual std::vector<Epoch> Epochs() const = 0;
};

}  // namespace anchorledger::storage
