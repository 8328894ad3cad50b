#include "tests/support/faults/faulty_file_system.h"

#include <utility>

namespace anchorledger::testing {
namespace {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

class FaultyWritableFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FaultyWritableFile(std::unique_ptr<rocksdb::FSWritableFile> file, std::string path,
                     FaultyFileSystem& disk)
      : rocksdb::FSWritableFileOwnerWrapper(std::move(file)), path_(std::move(path)), disk_(disk) {}

  IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* debug) override {
    IOStatus status = disk_.Before(DiskOperation::kWrite, path_, data.size());
    if (status.ok()) status = FSWritableFileOwnerWrapper::Append(data, options, debug);
    if (status.ok()) disk_.tracker().Appended(path_, data.size());
    return status;
  }
  IOStatus Append(const Slice& data, const IOOptions& options, const rocksdb::DataVerificationInfo&,
                  IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  IOStatus Truncate(uint64_t size, const IOOptions& options, IODebugContext* debug) override {
    IOStatus status = disk_.Before(DiskOperation::kWrite, path_);
    if (status.ok()) status = FSWritableFileOwnerWrapper::Truncate(size, options, debug);
    if (status.ok()) disk_.tracker().Truncated(path_, size);
    return status;
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    IOStatus status = disk_.Before(DiskOperation::kSync, path_);
    if (status.ok()) status = FSWritableFileOwnerWrapper::Sync(options, debug);
    if (status.ok()) disk_.tracker().Synced(path_);
    return status;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return Sync(options, debug);
  }

 private:
  const std::string path_;
  FaultyFileSystem& disk_;
};

class FaultyRandomRWFile final : public rocksdb::FSRandomRWFileOwnerWrapper {
 public:
  FaultyRandomRWFile(std::unique_ptr<rocksdb::FSRandomRWFile> file, std::string path,
                     FaultyFileSystem& disk)
      : rocksdb::FSRandomRWFileOwnerWrapper(std::move(file)), path_(std::move(path)), disk_(disk) {}

  IOStatus Write(uint64_t offset, const Slice& data, const IOOptions& options,
                 IODebugContext* debug) override {
    IOStatus status = disk_.Before(DiskOperation::kWrite, path_, data.size());
    if (!status.ok()) return status;
    std::string buffer(data.size(), '\0');
    Slice before;
    status = FSRandomRWFileOwnerWrapper::Read(offset, data.size(), options, &before, buffer.data(),
                                              debug);
    if (!status.ok()) return status;
    disk_.tracker().Overwritten(path_, offset, before.ToStringView(), data.size());
    return FSRandomRWFileOwnerWrapper::Write(offset, data, options, debug);
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    IOStatus status = disk_.Before(DiskOperation::kSync, path_);
    if (status.ok()) status = FSRandomRWFileOwnerWrapper::Sync(options, debug);
    if (status.ok()) disk_.tracker().Synced(path_);
    return status;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return Sync(options, debug);
  }

 private:
  const std::string path_;
  FaultyFileSystem& disk_;
};

class FaultyRandomAccessFile final : public rocksdb::FSRandomAccessFileOwnerWrapper {
 public:
  FaultyRandomAccessFile(std::unique_ptr<rocksdb::FSRandomAccessFile> file, std::string path,
                         FaultyFileSystem& disk)
      : rocksdb::FSRandomAccessFileOwnerWrapper(std::move(file)),
        path_(std::move(path)),
        disk_(disk) {}

  IOStatus Read(uint64_t offset, size_t count, const IOOptions& options, Slice* result,
                char* scratch, IODebugContext* debug) const override {
    const IOStatus status = disk_.Before(DiskOperation::kRead, path_);
    if (!status.ok()) return status;
    return FSRandomAccessFileOwnerWrapper::Read(offset, count, options, result, scratch, debug);
  }

