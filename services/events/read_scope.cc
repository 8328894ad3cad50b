#include "services/events/read_scope.h"

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_placement.h"

namespace anchorledger::events {
namespace {

namespace pb = ::anchorledger::event::v1;
using security::Role;

constexpr security::RoleSet kNetworkRoles = {Role::kStw, Role::kSys};

}  // namespace

base::StatusOr<bool> ReadScope::MaySee(const pb::EventHeader& header) {
  const std::string& organisation = principal_.organisation.value();
  if (header.actor_org_id() == organisation || header.anchor_id() == organisation ||
      principal_.roles.Intersects(kNetworkRoles) || header.visibility() == pb::VISIBILITY_PUBLIC) {
    return true;
  }
  if (header.visibility() == pb::VISIBILITY_EVALUATORS && principal_.roles.Has(Role::kEval)) {
    return true;
  }
  const bool for_parties = header.visibility() == pb::VISIBILITY_PARTNERS ||
                           header.visibility() == pb::VISIBILITY_EVALUATORS;
  if (!for_parties || header.partnership_id().empty()) {
    return false;
  }
  return IsParty(header.partnership_id());
}

base::StatusOr<bool> ReadScope::IsParty(const std::string& partnership_id) {
  if (partnership_id == last_partnership_) {
    return last_is_party_;
  }
  AL_ASSIGN_OR_RETURN(
      const auto history,
      cache_.Get(principal_.tenant, event_types::StreamNamed("partnership", partnership_id)));
  const std::string& organisation = principal_.organisation.value();
  bool is_party = false;
  history->Each<pb::PartnershipProposed>(
      [&](const domain::Entry&, const pb::PartnershipProposed& proposed) {
        is_party = is_party || proposed.lead_anchor_id() == organisation ||
                   proposed.lead_partner_id() == organisation;
      });
  history->Each<pb::PartyJoined>([&](const domain::Entry&, const pb::PartyJoined& joined) {
    is_party = is_party || joined.org_id() == organisation;
  });
  last_partnership_ = partnership_id;
  last_is_party_ = is_party;
  return is_party;
}

}  // namespace anchorledger::events
