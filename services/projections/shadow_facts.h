// By which facts a shadow differs from the live projection.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/projections/dimension_table.h"
#include "services/projections/fact_sums.h"
#include "services/projections/fact_view.h"
#include "services/projections/journal.h"

namespace anchorledger::projections {

// Facts that came and went; a fact that did both is forgotten. One thread writes, then any reads.
class ShadowFacts {
 public:
  void Write(const Fact& fact, std::int32_t sign);

  // Each difference: a fact, and how many of it came (negative: went).
  using Visitor = std::function<void(const Fact&, std::int32_t)>;
  // All of one table.
  void EachOf(const TableKey& key, const Visitor& visit) const;
  // Those of a selection, whatever its cut-off.
  void EachIn(const FactSelection& selection, const Visitor& visit) const;

  // The tables that differ, or did for a moment, in no order.
  std::vector<TableKey> Tables() const;

 private:
  using Table = absl::flat_hash_map<FactKey, std::int32_t>;

  DimensionTable dimensions_;
  absl::flat_hash_map<TableKey, Table> tables_;
};

}  // namespace anchorledger::projections
