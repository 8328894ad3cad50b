#include "services/import/indexed_finder.h"

#include <optional>

namespace anchorledger::importing {
namespace {

constexpr std::chrono::seconds kIndexPatience{30};
constexpr std::size_t kPagePositions = 10'000;

}  // namespace

base::StatusOr<std::vector<base::Position>> IndexedFinder::OfType(const base::TenantId& tenant,
                                                                  int event_type) const {
  projections::EventQuery query;
  query.tenant = tenant.value();
  query.types = {static_cast<std::uint32_t>(event_type)};
  return All(query);
}

base::StatusOr<std::vector<base::Position>> IndexedFinder::OfBatch(
    const base::TenantId& tenant, std::string_view batch_id) const {
  projections::EventQuery query;
  query.tenant = tenant.value();
  query.batch = batch_id;
  return All(query);
}

base::StatusOr<std::vector<base::Position>> IndexedFinder::All(
    const projections::EventQuery& query) const {
  AL_ASSIGN_OR_RETURN(const projections::EventIndex index,
                      index_(log_.Head().position, kIndexPatience));
  std::vector<base::Position> positions;
  std::optional<base::Position> after;
  while (true) {
    AL_ASSIGN_OR_RETURN(const projections::EventPage page,
                        index.List(query, after, storage::Direction::kForward, kPagePositions));
    positions.insert(positions.end(), page.positions.begin(), page.positions.end());
    if (!page.more) return positions;
    if (!page.positions.empty()) after = page.positions.back();
  }
}

}  // namespace anchorledger::importing
