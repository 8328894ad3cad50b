#include "services/gateway/security_headers.h"

namespace anchorledger::gateway {

void AddSecurityHeaders(ContentKind kind, Response& response) {
  response.Set("Content-Security-Policy", kind == ContentKind::kPage ? kPagePolicy : kDataPolicy);
  response.Set("X-Content-Type-Options", "nosniff");
  response.Set("X-Frame-Options", "DENY");
  response.Set("Referrer-Policy", "same-origin");
  response.Set("Cross-Origin-Resource-Policy", "same-origin");
  if (kind == ContentKind::kPage) {
    response.Set("Cross-Origin-Opener-Policy", "same-origin");
    response.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
  }
}

}  // namespace anchorledger::gateway
