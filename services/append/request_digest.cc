#include "services/append/request_digest.h"

#include <array>

#include "proto/base/hash.h"

namespace anchorledger::append {

RequestDigestBuilder::RequestDigestBuilder() {
  fields_.reserve(1024);
  fields_ = "anchorledger.request.v1";
}

void RequestDigestBuilder::AddText(std::string_view text) {
  AddNumber(text.size());
  fields_ += text;
}

void RequestDigestBuilder::AddNumber(uint64_t number) {
  std::array<char, sizeof(number)> bytes;
  for (size_t i = bytes.size(); i-- > 0; number >>= 8) {
    bytes[i] = static_cast<char>(static_cast<uint8_t>(number));
  }
  fields_.append(bytes.data(), bytes.size());
}

void RequestDigestBuilder::AddExpectation(const storage::Expectation& expectation) {
  AddNumber(static_cast<uint64_t>(expectation.kind));
  AddNumber(expectation.revision.value());
}

storage::RequestDigest RequestDigestBuilder::Finish() const { return base::Sha256(fields_); }

}  // namespace anchorledger::append
