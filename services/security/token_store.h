// The tokens that a server accepts.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "proto/base/time.h"
#include "services/security/tokens_file.h"

namespace anchorledger::security {

// Shared because a call keeps its principal while the store may replace it.
using PrincipalRef = std::shared_ptr<const Principal>;

// A token that works at this moment.
struct LiveToken {
  PrincipalRef principal;
  std::optional<base::Instant> expires_at;
};

// Keeps the tokens file in memory and verifies secrets against it: one look-up, one SHA-256, one
// comparison in constant time, no lock. What another process changed in the file (a token added, or
// revoked) is noticed when the next credential is looked at, at most kFileLookEvery later. Threads:
// any.
class TokenStore {
 public:
  // Reads the file. An error when there is none or when a line is malformed: a server that would
  // refuse everybody, or let the wrong people in, had better not start.
  static base::StatusOr<std::unique_ptr<TokenStore>> Open(const std::string& path);

  // How often the file is looked at; each look is one stat.
  static constexpr std::chrono::microseconds kFileLookEvery = std::chrono::seconds(1);

  // The principal of a live token. CREDENTIAL_INVALID for every other secret, with no hint why.
  base::StatusOr<PrincipalRef> Verify(std::string_view secret, base::Instant now);

  // The same for a token that was verified before and is known by its public id: whether it still
  // works. Only for callers that keep a proof of their own, as sessions do.
  base::StatusOr<LiveToken> VerifyId(std::string_view token_id, base::Instant now);

  // Makes a token and stores it durably before it is returned.
  base::StatusOr<MintedToken> Create(Principal principal, base::Instant now,
                                     std::optional<base::Instant> expires_at);

  // Revokes a token of the tenant at once; revoking twice is no error. NOT_FOUND for an id that
  // the tenant does not have.
  base::StatusOr<TokenRecord> Revoke(const base::TenantId& tenant, std::string_view token_id);

  // The tokens of a tenant in the order in which they were made.
  std::vector<TokenRecord> List(const base::TenantId& tenant) const;

 private:
  struct Entry {
    TokenRecord record;
    PrincipalRef principal;
  };
  struct Table {
    uint64_t version = 0;
    std::vector<Entry> entries;
    std::unordered_map<std::string_view, const Entry*> by_id;  // keys point into entries
  };

  explicit TokenStore(const std::string& path) : file_(path) {}
  static std::shared_ptr<const Table> MakeTable(std::vector<TokenRecord> records, uint64_t version);
  std::shared_ptr<const Table> Snapshot() const { return table_.load(); }
  std::shared_ptr<const Table> ReloadIfReplaced();
  // The table, after a look at the file where it is time for one.
  std::shared_ptr<const Table> Recent(base::Instant now);

  const TokensFile file_;
  base::Mutex change_mutex_;  // one change or reload at a time
  std::atomic<std::shared_ptr<const Table>> table_;
  std::atomic<int64_t> looked_at_{0};  // when the file was last looked at, in microseconds
};

}  // namespace anchorledger::security
