#include "services/security/session_store.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace anchorledger::security {
namespace {

constexpr std::size_t kIdBytes = 32;

base::Status Refused() {
  return base::MakeError(base::ErrorReason::kCredentialInvalid,
                         "the session has ended or does not exist: sign in again");
}

std::string DigestOf(std::string_view id) { return std::string(base::AsBytes(base::Sha256(id))); }

int64_t Micros(std::chrono::microseconds time) { return time.count(); }

}  // namespace

SessionStore::SessionStore(TokenStore& tokens, const runtime::Clock& clock, SessionLimits limits,
                           std::string file, LinkAccess links)
    : tokens_(tokens),
      links_(std::move(links)),
      clock_(clock),
      limits_(limits),
      file_(std::move(file)) {
  Load();
}

SessionStore::~SessionStore() { Save(); }

void SessionStore::Load() {
  const base::Instant now = clock_.Now();
  const base::MutexLock lock(mutex_);
  for (const SessionRecord& record : file_.Read()) {
    const auto token = VerifyCredential(record.token_id, now);
    if (!token.ok() || sessions_.size() == limits_.sessions_max) continue;
    Session session{.token_id = record.token_id,
                    .tenant = token->principal->tenant,
                    .actor = token->principal->actor,
                    .used_at = record.used_at,
                    .expires_at = record.expires_at};
    if (IsOver(session, now)) continue;
    sessions_.emplace(std::string(base::AsBytes(record.id_digest)), std::move(session));
  }
}

// What is written is what holds when it is written: two savers cannot overtake each other. The file
// is written without the lock that calls need.
void SessionStore::Save() {
  const base::MutexLock file_lock(file_mutex_);
  std::vector<SessionRecord> records;
  {
    const base::MutexLock lock(mutex_);
    records.reserve(sessions_.size());
    for (const auto& [digest, session] : sessions_) {
      records.push_back({.id_digest = *base::ToDigest(digest),
                         .token_id = session.token_id,
                         .used_at = session.used_at,
                         .expires_at = session.expires_at});
    }
  }
  file_.Write(records);
}

bool SessionStore::IsOver(const Session& session, base::Instant now) const {
  return session.expires_at <= now ||
         session.used_at.micros + Micros(limits_.idle_max) <= now.micros;
}

// Sessions that are over go first, then the one of this person that was idle for longest.
void SessionStore::MakeRoom(const Principal& principal, base::Instant now) {
  std::erase_if(sessions_, [&](const auto& entry) { return IsOver(entry.second, now); });
  std::size_t own = 0;
  auto oldest = sessions_.end();
  for (auto it = sessions_.begin(); it != sessions_.end(); ++it) {
    if (it->second.tenant != principal.tenant || it->second.actor != principal.actor) continue;
    ++own;
    if (oldest == sessions_.end() || it->second.used_at < oldest->second.used_at) oldest = it;
  }
  if (own >= limits_.sessions_per_actor_max) sessions_.erase(oldest);
}

base::StatusOr<OpenedSession> SessionStore::Open(std::string_view token_secret) {
  const base::Instant now = clock_.Now();
  AL_ASSIGN_OR_RETURN(const PrincipalRef principal, tokens_.Verify(token_secret, now));
  AL_ASSIGN_OR_RETURN(const LiveToken token, tokens_.VerifyId(principal->token_id, now));
  base::Instant expires_at{now.micros + Micros(limits_.lifetime_max)};
  if (token.expires_at.has_value()) expires_at = std::min(expires_at, *token.expires_at);
  return Begin(*principal, now, expires_at);
}

base::StatusOr<OpenedSession> SessionStore::OpenLink(std::string_view link) {
  if (links_.store == nullptr) return LinkRefused(kLinkUnknown);
  const base::Instant now = clock_.Now();
  AL_ASSIGN_OR_RETURN(const LinkRecord record, links_.store->Verify(link));
  // First, for who has sent a report wants to hear that it is in, and not that the link is too old.
  AL_RETURN_IF_ERROR(links_.check_report(record));
  AL_RETURN_IF_ERROR(CheckLive(record, now));
  const base::Instant latest{now.micros + Micros(limits_.link_lifetime_max)};
  return Begin(PrincipalOf(record), now, std::min(latest, record.expires_at));
}

base::StatusOr<LiveToken> SessionStore::VerifyCredential(const std::string& token_id,
                                                         base::Instant now) {
  const std::string_view link_id = LinkOfActor(token_id);
  if (link_id.empty() || links_.store == nullptr) return tokens_.VerifyId(token_id, now);
  AL_ASSIGN_OR_RETURN(const LinkRecord record, links_.store->VerifyId(link_id, now));
  return LiveToken{.principal = std::make_shared<const Principal>(PrincipalOf(record)),
                   .expires_at = record.expires_at};
}

base::StatusOr<OpenedSession> SessionStore::Begin(const Principal& principal, base::Instant now,
                                                  base::Instant expires_at) {
  OpenedSession opened{.id = base::HexEncode(base::RandomBytes(kIdBytes)),
                       .expires_at = expires_at};
  {
    const base::MutexLock lock(mutex_);
    MakeRoom(principal, now);
    if (sessions_.size() >= limits_.sessions_max) {
      return base::MakeError(base::ErrorReason::kQuotaExceeded, "too many people are signed in");
    }
    sessions_.emplace(DigestOf(opened.id), Session{.token_id = principal.token_id,
                                                   .tenant = principal.tenant,
                                                   .actor = principal.actor,
                                                   .used_at = now,
                                                   .expires_at = expires_at});
  }
  Save();
  return opened;
}

base::StatusOr<SessionView> SessionStore::Verify(std::string_view id) {
  const base::Instant now = clock_.Now();
  std::string digest = DigestOf(id);
  std::string token_id;
  SessionView view;
  {
    const base::MutexLock lock(mutex_);
    const auto found = sessions_.find(digest);
    if (found == sessions_.end()) return Refused();
    if (IsOver(found->second, now)) {
      sessions_.erase(found);
      return Refused();
    }
    found->second.used_at = std::max(found->second.used_at, now);
    token_id = found->second.token_id;
    view.expires_at = found->second.expires_at;
  }
  auto token = VerifyCredential(token_id, now);
  if (!token.ok()) {
    const base::MutexLock lock(mutex_);
    sessions_.erase(digest);
    return Refused();
  }
  view.principal = std::move(token->principal);
  return view;
}

void SessionStore::End(std::string_view id) {
  {
    const base::MutexLock lock(mutex_);
    sessions_.erase(DigestOf(id));
  }
  Save();
}

std::size_t SessionStore::EndAll(const base::TenantId& tenant, const base::ActorId& actor) {
  std::size_t ended = 0;
  {
    const base::MutexLock lock(mutex_);
    ended = std::erase_if(sessions_, [&](const auto& entry) {
      return entry.second.tenant == tenant && entry.second.actor == actor;
    });
  }
  Save();
  return ended;
}

std::size_t SessionStore::size() const {
  const base::MutexLock lock(mutex_);
  return sessions_.size();
}

}  // namespace anchorledger::security
