// All cells in memory, and where the blocks of each journal lie: what queries start from.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "proto/base/date.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/projections/cell_slice.h"
#include "services/projections/cow.h"
#include "services/projections/dimension_table.h"
#include "services/projections/journal.h"

namespace anchorledger::projections {

// The sums of one month: by all dimensions and, where these are many, also rolled up
// (DimensionTable).
class MonthSums {
 public:
  explicit MonthSums(CellLayout layout = {}) : cells_(layout), rolled_up_(layout) {}

  // False on overflow.
  bool Add(const JournalEntry& entry, const DimensionTable& dimensions);
  // The same for sums that are read back: the ones rolled up are made of the others at the end.
  bool Restore(const JournalEntry& entry) {
    return cells_.Add(entry.day, entry.dimensions, entry.measures, entry.sign);
  }
  bool EndRestore(const DimensionTable& dimensions);

  const MonthCells& cells() const { return cells_; }
  // Null when they are not kept: the cells are few.
  const MonthCells* rolled_up() const { return rolled_up_.empty() ? nullptr : &rolled_up_; }
  std::size_t bytes() const { return cells_.bytes() + rolled_up_.bytes(); }

 private:
  bool RollUp(const DimensionTable& dimensions);

  MonthCells cells_;
  MonthCells rolled_up_;
};

// One table: sums by month, and the marks of its journal's full blocks, in order.
class FactTable {
 public:
  static constexpr std::size_t kMarksPage = 64;

  explicit FactTable(CellLayout layout = {}) : layout_(layout) {}

  // OVERFLOW when a sum does not fit.
  base::Status Add(const JournalEntry& entry, const DimensionTable& dimensions);
  void AddMark(const BlockMark& mark);

  // When an empty table is read back: Restore instead of Add, and EndRestore behind the last one.
  // There are more entries than sums, so rolling up at the end saves most of its price.
  base::Status Restore(const JournalEntry& entry);
  base::Status EndRestore(const DimensionTable& dimensions);

  // The month, or null when it never had a fact.
  const MonthSums* Month(base::MonthIndex month) const;
  base::MonthIndex first_month() const { return {first_month_}; }
  base::MonthIndex last_month() const;
  CellLayout layout() const { return layout_; }

  std::uint32_t blocks() const { return blocks_; }
  const BlockMark& mark(std::uint32_t block) const {
    return (*marks_[block / kMarksPage])[block % kMarksPage];
  }

  std::size_t cells() const;
  std::size_t bytes() const;

 private:
  MonthSums& SumsOf(std::int32_t day);

  CellLayout layout_;
  std::int32_t first_month_ = 0;
  std::vector<Cow<MonthSums>> months_;
  std::uint32_t blocks_ = 0;
  std::vector<Cow<std::vector<BlockMark>>> marks_;
};

// All tables at one position. A copy costs one pointer and never changes: it shares what is the
// same with the tables that go on. Changing copies only what a copy elsewhere still holds, at most
// one slice, month, table and shard a fact.
class FactTables {
 public:
  // The table, to be changed, new when there was none. Valid until these tables are copied.
  FactTable& Mutable(const TableKey& key);

  // Null when there was never a fact.
  const FactTable* Find(const TableKey& key) const;
  // The anchors that have a table of the kind, rising.
  std::vector<Symbol> AnchorsOf(Symbol tenant, FactKind kind) const;
  // All tables, in order of tenant, kind, anchor.
  std::vector<TableKey> Keys() const;

  std::size_t cells() const;
  std::size_t bytes() const;

 private:
  static constexpr std::size_t kShards = 64;
  using Shard = std::vector<std::pair<Symbol, Cow<FactTable>>>;  // by anchor, rising
  using KindTables = std::array<Cow<Shard>, kShards>;
  using Root = absl::flat_hash_map<std::uint64_t, Cow<KindTables>>;  // by tenant and kind

  Cow<Root> root_;
};

}  // namespace anchorledger::projections
