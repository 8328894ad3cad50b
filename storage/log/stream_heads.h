// Remembers the last revisions of streams that were written or compared lately.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "absl/container/node_hash_map.h"
#include "absl/hash/hash.h"
#include "storage/log/log_types.h"

namespace anchorledger::storage {

// A bounded cache. Keys are stream prefixes (see MakeKey). When the younger generation is full it
// becomes the older one, and the older one is forgotten; what is used moves to the younger.
// Not thread-safe: belongs to the writer thread.
class StreamHeads {
 public:
  explicit StreamHeads(size_t streams_max) : generation_max_(streams_max / 2) {}

  // Replaces `key` by that of the stream.
  static void MakeKey(std::string_view tenant, std::string_view stream, std::string& key);

  // Where the last revision of a stream is kept, to be read and changed; null when it is not known.
  // It stays there until Trim.
  base::Revision* Find(std::string_view key);
  base::Revision* Put(std::string_view key, base::Revision revision);
  // The same for a stream that was not found.
  base::Revision* Add(std::string_view key, base::Revision revision);

  // Forgets what is too much. Nothing is forgotten at any other time: what a group has put, and
  // nothing but this cache knows yet, has to stay until the group is written.
  void Trim();
  void Clear();

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view key) const { return absl::Hash<std::string_view>()(key); }
  };
  // Entries stay where they are; most streams that are asked for are new, and to know that takes no
  // look at an entry.
  using Revisions = absl::node_hash_map<std::string, base::Revision, Hash, std::equal_to<>>;

  const size_t generation_max_;
  Revisions younger_;
  Revisions older_;
};

}  // namespace anchorledger::storage
