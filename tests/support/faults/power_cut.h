// What a disk has promised to keep, and what is left of files when the power is cut.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "proto/base/mutex.h"

namespace anchorledger::testing {

// How sectors of 512 bytes that were written but not synced come out of a power cut.
enum class Loss {
  kDrop,    // none of them was written
  kKeep,    // all of them were
  kGarble,  // each one by chance: kept, lost (zeros or the old bytes) or filled with noise
};

// Follows the files that are written and knows what is only in the cache of the system. Names and
// lengths of files: a file whose folder was not synced since it was created may be gone, renames
// and removals count as durable at once (what relies on their order must sync the folder anyway).
// Threads: any.
class DurabilityTracker {
 public:
  void Created(const std::string& path, uint64_t bytes_there);
  // A file that was there before is opened for writing; all of it counts as durable.
  void Opened(const std::string& path, uint64_t bytes_there);
  void Appended(const std::string& path, uint64_t count);
  // Bytes of a file are written over; `before` is what they were (shorter at the end of the file).
  void Overwritten(const std::string& path, uint64_t offset, std::string_view before,
                   uint64_t count);
  void Truncated(const std::string& path, uint64_t bytes);
  void Synced(const std::string& path);
  void FolderSynced(const std::string& folder);
  void Renamed(const std::string& from, const std::string& to);
  void Removed(const std::string& path);

  // Changes the real files to what a power cut now leaves. `seed` decides what is left to chance.
  void Apply(Loss loss, uint64_t seed);

 private:
  struct Overwrite {
    std::string before;
    uint64_t count = 0;
  };
  struct File {
    uint64_t bytes = 0;
    uint64_t bytes_synced = 0;
    bool name_synced = false;
    std::map<uint64_t, Overwrite> overwritten;  // since the last sync, by offset
  };

  base::Mutex mutex_;
  std::map<std::string, File> files_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace anchorledger::testing
