// What is kept of a link by which a partner sends one report: everything but its secret.
//
// The file of links is text, one link a line, ten fields separated by single spaces:
//
//   link_id sha256 tenant report_id partner created_by created_by_organisation created_at
//   expires_at state
//
//   link_id     16 hexadecimal digits, public
//   sha256      64 hexadecimal digits: SHA-256 of the whole link, as it stands behind "#"
//   tenant ... created_by_organisation   ids, as in the tokens file (token_record.h)
//   created_at, expires_at               "2026-01-31T12:00:00.000000Z"
//   state       "active" or "revoked"
//
// A link is its id, ".", and 64 hexadecimal digits from the system's generator.
#pragma once

#include <string>
#include <string_view>

#include "proto/base/hash.h"
#include "proto/base/status.h"
#include "proto/base/time.h"
#include "services/security/principal.h"

namespace anchorledger::security {

// What a link is for, and who makes it.
struct LinkPurpose {
  base::TenantId tenant;
  std::string report_id;
  base::OrganisationId partner;  // on whose behalf the report is sent
  base::ActorId created_by;
  base::OrganisationId created_by_organisation;
  friend bool operator==(const LinkPurpose&, const LinkPurpose&) = default;
};

struct LinkRecord {
  std::string link_id;
  base::Sha256Digest secret_digest{};
  LinkPurpose purpose;
  base::Instant created_at;
  base::Instant expires_at;
  bool revoked = false;
  friend bool operator==(const LinkRecord&, const LinkRecord&) = default;
};

// A record and the link that belongs to it. The secret exists here only.
struct MintedLink {
  LinkRecord record;
  std::string secret;
};

// FIELD_INVALID: an id has other characters.
base::StatusOr<MintedLink> MintLink(LinkPurpose purpose, base::Instant now,
                                    base::Instant expires_at);

// The id inside a link of the right form; empty for anything else.
std::string_view LinkIdOf(std::string_view secret);

// The actor of what comes by a link, and the name of that credential in logs: "link-" and the id.
std::string LinkActor(std::string_view link_id);
// The id of the link that such a name is about; empty for any other.
std::string_view LinkOfActor(std::string_view name);

// Who acts by the link: the partner, as a partner, with nothing but the report.
Principal PrincipalOf(const LinkRecord& record);

std::string FormatLinkRecord(const LinkRecord& record);
base::StatusOr<LinkRecord> ParseLinkRecord(std::string_view line);

}  // namespace anchorledger::security
