#include "services/query/read_rights.h"

namespace anchorledger::query {
namespace {

using security::Role;
using security::RoleSet;

constexpr RoleSet kSeeTheirTenant = {Role::kFin,  Role::kHr,   Role::kSc,  Role::kCb,
                                     Role::kExec, Role::kEval, Role::kStw, Role::kSys};

}  // namespace

base::Status Narrow(const security::Principal& principal, metrics::Query* query) {
  if (principal.roles.Intersects(kSeeTheirTenant)) return absl::OkStatus();
  const std::string& own = principal.organisation.value();
  for (const std::string& partner : query->filter.partners) {
    if (partner != own) {
      return base::MakeError(base::ErrorReason::kPermissionDenied,
                             "numbers of other partners are not to be seen");
    }
  }
  query->filter.partners = {own};
  query->cut_whole = true;
  return absl::OkStatus();
}

bool IsOwningSide(const security::Principal& principal, const metrics::Query& query) {
  if (query.filter.anchors.empty()) return false;
  for (const std::string& anchor : query.filter.anchors) {
    if (anchor != principal.organisation.value()) return false;
  }
  return true;
}

std::string ScopeText(const security::Principal& principal) {
  std::string text = principal.tenant.value();
  text.push_back('\0');
  text.append(principal.organisation.value()).push_back('\0');
  for (const Role role : principal.roles.ToVector()) {
    text.append(security::RoleName(role)).push_back(' ');
  }
  return text;
}

}  // namespace anchorledger::query
