// Digests, checksums, random bytes and their text form.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "proto/base/status.h"

namespace anchorledger::base {

using Sha256Digest = std::array<std::uint8_t, 32>;

// SHA-256 of bytes that come in pieces. Finish may be called once. Not thread-safe.
class Sha256Hasher {
 public:
  Sha256Hasher();
  ~Sha256Hasher();
  Sha256Hasher(const Sha256Hasher&) = delete;
  Sha256Hasher& operator=(const Sha256Hasher&) = delete;

  void Update(std::string_view bytes);
  Sha256Digest Finish();

 private:
  struct Context;  // hides the OpenSSL header
  std::unique_ptr<Context> context_;
};

Sha256Digest Sha256(std::string_view bytes);

// The digest as bytes of a string, and back (nothing but 32 bytes is a digest: DATA_CORRUPT).
std::string_view AsBytes(const Sha256Digest& digest);  // valid as long as the digest
StatusOr<Sha256Digest> ToDigest(std::string_view bytes);

// CRC-32C (Castagnoli), the value itself, not masked. `seed` continues an earlier value.
std::uint32_t Crc32c(std::string_view bytes, std::uint32_t seed = 0);

// Bytes from the system's generator, fit for secrets. A generator that fails aborts the process.
void FillRandom(std::span<std::uint8_t> bytes);
std::string RandomBytes(std::size_t count);

// Compares in a time that depends on the lengths only.
bool ConstantTimeEqual(std::string_view a, std::string_view b);

// Two lower-case digits a byte; parsing takes upper case too, else FIELD_INVALID.
std::string HexEncode(std::string_view bytes);
StatusOr<std::string> HexDecode(std::string_view text);

}  // namespace anchorledger::base
