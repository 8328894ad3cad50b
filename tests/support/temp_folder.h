// A folder of its own for a test, removed when the test ends.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

#include "proto/base/check.h"

namespace anchorledger::testing {

// Where the folder lies. In memory syncs cost nothing: for tests that do not ask what survives.
enum class Medium { kDisk, kMemory };

class TempFolder {
 public:
  explicit TempFolder(Medium medium = Medium::kDisk) {
    const std::filesystem::path memory = "/dev/shm";
    const bool in_memory = medium == Medium::kMemory && std::filesystem::is_directory(memory);
    const std::filesystem::path parent =
        in_memory ? memory : std::filesystem::temp_directory_path();
    std::string name = (parent / "anchorledger-XXXXXX").string();
    AL_CHECK(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace anchorledger::testing
