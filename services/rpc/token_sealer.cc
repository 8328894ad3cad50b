#include "services/rpc/token_sealer.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <utility>

#include "absl/strings/escaping.h"
#include "proto/base/check.h"
#include "proto/base/hash.h"
#include "proto/base/limits.h"

namespace anchorledger::rpc {
namespace {

constexpr size_t kMacBytes = 16;

std::string Encode(std::string_view bytes) {
  std::string token;
  absl::WebSafeBase64Escape(absl::string_view(bytes.data(), bytes.size()), &token);
  return token;
}

base::Status Invalid() {
  return base::MakeError(base::ErrorReason::kPageTokenInvalid,
                         "the token is damaged, or was made for another request");
}

}  // namespace

TokenSealer::TokenSealer(std::string key) : key_(std::move(key)) {
  AL_CHECK(key_.size() == kKeyBytes);
}

std::string TokenSealer::Mac(std::string_view purpose, std::string_view content) const {
  std::string text(purpose);
  text += '\0';  // a purpose has none, so the two cannot be shifted against each other
  text += content;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  AL_CHECK(HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
                reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(),
                &length) != nullptr);
  AL_CHECK(length >= kMacBytes);
  return std::string(reinterpret_cast<const char*>(digest.data()), kMacBytes);
}

std::string TokenSealer::Seal(std::string_view purpose, std::string_view content) const {
  return Encode(std::string(content) + Mac(purpose, content));
}

base::StatusOr<std::string> TokenSealer::Open(std::string_view purpose,
                                              std::string_view token) const {
  std::string bytes;
  if (token.size() > base::kPageTokenBytesMax ||
      !absl::WebSafeBase64Unescape(absl::string_view(token.data(), token.size()), &bytes) ||
      bytes.size() < kMacBytes || Encode(bytes) != token) {
    return Invalid();  // also blanks, padding and spare bits, which the decoder overlooks
  }
  const std::string content = bytes.substr(0, bytes.size() - kMacBytes);
  if (!base::ConstantTimeEqual(Mac(purpose, content),
                               std::string_view(bytes).substr(content.size()))) {
    return Invalid();
  }
  return content;
}

}  // namespace anchorledger::rpc
