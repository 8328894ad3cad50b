// Which events amend or void which.
#pragma once

#include <cstdint>
#include <vector>

#include "proto/base/strong_id.h"
#include "services/projections/forkable_map.h"

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

  // The same, and the amendments of amendments; rising.
  std::vector<base::Position> AllAmendmentsOf(base::Position event, base::Position cut) const;

  // Whether anything ever corrected the event.
  bool Any(base::Position event) const { return chains_.Find(event.value()) != nullptr; }

  // The event whose meaning changes when `at` is recorded or voided: follows amendments down to
  // what they amend. For anything that is not a correction: itself.
  base::Position RootOf(base::Position at) const;

  // Becomes a fork of the corrections; see ForkableMap.
  void ForkFrom(const Corrections& live, base::Mutex& mutex, base::Position at) {
    chains_.ForkFrom(live.chains_, mutex, at);
    targets_.ForkFrom(live.targets_, mutex, at);
  }

 private:
  struct Chain {
    std::uint64_t voided_at = 0;  // 0 = not voided
    std::vector<std::uint64_t> amendments;

    Chain AsOf(base::Position at) const;
  };
  struct Target {
    std::uint64_t correction = 0;
    std::uint64_t event = 0;  // 0 = it is no correction

    Target AsOf(base::Position at) const { return correction <= at.value() ? *this : Target{}; }
  };

  ForkableMap<Chain> chains_;    // by target
  ForkableMap<Target> targets_;  // by correction
};

}  // namespace anchorledger::projections
