// Which role may call which method: the whole policy of methods, as one table.
#pragma once

#include <span>
#include <string_view>

#include "services/security/principal.h"

namespace anchorledger::security {

// One line of the policy. What is not listed is refused to everybody.
struct MethodRule {
  std::string_view method;  // "anchorledger.api.v1.EventService/AppendEvents"
  RoleSet roles;            // any one of them suffices
  bool audited = false;     // every call leaves a line in the audit log, also a granted one
  bool by_link = false;     // also for those who came by a link, within the report it is for
};

// All rules, sorted by method.
std::span<const MethodRule> MethodRules();

// The rule of a method, or null. The pointer is valid for ever.
const MethodRule* FindMethodRule(std::string_view method);

}  // namespace anchorledger::security
