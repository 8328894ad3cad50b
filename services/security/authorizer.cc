#include "services/security/authorizer.h"

namespace anchorledger::security {

Decision Decide(const Principal& principal, const MethodRule* rule) {
  return Decision{.allowed = rule != nullptr && rule->roles.Intersects(principal.roles),
                  .rule = rule};
}

}  // namespace anchorledger::security
