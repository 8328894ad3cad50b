// Sessions: what a person gets in exchange for a token, so that a browser need not keep the token.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "proto/base/hash.h"
#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "proto/base/time.h"
#include "proto/runtime/clock.h"
#include "services/security/link_store.h"
#include "services/security/session_file.h"
#include "services/security/token_store.h"

namespace anchorledger::security {

// Bounds of sessions in number and time.
struct SessionLimits {
  std::size_t sessions_max = 10'000;
  std::size_t sessions_per_actor_max = 20;   // the one idle for longest gives way
  std::chrono::hours idle_max{8};            // a working day
  std::chrono::hours lifetime_max{7 * 24};   // then a person signs in again
  std::chrono::hours link_lifetime_max{12};  // of those opened with a link
};

// Links that open sessions, and what the ledger says to one: an error where its report is in, or
// not asked for any more. Both null: there are no links.
struct LinkAccess {
  LinkStore* store = nullptr;
  std::function<base::Status(const LinkRecord&)> check_report = nullptr;
};

// A session as it was opened. The id exists here and with the client only.
struct OpenedSession {
  std::string id;  // 64 hexadecimal digits: 256 random bits
  base::Instant expires_at;
};

// Who a live session stands for.
struct SessionView {
  PrincipalRef principal;
  base::Instant expires_at;  // at the latest; earlier when it is not used for idle_max
};

// Keeps sessions in memory, by the SHA-256 of their ids: what is read from the process or a core
// file opens nothing. A session holds no secret of its token, only the token's public id, which is
// looked up at each use: a session never lives longer than its token. With a file, sessions outlive
// a restart. Threads: any.
class SessionStore {
 public:
  // Tokens, links and clock must outlive the store. Goes on with the sessions of the file; an empty
  // path: nothing is kept.
  SessionStore(TokenStore& tokens, const runtime::Clock& clock, SessionLimits limits = {},
               std::string file = {}, LinkAccess links = {});
  ~SessionStore();
  SessionStore(const SessionStore&) = delete;
  SessionStore& operator=(const SessionStore&) = delete;

  // Exchanges the secret of a token. CREDENTIAL_INVALID for any but a live one; QUOTA_EXCEEDED when
  // there are sessions_max live sessions.
  base::StatusOr<OpenedSession> Open(std::string_view token_secret);

  // Exchanges a link (link_record.h). Opening is no use of it: people look before they write. An
  // error of LinkRefused() for any but one whose report is still waited for; QUOTA_EXCEEDED as
  // above; those of reading the report.
  base::StatusOr<OpenedSession> OpenLink(std::string_view link);

  // Who the session stands for, and counts as a use of it. CREDENTIAL_INVALID for an id that is
  // unknown, expired or ended, or whose token is not live any more, with no hint which.
  base::StatusOr<SessionView> Verify(std::string_view id);

  // Ends one session; ending it twice is no error.
  void End(std::string_view id);

  // Ends all sessions of a person and returns how many there were.
  std::size_t EndAll(const base::TenantId& tenant, const base::ActorId& actor);

  std::size_t size() const;

 private:
  struct Session {
    std::string token_id;
    base::TenantId tenant;
    base::ActorId actor;
    base::Instant used_at;
    base::Instant expires_at;
  };
  using Sessions = std::unordered_map<std::string, Session>;  // by the digest of the id

  void Load();
  void Save();
  base::StatusOr<OpenedSession> Begin(const Principal& principal, base::Instant now,
                                      base::Instant expires_at);
  // The token or link behind a session, by its name in logs.
  base::StatusOr<LiveToken> VerifyCredential(const std::string& token_id, base::Instant now);
  bool IsOver(const Session& session, base::Instant now) const;
  void MakeRoom(const Principal& principal, base::Instant now)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  TokenStore& tokens_;
  const LinkAccess links_;
  const runtime::Clock& clock_;
  const SessionLimits limits_;

  base::Mutex file_mutex_;  // held while the file is written; taken before mutex_
  const SessionFile file_;

  mutable base::Mutex mutex_;
  Sessions sessions_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace anchorledger::security
