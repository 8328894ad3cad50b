#include "services/security/authenticator.h"

namespace anchorledger::security {
namespace {

constexpr std::string_view kBearer = "bearer ";
constexpr std::string_view kSession = "session ";

bool HasScheme(std::string_view authorization, std::string_view scheme) {
  if (authorization.size() < scheme.size()) {
    return false;
  }
  for (size_t i = 0; i < scheme.size(); ++i) {  // the scheme's name has no case (RFC 9110)
    const char c = authorization[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != scheme[i]) {
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
  if (sessions_ != nullptr && HasScheme(authorization, kSession)) {
    AL_ASSIGN_OR_RETURN(SessionView view, sessions_->Verify(authorization.substr(kSession.size())));
    return std::move(view.principal);
  }
  if (!HasScheme(authorization, kBearer)) {
    return base::MakeError(base::ErrorReason::kCredentialInvalid,
                           "authorization: the only scheme known is Bearer");
  }
  return store_.Verify(authorization.substr(kBearer.size()), clock_.Now());
}

}  // namespace anchorledger::security
