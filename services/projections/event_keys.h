// Under which keys an event is found.
#pragma once

#include <vector>

#include "proto/base/status.h"
#include "services/projections/derive.h"
#include "services/projections/in_force_event.h"
#include "services/projections/posting_lists.h"

namespace anchorledger::projections {

// The one id of the list of late events.
inline constexpr std::uint32_t kLateId = 1;

// Month as the id of a posting list.
std::uint32_t MonthId(base::Date day);

// A key, and the day under it.
struct DatedKey {
  PostingKey key;
  base::Date day;
};

// The keys by which readers list the recorded event, from its header: type, partnership, anchor,
// batch, month, who recorded it, and whether it was late.
void ListingKeysOf(const InForceEvent& event, SymbolTable& symbols, std::vector<DatedKey>& keys);

// The keys by which the projection finds events whose facts may change, and the rules find what
// names a thing: partnership, supplier, organisations, names, streams. A reversal has those of its
// purchase; classes are looked up on the invoice date, the phase on its own.
base::Status DependencyKeysOf(const InForceEvent& event, const Knowledge& knowledge,
                              std::vector<DatedKey>& keys);

}  // namespace anchorledger::projections
