// From a credential to a principal.
#pragma once

#include <string_view>

#include "proto/base/status.h"
#include "proto/runtime/clock.h"
#include "services/security/session_store.h"
#include "services/security/token_store.h"

namespace anchorledger::security {

// Finds out who makes a call. An interface, because other credentials (certificates, identity
// providers) will stand beside tokens. Threads: any; must not block for long.
class Authenticator {
 public:
  virtual ~Authenticator() = default;

  // `authorization` is the value of the metadata key of that name; empty when there is none.
  // CREDENTIAL_MISSING or CREDENTIAL_INVALID, the latter without saying what was wrong.
  virtual base::StatusOr<PrincipalRef> Authenticate(std::string_view authorization) = 0;
};

// Accepts "Bearer SECRET" for the tokens of a store and, when there are sessions, "Session ID" for
// those. Stores and clock must outlive it.
class TokenAuthenticator final : public Authenticator {
 public:
  TokenAuthenticator(TokenStore& store, const runtime::Clock& clock,
                     SessionStore* sessions = nullptr)
      : store_(store), clock_(clock), sessions_(sessions) {}

  base::StatusOr<PrincipalRef> Authenticate(std::string_view authorization) override;

 private:
  TokenStore& store_;
  const runtime::Clock& clock_;
  SessionStore* const sessions_;  // null: none
};

}  // namespace anchorledger::security
