// Checks a whole log that nobody has open: every record, every row, the watermark.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/log/log_recovery.h"

namespace anchorledger::storage {

// Something that is wrong. Position 0: not with one record.
struct LogProblem {
  base::Position position{};
  std::string what;
};

struct LogReport {
  LogIdentity identity;
  LogHead head;
  std::optional<Watermark> watermark;  // backups have none
  uint64_t records = 0;                // read and found whole
  uint64_t erased = 0;                 // of these, without their payload
  uint64_t commits = 0;
  uint64_t streams = 0;
  // At most kLogProblemsMax, in the order of positions for the records: the first one names the
  // first bad position. Empty: the log is whole.
  std::vector<LogProblem> problems;
};

inline constexpr size_t kLogProblemsMax = 100;

// Reads all of the log in `options.folder` (or of a backup) and changes nothing. Problems of the
// log are in the report; an error means that it could not be checked (it is open elsewhere, or
// cannot be read at all).
base::StatusOr<LogReport> VerifyLog(const LogFolderOptions& options);

}  // namespace anchorledger::storage
