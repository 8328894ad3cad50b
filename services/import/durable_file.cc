#include "services/import/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <vector>

#include "proto/base/check.h"

namespace anchorledger::importing {
namespace {

base::Status FileError(std::string_view what, const std::string& path) {
  const int error = errno;
  const base::ErrorReason reason = error == ENOENT ? base::ErrorReason::kNotFound
                                   : error == ENOSPC || error == EDQUOT
                                       ? base::ErrorReason::kStorageFull
                                       : base::ErrorReason::kStorageFailed;
  return base::MakeError(reason, "cannot " + std::string(what) + " " +
                                     std::filesystem::path(path).filename().string() + ": " +
                                     std::generic_category().message(error));
}

base::Status SyncFolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return FileError("open the folder of", path);
  const bool synced = ::fsync(descriptor) == 0;
  const base::Status status = synced ? absl::OkStatus() : FileError("sync the folder of", path);
  ::close(descriptor);
  return status;
}

}  // namespace

base::Status ReplaceFile(const std::string& path, std::string_view content) {
  const std::string fresh = path + ".new";
  std::error_code ignored;
  std::filesystem::remove(fresh, ignored);
  {
    AL_ASSIGN_OR_RETURN(const auto file, SpoolFile::Open(fresh, SpoolFile::Mode::kAppend));
    AL_RETURN_IF_ERROR(file->Append(content));
    AL_RETURN_IF_ERROR(file->Sync());
  }
  if (std::rename(fresh.c_str(), path.c_str()) != 0) return FileError("replace", path);
  return SyncFolderOf(path);
}

base::StatusOr<std::string> ReadSmallFile(const std::string& path) {
  AL_ASSIGN_OR_RETURN(const auto file, SpoolFile::Open(path, SpoolFile::Mode::kRead));
  std::string content;
  std::vector<char> buffer(16U << 10);
  while (true) {
    AL_ASSIGN_OR_RETURN(const std::size_t size, file->Read(buffer));
    if (size == 0) return content;
    content.append(buffer.data(), size);
  }
}

base::StatusOr<std::unique_ptr<SpoolFile>> SpoolFile::Open(const std::string& path, Mode mode) {
  const int flags = mode == Mode::kRead ? O_RDONLY : O_RDWR | O_CREAT | O_APPEND;
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
  if (descriptor < 0) return FileError("open", path);
  return std::unique_ptr<SpoolFile>(new SpoolFile(descriptor, path));
}

SpoolFile::~SpoolFile() { ::close(descriptor_); }

base::StatusOr<std::size_t> SpoolFile::Read(std::span<char> buffer) {
  while (true) {
    const ssize_t size =
        ::pread(descriptor_, buffer.data(), buffer.size(), static_cast<off_t>(offset_));
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return FileError("read", path_);
    offset_ += static_cast<std::uint64_t>(size);
    return static_cast<std::size_t>(size);
  }
}

base::Status SpoolFile::Append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::write(descriptor_, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return FileError("write", path_);
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return absl::OkStatus();
}

base::Status SpoolFile::Sync() {
  return ::fdatasync(descriptor_) == 0 ? absl::OkStatus() : FileError("sync", path_);
}

base::StatusOr<std::uint64_t> SpoolFile::Size() const {
  struct stat status{};
  if (::fstat(descriptor_, &status) != 0) return FileError("look at", path_);
  return static_cast<std::uint64_t>(status.st_size);
}

}  // namespace anchorledger::importing
