#include "services/security/principal.h"

#include <utility>

namespace anchorledger::security {
namespace {

constexpr std::pair<Role, std::string_view> kRoleNames[] = {
    {Role::kFin, "fin"},
    {Role::kHr, "hr"},
    {Role::kSc, "sc"},
    {Role::kCb, "cb"},
    {Role::kExec, "exec"},
    {Role::kPar, "par"},
    {Role::kRes, "res"},
    {Role::kEval, "eval"},
    {Role::kStw, "stw"},
    {Role::kSys, "sys"},
    {Role::kOperator, "operator"},
};

}  // namespace

std::string_view RoleName(Role role) {
  for (const auto& [known, name] : kRoleNames) {
    if (known == role) {
      return name;
    }
  }
  return "unknown";
}

std::optional<Role> ParseRole(std::string_view name) {
  for (const auto& [role, known] : kRoleNames) {
    if (known == name) {
      return role;
    }
  }
  return std::nullopt;
}

const std::vector<Role>& AllRoles() {
  static const std::vector<Role>* const kAll = [] {
    auto* roles = new std::vector<Role>;
    for (const auto& [role, name] : kRoleNames) {
      roles->push_back(role);
    }
    return roles;
  }();
  return *kAll;
}

std::vector<Role> RoleSet::ToVector() const {
  std::vector<Role> roles;
  for (const Role role : AllRoles()) {
    if (Has(role)) {
      roles.push_back(role);
    }
  }
  return roles;
}

}  // namespace anchorledger::security
