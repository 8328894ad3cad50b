#include "proto/base/hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>

#include "proto/base/check.h"

namespace anchorledger::base {

namespace {

// Fetched once: with EVP_sha256() every digest would look its algorithm up again, behind locks,
// which costs more than hashing an event.
const EVP_MD* Algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  AL_CHECK(algorithm != nullptr);
  return algorithm;
}

// One digest after the other in the same memory.
class DigestContext {
 public:
  DigestContext() { AL_CHECK(evp_ != nullptr); }
  DigestContext(const DigestContext&) = delete;
  DigestContext& operator=(const DigestContext&) = delete;
  ~DigestContext() { EVP_MD_CTX_free(evp_); }

  void Begin() { AL_CHECK(EVP_DigestInit_ex(evp_, Algorithm(), nullptr) == 1); }
  void Update(std::string_view bytes) {
    AL_CHECK(EVP_DigestUpdate(evp_, bytes.data(), bytes.size()) == 1);
  }
  Sha256Digest Finish() {
    Sha256Digest digest{};
    unsigned int size = 0;
    AL_CHECK(EVP_DigestFinal_ex(evp_, digest.data(), &size) == 1);
    AL_CHECK(size == digest.size());
    return digest;
  }

 private:
  EVP_MD_CTX* const evp_ = EVP_MD_CTX_new();
};

}  // namespace

struct Sha256Hasher::Context : DigestContext {};

Sha256Hasher::Sha256Hasher() : context_(std::make_unique<Context>()) { context_->Begin(); }

Sha256Hasher::~Sha256Hasher() = default;

void Sha256Hasher::Update(std::string_view bytes) { context_->Update(bytes); }

Sha256Digest Sha256Hasher::Finish() { return context_->Finish(); }

Sha256Digest Sha256(std::string_view bytes) {
  thread_local DigestContext context;  // making one is the dearest part of a short digest
  context.Begin();
  context.Update(bytes);
  return context.Finish();
}

std::string_view AsBytes(const Sha256Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

StatusOr<Sha256Digest> ToDigest(std::string_view bytes) {
  Sha256Digest digest{};
  if (bytes.size() != digest.size()) {
    return MakeError(ErrorReason::kDataCorrupt,
                     "a digest has " + std::to_string(bytes.size()) + " bytes, not 32");
  }
  std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

void FillRandom(std::span<std::uint8_t> bytes) {
  AL_CHECK(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
}

std::string RandomBytes(std::size_t count) {
  std::string bytes(count, '\0');
  FillRandom({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  return bytes;
}

bool ConstantTimeEqual(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string HexEncode(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    text.push_back(kDigits[byte >> 4U]);
    text.push_back(kDigits[byte & 0xfU]);
  }
  return text;
}

StatusOr<std::string> HexDecode(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string bytes;
  bytes.reserve(text.size() / 2);
  bool valid = text.size() % 2 == 0;
  for (std::size_t i = 0; valid && i < text.size(); i += 2) {
    const int high = digit(text[i]);
    const int low = digit(text[i + 1]);
    valid = high >= 0 && low >= 0;
    bytes.push_back(static_cast<char>(high * 16 + low));
  }
  if (valid) return bytes;
  return MakeError(ErrorReason::kFieldInvalid, "not an even number of hexadecimal digits");
}

}  // namespace anchorledger::base
