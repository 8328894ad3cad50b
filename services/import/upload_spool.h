// Files on their way in: stored part by part, kept for a while, then deleted.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "proto/base/hash.h"
#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "proto/base/time.h"
#include "proto/runtime/clock.h"

namespace anchorledger::importing {

// One part of a file, as it arrives.
struct UploadPart {
  std::string_view upload_id;
  std::uint64_t offset = 0;
  std::string_view data;
  std::uint64_t total_bytes = 0;  // 0: said before
  std::string_view sha256;        // empty: not the last part
  std::string_view file_name;
};

struct UploadProgress {
  std::uint64_t stored_bytes = 0;
  bool complete = false;
  base::Instant expires_at;
};

// A complete file.
struct UploadedFile {
  std::string path;
  std::string file_name;
  std::uint64_t size = 0;
  base::Sha256Digest sha256{};
};

// Keeps uploads in a folder of its own, each with a small file that says how it stands. What was
// answered as stored survives a stop of the process and of the machine. Bounded by kUploadBytesMax
// a file, kUploadsPerTenantMax and a quarter of kSpoolBytesMax a tenant, and kSpoolBytesMax; an
// upload is deleted kUploadRetention after its last part. Threads: any; parts of one upload must
// come one after the other.
class UploadSpool {
 public:
  // The folder is created with the first upload. `clock` must outlive the spool.
  UploadSpool(std::string folder, const runtime::Clock& clock)
      : folder_(std::move(folder)), clock_(clock) {}

  // Stores a part; without data it only says how the upload stands. A part that is stored already,
  // whole or in front, is not stored twice. With the SHA-256 of the whole file and all bytes there,
  // the upload is complete. FIELD_INVALID: id, offset, size or digest are wrong (a wrong digest
  // discards the upload); QUOTA_EXCEEDED: a bound is reached; QUEUE_FULL: another part of this
  // upload is being stored.
  base::StatusOr<UploadProgress> Store(const base::TenantId& tenant, const UploadPart& part);

  // A complete upload; NOT_FOUND when there is none, or it is not complete.
  base::StatusOr<UploadedFile> Find(const base::TenantId& tenant, std::string_view upload_id) const;

  // Deletes what has expired, except uploads in `used_paths`.
  void RemoveExpired(const absl::flat_hash_set<std::string>& used_paths);

 private:
  struct State;  // what the small file says

  base::StatusOr<UploadProgress> StoreAlone(const base::TenantId& tenant, const UploadPart& part);
  base::Status CheckRoom(const base::TenantId& tenant, std::uint64_t total_bytes) const;
  base::StatusOr<State> Begin(const base::TenantId& tenant, const UploadPart& part) const;
  base::Status Complete(const std::string& path, const UploadPart& part, State& state) const;
  std::string FolderOf(const base::TenantId& tenant) const;
  std::string PathOf(const base::TenantId& tenant, std::string_view upload_id) const;

  const std::string folder_;
  const runtime::Clock& clock_;
  base::Mutex mutex_;
  absl::flat_hash_set<std::string> busy_ ABSL_GUARDED_BY(mutex_);
};

// 8 to 64 letters, digits, "-" and "_": ids that clients make for uploads, imports and profiles.
bool IsClientMadeId(std::string_view text);

// A folder name for a tenant, whatever characters its id has.
std::string FolderName(const base::TenantId& tenant);

}  // namespace anchorledger::importing
