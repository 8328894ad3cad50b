// Opens the folder of a log, or says why that must not be done.
#pragma once

#include <memory>
#include <string>

#include "proto/runtime/clock.h"
#include "storage/log/log_database.h"
#include "storage/log/log_identity.h"
#include "storage/log/watermark.h"

namespace anchorledger::storage {

// The folder of a log holds the database in "db" and the watermark file beside it.
struct LogFolderOptions {
  std::string folder;           // its parent must exist
  rocksdb::Env* env = nullptr;  // null: the system's
  runtime::Logger log;
  size_t wal_bytes_max = 64U << 20;
  size_t block_cache_bytes = 64U << 20;
};

LogDatabaseOptions DatabaseOptionsOf(const LogFolderOptions& options);

struct RecoveredLog {
  std::unique_ptr<LogDatabase> database;
  std::unique_ptr<WatermarkFile> watermark;  // null when opened for reading only
  LogIdentity identity;
  LogHead head;
  // False when there is no space to write to: the database was opened for reading only.
  bool writable = true;
};

// Opens the log for serving, or creates it where there is nothing yet. What the database recovered
// is compared with the watermark: where acknowledged records are missing, or the watermark belongs
// to another log or epoch, the answer is DATA_CORRUPT or LOG_REWOUND, naming the missing range, and
// nothing is changed. A write-ahead log damaged behind the watermark only is cut there, and
// reported.
base::StatusOr<RecoveredLog> RecoverLog(const LogFolderOptions& options,
                                        const runtime::Clock& clock);

// Opens a closed log (or a backup, which has no watermark) for reading; changes nothing.
base::StatusOr<RecoveredLog> OpenLogForReading(const LogFolderOptions& options);

// Accepts the log as it is, although its end is missing or it comes from a backup: opens a new
// epoch after its last record and makes that the watermark. Returns where the log now ends.
base::StatusOr<LogHead> AcceptRestore(const LogFolderOptions& options, const runtime::Clock& clock);

// Where the database says the log ends, after checking its last records and that streams and
// requests are as complete as the log.
base::StatusOr<LogHead> InspectHead(LogDatabase& database, const LogIdentity& identity);

}  // namespace anchorledger::storage
