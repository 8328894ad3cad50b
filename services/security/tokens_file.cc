#include "services/security/tokens_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "services/security/owner_file.h"

namespace anchorledger::security {

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
  AL_RETURN_IF_ERROR(ReplaceOwnerFile(path_, text.str()));
  return records;
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
