#include "services/import/import_results.h"

#include <filesystem>
#include <system_error>

#include "proto/base/limits.h"
#include "services/import/durable_file.h"
#include "services/import/import_job.h"
#include "services/import/upload_spool.h"

namespace anchorledger::importing {
namespace {

namespace api = anchorledger::api::v1;
namespace fs = std::filesystem;

constexpr std::string_view kStateFile = "/import.pb";

}  // namespace

base::StatusOr<std::string> ImportResults::FolderOf(const base::TenantId& tenant,
                                                    std::string_view import_id) const {
  std::string path = PathOf(tenant, import_id);
  std::error_code error;
  fs::create_directories(path, error);
  if (!error) return path;
  return base::MakeError(base::ErrorReason::kStorageFailed,
                         "cannot create the folder of an import: " + error.message());
}

std::string ImportResults::ListPath(const base::TenantId& tenant, std::string_view import_id,
                                    api::RowList list) const {
  const std::string path = PathOf(tenant, import_id);
  if (list == api::ROW_LIST_VANISHED) return VanishedListPath(path);
  if (list == api::ROW_LIST_UNMATCHED_CREDITS) return CreditListPath(path);
  return RejectedListPath(path);
}

base::Status ImportResults::Save(const base::TenantId& tenant, const api::Import& import) const {
  AL_ASSIGN_OR_RETURN(const std::string path, FolderOf(tenant, import.import_id()));
  return ReplaceFile(path + std::string(kStateFile), import.SerializeAsString());
}

std::optional<api::Import> ImportResults::Find(const base::TenantId& tenant,
                                               std::string_view import_id) const {
  const auto bytes = ReadSmallFile(PathOf(tenant, import_id) + std::string(kStateFile));
  api::Import import;
  if (!bytes.ok() || !import.ParseFromString(*bytes)) return std::nullopt;
  return import;
}

std::vector<api::Import> ImportResults::List(const base::TenantId& tenant) const {
  std::vector<api::Import> imports;
  std::error_code error;
  const std::string folder = folder_ + "/" + FolderName(tenant);
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::optional<api::Import> import = Find(tenant, it->path().filename().string());
    if (import.has_value()) imports.push_back(*std::move(import));
  }
  return imports;
}

void ImportResults::RemoveExpired() const {
  const std::int64_t oldest =
      clock_.Now().micros - std::chrono::microseconds(kImportResultRetention).count();
  std::error_code error;
  for (fs::directory_iterator tenant(folder_, error), end; !error && tenant != end;
       tenant.increment(error)) {
    std::vector<fs::path> expired;
    std::error_code inner;
    for (fs::directory_iterator it(tenant->path(), inner); !inner && it != end;
         it.increment(inner)) {
      const auto bytes = ReadSmallFile(it->path().string() + std::string(kStateFile));
      api::Import import;
      if (!bytes.ok() || !import.ParseFromString(*bytes)) continue;
      if (import.ended_at().seconds() * base::kMicrosPerSecond < oldest) {
        expired.push_back(it->path());
      }
    }
    for (const fs::path& path : expired) fs::remove_all(path, inner);
  }
}

std::string ImportResults::PathOf(const base::TenantId& tenant, std::string_view import_id) const {
  return folder_ + "/" + FolderName(tenant) + "/" + std::string(import_id);
}

}  // namespace anchorledger::importing
