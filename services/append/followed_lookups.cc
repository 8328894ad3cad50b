#include "services/append/followed_lookups.h"

namespace anchorledger::append {
namespace {

constexpr std::chrono::seconds kLongestWait{5};

}  // namespace

base::StatusOr<std::vector<base::StreamId>> FollowedLookups::Named(const base::TenantId& tenant,
                                                                   domain::NameIndex index,
                                                                   std::string_view key) const {
  AL_ASSIGN_OR_RETURN(const projections::EventIndex events,
                      sources_.index(sources_.names_changed_at(), kLongestWait));
  return events.Named(tenant, index, key);
}

base::StatusOr<std::vector<base::Position>> FollowedLookups::Referrers(const base::TenantId& tenant,
                                                                       const base::StreamId& stream,
                                                                       size_t limit) const {
  AL_ASSIGN_OR_RETURN(const projections::EventIndex events,
                      sources_.index(sources_.head(), kLongestWait));
  return events.Referrers(tenant, stream, limit);
}

}  // namespace anchorledger::append
