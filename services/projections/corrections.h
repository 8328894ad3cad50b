// Which events amend or void which.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "proto/base/strong_id.h"

namespace anchorledger::projections {

// Grows with each EventAmended and EventVoided. Corrections are few; all are held in memory.
class Corrections {
 public:
  // `at` amends or voids the event at `target`, which may itself be an amendment.
  void Amend(base::Position target, base::Position at);
  void Void(base::Position target, base::Position at);

  // Whether the event was voided by the cut-off.
  bool VoidedAt(base::Position event, base::Position cut) const;

  // The amendments of the event that were known and not voided at the cut-off, as recorded.
  std::vector<base::Position> AmendmentsOf(base::Position event, base::Position cut) const;

  // Whether anything ever corrected the event.
  bool Any(base::Position event) const { return chains_.contains(event.value()); }

  // The event whose meaning changes when `at` is recorded or voided: follows amendments down to
  // what they amend. For anything that is not a correction: itself.
  base::Position RootOf(base::Position at) const;

 private:
  struct Chain {
    std::uint64_t voided_at = 0;  // 0 = not voided
    std::vector<std::uint64_t> amendments;
  };

  absl::flat_hash_map<std::uint64_t, Chain> chains_;           // by target
  absl::flat_hash_map<std::uint64_t, std::uint64_t> targets_;  // by correction
};

}  // namespace anchorledger::projections
