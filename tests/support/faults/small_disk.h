// A small file system of its own, for filling up and for cutting the power of. Needs root.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace anchorledger::testing {

// Mounted while it lives. Nothing when this machine or user cannot mount.
class SmallDisk {
 public:
  // In memory.
  static std::unique_ptr<SmallDisk> MountMemory(const std::string& mount_point, uint64_t bytes);
  // An ext4 in the file `image` on a loop device; made when `format`.
  enum class Format { kNew, kKeep };
  static std::unique_ptr<SmallDisk> MountImage(const std::string& image,
                                               const std::string& mount_point, uint64_t bytes,
                                               Format format);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  const std::string& path() const { return path_; }

 private:
  explicit SmallDisk(std::string path) : path_(std::move(path)) {}

  const std::string path_;
};

}  // namespace anchorledger::testing
