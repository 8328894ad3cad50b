#include "services/projections/fact_tables.h"

#include <algorithm>
#include <string>
#include <tuple>

namespace anchorledger::projections {
namespace {

std::uint64_t RootKey(Symbol tenant, FactKind kind) {
  return std::uint64_t{tenant} << 8 | static_cast<std::uint8_t>(kind);
}

auto Place(auto& shard, Symbol anchor) {
  return std::lower_bound(shard.begin(), shard.end(), anchor,
                          [](const auto& entry, Symbol wanted) { return entry.first < wanted; });
}

base::Status Overflow(const JournalEntry& entry) {
  return base::MakeError(
      base::ErrorReason::kOverflow,
      "a sum of facts does not fit into 64 bits at position " + std::to_string(entry.position));
}

}  // namespace

bool MonthSums::Add(const JournalEntry& entry, const DimensionTable& dimensions) {
  if (!cells_.Add(entry.day, entry.dimensions, entry.measures, entry.sign)) return false;
  if (cells_.small()) return true;
  if (rolled_up_.empty()) return RollUp(dimensions);
  return rolled_up_.Add(entry.day, dimensions.RollupOf(entry.dimensions), entry.measures,
                        entry.sign);
}

bool MonthSums::RollUp(const DimensionTable& dimensions) {
  return rolled_up_.AddAll(cells_, [&](std::uint32_t n) { return dimensions.RollupOf(n); });
}

bool MonthSums::EndRestore(const DimensionTable& dimensions) {
  cells_.Shrink();
  if (cells_.small()) return true;
  const bool fits = RollUp(dimensions);
  rolled_up_.Shrink();
  return fits;
}

MonthSums& FactTable::SumsOf(std::int32_t day) {
  const std::int32_t month = base::MonthOf(base::Date{day}).value;
  if (months_.empty()) first_month_ = month;
  if (month < first_month_) {
    const auto missing = static_cast<std::size_t>(first_month_ - month);
    months_.insert(months_.begin(), missing, Cow<MonthSums>(MonthSums(layout_)));
    first_month_ = month;
  }
  const auto index = static_cast<std::size_t>(month - first_month_);
  if (index >= months_.size()) months_.resize(index + 1, Cow<MonthSums>(MonthSums(layout_)));
  return months_[index].Mutable();
}

base::Status FactTable::Add(const JournalEntry& entry, const DimensionTable& dimensions) {
  return SumsOf(entry.day).Add(entry, dimensions) ? base::Status() : Overflow(entry);
}

base::Status FactTable::Restore(const JournalEntry& entry) {
  return SumsOf(entry.day).Restore(entry) ? base::Status() : Overflow(entry);
}

base::Status FactTable::EndRestore(const DimensionTable& dimensions) {
  for (Cow<MonthSums>& month : months_) {
    if (!month->cells().empty() && !month.Mutable().EndRestore(dimensions)) {
      return base::MakeError(base::ErrorReason::kOverflow,
                             "a sum of facts rolled up does not fit into 64 bits");
    }
  }
  return base::Status();
}

void FactTable::AddMark(const BlockMark& mark) {
  if (blocks_ % kMarksPage == 0) marks_.emplace_back();
  marks_.back().Mutable().push_back(mark);
  ++blocks_;
}

const MonthSums* FactTable::Month(base::MonthIndex month) const {
  const std::int64_t index = std::int64_t{month.value} - first_month_;
  if (index < 0 || index >= static_cast<std::int64_t>(months_.size())) return nullptr;
  const MonthSums& sums = *months_[static_cast<std::size_t>(index)];
  return sums.cells().first_day() > sums.cells().last_day() ? nullptr : &sums;
}

base::MonthIndex FactTable::last_month() const {
  return {first_month_ + static_cast<std::int32_t>(months_.size()) - 1};
}

std::size_t FactTable::cells() const {
  std::size_t count = 0;
  for (const Cow<MonthSums>& month : months_) count += month->cells().cells();
  return count;
}

std::size_t FactTable::bytes() const {
  std::size_t count = sizeof(*this) + blocks_ * sizeof(BlockMark);
  for (const Cow<MonthSums>& month : months_) {
    count += sizeof(month) + 8 + month->bytes();
  }
  return count;
}

FactTable& FactTables::Mutable(const TableKey& key) {
  Cow<KindTables>& kind = root_.Mutable()[RootKey(key.tenant, key.kind)];
  Shard& shard = kind.Mutable()[key.anchor % kShards].Mutable();
  auto place = Place(shard, key.anchor);
  if (place == shard.end() || place->first != key.anchor) {
    place = shard.emplace(place, key.anchor, Cow<FactTable>(FactTable(CellLayoutOf(key.kind))));
  }
  return place->second.Mutable();
}

const FactTable* FactTables::Find(const TableKey& key) const {
  const auto kind = root_->find(RootKey(key.tenant, key.kind));
  if (kind == root_->end()) return nullptr;
  const Shard& shard = *(*kind->second)[key.anchor % kShards];
  const auto place = Place(shard, key.anchor);
  return place == shard.end() || place->first != key.anchor ? nullptr : &*place->second;
}

std::vector<Symbol> FactTables::AnchorsOf(Symbol tenant, FactKind kind) const {
  std::vector<Symbol> anchors;
  const auto found = root_->find(RootKey(tenant, kind));
  if (found == root_->end()) return anchors;
  for (const Cow<Shard>& shard : *found->second) {
    for (const auto& [anchor, table] : *shard) anchors.push_back(anchor);
  }
  std::sort(anchors.begin(), anchors.end());
  return anchors;
}

std::vector<TableKey> FactTables::Keys() const {
  std::vector<TableKey> keys;
  for (const auto& [root, kind] : *root_) {
    for (const Cow<Shard>& shard : *kind) {
      for (const auto& [anchor, table] : *shard) {
        keys.push_back({.tenant = static_cast<Symbol>(root >> 8),
                        .kind = static_cast<FactKind>(root & 0xFF),
                        .anchor = anchor});
      }
    }
  }
  std::sort(keys.begin(), keys.end(), [](const TableKey& a, const TableKey& b) {
    return std::tie(a.tenant, a.kind, a.anchor) < std::tie(b.tenant, b.kind, b.anchor);
  });
  return keys;
}

std::size_t FactTables::cells() const {
  std::size_t count = 0;
  for (const TableKey& key : Keys()) count += Find(key)->cells();
  return count;
}

std::size_t FactTables::bytes() const {
  std::size_t count = 0;
  for (const TableKey& key : Keys()) count += Find(key)->bytes();
  return count;
}

}  // namespace anchorledger::projections
