// From an event as it stands to the facts it means: the heart of the metrics.
#pragma once

#include <optional>
#include <vector>

#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/projections/context.h"
#include "services/projections/fact.h"
#include "services/projections/in_force_event.h"
#include "services/projections/symbols.h"

namespace anchorledger::projections {

// Finds the purchase that a reversal lies with. Purchases are too many to be held in memory.
class PurchaseSource {
 public:
  virtual ~PurchaseSource() = default;
  // The purchase that the stream opens with, as it stands at the cut-off; nothing when it is
  // voided, erased or not there.
  virtual base::StatusOr<std::optional<InForceEvent>> PurchaseOf(const InForceEvent& reversal,
                                                                 base::Position cut) = 0;
};

// What derivation may look at.
struct Knowledge {
  const Context& context;
  base::Position cut;
  PurchaseSource& purchases;
  SymbolTable& symbols;
};

// Appends the facts of the event, which stands at knowledge.cut. Pure: the same event, context and
// cut-off always give the same facts, in the same order. Fails only when a purchase cannot be read.
base::Status Derive(const InForceEvent& event, const Knowledge& knowledge,
                    std::vector<Fact>& facts);

}  // namespace anchorledger::projections
