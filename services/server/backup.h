// Backups of a server that goes on serving.
#pragma once

#include <string>
#include <string_view>

#include "services/admin/admin_service.h"
#include "services/server/data_folder.h"
#include "storage/log/rocksdb_log.h"

namespace anchorledger::server {

// What a backup copies, and where backups lie.
struct BackupParts {
  std::string folder;  // of all backups
  DataFolder data;
  std::string tokens_file;
};

// Makes the backup `name`: the log, the key that seals tokens, the hashed tokens, and a manifest
// that also names what is left out. RULE_BROKEN when there is one of this name; on any failure
// nothing of it stays. Cost: hard links for the log, whatever its size.
base::StatusOr<admin::BackupMade> MakeBackup(storage::RocksdbLog& log, const BackupParts& parts,
                                             std::string_view name);

}  // namespace anchorledger::server
