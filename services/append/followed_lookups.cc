#include "services/append/followed_lookups.h"

#include "services/projections/lookup_projection.h"

namespace anchorledger::append {
namespace {

constexpr std::chrono::seconds kLongestWait{5};

}  // namespace

base::StatusOr<std::vector<base::StreamId>> FollowedLookups::Named(const base::TenantId& tenant,
                                                                   domain::NameIndex index,
                                                                   std::string_view key) const {
  AL_ASSIGN_OR_RETURN(const storage::ProjectionSnapshot rows, snapshot_(kLongestWait));
  return projections::StreamsNamed(rows, tenant, index, key);
}

base::StatusOr<std::vector<base::Position>> FollowedLookups::Referrers(const base::TenantId& tenant,
                                                                       const base::StreamId& stream,
                                                                       size_t limit) const {
  AL_ASSIGN_OR_RETURN(const storage::ProjectionSnapshot rows, snapshot_(kLongestWait));
  return projections::EventsNaming(rows, tenant, stream, limit);
}

}  // namespace anchorledger::append