 private:
  const std::string path_;
  FaultyFileSystem& disk_;
};

class FaultyDirectory final : public rocksdb::FSDirectoryWrapper {
 public:
  FaultyDirectory(std::unique_ptr<rocksdb::FSDirectory> folder, std::string path,
                  FaultyFileSystem& disk)
      : rocksdb::FSDirectoryWrapper(std::move(folder)), path_(std::move(path)), disk_(disk) {}

  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return FsyncWithDirOptions(options, debug, rocksdb::DirFsyncOptions());
  }
  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                               const rocksdb::DirFsyncOptions& how) override {
    IOStatus status = disk_.Before(DiskOperation::kSyncFolder, path_);
    if (status.ok()) status = FSDirectoryWrapper::FsyncWithDirOptions(options, debug, how);
    if (status.ok()) disk_.tracker().FolderSynced(path_);
    return status;
  }

 private:
  const std::string path_;
  FaultyFileSystem& disk_;
};

}  // namespace

FaultyFileSystem::FaultyFileSystem()
    : rocksdb::FileSystemWrapper(rocksdb::FileSystem::Default()),
      // The environment must not own this object: it would own itself.
      env_(rocksdb::NewCompositeEnv(
          std::shared_ptr<rocksdb::FileSystem>(std::shared_ptr<void>(), this))) {}

void FaultyFileSystem::Fail(DiskOperation operation, int nth, IOStatus error, int times,
                            std::string path) {
  base::MutexLock lock(mutex_);
  failure_ = Failure{.operation = operation,
                     .path = std::move(path),
                     .error = std::move(error),
                     .from = nth,
                     .until = nth + times,
                     .asked = 0};
}

void FaultyFileSystem::StopFailing() {
  base::MutexLock lock(mutex_);
  failure_.reset();
}

int FaultyFileSystem::asked() const {
  base::MutexLock lock(mutex_);
  return failure_ ? failure_->asked : 0;
}

bool FaultyFileSystem::has_failed() const {
  base::MutexLock lock(mutex_);
  return failure_ && failure_->asked >= failure_->from;
}

void FaultyFileSystem::SetFreeBytes(std::optional<uint64_t> bytes) {
  base::MutexLock lock(mutex_);
  free_bytes_ = bytes;
}

void FaultyFileSystem::CutPower() {
  base::MutexLock lock(mutex_);
  power_is_cut_ = true;
}

void FaultyFileSystem::ApplyLoss(Loss loss, uint64_t seed) {
  tracker_.Apply(loss, seed);
  base::MutexLock lock(mutex_);
  power_is_cut_ = false;
}

IOStatus FaultyFileSystem::Before(DiskOperation operation, const std::string& path,
                                  uint64_t bytes) {
  base::MutexLock lock(mutex_);
  if (power_is_cut_ && operation != DiskOperation::kRead) {
    return IOStatus::IOError("the power is cut");
  }
  if (failure_ && failure_->operation == operation &&
      path.find(failure_->path) != std::string::npos) {
    const int now = ++failure_->asked;
    if (now >= failure_->from && now < failure_->until) return failure_->error;
  }
  const bool takes_space = operation == DiskOperation::kWrite && bytes > 0;
  if (!takes_space || !free_bytes_) return IOStatus::OK();
  if (bytes > *free_bytes_) return IOStatus::NoSpace("No space left on device");
  *free_bytes_ -= bytes;
  return IOStatus::OK();
}

IOStatus FaultyFileSystem::NewWritableFile(const std::string& path,
                                           const rocksdb::FileOptions& options,
                                           std::unique_ptr<rocksdb::FSWritableFile>* file,
                                           IODebugContext* debug) {
  IOStatus status = Before(DiskOperation::kCreate, path);
  std::unique_ptr<rocksdb::FSWritableFile> opened;
  if (status.ok()) status = FileSystemWrapper::NewWritableFile(path, options, &opened, debug);
  if (!status.ok()) return status;
  tracker_.Created(path, 0);
  *file = std::make_unique<FaultyWritableFile>(std::move(opened), path, *this);
  return status;
}

