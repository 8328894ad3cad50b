#include "services/server/data_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "proto/base/hash.h"
#include "services/rpc/token_sealer.h"

namespace anchorledger::server {
namespace {

base::Status Failed(const std::string& what, const std::string& path) {
  return base::MakeError(base::ErrorReason::kStorageFailed, what + ' ' + path);
}

base::Status MakeFolder(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return absl::OkStatus();
  }
  if (!std::filesystem::create_directories(path, error) || error) {
    return Failed("cannot create folder", path + ": " + error.message());
  }
  std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
  return error ? Failed("cannot protect folder", path) : absl::OkStatus();
}

base::Status WriteKey(const std::string& file, const std::string& key) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return Failed("cannot create", file);
  }
  const bool written =
      ::write(descriptor, key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
      ::fsync(descriptor) == 0;
  ::close(descriptor);
  return written ? absl::OkStatus() : Failed("cannot write", file);
}

}  // namespace

base::StatusOr<DataFolder> PrepareDataFolder(const std::string& path) {
  DataFolder folder{.log = path + "/log",
                    .projections = path + "/projections",
                    .uploads = path + "/uploads",
                    .sessions = path + "/sessions",
                    .report_links = path + "/report-links",
                    .seal_key_file = path + "/token-seal.key"};
  AL_RETURN_IF_ERROR(MakeFolder(path));
  AL_RETURN_IF_ERROR(MakeFolder(folder.projections));
  AL_RETURN_IF_ERROR(MakeFolder(folder.uploads));
  return folder;
}

base::StatusOr<std::string> LoadSealKey(const std::string& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    const std::string key = base::RandomBytes(rpc::TokenSealer::kKeyBytes);
    AL_RETURN_IF_ERROR(WriteKey(file, key));
    return key;
  }
  std::ifstream stream(file, std::ios::binary);
  const std::string key((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (key.size() != rpc::TokenSealer::kKeyBytes) {
    return base::MakeError(base::ErrorReason::kDataCorrupt,
                           file + " has " + std::to_string(key.size()) + " bytes, not " +
                               std::to_string(rpc::TokenSealer::kKeyBytes));
  }
  return key;
}

}  // namespace anchorledger::server
