#include "services/security/authorizer.h"

namespace anchorledger::security {

Decision Decide(const Principal& principal, const MethodRule* rule) {
  const bool has_role = rule != nullptr && rule->roles.Intersects(principal.roles);
  return Decision{.allowed = has_role && (!principal.link.has_value() || rule->by_link),
                  .rule = rule};
}

}  // namespace anchorledger::security
