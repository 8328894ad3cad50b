#include "services/security/tokens_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace anchorledger::security {
namespace {

constexpr mode_t kOwnerOnly = 0600;

// Closes a descriptor at the end of a scope; closing drops a lock that is held on it.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) {
      ::close(value_);
    }
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int value() const { return value_; }

 private:
  const int value_;
};

base::Status SystemError(const std::string& what, const std::string& path) {
  return base::MakeError(base::ErrorReason::kStorageFailed,
                         what + ' ' + path + ": " + std::strerror(errno));
}

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

base::StatusOr<std::vector<TokenRecord>> TokensFile::Read() const {
  std::ifstream file(path_);
  if (!file) {
    return base::MakeError(base::ErrorReason::kNotFound, "tokens file: cannot open " + path_);
  }
  std::vector<TokenRecord> records;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    auto record = ParseTokenRecord(line);
    if (!record.ok()) {
      return base::Annotate(record.status(), path_ + ':' + std::to_string(number));
    }
    records.push_back(*std::move(record));
  }
  return records;
}

base::StatusOr<std::vector<TokenRecord>> TokensFile::Change(
    const std::function<base::Status(std::vector<TokenRecord>&)>& change) const {
  const std::string lock_path = path_ + ".lock";
  const Descriptor lock(::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly));
  if (lock.value() < 0 || ::flock(lock.value(), LOCK_EX) != 0) {
    return SystemError("lock", lock_path);
  }
  std::vector<TokenRecord> records;
  if (::access(path_.c_str(), F_OK) == 0) {
    AL_ASSIGN_OR_RETURN(records, Read());
  }
  AL_RETURN_IF_ERROR(change(records));
  std::ostringstream text;
  text << "# token_id sha256 tenant actor organisation roles created_at expires_at state\n";
  for (const TokenRecord& record : records) {
    text << FormatTokenRecord(record) << '\n';
  }
  AL_RETURN_IF_ERROR(Replace(text.str()));
  return records;
}

base::Status TokensFile::Replace(const std::string& text) const {
  const std::string temporary = path_ + ".new";
  {
    const Descriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnerOnly));
    if (file.value() < 0) {
      return SystemError("open", temporary);
    }
    AL_RETURN_IF_ERROR(WriteAll(file.value(), text, temporary));
  }
  if (::rename(temporary.c_str(), path_.c_str()) != 0) {
    return SystemError("rename", temporary);
  }
  return SyncFolderOf(path_);
}

uint64_t TokensFile::Version() const {
  struct stat info{};
  if (::stat(path_.c_str(), &info) != 0) {
    return 0;
  }
  // A replaced file is another inode; the time tells apart inodes that were used again.
  return static_cast<uint64_t>(info.st_ino) * 1'000'003U ^
         (static_cast<uint64_t>(info.st_mtim.tv_sec) * 1'000'000'000U +
          static_cast<uint64_t>(info.st_mtim.tv_nsec));
}

}  // namespace anchorledger::security
