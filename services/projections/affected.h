// Which events' facts an event may change, other than its own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "proto/base/status.h"
#include "services/projections/context.h"
#include "services/projections/fold_ledger.h"
#include "services/projections/in_force.h"
#include "services/projections/in_force_event.h"

namespace anchorledger::projections {

// Finds by rule, never by comparing: an event too many costs a derivation, an event too few would
// be wrong. Belongs to the follower's thread; all parts must outlive it.
class AffectedEvents {
 public:
  struct Parts {
    const Context& context;
    InForce& in_force;
    FoldLedger& ledger;
    SymbolTable& symbols;
  };
  explicit AffectedEvents(Parts parts) : parts_(parts) {}

  // The dependants of what an event says, or said before and says now, recorded up to `until`:
  // appended, in no order, possibly repeated. Null for what it does not say.
  base::Status DependantsOf(const InForceEvent* before, const InForceEvent* now,
                            base::Position until, std::vector<base::Position>& found);

 private:
  using Positions = std::vector<base::Position>;
  base::Status Expand(const InForceEvent& event, base::Position until, Positions& found);
  base::Status OfStream(const InForceEvent& event, base::Position until, Positions& found);
  // Events under a posting key whose day, as posted, lies in the period.
  base::Status OfPostings(PostingKind kind, const InForceEvent& event, std::uint32_t id,
                          base::Period period, base::Position until, Positions& found);
  base::Status OfOrganisation(const InForceEvent& event, Symbol organisation, base::Position until,
                              Positions& found);
  base::Status OfPlaces(const InForceEvent& event, Positions& found);
  base::Status OfTable(const TableKey& key, Positions& found);
  // The event and what follows from it, for an event that is only known by position.
  base::Status WithDependants(base::Position position, base::Position until, Positions& found);

  const Parts parts_;
  // Events and streams expanded by the call under way: phases of one partnership lead to each
  // other.
  absl::flat_hash_set<std::uint64_t> expanded_;
  absl::flat_hash_set<std::string> streams_;
};

}  // namespace anchorledger::projections
