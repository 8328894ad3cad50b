// Small files that only their owner may read, replaced as a whole.
#pragma once

#include <sys/types.h>

#include <string>

#include "proto/base/status.h"

namespace anchorledger::security {

inline constexpr mode_t kOwnerOnly = 0600;

// Closes a descriptor at the end of a scope; closing drops a lock that is held on it.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int value() const { return value_; }

 private:
  const int value_;
};

// STORAGE_FAILED with what the system says about its last failure.
base::Status SystemError(const std::string& what, const std::string& path);

// Writes "<path>.new" and renames it: a reader sees the old file or the new one. Durable when OK;
// otherwise the old file may still be there.
base::Status ReplaceOwnerFile(const std::string& path, const std::string& text);

}  // namespace anchorledger::security
