// Sums all journals again when a projection is opened.
#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "services/projections/dimension_table.h"
#include "services/projections/fact_tables.h"
#include "services/projections/journal.h"
#include "services/projections/row_store.h"

namespace anchorledger::projections {

// Fills tables, which are empty, from the journals in the rows: one journal after the other, on a
// thread of its own and, once Finish is called, on the caller's too. Tables do not share anything.
class JournalLoader {
 public:
  // The rows that end each journal, to go on from.
  using Ends = std::vector<std::pair<TableKey, std::string>>;

  // All must outlive the loader and be left alone until Finish returns. `dimensions` is complete.
  JournalLoader(const RowStore& rows, const DimensionTable& dimensions, FactTables& tables)
      : rows_(rows), dimensions_(dimensions), tables_(tables) {}

  // Finds the journals and begins to sum them.
  base::Status Start();
  // Returns when all are summed.
  base::StatusOr<Ends> Finish();

 private:
  void Work();

  const RowStore& rows_;
  const DimensionTable& dimensions_;
  FactTables& tables_;
  std::vector<TableKey> keys_;
  std::vector<FactTable*> places_;  // by key
  Ends ends_;                       // by key
  std::atomic<std::size_t> next_{0};
  base::Mutex mutex_;
  base::Status failed_ ABSL_GUARDED_BY(mutex_);
  std::jthread thread_;
};

}  // namespace anchorledger::projections
