#include "services/append/request_digest.h"

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
  for (int shift = 56; shift >= 0; shift -= 8) {
    fields_ += static_cast<char>(number >> shift & 0xFFU);
  }
}

void RequestDigestBuilder::AddExpectation(const storage::Expectation& expectation) {
  AddNumber(static_cast<uint64_t>(expectation.kind));
  AddNumber(expectation.revision.value());
}

storage::RequestDigest RequestDigestBuilder::Finish() const { return base::Sha256(fields_); }

}  // namespace anchorledger::append
