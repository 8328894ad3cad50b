// Who makes a call.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/strong_id.h"
#include "proto/base/time.h"

namespace anchorledger::security {

// In which capacity somebody acts. All but the last are the roles in which events are recorded and
// equal anchorledger.event.v1.Role; an operator runs the server and records nothing.
enum class Role : std::uint8_t {
  kFin = 1,
  kHr = 2,
  kSc = 3,
  kCb = 4,
  kExec = 5,
  kPar = 6,
  kRes = 7,
  kEval = 8,
  kStw = 9,
  kSys = 10,
  kOperator = 31,
};

// "fin", "hr", ...; the names of tokens files and of the API.
std::string_view RoleName(Role role);
std::optional<Role> ParseRole(std::string_view name);
// Every role, in the order of their numbers.
const std::vector<Role>& AllRoles();

// A set of roles.
class RoleSet {
 public:
  constexpr RoleSet() = default;
  constexpr RoleSet(std::initializer_list<Role> roles) {
    for (const Role role : roles) {
      Add(role);
    }
  }
  constexpr void Add(Role role) { bits_ |= 1U << static_cast<unsigned>(role); }
  constexpr bool Has(Role role) const { return (bits_ >> static_cast<unsigned>(role) & 1U) != 0; }
  constexpr bool Intersects(RoleSet other) const { return (bits_ & other.bits_) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  std::vector<Role> ToVector() const;
  friend constexpr bool operator==(RoleSet, RoleSet) = default;

 private:
  std::uint32_t bits_ = 0;
};

// What somebody who came by a link may do: read and send one report, and nothing else.
struct ReportScope {
  std::string link_id;  // public
  std::string report_id;
  base::ActorId created_by;  // who made the link
  base::Instant created_at;
  friend bool operator==(const ReportScope&, const ReportScope&) = default;
};

// The one on whose behalf a call is made, as the credential says and nothing else.
struct Principal {
  base::TenantId tenant;
  base::ActorId actor;  // opaque, one for each person or program
  base::OrganisationId organisation;
  RoleSet roles;
  std::string token_id;  // public; names the credential in logs
  // Came by a link: everything is refused but what the link is for.
  std::optional<ReportScope> link = {};
  friend bool operator==(const Principal&, const Principal&) = default;
};

}  // namespace anchorledger::security
