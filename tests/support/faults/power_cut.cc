#include "tests/support/faults/power_cut.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <utility>

namespace anchorledger::testing {
namespace {

constexpr uint64_t kSectorBytes = 512;

enum class Fate { kKept, kLost, kNoise };

Fate FateOf(Loss loss, std::mt19937_64& random) {
  if (loss == Loss::kKeep) return Fate::kKept;
  if (loss == Loss::kDrop) return Fate::kLost;
  return static_cast<Fate>(random() % 3);
}

std::string Noise(uint64_t count, std::mt19937_64& random) {
  std::string noise;
  while (noise.size() < count) noise.push_back(static_cast<char>(random()));
  return noise;
}

void WriteAt(std::fstream& file, uint64_t offset, std::string_view bytes) {
  file.seekp(static_cast<std::streamoff>(offset));
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// What was appended and not synced: the file ends somewhere in it, and its sectors are by chance.
void LoseAppended(const std::string& path, uint64_t synced, uint64_t end, Loss loss,
                  std::mt19937_64& random) {
  if (loss == Loss::kGarble) end = synced + random() % (end - synced + 1);
  if (loss == Loss::kDrop) end = synced;
  std::filesystem::resize_file(path, end);
  if (loss != Loss::kGarble) return;
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  // The sector that holds synced bytes too is written as a whole or not at all.
  for (uint64_t at = synced; at < end;) {
    const uint64_t next = std::min(end, (at / kSectorBytes + 1) * kSectorBytes);
    const Fate fate = FateOf(loss, random);
    if (fate == Fate::kLost) WriteAt(file, at, std::string(next - at, '\0'));
    if (fate == Fate::kNoise && at % kSectorBytes == 0) {
      WriteAt(file, at, Noise(next - at, random));
    }
    at = next;
  }
}

}  // namespace

void DurabilityTracker::Created(const std::string& path, uint64_t bytes_there) {
  base::MutexLock lock(mutex_);
  files_[path] = File{
      .bytes = bytes_there, .bytes_synced = bytes_there, .name_synced = false, .overwritten = {}};
}

void DurabilityTracker::Opened(const std::string& path, uint64_t bytes_there) {
  base::MutexLock lock(mutex_);
  files_.try_emplace(path, File{.bytes = bytes_there,
                                .bytes_synced = bytes_there,
                                .name_synced = true,
                                .overwritten = {}});
}

void DurabilityTracker::Appended(const std::string& path, uint64_t count) {
  base::MutexLock lock(mutex_);
  files_[path].bytes += count;
}

void DurabilityTracker::Overwritten(const std::string& path, uint64_t offset,
                                    std::string_view before, uint64_t count) {
  base::MutexLock lock(mutex_);
  files_[path].overwritten.try_emplace(offset, Overwrite{std::string(before), count});
}

void DurabilityTracker::Truncated(const std::string& path, uint64_t bytes) {
  base::MutexLock lock(mutex_);
  File& file = files_[path];
  file.bytes = bytes;
  file.bytes_synced = std::min(file.bytes_synced, bytes);
}

void DurabilityTracker::Synced(const std::string& path) {
  base::MutexLock lock(mutex_);
  File& file = files_[path];
  file.bytes_synced = file.bytes;
  file.overwritten.clear();
}

void DurabilityTracker::FolderSynced(const std::string& folder) {
  base::MutexLock lock(mutex_);
  for (auto& [path, file] : files_) {
    if (std::filesystem::path(path).parent_path() == std::filesystem::path(folder)) {
      file.name_synced = true;
    }
  }
}

void DurabilityTracker::Renamed(const std::string& from, const std::string& to) {
  base::MutexLock lock(mutex_);
  const auto found = files_.find(from);
  if (found == files_.end()) return;
  File file = std::move(found->second);
  files_.erase(found);
  file.name_synced = true;
  files_[to] = std::move(file);
}

void DurabilityTracker::Removed(const std::string& path) {
  base::MutexLock lock(mutex_);
  files_.erase(path);
}

void DurabilityTracker::Apply(Loss loss, uint64_t seed) {
  base::MutexLock lock(mutex_);
  std::mt19937_64 random(seed);
  for (const auto& [path, file] : files_) {
    if (!std::filesystem::exists(path)) continue;
    if (!file.name_synced && FateOf(loss, random) == Fate::kLost) {
      std::filesystem::remove(path);
      continue;
    }
    // Preallocated or not, the file ends where it was written to.
    if (file.bytes > file.bytes_synced) {
      LoseAppended(path, file.bytes_synced, file.bytes, loss, random);
    }
    if (file.overwritten.empty()) continue;
    std::fstream stream(path, std::ios::in | std::ios::out | std::ios::binary);
    for (const auto& [offset, overwrite] : file.overwritten) {
      const Fate fate = FateOf(loss, random);
      if (fate == Fate::kLost) WriteAt(stream, offset, overwrite.before);
      if (fate == Fate::kNoise) WriteAt(stream, offset, Noise(overwrite.count, random));
    }
  }
  files_.clear();
}

}  // namespace anchorledger::testing
