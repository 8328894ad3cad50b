#include "services/security/token_store.h"

#include <algorithm>

#include "proto/base/hash.h"

namespace anchorledger::security {
namespace {

base::Status Refused() {
  return base::MakeError(base::ErrorReason::kCredentialInvalid,
                         "the token is unknown, expired or revoked");
}

bool IsLive(const TokenRecord& record, base::Instant now) {
  return !record.revoked && (!record.expires_at.has_value() || *record.expires_at > now);
}

}  // namespace

base::StatusOr<std::unique_ptr<TokenStore>> TokenStore::Open(const std::string& path) {
  std::unique_ptr<TokenStore> store(new TokenStore(path));
  const uint64_t version = store->file_.Version();
  AL_ASSIGN_OR_RETURN(std::vector<TokenRecord> records, store->file_.Read());
  store->table_.store(MakeTable(std::move(records), version));
  return store;
}

std::shared_ptr<const TokenStore::Table> TokenStore::MakeTable(std::vector<TokenRecord> records,
                                                               uint64_t version) {
  auto table = std::make_shared<Table>();
  table->version = version;
  table->entries.reserve(records.size());
  for (TokenRecord& record : records) {
    auto principal = std::make_shared<const Principal>(record.principal);
    table->entries.push_back({std::move(record), std::move(principal)});
  }
  for (const Entry& entry : table->entries) {
    table->by_id[entry.record.principal.token_id] = &entry;
  }
  return table;
}

std::shared_ptr<const TokenStore::Table> TokenStore::ReloadIfReplaced() {
  std::shared_ptr<const Table> table = Snapshot();
  const uint64_t version = file_.Version();
  if (version == table->version) {
    return table;
  }
  base::MutexLock lock(change_mutex_);
  auto records = file_.Read();
  if (!records.ok()) {
    return table;  // half-edited by hand: what was read last stays in force
  }
  table_.store(MakeTable(*std::move(records), version));
  return Snapshot();
}

std::shared_ptr<const TokenStore::Table> TokenStore::Recent(base::Instant now) {
  int64_t looked = looked_at_.load(std::memory_order_relaxed);
  // A clock that was set back must not put off the next look.
  const bool due = now.micros < looked || now.micros - looked >= kFileLookEvery.count();
  // One of the callers looks; the others need not wait for it.
  if (!due || !looked_at_.compare_exchange_strong(looked, now.micros)) return Snapshot();
  return ReloadIfReplaced();
}

base::StatusOr<PrincipalRef> TokenStore::Verify(std::string_view secret, base::Instant now) {
  const std::string_view id = TokenIdOf(secret);
  if (id.empty()) {
    return Refused();
  }
  std::shared_ptr<const Table> table = Recent(now);
  auto found = table->by_id.find(id);
  if (found == table->by_id.end()) {
    table = ReloadIfReplaced();
    found = table->by_id.find(id);
    if (found == table->by_id.end()) {
      return Refused();
    }
  }
  const Entry& entry = *found->second;
  const base::Sha256Digest digest = base::Sha256(secret);
  if (!base::ConstantTimeEqual(base::AsBytes(digest), base::AsBytes(entry.record.secret_digest)) ||
      !IsLive(entry.record, now)) {
    return Refused();
  }
  return entry.principal;
}

base::StatusOr<LiveToken> TokenStore::VerifyId(std::string_view token_id, base::Instant now) {
  const std::shared_ptr<const Table> table = Recent(now);
  const auto found = table->by_id.find(token_id);
  if (found == table->by_id.end() || !IsLive(found->second->record, now)) {
    return Refused();
  }
  return LiveToken{.principal = found->second->principal,
                   .expires_at = found->second->record.expires_at};
}

base::StatusOr<MintedToken> TokenStore::Create(Principal principal, base::Instant now,
                                               std::optional<base::Instant> expires_at) {
  AL_ASSIGN_OR_RETURN(MintedToken minted, MintToken(std::move(principal), now, expires_at));
  base::MutexLock lock(change_mutex_);
  AL_ASSIGN_OR_RETURN(auto records, file_.Change([&](std::vector<TokenRecord>& all) {
    all.push_back(minted.record);
    return absl::OkStatus();
  }));
  table_.store(MakeTable(std::move(records), file_.Version()));
  return minted;
}

base::StatusOr<TokenRecord> TokenStore::Revoke(const base::TenantId& tenant,
                                               std::string_view token_id) {
  TokenRecord revoked;
  base::MutexLock lock(change_mutex_);
  AL_ASSIGN_OR_RETURN(auto records, file_.Change([&](std::vector<TokenRecord>& all) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const TokenRecord& record) {
      return record.principal.tenant == tenant && record.principal.token_id == token_id;
    });
    if (found == all.end()) {
      return base::MakeError(base::ErrorReason::kNotFound,
                             "token_id: no such token in this tenant");
    }
    found->revoked = true;
    revoked = *found;
    return absl::OkStatus();
  }));
  table_.store(MakeTable(std::move(records), file_.Version()));
  return revoked;
}

std::vector<TokenRecord> TokenStore::List(const base::TenantId& tenant) const {
  const std::shared_ptr<const Table> table = Snapshot();
  std::vector<TokenRecord> records;
  for (const Entry& entry : table->entries) {
    if (entry.record.principal.tenant == tenant) {
      records.push_back(entry.record);
    }
  }
  return records;
}

}  // namespace anchorledger::security
