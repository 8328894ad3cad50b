// Copies of a log: made while it is written, and put back.
#pragma once

#include <string>

#include "storage/log/log_recovery.h"

namespace anchorledger::storage {

// Writes a copy of an open log into `target`, which must not exist; its parent must. The copy is
// made beside it first, so that what bears the name is whole. On the same file system the copy
// shares the unchanging files of the log (hard links): quick, but no help against a broken disk.
// The copy was opened, and its last records checked; VerifyLog checks all of it. Returns where the
// copy ends.
base::StatusOr<LogHead> BackUpLog(LogDatabase& database, const LogFolderOptions& log,
                                  const std::string& target);

// Copies the backup `source` to where a log is to be served from. There must be no database there;
// a watermark may be left, so that what is missing since the backup can be told. The log must then
// be accepted with AcceptRestore. Returns where the copy ends.
base::StatusOr<LogHead> RestoreLog(const std::string& source, const LogFolderOptions& target);

}  // namespace anchorledger::storage
