#include "storage/log/log_backup.h"

#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/utilities/checkpoint.h>

#include <filesystem>
#include <memory>

#include "storage/rocksdb/directory.h"
#include "storage/rocksdb/rocksdb_status.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::MakeError;
using base::Status;
using base::StatusOr;

StatusOr<LogHead> HeadOf(LogFolderOptions log, const std::string& folder) {
  log.folder = folder;
  AL_ASSIGN_OR_RETURN(const RecoveredLog opened, OpenLogForReading(log));
  return opened.head;
}

std::string ParentOf(const std::string& folder) {
  const std::filesystem::path parent = std::filesystem::path(folder).parent_path();
  return parent.empty() ? "." : parent.string();
}

}  // namespace

StatusOr<LogHead> BackUpLog(LogDatabase& database, const LogFolderOptions& log,
                            const std::string& target) {
  rocksdb::Env* env = EnvOrDefault(log.env);
  AL_ASSIGN_OR_RETURN(const bool taken, Exists(env, target));
  if (taken) return MakeError(ErrorReason::kFieldInvalid, "there is something at " + target);
  const std::string draft = target + ".unfinished";
  AL_RETURN_IF_ERROR(RemoveFolder(env, draft));
  AL_RETURN_IF_ERROR(CreateFolder(env, draft));
  rocksdb::Checkpoint* made = nullptr;
  AL_RETURN_IF_ERROR(
      FromRocksdb(rocksdb::Checkpoint::Create(&database.db(), &made), "backing up the log"));
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
  // With a flush, so that the copy needs no write-ahead log: a linked one may not be synced whole.
  AL_RETURN_IF_ERROR(FromRocksdb(
      checkpoint->CreateCheckpoint(draft + "/db", /*log_size_for_flush=*/0), "backing up the log"));
  AL_RETURN_IF_ERROR(SyncFolder(env, draft + "/db"));
  AL_RETURN_IF_ERROR(SyncFolder(env, draft));
  AL_ASSIGN_OR_RETURN(const LogHead head, HeadOf(log, draft));
  AL_RETURN_IF_ERROR(FromRocksdb(env->RenameFile(draft, target), "naming the backup " + target));
  AL_RETURN_IF_ERROR(SyncFolder(env, ParentOf(target)));
  return head;
}

StatusOr<LogHead> RestoreLog(const std::string& source, const LogFolderOptions& target) {
  rocksdb::Env* env = EnvOrDefault(target.env);
  const std::string database = DatabaseOptionsOf(target).folder;
  AL_ASSIGN_OR_RETURN(const bool taken, Exists(env, database));
  if (taken) {
    return MakeError(ErrorReason::kFieldInvalid,
                     "there is a database at " + database +
                         "; move it away first, it may be needed to see what the backup lacks");
  }
  AL_RETURN_IF_ERROR(CreateFolder(env, target.folder));
  const std::string draft = database + ".unfinished";
  AL_RETURN_IF_ERROR(RemoveFolder(env, draft));
  AL_RETURN_IF_ERROR(CopyFolder(env, source + "/db", draft));
  AL_RETURN_IF_ERROR(FromRocksdb(env->RenameFile(draft, database), "restoring " + database));
  AL_RETURN_IF_ERROR(SyncFolder(env, target.folder));
  return HeadOf(target, target.folder);
}

}  // namespace anchorledger::storage