IOStatus FaultyFileSystem::ReopenWritableFile(const std::string& path,
                                              const rocksdb::FileOptions& options,
                                              std::unique_ptr<rocksdb::FSWritableFile>* file,
                                              IODebugContext* debug) {
  IOStatus status = Before(DiskOperation::kCreate, path);
  std::unique_ptr<rocksdb::FSWritableFile> opened;
  if (status.ok()) status = FileSystemWrapper::ReopenWritableFile(path, options, &opened, debug);
  if (!status.ok()) return status;
  tracker_.Opened(path, opened->GetFileSize(rocksdb::IOOptions(), debug));
  *file = std::make_unique<FaultyWritableFile>(std::move(opened), path, *this);
  return status;
}

IOStatus FaultyFileSystem::NewRandomRWFile(const std::string& path,
                                           const rocksdb::FileOptions& options,
                                           std::unique_ptr<rocksdb::FSRandomRWFile>* file,
                                           IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSRandomRWFile> opened;
  IOStatus status = FileSystemWrapper::NewRandomRWFile(path, options, &opened, debug);
  if (!status.ok()) return status;
  uint64_t bytes = 0;
  status = GetFileSize(path, rocksdb::IOOptions(), &bytes, debug);
  if (!status.ok()) return status;
  tracker_.Opened(path, bytes);
  *file = std::make_unique<FaultyRandomRWFile>(std::move(opened), path, *this);
  return status;
}

IOStatus FaultyFileSystem::NewRandomAccessFile(const std::string& path,
                                               const rocksdb::FileOptions& options,
                                               std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                               IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSRandomAccessFile> opened;
  IOStatus status = FileSystemWrapper::NewRandomAccessFile(path, options, &opened, debug);
  if (!status.ok()) return status;
  *file = std::make_unique<FaultyRandomAccessFile>(std::move(opened), path, *this);
  return status;
}

IOStatus FaultyFileSystem::NewSequentialFile(const std::string& path,
                                             const rocksdb::FileOptions& options,
                                             std::unique_ptr<rocksdb::FSSequentialFile>* file,
                                             IODebugContext* debug) {
  const IOStatus status = Before(DiskOperation::kRead, path);
  if (!status.ok()) return status;
  return FileSystemWrapper::NewSequentialFile(path, options, file, debug);
}

IOStatus FaultyFileSystem::NewDirectory(const std::string& path, const IOOptions& options,
                                        std::unique_ptr<rocksdb::FSDirectory>* folder,
                                        IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSDirectory> opened;
  IOStatus status = FileSystemWrapper::NewDirectory(path, options, &opened, debug);
  if (!status.ok()) return status;
  *folder = std::make_unique<FaultyDirectory>(std::move(opened), path, *this);
  return status;
}

IOStatus FaultyFileSystem::DeleteFile(const std::string& path, const IOOptions& options,
                                      IODebugContext* debug) {
  IOStatus status = Before(DiskOperation::kRemove, path);
  if (status.ok()) status = FileSystemWrapper::DeleteFile(path, options, debug);
  if (status.ok()) tracker_.Removed(path);
  return status;
}

IOStatus FaultyFileSystem::RenameFile(const std::string& from, const std::string& to,
                                      const IOOptions& options, IODebugContext* debug) {
  IOStatus status = Before(DiskOperation::kRename, from);
  if (status.ok()) status = FileSystemWrapper::RenameFile(from, to, options, debug);
  if (status.ok()) tracker_.Renamed(from, to);
  return status;
}

IOStatus FaultyFileSystem::GetFreeSpace(const std::string& path, const IOOptions& options,
                                        uint64_t* bytes, IODebugContext* debug) {
  {
    base::MutexLock lock(mutex_);
    if (free_bytes_) {
      *bytes = *free_bytes_;
      return IOStatus::OK();
    }
  }
  return FileSystemWrapper::GetFreeSpace(path, options, bytes, debug);
}

}  // namespace anchorledger::testing
