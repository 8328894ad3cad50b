// A file system for RocksDB which fails when told, and which forgets what was not synced.
#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "proto/base/mutex.h"
#include "tests/support/faults/power_cut.h"

namespace anchorledger::testing {

enum class DiskOperation { kCreate, kWrite, kSync, kSyncFolder, kRead, kRename, kRemove };

// Passes everything on to the real file system, except:
// - Fail: operations of one kind fail from the nth on.
// - SetFreeBytes: what GetFreeSpace says; writes fail with "no space" beyond it.
// - CutPower and ApplyLoss: see there.
// Threads: any.
class FaultyFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  FaultyFileSystem();

  const char* Name() const override { return "FaultyFileSystem"; }

  // An environment over this file system; valid as long as this object.
  rocksdb::Env* env() { return env_.get(); }

  // From now on operations of this kind on paths that contain `path` are counted, and fail with
  // `error` from the nth (1: the next) on, `times` of them.
  void Fail(DiskOperation operation, int nth, rocksdb::IOStatus error, int times = 1 << 30,
            std::string path = "");
  void StopFailing();
  // How often the failing operation was asked for since Fail.
  int asked() const;
  bool has_failed() const;

  // Nothing: as much as there really is.
  void SetFreeBytes(std::optional<uint64_t> bytes);

  // From now on nothing reaches the disk any more: every change fails.
  void CutPower();
  // After CutPower, when all files are closed: makes the files what the cut left of them, and lets
  // the disk work again.
  void ApplyLoss(Loss loss, uint64_t seed);

  // What the wrappers of files call. OK: do it.
  rocksdb::IOStatus Before(DiskOperation operation, const std::string& path, uint64_t bytes = 0);
  DurabilityTracker& tracker() { return tracker_; }

  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus ReopenWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                       std::unique_ptr<rocksdb::FSWritableFile>* file,
                                       rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewRandomRWFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSRandomRWFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewRandomAccessFile(const std::string& path,
                                        const rocksdb::FileOptions& options,
                                        std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                        rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewSequentialFile(const std::string& path, const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSSequentialFile>* file,
                                      rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewDirectory(const std::string& path, const rocksdb::IOOptions& options,
                                 std::unique_ptr<rocksdb::FSDirectory>* folder,
                                 rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& path, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus GetFreeSpace(const std::string& path, const rocksdb::IOOptions& options,
                                 uint64_t* bytes, rocksdb::IODebugContext* debug) override;

 private:
  struct Failure {
    DiskOperation operation;
    std::string path;
    rocksdb::IOStatus error;
    int from = 0;
    int until = 0;
    int asked = 0;
  };

  DurabilityTracker tracker_;
  std::unique_ptr<rocksdb::Env> env_;
  mutable base::Mutex mutex_;
  std::optional<Failure> failure_ ABSL_GUARDED_BY(mutex_);
  std::optional<uint64_t> free_bytes_ ABSL_GUARDED_BY(mutex_);
  bool power_is_cut_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace anchorledger::testing
