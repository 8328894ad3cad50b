#include "services/projections/cell_slice.h"

#include <algorithm>

#include "services/projections/fact_schema.h"

namespace anchorledger::projections {
namespace {

std::uint32_t HashOf(std::uint32_t dimensions) { return dimensions * 0x9E3779B1U; }

}  // namespace

CellLayout CellLayoutOf(FactKind kind) {
  const KindSchema* schema = FindKindSchema(kind);
  if (schema == nullptr || !schema->cells) return {};
  std::uint8_t used = 0;
  for (std::uint8_t slot = 0; slot < kMeasuresMax; ++slot) {
    if (!schema->measures[slot].empty()) used = static_cast<std::uint8_t>(slot + 1);
  }
  // MeasuresFrom makes the net amount of the other three.
  static_assert(MeasureSlot(FactKind::kPurchase, "net") == 0);
  if (kind == FactKind::kPurchase)
    return {.first = 1, .count = static_cast<std::uint8_t>(used - 1)};
  return {.first = 0, .count = used};
}

bool CellSlice::Add(std::uint32_t dimensions, std::uint32_t hash, const std::int64_t* kept,
                    std::int64_t sign) {
  const std::size_t cell = Find(dimensions, hash);
  for (std::size_t i = 0; i < layout_.count; ++i) {
    std::int64_t& sum = sums_[cell * layout_.count + i];
    if (__builtin_add_overflow(sum, sign * kept[i], &sum)) return false;
  }
  return true;
}

std::size_t CellSlice::Find(std::uint32_t dimensions, std::uint32_t hash) {
  if ((dimensions_.size() + 1) * 3 > slots_.size() * 2) Grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash >> 16 & mask;
  while (slots_[slot] != 0 && dimensions_[slots_[slot] - 1U] != dimensions) {
    slot = (slot + 1) & mask;
  }
  if (slots_[slot] == 0) {
    dimensions_.push_back(dimensions);
    sums_.resize(sums_.size() + layout_.count);
    slots_[slot] = static_cast<std::uint16_t>(dimensions_.size());
  }
  return slots_[slot] - 1U;
}

void CellSlice::Grow() {
  slots_.assign(std::max<std::size_t>(4, slots_.size() * 2), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t cell = 0; cell < dimensions_.size(); ++cell) {
    std::size_t slot = HashOf(dimensions_[cell]) >> 16 & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint16_t>(cell + 1);
  }
}

std::size_t CellSlice::bytes() const {
  return sizeof(*this) + dimensions_.capacity() * sizeof(std::uint32_t) +
         sums_.capacity() * sizeof(std::int64_t) + slots_.capacity() * sizeof(std::uint16_t);
}

void CellSlice::Shrink() {
  dimensions_.shrink_to_fit();
  sums_.shrink_to_fit();
}

MonthCells::MonthCells(CellLayout layout) : layout_(layout) {}

bool MonthCells::Add(std::int32_t day, std::uint32_t dimensions, const Measures& measures,
                     std::int64_t sign) {
  const bool first = first_day_ > last_day_;
  first_day_ = first ? day : std::min(first_day_, day);
  last_day_ = first ? day : std::max(last_day_, day);
  return layout_.count == 0 || AddKept(dimensions, measures.data() + layout_.first, sign);
}

bool MonthCells::AddKept(std::uint32_t dimensions, const std::int64_t* kept, std::int64_t sign) {
  if (slices_.empty()) slices_.emplace_back(CellSlice(layout_));
  const std::uint32_t hash = HashOf(dimensions);
  CellSlice& slice = slices_[hash & (slices_.size() - 1)].Mutable();
  if (!slice.Add(dimensions, hash, kept, sign)) return false;
  if (slice.size() > CellSlice::kCellsMax) Split();
  return true;
}

void MonthCells::Split() {
  std::vector<Cow<CellSlice>> twice;
  for (std::size_t i = 0; i < slices_.size() * 2; ++i) twice.emplace_back(CellSlice(layout_));
  Each([&](std::uint32_t dimensions, const std::int64_t* kept) {
    const std::uint32_t hash = HashOf(dimensions);
    twice[hash & (twice.size() - 1)].Mutable().Add(dimensions, hash, kept, 1);
  });
  slices_ = std::move(twice);
}

std::size_t MonthCells::cells() const {
  std::size_t count = 0;
  for (const Cow<CellSlice>& slice : slices_) count += slice->size();
  return count;
}

void MonthCells::Shrink() {
  for (Cow<CellSlice>& slice : slices_) slice.Mutable().Shrink();
}

std::size_t MonthCells::bytes() const {
  std::size_t count = sizeof(*this);
  for (const Cow<CellSlice>& slice : slices_) count += sizeof(slice) + 8 + slice->bytes();
  return count;
}

}  // namespace anchorledger::projections
