// The digest that tells whether two requests with one id are the same request.
//
// Version 1: SHA-256 over these fields in this order, so that it can be computed again by any later
// version, in any language, from the stored log and the request:
//
//   request   := "anchorledger.request.v1" tenant actor organisation
//                count(events) event* count(guards) guard*
//   event     := stream expectation bytes(client_header) bytes(payload)
//   guard     := stream expectation
//   expectation := u64(kind) u64(revision)      kind: 0 any, 1 no stream, 2 revision
//   tenant, actor, organisation, stream := bytes(text)
//   bytes(b)  := u64(length of b) b             count(x) := u64(number of x)
//   u64       := eight bytes, the most significant first
//
// `payload` is the EventPayload as stored, `client_header` the EventHeader with only those fields
// that the client gave, before defaults; both in protobuf's deterministic form, which for messages
// without maps and unknown fields is: fields in the order of their numbers, absent fields left out.
// So a default that changes later does not make a retry another request, and neither does a client
// that encodes in another order. `validate_only` is left out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "storage/log/log_types.h"

namespace anchorledger::append {

// Collects the fields of one request. One use.
class RequestDigestBuilder {
 public:
  RequestDigestBuilder();

  void AddText(std::string_view text);
  void AddNumber(uint64_t number);
  void AddExpectation(const storage::Expectation& expectation);

  storage::RequestDigest Finish() const;

 private:
  std::string fields_;
};

}  // namespace anchorledger::append
