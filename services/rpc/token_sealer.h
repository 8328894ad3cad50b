// Tokens that the server hands out and takes back: page tokens and resume tokens.
#pragma once

#include <string>
#include <string_view>

#include "proto/base/status.h"

namespace anchorledger::rpc {

// Seals bytes so that they come back unchanged or not at all. A token is base64url of the content
// and 16 bytes of HMAC-SHA-256 over purpose and content. Clients can read it and must not; they
// cannot make one, so what comes back needs no second validation. Threads: any.
class TokenSealer {
 public:
  static constexpr size_t kKeyBytes = 32;

  // `key` has kKeyBytes bytes. It is kept in the data folder and travels with a backup, so that
  // tokens outlive a restart and a restored server can say what is wrong with a newer token.
  explicit TokenSealer(std::string key);

  // `purpose` tells apart tokens of different methods; one cannot be used for another.
  std::string Seal(std::string_view purpose, std::string_view content) const;

  // The content. PAGE_TOKEN_INVALID for anything that Seal did not return for this purpose.
  base::StatusOr<std::string> Open(std::string_view purpose, std::string_view token) const;

 private:
  std::string Mac(std::string_view purpose, std::string_view content) const;

  const std::string key_;
};

}  // namespace anchorledger::rpc
