// Events as they stood at any cut-off, read again from where they are recorded.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "proto/base/status.h"
#include "services/projections/corrections.h"
#include "services/projections/derive.h"
#include "services/projections/in_force_event.h"
#include "services/projections/record_source.h"
#include "services/projections/recorded_event.h"

namespace anchorledger::projections {

// Original with the amendments known by the cut-off applied in the order of recording; nothing when
// it was voided by then, was recorded later, or its payload is erased. Belongs to one thread.
class InForce final : public PurchaseSource {
 public:
  // All must outlive this object.
  InForce(const RecordSource& records, const Corrections& corrections, SymbolTable& symbols);

  // The recorded event at its own position: nothing can have corrected it yet. Refers to its chunk.
  InForceEvent AsRecorded(const RecordedEvent& event) const;

  // The event at the position, as it stood at the cut-off. Costs a read of the log, and one for
  // each amendment.
  base::StatusOr<std::optional<InForceEvent>> At(base::Position position, base::Position cut);

  // All events of a stream up to `until`, in order: their positions.
  base::StatusOr<std::vector<base::Position>> PositionsOf(std::string_view tenant,
                                                          std::string_view stream,
                                                          base::Position until) const;

  base::StatusOr<std::optional<InForceEvent>> PurchaseOf(const InForceEvent& reversal,
                                                         base::Position cut) override;

 private:
  base::StatusOr<std::optional<InForceEvent>> ReadPurchase(const InForceEvent& reversal,
                                                           base::Position cut);
  base::StatusOr<std::shared_ptr<const EventChunk>> Read(base::Position position) const;
  // The event in a chunk of one, which is not voided at the cut-off, with its amendments.
  base::StatusOr<std::optional<InForceEvent>> Stand(std::shared_ptr<const EventChunk> chunk,
                                                    base::Position cut);

  const RecordSource& records_;
  const Corrections& corrections_;
  SymbolTable& symbols_;

  // A correction asks for its events several times over, at two cut-offs: what was read, and how it
  // stood.
  mutable absl::flat_hash_map<std::uint64_t, std::shared_ptr<const EventChunk>> read_;
  using AtCut = std::pair<std::uint64_t, std::uint64_t>;
  absl::flat_hash_map<AtCut, InForceEvent> stood_;

  // The purchase asked for last.
  base::Position last_cut_;
  Symbol last_tenant_ = 0;
  std::string last_stream_;
  std::optional<InForceEvent> last_purchase_;
};

}  // namespace anchorledger::projections
