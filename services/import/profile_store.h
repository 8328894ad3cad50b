// Profiles that are kept by name: events, like everything that tenants define.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/status.h"
#include "proto/base/time.h"
#include "services/append/append_command.h"
#include "services/import/import_job.h"

namespace anchorledger::importing {

struct KeptProfile {
  std::string json;  // canonical
  std::string name;
  std::uint64_t edition = 0;  // from 1
  base::Instant saved_at;
  std::string actor_ref;
};

// Keeps a profile that compiles; the same request id gives the same answer. A profile that is kept
// already in exactly this form is not recorded again.
base::StatusOr<KeptProfile> KeepProfile(const ImportLedger& ledger, const append::Actor& actor,
                                        const std::string& request_id,
                                        const CompiledProfile& profile);

// The last edition under a name; NOT_FOUND when there is none.
base::StatusOr<KeptProfile> FindProfile(const ImportLedger& ledger, const base::TenantId& tenant,
                                        std::string_view name);

// The last edition of each profile, by name, from the first after `after` on, at most `limit`.
base::StatusOr<std::vector<KeptProfile>> ListProfiles(const ImportLedger& ledger,
                                                      const base::TenantId& tenant,
                                                      std::string_view after, std::size_t limit);

}  // namespace anchorledger::importing
