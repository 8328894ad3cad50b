#include "services/admin/token_handlers.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "anchorledger/api/v1/admin.pb.h"
#include "services/rpc/paging.h"

namespace anchorledger::admin {
namespace {

namespace api = ::anchorledger::api::v1;

base::StatusOr<security::RoleSet> ParseRoles(const api::CreateTokenRequest& request) {
  security::RoleSet roles;
  std::vector<base::FieldViolation> violations;
  for (int i = 0; i < request.roles_size(); ++i) {
    const auto role = security::ParseRole(request.roles(i));
    if (role.has_value()) {
      roles.Add(*role);
    } else {
      violations.push_back({"roles[" + std::to_string(i) + "]",
                            "is " + request.roles(i) + ", which is no role",
                            base::ErrorReason::kFieldInvalid});
    }
  }
  if (!violations.empty()) {
    return base::InvalidFields(std::move(violations));
  }
  return roles;
}

base::StatusOr<std::optional<base::Instant>> ParseExpiry(const api::CreateTokenRequest& request,
                                                         base::Instant now) {
  if (!request.has_expires_at()) {
    return std::nullopt;
  }
  const base::Instant expires{request.expires_at().seconds() * base::kMicrosPerSecond +
                              request.expires_at().nanos() / 1000};
  if (expires <= now) {
    return base::InvalidFields(
        {{"expires_at", "is " + base::FormatInstant(expires) + ", must lie ahead"}});
  }
  return std::optional(expires);
}

void FillToken(const security::TokenRecord& record, api::Token& token) {
  token.set_token_id(record.principal.token_id);
  FillCaller(record.principal, *token.mutable_caller());
  FillTime(record.created_at, *token.mutable_created_at());
  if (record.expires_at.has_value()) {
    FillTime(*record.expires_at, *token.mutable_expires_at());
  }
  token.set_revoked(record.revoked);
}

}  // namespace

void FillCaller(const security::Principal& principal, api::Caller& caller) {
  caller.set_tenant_id(principal.tenant.value());
  caller.set_actor_id(principal.actor.value());
  caller.set_organisation_id(principal.organisation.value());
  for (const security::Role role : principal.roles.ToVector()) {
    caller.add_roles(std::string(security::RoleName(role)));
  }
}

void FillTime(base::Instant instant, google::protobuf::Timestamp& time) {
  time.set_seconds(instant.micros / base::kMicrosPerSecond);
  time.set_nanos(static_cast<int32_t>(instant.micros % base::kMicrosPerSecond * 1000));
}

base::Status CreateToken(const AdminServiceParts& parts, const rpc::Call& call,
                         const api::CreateTokenRequest& request,
                         api::CreateTokenResponse& response) {
  const base::Instant now = parts.clock.Now();
  AL_ASSIGN_OR_RETURN(const security::RoleSet roles, ParseRoles(request));
  AL_ASSIGN_OR_RETURN(const auto expires_at, ParseExpiry(request, now));
  security::Principal principal{.tenant = call.principal().tenant,
                                .actor = base::ActorId(request.actor_id()),
                                .organisation = base::OrganisationId(request.organisation_id()),
                                .roles = roles,
                                .token_id = ""};
  AL_ASSIGN_OR_RETURN(const security::MintedToken minted,
                      parts.tokens.Create(std::move(principal), now, expires_at));
  FillToken(minted.record, *response.mutable_token());
  response.set_secret(minted.secret);
  return absl::OkStatus();
}

base::Status ListTokens(const AdminServiceParts& parts, const rpc::Call& call,
                        const api::ListTokensRequest& request, api::ListTokensResponse& response) {
  AL_ASSIGN_OR_RETURN(const size_t page_size, rpc::PageSize(request.page_size()));
  size_t start = 0;
  if (!request.page_token().empty()) {
    AL_ASSIGN_OR_RETURN(const std::string cursor,
                        rpc::OpenPage(parts.sealer, request, request.page_token()));
    std::from_chars(cursor.data(), cursor.data() + cursor.size(), start);
  }
  const std::vector<security::TokenRecord> records = parts.tokens.List(call.principal().tenant);
  // Tokens are only ever added at the end, so an index is a cursor.
  const size_t end = std::min(records.size(), start + page_size);
  for (size_t i = start; i < end; ++i) {
    FillToken(records[i], *response.add_tokens());
  }
  if (end < records.size()) {
    response.set_next_page_token(rpc::SealPage(parts.sealer, request, std::to_string(end)));
  }
  return absl::OkStatus();
}

base::Status RevokeToken(const AdminServiceParts& parts, const rpc::Call& call,
                         const api::RevokeTokenRequest& request,
                         api::RevokeTokenResponse& response) {
  AL_ASSIGN_OR_RETURN(const security::TokenRecord revoked,
                      parts.tokens.Revoke(call.principal().tenant, request.token_id()));
  FillToken(revoked, *response.mutable_token());
  return absl::OkStatus();
}

}  // namespace anchorledger::admin
