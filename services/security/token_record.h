// One line of the tokens file: what is kept of a token, which is everything but its secret.
//
// The file is text. Empty lines and lines that begin with '#' mean nothing. Every other line has
// nine fields separated by single spaces:
//
//   token_id sha256 tenant actor organisation roles created_at expires_at state
//
//   token_id    16 hexadecimal digits, public
//   sha256      64 hexadecimal digits: SHA-256 of the whole secret, as sent
//   tenant, actor, organisation   1 to 128 letters, digits, '.', '_', ':' or '-'
//   roles       names joined by ',', at least one
//   created_at, expires_at        "2026-01-31T12:00:00.000000Z"; '-' as expires_at = never
//   state       "active" or "revoked"
//
// A secret is "al_", the token id, "_", and 64 hexadecimal digits from the system's generator:
// 256 random bits, so a plain digest is safe and costs no memory-hard hash at each call.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "proto/base/hash.h"
#include "proto/base/status.h"
#include "proto/base/time.h"
#include "services/security/principal.h"

namespace anchorledger::security {

struct TokenRecord {
  Principal principal;  // token_id included
  base::Sha256Digest secret_digest{};
  base::Instant created_at;
  std::optional<base::Instant> expires_at;
  bool revoked = false;
};

// A record and the secret that belongs to it. The secret exists here only.
struct MintedToken {
  TokenRecord record;
  std::string secret;
};

// Makes a token for the principal (whose token_id is filled in).
// FIELD_INVALID or FIELD_MISSING: an id has other characters, or there is no role.
base::StatusOr<MintedToken> MintToken(Principal principal, base::Instant now,
                                      std::optional<base::Instant> expires_at);

// The token id inside a secret of the right form; empty for anything else.
std::string_view TokenIdOf(std::string_view secret);

std::string FormatTokenRecord(const TokenRecord& record);
base::StatusOr<TokenRecord> ParseTokenRecord(std::string_view line);

}  // namespace anchorledger::security
