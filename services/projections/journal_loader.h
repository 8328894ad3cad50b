// Sums all journals again when a projection is opened.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "proto/base/status.h"
#include "services/projections/fact_tables.h"
#include "services/projections/journal.h"
#include "services/projections/row_store.h"

namespace anchorledger::projections {

// Fills `tables`, which are empty, from the journals in `rows`, on a few threads: tables do not
// share anything. Returns the rows that end each journal, to go on from.
base::StatusOr<std::vector<std::pair<TableKey, std::string>>> LoadJournals(const RowStore& rows,
                                                                           FactTables& tables);

}  // namespace anchorledger::projections
