#include "services/security/authenticator.h"

namespace anchorledger::security {
namespace {

constexpr std::string_view kScheme = "bearer ";

bool HasScheme(std::string_view authorization) {
  if (authorization.size() < kScheme.size()) {
    return false;
  }
  for (size_t i = 0; i < kScheme.size(); ++i) {  // the scheme's name has no case (RFC 9110)
    const char c = authorization[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != kScheme[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace

base::StatusOr<PrincipalRef> TokenAuthenticator::Authenticate(std::string_view authorization) {
  if (authorization.empty()) {
    return base::MakeError(base::ErrorReason::kCredentialMissing,
                           "no credential: send the metadata 'authorization: Bearer TOKEN'");
  }
  if (!HasScheme(authorization)) {
    return base::MakeError(base::ErrorReason::kCredentialInvalid,
                           "authorization: the only scheme known is Bearer");
  }
  return store_.Verify(authorization.substr(kScheme.size()), clock_.Now());
}

}  // namespace anchorledger::security
