// Reads journal entries from the store, block by block, leaving out blocks that cannot matter.
#pragma once

#include <functional>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "services/projections/fact_tables.h"
#include "services/projections/fact_view.h"
#include "services/projections/journal.h"
#include "services/projections/row_store.h"

namespace anchorledger::projections {

// Which entries: effective in the period, recorded in (after, until].
struct EntrySelection {
  base::Period days;
  base::Position after;
  base::Position until;
  const ReadBounds* bounds = nullptr;  // asked for each block
};

// Visits the selected entries of one journal in the order of recording. `table` holds the marks of
// the full blocks; what came later is found in the store, and entries beyond `until` are left out,
// so the store may be ahead of the table.
base::Status VisitEntries(const RowStore& rows, const TableKey& key, const FactTable& table,
                          const EntrySelection& selection,
                          const std::function<void(const JournalEntry&)>& visitor);

// How many entries may lie in the selection: a bound, from the marks alone.
std::uint64_t EntriesAtMost(const FactTable& table, const EntrySelection& selection);

}  // namespace anchorledger::projections
