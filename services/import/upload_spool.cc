#include "services/import/upload_spool.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "proto/base/limits.h"
#include "services/import/durable_file.h"

namespace anchorledger::importing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStateSuffix = ".state";
constexpr std::size_t kFileNameBytesMax = 200;
// One tenant cannot take the room of all others.
constexpr std::uint64_t kTenantBytesMax = base::kSpoolBytesMax / 4;

base::Status Invalid(std::string field, std::string_view what) {
  return base::InvalidFields(
      {{std::move(field), std::string(what), base::ErrorReason::kFieldInvalid}});
}

base::StatusOr<base::Sha256Digest> DigestOf(const std::string& path) {
  AL_ASSIGN_OR_RETURN(const auto file, SpoolFile::Open(path, SpoolFile::Mode::kRead));
  base::Sha256Hasher hasher;
  std::vector<char> buffer(1U << 20);
  while (true) {
    AL_ASSIGN_OR_RETURN(const std::size_t size, file->Read(buffer));
    if (size == 0) return hasher.Finish();
    hasher.Update({buffer.data(), size});
  }
}

// "key value" lines.
std::string LineOf(std::string_view text, std::string_view key) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.size() > key.size() && line.starts_with(key) && line[key.size()] == ' ') {
      return std::string(line.substr(key.size() + 1));
    }
  }
  return {};
}

