#include "services/directory/read_scope.h"

#include "anchorledger/event/v1/enums.pb.h"

namespace anchorledger::directory {

namespace pb = ::anchorledger::event::v1;
using security::Role;

bool ReadScope::MaySee(const EntryAccess& access, const api::v1::Investment& investment) const {
  constexpr security::RoleSet kNetworkRoles = {Role::kStw, Role::kSys};
  const std::string& organisation = principal_.organisation.value();
  const bool owning = organisation == access.recorder || organisation == investment.anchor_id() ||
                      organisation == investment.payee_org_id() ||
                      principal_.roles.Intersects(kNetworkRoles);
  if (owning || access.visibility == pb::VISIBILITY_PUBLIC) return true;
  if (access.visibility == pb::VISIBILITY_EVALUATORS && principal_.roles.Has(Role::kEval)) {
    return true;
  }
  const bool for_parties = access.visibility == pb::VISIBILITY_PARTNERS ||
                           access.visibility == pb::VISIBILITY_EVALUATORS;
  return for_parties && partnerships_.contains(investment.partnership_id());
}

}  // namespace anchorledger::directory
