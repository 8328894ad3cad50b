#include "services/security/token_record.h"

#include <vector>

#include "services/security/credential_text.h"

namespace anchorledger::security {
namespace {

constexpr std::string_view kSecretPrefix = "al_";
constexpr size_t kSecretLength = kSecretPrefix.size() + kPublicIdLength + 1 + kRandomLength;
constexpr std::string_view kActive = "active";
constexpr std::string_view kRevoked = "revoked";

base::Status CheckPrincipal(const Principal& principal) {
  std::vector<base::FieldViolation> violations;
  const auto check = [&violations](std::string_view field, std::string_view value) {
    if (!IsId(value)) {
      violations.push_back({std::string(field), "1 to 128 letters, digits, '.', '_', ':' or '-'",
                            base::ErrorReason::kFieldInvalid});
    }
  };
  check("tenant_id", principal.tenant.value());
  check("actor_id", principal.actor.value());
  check("organisation_id", principal.organisation.value());
  if (principal.roles.empty()) {
    violations.push_back({"roles", "at least one role", base::ErrorReason::kFieldMissing});
  }
  return violations.empty() ? absl::OkStatus() : base::InvalidFields(std::move(violations));
}

base::Status Malformed(std::string_view what) {
  return base::MakeError(base::ErrorReason::kFieldInvalid,
                         "tokens file: " + std::string(what) + " is malformed");
}

}  // namespace

base::StatusOr<MintedToken> MintToken(Principal principal, base::Instant now,
                                      std::optional<base::Instant> expires_at) {
  AL_RETURN_IF_ERROR(CheckPrincipal(principal));
  MintedToken minted;
  principal.token_id = NewPublicId();
  minted.secret = std::string(kSecretPrefix) + principal.token_id + '_' + NewRandomPart();
  minted.record = TokenRecord{.principal = std::move(principal),
                              .secret_digest = base::Sha256(minted.secret),
                              .created_at = now,
                              .expires_at = expires_at};
  return minted;
}

std::string_view TokenIdOf(std::string_view secret) {
  if (secret.size() != kSecretLength || secret.substr(0, kSecretPrefix.size()) != kSecretPrefix) {
    return {};
  }
  const std::string_view id = secret.substr(kSecretPrefix.size(), kPublicIdLength);
  return IsPublicId(id) ? id : std::string_view();
}

std::string FormatTokenRecord(const TokenRecord& record) {
  std::string roles;
  for (const Role role : record.principal.roles.ToVector()) {
    roles += (roles.empty() ? "" : ",") + std::string(RoleName(role));
  }
  const Principal& principal = record.principal;
  return principal.token_id + ' ' + base::HexEncode(base::AsBytes(record.secret_digest)) + ' ' +
         principal.tenant.value() + ' ' + principal.actor.value() + ' ' +
         principal.organisation.value() + ' ' + roles + ' ' +
         base::FormatInstant(record.created_at) + ' ' +
         (record.expires_at ? base::FormatInstant(*record.expires_at) : "-") + ' ' +
         std::string(record.revoked ? kRevoked : kActive);
}

base::StatusOr<TokenRecord> ParseTokenRecord(std::string_view line) {
  const std::vector<std::string_view> fields = Split(line, ' ');
  if (fields.size() != 9) {
    return Malformed("a line without nine fields");
  }
  TokenRecord record;
  if (!IsPublicId(fields[0])) {
    return Malformed("a token id");
  }
  record.principal.token_id = std::string(fields[0]);
  AL_ASSIGN_OR_RETURN(const std::string digest, base::HexDecode(fields[1]));
  AL_ASSIGN_OR_RETURN(record.secret_digest, base::ToDigest(digest));
  record.principal.tenant = base::TenantId(fields[2]);
  record.principal.actor = base::ActorId(fields[3]);
  record.principal.organisation = base::OrganisationId(fields[4]);
  for (const std::string_view name : Split(fields[5], ',')) {
    const std::optional<Role> role = ParseRole(name);
    if (!role.has_value()) {
      return Malformed("a role");
    }
    record.principal.roles.Add(*role);
  }
  AL_RETURN_IF_ERROR(CheckPrincipal(record.principal));
  AL_ASSIGN_OR_RETURN(record.created_at, base::ParseInstant(fields[6]));
  if (fields[7] != "-") {
    AL_ASSIGN_OR_RETURN(record.expires_at, base::ParseInstant(fields[7]));
  }
  if (fields[8] != kActive && fields[8] != kRevoked) {
    return Malformed("a state");
  }
  record.revoked = fields[8] == kRevoked;
  return record;
}

}  // namespace anchorledger::security
