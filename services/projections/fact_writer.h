// Facts on their way into journal and cells.
#pragma once

#include "absl/container/flat_hash_map.h"
#include "proto/base/status.h"
#include "services/projections/dimension_table.h"
#include "services/projections/fact.h"
#include "services/projections/fact_tables.h"
#include "services/projections/journal.h"

namespace anchorledger::projections {

// Writes changes of facts to both, so that cells are always the sums of the journal. Belongs to the
// follower's thread.
class FactWriter {
 public:
  // All must outlive the writer.
  FactWriter(DimensionTable& dimensions, Journals& journals, FactTables& tables)
      : dimensions_(dimensions), journals_(journals), tables_(tables) {}

  // The fact came (sign 1) or went (sign -1) when the event at `at` was recorded.
  base::Status Write(const Fact& fact, std::int32_t sign, base::Position at);

  // To be called when the tables were copied or the journals flushed.
  void Forget() { places_.clear(); }

 private:
  // Where the facts of one table go. Finding both takes longer than writing.
  struct Place {
    Journals::List* journal = nullptr;
    FactTable* table = nullptr;
  };
  base::StatusOr<Place> PlaceOf(const TableKey& key);

  DimensionTable& dimensions_;
  Journals& journals_;
  FactTables& tables_;
  absl::flat_hash_map<TableKey, Place> places_;
};

}  // namespace anchorledger::projections
