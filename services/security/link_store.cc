#include "services/security/link_store.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "services/security/owner_file.h"

namespace anchorledger::security {
base::Status LinkRefused(std::string_view state) {
  return base::MakeError(base::ErrorReason::kCredentialInvalid,
                         "the link opens nothing: ask the person who sent it for a new one",
                         {{std::string(kLinkStateKey), std::string(state)}});
}

LinkState StateOf(const LinkRecord& record, base::Instant now) {
  if (record.revoked) return LinkState::kRevoked;
  return record.expires_at <= now ? LinkState::kExpired : LinkState::kOpen;
}

base::Status CheckLive(const LinkRecord& record, base::Instant now) {
  switch (StateOf(record, now)) {
    case LinkState::kOpen:
      return absl::OkStatus();
    case LinkState::kExpired:
      return LinkRefused(kLinkExpired);
    case LinkState::kRevoked:
      return LinkRefused(kLinkRevoked);
  }
  return LinkRefused(kLinkUnknown);
}

base::StatusOr<std::unique_ptr<LinkStore>> LinkStore::Open(const std::string& path,
                                                           LinkLimits limits) {
  std::unique_ptr<LinkStore> store(new LinkStore(path, limits));
  AL_RETURN_IF_ERROR(store->Load());
  return store;
}

base::Status LinkStore::Load() {
  const base::MutexLock lock(mutex_);
  std::ifstream file(path_);
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    auto record = ParseLinkRecord(line);
    if (!record.ok()) return base::Annotate(record.status(), path_ + ':' + std::to_string(number));
    by_id_[record->link_id] = records_.size();
    records_.push_back(*std::move(record));
  }
  return absl::OkStatus();
}

base::Status LinkStore::Save() const {
  if (path_.empty()) return absl::OkStatus();
  std::string text =
      "# link_id sha256 tenant report_id partner created_by created_by_organisation created_at "
      "expires_at state\n";
  for (const LinkRecord& record : records_) text += FormatLinkRecord(record) + '\n';
  return ReplaceOwnerFile(path_, text);
}

base::Status LinkStore::CheckRoom(const LinkPurpose& purpose, base::Instant now) const {
  const auto open = std::count_if(records_.begin(), records_.end(), [&](const LinkRecord& one) {
    return one.purpose.tenant == purpose.tenant && one.purpose.report_id == purpose.report_id &&
           StateOf(one, now) == LinkState::kOpen;
  });
  if (static_cast<std::size_t>(open) >= limits_.open_per_report_max) {
    return base::MakeError(
        base::ErrorReason::kQuotaExceeded,
        "the report has " + std::to_string(open) + " open links: end some of them first");
  }
  if (records_.size() >= limits_.links_max) {
    return base::MakeError(base::ErrorReason::kQuotaExceeded, "there are too many links");
  }
  return absl::OkStatus();
}

void LinkStore::DropLongEnded(base::Instant now) {
  const auto kept = std::chrono::microseconds(limits_.kept_after_end).count();
  const auto dropped = std::erase_if(records_, [&](const LinkRecord& record) {
    return record.expires_at.micros + kept <= now.micros;
  });
  if (dropped == 0) return;
  by_id_.clear();
  for (std::size_t i = 0; i < records_.size(); ++i) by_id_[records_[i].link_id] = i;
}

base::StatusOr<MintedLink> LinkStore::Create(LinkPurpose purpose, base::Instant now,
                                             base::Instant expires_at) {
  const base::MutexLock lock(mutex_);
  DropLongEnded(now);
  AL_RETURN_IF_ERROR(CheckRoom(purpose, now));
  AL_ASSIGN_OR_RETURN(MintedLink minted, MintLink(std::move(purpose), now, expires_at));
  records_.push_back(minted.record);
  if (const base::Status saved = Save(); !saved.ok()) {
    records_.pop_back();
    return saved;
  }
  by_id_[minted.record.link_id] = records_.size() - 1;
  return minted;
}

base::StatusOr<LinkRecord> LinkStore::Revoke(
    const base::TenantId& tenant, std::string_view link_id,
    const std::function<base::Status(const LinkRecord&)>& allowed) {
  const base::MutexLock lock(mutex_);
  const auto found = by_id_.find(std::string(link_id));
  if (found == by_id_.end() || records_[found->second].purpose.tenant != tenant) {
    return base::MakeError(base::ErrorReason::kNotFound, "link_id: no such link in this tenant");
  }
  LinkRecord& record = records_[found->second];
  AL_RETURN_IF_ERROR(allowed(record));
  const bool before = std::exchange(record.revoked, true);
  if (const base::Status saved = Save(); !saved.ok()) {
    record.revoked = before;
    return saved;
  }
  return record;
}

std::vector<LinkRecord> LinkStore::List(const base::TenantId& tenant) const {
  std::vector<LinkRecord> found;
  const base::MutexLock lock(mutex_);
  for (const LinkRecord& record : records_) {
    if (record.purpose.tenant == tenant) found.push_back(record);
  }
  return found;
}

const LinkRecord* LinkStore::Find(std::string_view link_id) const {
  const auto found = by_id_.find(std::string(link_id));
  return found == by_id_.end() ? nullptr : &records_[found->second];
}

// A link that does not exist costs a digest and a comparison, too.
base::StatusOr<LinkRecord> LinkStore::Verify(std::string_view secret) const {
  const base::Sha256Digest digest = base::Sha256(secret);
  LinkRecord record;
  bool exists = false;
  {
    const base::MutexLock lock(mutex_);
    if (const LinkRecord* found = Find(LinkIdOf(secret)); found != nullptr) {
      record = *found;
      exists = true;
    }
  }
  const bool same =
      base::ConstantTimeEqual(base::AsBytes(digest), base::AsBytes(record.secret_digest));
  if (!exists || !same) return LinkRefused(kLinkUnknown);
  return record;
}

base::StatusOr<LinkRecord> LinkStore::VerifyId(std::string_view link_id, base::Instant now) const {
  const base::MutexLock lock(mutex_);
  const LinkRecord* record = Find(link_id);
  if (record == nullptr) return LinkRefused(kLinkUnknown);
  AL_RETURN_IF_ERROR(CheckLive(*record, now));
  return *record;
}

}  // namespace anchorledger::security
