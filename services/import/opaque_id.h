// Ids that say nothing about what they name, and are the same for the same thing in every file.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "proto/base/hash.h"

namespace anchorledger::importing {

// Sixteen bytes that stand for a content or an identity: the front of a SHA-256.
using Fingerprint = std::array<std::uint8_t, 16>;

// Digests a list of values so that no two different lists look alike: each value is preceded by its
// length. Not thread-safe; Finish may be called once.
class ListHasher {
 public:
  void Add(std::string_view value);
  void Add(std::uint64_t number);
  Fingerprint Finish();

 private:
  std::string bytes_;
};

// 16 characters of digits and lower-case letters: the first 80 bits of a fingerprint.
std::string KeyText(const Fingerprint& fingerprint);

// The prefix, "-" and the key text.
std::string OpaqueId(std::string_view prefix, std::string_view key_text);

// The front of a fingerprint as a number, for tables in memory.
std::uint64_t ShortForm(const Fingerprint& fingerprint);

}  // namespace anchorledger::importing
