#include "services/security/link_record.h"

#include <utility>
#include <vector>

#include "services/security/credential_text.h"

namespace anchorledger::security {
namespace {

constexpr std::string_view kActive = "active";
constexpr std::string_view kRevoked = "revoked";
constexpr std::string_view kActorPrefix = "link-";

bool HasIdsOnly(const LinkPurpose& purpose) {
  return IsId(purpose.tenant.value()) && IsId(purpose.report_id) && IsId(purpose.partner.value()) &&
         IsId(purpose.created_by.value()) && IsId(purpose.created_by_organisation.value());
}

base::Status Malformed(std::string_view what) {
  return base::MakeError(base::ErrorReason::kFieldInvalid,
                         "file of links: " + std::string(what) + " is malformed");
}

}  // namespace

base::StatusOr<MintedLink> MintLink(LinkPurpose purpose, base::Instant now,
                                    base::Instant expires_at) {
  if (!HasIdsOnly(purpose)) {
    return base::InvalidFields(
        {{"report_id",
          "it, its partner and who asks must have ids of 1 to 128 letters, digits, "
          "'.', '_', ':' or '-'"}});
  }
  MintedLink minted;
  minted.record.link_id = NewPublicId();
  minted.secret = minted.record.link_id + '.' + NewRandomPart();
  minted.record.secret_digest = base::Sha256(minted.secret);
  minted.record.purpose = std::move(purpose);
  minted.record.created_at = now;
  minted.record.expires_at = expires_at;
  return minted;
}

std::string_view LinkIdOf(std::string_view secret) {
  if (secret.size() != kPublicIdLength + 1 + kRandomLength || secret[kPublicIdLength] != '.') {
    return {};
  }
  const std::string_view id = secret.substr(0, kPublicIdLength);
  return IsPublicId(id) ? id : std::string_view();
}

std::string LinkActor(std::string_view link_id) {
  return std::string(kActorPrefix) + std::string(link_id);
}

std::string_view LinkOfActor(std::string_view name) {
  if (name.substr(0, kActorPrefix.size()) != kActorPrefix) return {};
  const std::string_view id = name.substr(kActorPrefix.size());
  return IsPublicId(id) ? id : std::string_view();
}

Principal PrincipalOf(const LinkRecord& record) {
  const std::string actor = LinkActor(record.link_id);
  return Principal{.tenant = record.purpose.tenant,
                   .actor = base::ActorId(actor),
                   .organisation = record.purpose.partner,
                   .roles = {Role::kPar},
                   .token_id = actor,
                   .link = ReportScope{.link_id = record.link_id,
                                       .report_id = record.purpose.report_id,
                                       .created_by = record.purpose.created_by,
                                       .created_at = record.created_at}};
}

std::string FormatLinkRecord(const LinkRecord& record) {
  const LinkPurpose& purpose = record.purpose;
  return record.link_id + ' ' + base::HexEncode(base::AsBytes(record.secret_digest)) + ' ' +
         purpose.tenant.value() + ' ' + purpose.report_id + ' ' + purpose.partner.value() + ' ' +
         purpose.created_by.value() + ' ' + purpose.created_by_organisation.value() + ' ' +
         base::FormatInstant(record.created_at) + ' ' + base::FormatInstant(record.expires_at) +
         ' ' + std::string(record.revoked ? kRevoked : kActive);
}

base::StatusOr<LinkRecord> ParseLinkRecord(std::string_view line) {
  const std::vector<std::string_view> fields = Split(line, ' ');
  if (fields.size() != 10) {
    return Malformed("a line without ten fields");
  }
  LinkRecord record;
  if (!IsPublicId(fields[0])) {
    return Malformed("a link's id");
  }
  record.link_id = std::string(fields[0]);
  AL_ASSIGN_OR_RETURN(const std::string digest, base::HexDecode(fields[1]));
  AL_ASSIGN_OR_RETURN(record.secret_digest, base::ToDigest(digest));
  record.purpose = {.tenant = base::TenantId(fields[2]),
                    .report_id = std::string(fields[3]),
                    .partner = base::OrganisationId(fields[4]),
                    .created_by = base::ActorId(fields[5]),
                    .created_by_organisation = base::OrganisationId(fields[6])};
  if (!HasIdsOnly(record.purpose)) {
    return Malformed("an id");
  }
  AL_ASSIGN_OR_RETURN(record.created_at, base::ParseInstant(fields[7]));
  AL_ASSIGN_OR_RETURN(record.expires_at, base::ParseInstant(fields[8]));
  if (fields[9] != kActive && fields[9] != kRevoked) {
    return Malformed("a state");
  }
  record.revoked = fields[9] == kRevoked;
  return record;
}

}  // namespace anchorledger::security
