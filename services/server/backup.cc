#include "services/server/backup.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "services/check/backup_manifest.h"

namespace anchorledger::server {
namespace {

using base::ErrorReason;

// Files and bytes below a folder; what vanishes while it is read is not counted.
check::LeftOut SizeOf(const std::string& folder) {
  check::LeftOut size;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator at(folder, error), end; at != end && !error;
       at.increment(error)) {
    if (!at->is_regular_file(error)) continue;
    const std::uintmax_t bytes = at->file_size(error);
    if (error) continue;
    ++size.files;
    size.bytes += bytes;
  }
  return size;
}

check::LeftOut Uploads(const std::string& folder) {
  check::LeftOut uploads = SizeOf(folder);
  uploads.name = "uploads";
  uploads.why = "files being imported; send them again";
  return uploads;
}

base::Status Copy(const std::string& from, const std::string& to) {
  std::error_code error;
  std::filesystem::copy_file(from, to, error);
  return error ? base::MakeError(ErrorReason::kStorageFailed, "cannot copy " + from)
               : absl::OkStatus();
}

// The parts, the manifest last: without it the folder is no backup.
base::StatusOr<storage::LogHead> Fill(storage::RocksdbLog& log, const BackupParts& parts,
                                      const std::string& target) {
  AL_ASSIGN_OR_RETURN(const storage::LogHead head, log.CreateBackup(target + "/log"));
  AL_RETURN_IF_ERROR(Copy(parts.data.seal_key_file, target + "/token-seal.key"));
  AL_RETURN_IF_ERROR(Copy(parts.tokens_file, target + "/tokens"));
  std::vector<std::string> holds = {"log", "token-seal.key", "tokens"};
  std::error_code error;
  if (std::filesystem::exists(parts.data.report_links, error)) {  // where links were ever made
    AL_RETURN_IF_ERROR(Copy(parts.data.report_links, target + "/report-links"));
    holds.emplace_back("report-links");
  }
  AL_RETURN_IF_ERROR(check::WriteManifest(
      target, {.head = head,
               .holds = std::move(holds),
               .left_out = {{.name = "projections", .why = "made anew from the log"},
                            Uploads(parts.data.uploads)}}));
  return head;
}

}  // namespace

base::StatusOr<admin::BackupMade> MakeBackup(storage::RocksdbLog& log, const BackupParts& parts,
                                             std::string_view name) {
  const std::string target = parts.folder + '/' + std::string(name);
  std::error_code error;
  std::filesystem::create_directories(parts.folder, error);
  if (std::filesystem::exists(target, error)) {
    return base::MakeError(ErrorReason::kRuleBroken,
                           "name: there is a backup of this name already");
  }
  if (!std::filesystem::create_directory(target, error)) {
    return base::MakeError(ErrorReason::kStorageFailed, "cannot create " + target);
  }
  // Holds what lets people in, if only as hashes: for the owner alone.
  std::filesystem::permissions(target, std::filesystem::perms::owner_all, error);
  base::StatusOr<storage::LogHead> head = Fill(log, parts, target);
  if (!head.ok()) {
    std::filesystem::remove_all(target, error);
    return head.status();
  }
  return admin::BackupMade{
      .path = target, .position = head->position, .size_bytes = SizeOf(target).bytes};
}

}  // namespace anchorledger::server
