// The links by which partners without an account send a report.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "proto/base/time.h"
#include "services/security/link_record.h"
#include "services/security/token_store.h"

namespace anchorledger::security {

// How a link stands by itself. Whether its report is in is told by the ledger.
enum class LinkState { kOpen, kExpired, kRevoked };

// Why a link opens nothing, in one word for the metadata of an error: those who hold it are told
// what to do, by pages in their language. "unknown" also stands for a wrong secret: who holds none
// does not learn whether there is a link.
inline constexpr std::string_view kLinkStateKey = "link_state";
inline constexpr std::string_view kLinkUnknown = "unknown";
inline constexpr std::string_view kLinkExpired = "expired";
inline constexpr std::string_view kLinkRevoked = "revoked";
inline constexpr std::string_view kLinkUsed = "used";
inline constexpr std::string_view kLinkNotDue = "not_due";

// CREDENTIAL_INVALID with one of these words.
base::Status LinkRefused(std::string_view state);

LinkState StateOf(const LinkRecord& record, base::Instant now);

// LinkRefused() unless the link is open.
base::Status CheckLive(const LinkRecord& record, base::Instant now);

// Bounds of links. Links that ended long ago give way; who made them stays in the audit log.
struct LinkLimits {
  std::size_t links_max = 20'000;
  std::size_t open_per_report_max = 20;
  std::chrono::hours kept_after_end{2 * 366 * 24};
};

// Keeps the file of links in memory and verifies links against it: one look-up, one SHA-256, one
// comparison in constant time. One process changes the file, and all changes go through the store;
// they are durable when they return. Threads: any.
class LinkStore {
 public:
  // Reads the file; a missing one reads as empty. FIELD_INVALID for a malformed line: a server that
  // would let the wrong people in had better not start. An empty path: nothing is kept.
  static base::StatusOr<std::unique_ptr<LinkStore>> Open(const std::string& path,
                                                         LinkLimits limits = {});

  // Makes a link. QUOTA_EXCEEDED beyond the limits.
  base::StatusOr<MintedLink> Create(LinkPurpose purpose, base::Instant now,
                                    base::Instant expires_at);

  // Ends a link of the tenant at once; ending it twice is no error. NOT_FOUND for an id that the
  // tenant does not have. `allowed` decides on the record and is asked first.
  base::StatusOr<LinkRecord> Revoke(const base::TenantId& tenant, std::string_view link_id,
                                    const std::function<base::Status(const LinkRecord&)>& allowed);

  // The links of a tenant in the order in which they were made.
  std::vector<LinkRecord> List(const base::TenantId& tenant) const;

  // The record of a link, also when it has ended; LinkRefused() as unknown for any other secret.
  base::StatusOr<LinkRecord> Verify(std::string_view secret) const;

  // The record of a link that works, and was verified before; LinkRefused() for any other.
  base::StatusOr<LinkRecord> VerifyId(std::string_view link_id, base::Instant now) const;

 private:
  LinkStore(std::string path, LinkLimits limits) : path_(std::move(path)), limits_(limits) {}

  base::Status Load();
  base::Status CheckRoom(const LinkPurpose& purpose, base::Instant now) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void DropLongEnded(base::Instant now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  base::Status Save() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  const LinkRecord* Find(std::string_view link_id) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string path_;
  const LinkLimits limits_;

  // Held while the file is written, too: links are made by hand, a few a day.
  mutable base::Mutex mutex_;
  std::vector<LinkRecord> records_ ABSL_GUARDED_BY(mutex_);
  std::unordered_map<std::string, std::size_t> by_id_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace anchorledger::security
