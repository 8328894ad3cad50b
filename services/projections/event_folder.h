// What one more event changes: the fold of the metrics projection.
#pragma once

#include <vector>

#include "proto/base/status.h"
#include "services/projections/affected.h"
#include "services/projections/context_log.h"
#include "services/projections/derive.h"
#include "services/projections/event_keys.h"
#include "services/projections/fold_ledger.h"
#include "services/projections/in_force.h"
#include "services/projections/recorded_event.h"
#include "services/projections/thing_keys.h"

namespace anchorledger::projections {

// Takes events in the order of the log. For the event at position q it writes ChangesAt(q): for
// the event itself and every event it affects, the facts derived at the cut-off q, less those
// derived at q - 1. Belongs to one thread: the follower's, or that of a shadow.
class EventFolder {
 public:
  struct Parts {
    SymbolTable& symbols;
    Context& context;
    ContextKeeper& keeper;
    InForce& in_force;
    AffectedEvents& affected;
    FoldLedger& ledger;
    ThingKeys* things;  // null where nobody lists events by the things that they are about
  };
  // All parts must outlive the folder.
  explicit EventFolder(Parts parts) : parts_(parts) {}

  base::Status Fold(const RecordedEvent& event);

 private:
  // An event before and after something was recorded about it; nothing = not in force.
  struct Standing {
    std::optional<InForceEvent> before;
    std::optional<InForceEvent> after;
  };

  base::Status FoldPayload(const RecordedEvent& recorded, const InForceEvent& event);
  base::Status FoldStatement(const InForceEvent& event);
  base::Status FoldEnteredAnew(const InForceEvent& purchase);
  base::Status FoldCorrection(const InForceEvent& event);
  base::Status MoveContext(const Standing& root, base::Position at);
  base::Status List(const RecordedEvent& recorded, const InForceEvent& event);
  // Lists the event under what it is about, where its dependencies have not done so.
  base::Status ListThings(const RecordedEvent& recorded, const InForceEvent& event);
  base::Status PostDependencies(const InForceEvent& event, base::Position at, bool hidden);
  // Rewrites the facts of the events, which may repeat, from q - 1 to q. `at` itself is left out.
  base::Status Rederive(std::vector<base::Position> events, base::Position at);
  base::Status WriteDifference(base::Position event, base::Position at);
  base::Status DeriveAt(const InForceEvent& event, base::Position cut, std::vector<Fact>& facts);

  const Parts parts_;
  // Kept for their capacity.
  std::vector<DatedKey> keys_;
  std::vector<DatedKey> listed_;
  std::vector<PostingKey> things_;
  std::vector<Fact> facts_;
  std::vector<Fact> old_facts_;
};

}  // namespace anchorledger::projections
