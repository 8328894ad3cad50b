#include <catch2/catch.hpp>

#include "services/security/authorizer.h"
#include "services/security/policy.h"

namespace anchorledger::security {
namespace {

Principal With(RoleSet roles) {
  Principal principal;
  principal.roles = roles;
  return principal;
}

TEST_CASE("a method without a rule is refused to every role") {
  const MethodRule* rule = FindMethodRule("anchorledger.api.v1.EventService/DropEverything");
  CHECK(rule == nullptr);
  for (const Role role : AllRoles()) {
    CHECK_FALSE(Decide(With({role}), rule).allowed);
  }
}

TEST_CASE("a principal without roles is refused everything") {
  for (const MethodRule& rule : MethodRules()) {
    CHECK_FALSE(Decide(With({}), &rule).allowed);
  }
}

TEST_CASE("any one of the roles of a rule suffices, and no other") {
  for (const MethodRule& rule : MethodRules()) {
    for (const Role role : AllRoles()) {
      INFO(rule.method << " " << RoleName(role));
      CHECK(Decide(With({role}), &rule).allowed == rule.roles.Has(role));
    }
  }
}

TEST_CASE("an operator runs the server and neither records nor reads events") {
  for (const MethodRule& rule : MethodRules()) {
    const bool admin = rule.method.find("AdminService") != std::string_view::npos;
    CHECK(rule.roles.Has(Role::kOperator) == admin);
  }
}

TEST_CASE("an evaluator and a resident import nothing") {
  for (const MethodRule& rule : MethodRules()) {
    if (rule.method.find("ImportService") != std::string_view::npos) {
      CHECK_FALSE(rule.roles.Has(Role::kEval));
      CHECK_FALSE(rule.roles.Has(Role::kRes));
    }
  }
}

TEST_CASE("every role has one name, and every name one role") {
  for (const Role role : AllRoles()) {
    CHECK(ParseRole(RoleName(role)) == role);
  }
  CHECK(AllRoles().size() == 11);
  CHECK_FALSE(ParseRole("king").has_value());
  CHECK_FALSE(ParseRole("").has_value());
}

}  // namespace
}  // namespace anchorledger::security