std::int64_t NumberOf(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

struct UploadSpool::State {
  std::uint64_t total_bytes = 0;
  std::string file_name;
  bool complete = false;
  base::Sha256Digest sha256{};
  base::Instant touched_at;

  std::string ToText() const {
    return "total_bytes " + std::to_string(total_bytes) + "\nfile_name " + file_name +
           "\ncomplete " + (complete ? "1" : "0") + "\nsha256 " +
           base::HexEncode(base::AsBytes(sha256)) + "\ntouched_at " +
           std::to_string(touched_at.micros) + "\n";
  }
  static State Parse(std::string_view text) {
    State state;
    state.total_bytes = static_cast<std::uint64_t>(NumberOf(LineOf(text, "total_bytes")));
    state.file_name = LineOf(text, "file_name");
    state.complete = LineOf(text, "complete") == "1";
    state.touched_at.micros = NumberOf(LineOf(text, "touched_at"));
    const base::StatusOr<std::string> bytes = base::HexDecode(LineOf(text, "sha256"));
    if (bytes.ok() && bytes->size() == state.sha256.size()) {
      std::copy(bytes->begin(), bytes->end(), state.sha256.begin());
    }
    return state;
  }
  base::Instant expires_at() const {
    return touched_at.PlusMicros(std::chrono::microseconds(base::kUploadRetention).count());
  }
};

bool IsClientMadeId(std::string_view text) {
  return text.size() >= 8 && text.size() <= base::kRequestIdBytesMax &&
         std::all_of(text.begin(), text.end(), [](char byte) {
           return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                  (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
         });
}

std::string FolderName(const base::TenantId& tenant) { return base::HexEncode(tenant.value()); }

base::StatusOr<UploadProgress> UploadSpool::Store(const base::TenantId& tenant,
                                                  const UploadPart& part) {
  if (!IsClientMadeId(part.upload_id)) {
    return Invalid("upload_id", "wanted 8 to 64 letters, digits, '-' and '_'");
  }
  const std::string path = PathOf(tenant, part.upload_id);
  {
    const base::MutexLock lock(mutex_);
    if (!busy_.insert(path).second) {
      return base::MakeError(base::ErrorReason::kQueueFull,
                             "another part of this upload is being stored");
    }
  }
  base::StatusOr<UploadProgress> progress = StoreAlone(tenant, part);
  const base::MutexLock lock(mutex_);
  busy_.erase(path);
  return progress;
}

base::StatusOr<UploadProgress> UploadSpool::StoreAlone(const base::TenantId& tenant,
                                                       const UploadPart& part) {
  const std::string path = PathOf(tenant, part.upload_id);
  const base::StatusOr<std::string> known = ReadSmallFile(path + std::string(kStateSuffix));
  State state;
  if (known.ok()) {
    state = State::Parse(*known);
  } else if (base::ReasonOf(known.status()) != base::ErrorReason::kNotFound) {
    return known.status();
  } else if (part.data.empty() && part.total_bytes == 0) {
    return UploadProgress{};  // only asks
  } else {
    AL_ASSIGN_OR_RETURN(state, Begin(tenant, part));
  }
  AL_ASSIGN_OR_RETURN(const auto file, SpoolFile::Open(path, SpoolFile::Mode::kAppend));
  AL_ASSIGN_OR_RETURN(std::uint64_t stored, file->Size());
  if (part.total_bytes != 0 && part.total_bytes != state.total_bytes) {
    return Invalid("total_bytes", "differs from what the first part said");
  }
  if (part.offset > stored) {
    return Invalid("offset", "is " + std::to_string(part.offset) + ", but only " +
                                 std::to_string(stored) + " bytes are stored");
  }
  if (part.data.size() > base::kUploadChunkBytesMax) {
    return Invalid("data",
                   "a part has at most " + std::to_string(base::kUploadChunkBytesMax) + " bytes");
  }
  if (part.offset + part.data.size() > state.total_bytes) {
    return Invalid("data", "reaches beyond total_bytes");
  }
  if (part.offset + part.data.size() > stored) {
    AL_RETURN_IF_ERROR(file->Append(part.data.substr(stored - part.offset)));
    AL_RETURN_IF_ERROR(file->Sync());
    stored = part.offset + part.data.size();
  }
  if (!part.sha256.empty() && !state.complete) {
    if (stored != state.total_bytes) {
      return Invalid("sha256", "comes with the last part, but bytes are missing");
    }
    AL_RETURN_IF_ERROR(Complete(path, part, state));
  }
  state.touched_at = clock_.Now();
  AL_RETURN_IF_ERROR(ReplaceFile(path + std::string(kStateSuffix), state.ToText()));
  return UploadProgress{stored, state.complete, state.expires_at()};
}

base::StatusOr<UploadSpool::State> UploadSpool::Begin(const base::TenantId& tenant,
                                                      const UploadPart& part) const {
  if (part.total_bytes == 0) return Invalid("total_bytes", "is required in the first part");
  if (part.total_bytes > base::kUploadBytesMax) {
    return Invalid("total_bytes", "is " + std::to_string(part.total_bytes) +
                                      ", but a file has at most " +
                                      std::to_string(base::kUploadBytesMax) +
                                      " bytes; cut it by period or source");
  }
  if (part.offset != 0) return Invalid("offset", "is not 0, but nothing is stored yet");
  if (part.file_name.size() > kFileNameBytesMax ||
      std::any_of(part.file_name.begin(), part.file_name.end(),
                  [](char byte) { return static_cast<unsigned char>(byte) < 0x20; })) {
    return Invalid("file_name", "wanted at most 200 bytes without control characters");
  }
  AL_RETURN_IF_ERROR(CheckRoom(tenant, part.total_bytes));
  std::error_code error;
  fs::create_directories(FolderOf(tenant), error);
  if (error) {
    return base::MakeError(base::ErrorReason::kStorageFailed,
                           "cannot create a folder for uploads: " + error.message());
  }
  State state;
  state.total_bytes = part.total_bytes;
  state.file_name = part.file_name;
  state.touched_at = clock_.Now();
  AL_RETURN_IF_ERROR(
      ReplaceFile(PathOf(tenant, part.upload_id) + std::string(kStateSuffix), state.ToText()));
  return state;
}

base::Status UploadSpool::CheckRoom(const base::TenantId& tenant, std::uint64_t total_bytes) const {
  std::uint64_t promised = total_bytes;
  std::uint64_t of_tenant = total_bytes;
  std::size_t uploads = 1;
  const fs::path own = FolderOf(tenant);
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder_, error), end; it != end; it.increment(error)) {
    if (error) break;
    if (it->path().extension() != kStateSuffix) continue;
    const base::StatusOr<std::string> text = ReadSmallFile(it->path().string());
    const std::uint64_t bytes = text.ok() ? State::Parse(*text).total_bytes : 0;
    promised += bytes;
    if (it->path().parent_path() != own) continue;
    of_tenant += bytes;
    ++uploads;
  }
  std::string what;
  if (uploads > base::kUploadsPerTenantMax) {
    what = std::to_string(base::kUploadsPerTenantMax) + " uploads are kept already";
  } else if (of_tenant > kTenantBytesMax) {
    what = "with this one, uploads would hold " + std::to_string(of_tenant) + " of " +
           std::to_string(kTenantBytesMax) + " bytes";
  } else if (promised > base::kSpoolBytesMax) {
    what = "the server has no more room for uploads";
  } else {
    return absl::OkStatus();
  }
  return base::MakeError(base::ErrorReason::kQuotaExceeded,
                         what + "; an upload is deleted " +
                             std::to_string(base::kUploadRetention.count()) +
                             " hours after its last part");
}

