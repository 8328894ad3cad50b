// From a principal and a method to a decision.
#pragma once

#include <string_view>

#include "services/security/policy.h"
#include "services/security/principal.h"

namespace anchorledger::security {

// A decision carries what it was based on, so that the audit log needs no second guess.
struct Decision {
  bool allowed = false;
  const MethodRule* rule = nullptr;  // null: no rule, therefore refused
};

// Default deny: without a rule, or without one of its roles, the answer is no; who came by a link
// needs a rule that says so, besides.
Decision Decide(const Principal& principal, const MethodRule* rule);

}  // namespace anchorledger::security
