// What makes a row the same row when its file comes again.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "proto/base/date.h"
#include "services/import/opaque_id.h"

namespace anchorledger::importing {

// What makes rows with a key the same: their source and their key. Its key text names the row.
Fingerprint IdentityOfKey(std::string_view source, std::span<const std::string> key);

// Gives rows their identity: source and key; or, without a key, source, declared period, content
// and ordinal among equal rows of the file. A generation above 0 is for a row whose earlier events
// an import took out again: events that were voided stay voided, so the fact needs new ones.
//
// Remembers 8 bytes a row with a key, and as much for each distinct content. Not thread-safe.
class RowIdentities {
 public:
  RowIdentities(std::string source, std::optional<base::Period> period)
      : source_(std::move(source)), period_(period) {}

  // The key text of a row without a key.
  std::string OfContent(const Fingerprint& content, std::uint32_t ordinal,
                        std::uint32_t generation) const;

  // How many equal rows came before this one.
  std::uint32_t NextOrdinal(const Fingerprint& content);
  // Whether a row with this identity (see IdentityOfKey) stood in the file before.
  bool IsRepeated(const Fingerprint& identity);

 private:
  const std::string source_;
  const std::optional<base::Period> period_;
  absl::flat_hash_set<std::uint64_t> contents_;
  absl::flat_hash_map<std::uint64_t, std::uint32_t> repeated_;  // content -> rows beyond the first
  absl::flat_hash_set<std::uint64_t> keys_;
};

}  // namespace anchorledger::importing
