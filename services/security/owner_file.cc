#include "services/security/owner_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>

namespace anchorledger::security {
namespace {

base::Status WriteAll(int descriptor, std::string_view text, const std::string& path) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) {
      return SystemError("write", path);
    }
    text.remove_prefix(static_cast<size_t>(written));
  }
  return ::fsync(descriptor) == 0 ? absl::OkStatus() : SystemError("fsync", path);
}

// A rename is durable once the folder is synced.
base::Status SyncFolderOf(const std::string& path) {
  const size_t slash = path.find_last_of('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.value() < 0 || ::fsync(descriptor.value()) != 0) {
    return SystemError("sync folder", folder);
  }
  return absl::OkStatus();
}

}  // namespace

Descriptor::~Descriptor() {
  if (value_ >= 0) {
    ::close(value_);
  }
}

base::Status SystemError(const std::string& what, const std::string& path) {
  return base::MakeError(base::ErrorReason::kStorageFailed,
                         what + ' ' + path + ": " + std::strerror(errno));
}

base::Status ReplaceOwnerFile(const std::string& path, const std::string& text) {
  const std::string temporary = path + ".new";
  {
    const Descriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnerOnly));
    if (file.value() < 0) {
      return SystemError("open", temporary);
    }
    AL_RETURN_IF_ERROR(WriteAll(file.value(), text, temporary));
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    return SystemError("rename", temporary);
  }
  return SyncFolderOf(path);
}

}  // namespace anchorledger::security
