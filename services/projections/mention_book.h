// Events that other events refer to by position.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "services/projections/forkable_map.h"
#include "services/projections/known_versions.h"

namespace anchorledger::projections {

// Who names a position: evidence of milestones, baselines of job reports.
class MentionBook {
 public:
  void Assert(base::Position named, base::Position by, base::Position born) {
    mentions_.At(named.value()).Assert(by, born, true);
  }
  void Retract(base::Position named, base::Position by, base::Position died) {
    mentions_.At(named.value()).Retract(by, died);
  }

  // The events that name it at the cut-off.
  std::vector<base::Position> NamedBy(base::Position named, base::Position cut) const {
    std::vector<base::Position> by;
    const KnownVersions<bool>* mentions = mentions_.Find(named.value());
    if (mentions == nullptr) return by;
    mentions->Each(cut, [&](const KnownVersion<bool>& v) { by.push_back(v.event); });
    return by;
  }
  bool IsNamed(base::Position named, base::Position cut) const {
    return !NamedBy(named, cut).empty();
  }

  // Becomes a fork of the book; see ForkableMap.
  void ForkFrom(const MentionBook& live, base::Mutex& mutex, base::Position at) {
    mentions_.ForkFrom(live.mentions_, mutex, at);
  }

 private:
  ForkableMap<KnownVersions<bool>> mentions_;
};

}  // namespace anchorledger::projections