base::Status UploadSpool::Complete(const std::string& path, const UploadPart& part,
                                   State& state) const {
  AL_ASSIGN_OR_RETURN(state.sha256, DigestOf(path));
  if (base::AsBytes(state.sha256) == part.sha256) {
    state.complete = true;
    return absl::OkStatus();
  }
  std::error_code ignored;
  fs::remove(path, ignored);
  fs::remove(path + std::string(kStateSuffix), ignored);
  return Invalid("sha256", "is not that of the bytes that arrived; upload the file again");
}

base::StatusOr<UploadedFile> UploadSpool::Find(const base::TenantId& tenant,
                                               std::string_view upload_id) const {
  const base::Status missing =
      base::MakeError(base::ErrorReason::kNotFound,
                      "there is no complete upload '" + std::string(upload_id.substr(0, 64)) + "'");
  if (!IsClientMadeId(upload_id)) return missing;
  const std::string path = PathOf(tenant, upload_id);
  const base::StatusOr<std::string> text = ReadSmallFile(path + std::string(kStateSuffix));
  if (!text.ok()) {
    return base::ReasonOf(text.status()) == base::ErrorReason::kNotFound ? missing : text.status();
  }
  State state = State::Parse(*text);
  if (!state.complete) return missing;
  return UploadedFile{path, std::move(state.file_name), state.total_bytes, state.sha256};
}

void UploadSpool::RemoveExpired(const absl::flat_hash_set<std::string>& used_paths) {
  const base::Instant now = clock_.Now();
  std::vector<std::string> expired;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder_, error), end; it != end; it.increment(error)) {
    if (error) break;
    if (it->path().extension() != kStateSuffix) continue;
    const base::StatusOr<std::string> text = ReadSmallFile(it->path().string());
    if (!text.ok() || State::Parse(*text).expires_at() > now) continue;
    std::string path = it->path().string();
    path.resize(path.size() - kStateSuffix.size());
    if (!used_paths.contains(path)) expired.push_back(std::move(path));
  }
  const base::MutexLock lock(mutex_);
  for (const std::string& path : expired) {
    if (busy_.contains(path)) continue;
    fs::remove(path, error);
    fs::remove(path + std::string(kStateSuffix), error);
  }
}

std::string UploadSpool::FolderOf(const base::TenantId& tenant) const {
  return folder_ + "/" + FolderName(tenant);
}

std::string UploadSpool::PathOf(const base::TenantId& tenant, std::string_view upload_id) const {
  return FolderOf(tenant) + "/" + std::string(upload_id);
}

}  // namespace anchorledger::importing
