#include "storage/rocksdb/rocksdb_status.h"

#include <rocksdb/status.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace anchorledger::storage {

base::Status FromRocksdb(const rocksdb::Status& status, std::string_view doing) {
  if (status.ok()) return absl::OkStatus();
  base::ErrorReason reason = base::ErrorReason::kStorageFailed;
  if (status.IsCorruption()) reason = base::ErrorReason::kDataCorrupt;
  if (status.IsNotFound()) reason = base::ErrorReason::kNotFound;
  if (IsOutOfSpace(status)) reason = base::ErrorReason::kStorageFull;
  return base::MakeError(reason, std::string(doing) + ": " + status.ToString());
}

bool IsOutOfSpace(const rocksdb::Status& status) {
  if (status.IsNoSpace()) return true;
  if (!status.IsIOError()) return false;
  // A used up quota or file size limit is a full disk too, but RocksDB keeps only the text.
  const std::string text = status.ToString();
  for (const int error : {EDQUOT, EFBIG}) {
    if (text.ends_with(std::generic_category().message(error))) return true;
  }
  return false;
}

}  // namespace anchorledger::storage
