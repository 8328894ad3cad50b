// Events that other events refer to by position.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/projections/known_versions.h"

namespace anchorledger::projections {

// Who names a position: evidence of milestones, baselines of job reports.
class MentionBook {
 public:
  void Assert(base::Position named, base::Position by, base::Position born) {
    mentions_[named.value()].Assert(by, born, true);
  }
  void Retract(base::Position named, base::Position by, base::Position died) {
    mentions_[named.value()].Retract(by, died);
  }

  // The events that name it at the cut-off.
  std::vector<base::Position> NamedBy(base::Position named, base::Position cut) const {
    std::vector<base::Position> by;
    const auto found = mentions_.find(named.value());
    if (found == mentions_.end()) return by;
    found->second.Each(cut, [&](const KnownVersion<bool>& v) { by.push_back(v.event); });
    return by;
  }
  bool IsNamed(base::Position named, base::Position cut) const {
    return !NamedBy(named, cut).empty();
  }

 private:
  absl::flat_hash_map<std::uint64_t, KnownVersions<bool>> mentions_;
};

}  // namespace anchorledger::projections
