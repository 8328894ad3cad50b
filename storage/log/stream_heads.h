// Remembers the last revisions of streams that were written or compared lately.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>

#include "storage/log/log_types.h"

namespace anchorledger::storage {

// A bounded cache. Keys are stream prefixes (see StreamHeads::Key). When the younger generation is
// full it becomes the older one, and the older one is forgotten; what is used moves to the younger.
// Not thread-safe: belongs to the writer thread.
class StreamHeads {
 public:
  explicit StreamHeads(size_t streams_max) : generation_max_(streams_max / 2) {}

  static std::string Key(std::string_view tenant, std::string_view stream);

  std::optional<base::Revision> Find(const std::string& key);
  void Put(const std::string& key, base::Revision revision);
  void Clear();

 private:
  const size_t generation_max_;
  std::unordered_map<std::string, base::Revision> younger_;
  std::unordered_map<std::string, base::Revision> older_;
};

}  // namespace anchorledger::storage
