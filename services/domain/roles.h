// Who may record what. The contract names the roles of each event type (event_rule.roles); this is
// the one function that reads them, for the policy of access and for the rules.
#pragma once

#include <string>

namespace anchorledger::event::v1 {
enum Role : int;
}

namespace anchorledger::domain {

// Whether an actor in this role may record events of the type. False for an unknown type.
bool RoleMay(event::v1::Role role, int event_type);

// "sc or sys", for messages.
std::string RolesInWords(int event_type);

}  // namespace anchorledger::domain
