#include "services/import/opaque_id.h"

#include <algorithm>
#include <cstring>

namespace anchorledger::importing {

void ListHasher::Add(std::string_view value) {
  Add(static_cast<std::uint64_t>(value.size()));
  bytes_.append(value);
}

void ListHasher::Add(std::uint64_t number) {
  for (int shift = 0; shift < 64; shift += 8) {
    bytes_.push_back(static_cast<char>((number >> shift) & 0xffU));
  }
}

Fingerprint ListHasher::Finish() {
  const base::Sha256Digest digest = base::Sha256(bytes_);
  Fingerprint fingerprint{};
  std::copy_n(digest.begin(), fingerprint.size(), fingerprint.begin());
  return fingerprint;
}

std::string KeyText(const Fingerprint& fingerprint) {
  constexpr std::string_view kLetters = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (std::size_t at = 0; at < 10; ++at) {
    bits = (bits << 8U) | fingerprint[at];
    held += 8;
    while (held >= 5) {
      held -= 5;
      text.push_back(kLetters[(bits >> static_cast<unsigned>(held)) & 31U]);
    }
  }
  return text;
}

std::string OpaqueId(std::string_view prefix, std::string_view key_text) {
  std::string id;
  id.reserve(prefix.size() + 1 + key_text.size());
  id.append(prefix).append("-").append(key_text);
  return id;
}

std::uint64_t ShortForm(const Fingerprint& fingerprint) {
  std::uint64_t number = 0;
  std::memcpy(&number, fingerprint.data(), sizeof(number));
  return number;
}

}  // namespace anchorledger::importing
