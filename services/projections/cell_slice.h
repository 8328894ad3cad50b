// Sums of facts that are alike in all dimensions and fall in one month.
#pragma once

#include <cstdint>
#include <vector>

#include "services/projections/cow.h"
#include "services/projections/fact.h"

namespace anchorledger::projections {

// Which measures of a kind are kept in cells. What is the sum of others is not: the net amount of a
// purchase is gross - reversed - credited.
struct CellLayout {
  std::uint8_t first = 0;
  std::uint8_t count = 0;
  bool operator==(const CellLayout&) const = default;
};
// count = 0 for kinds that are not kept as cells.
CellLayout CellLayoutOf(FactKind kind);
// Sets the kept measures and those made of them; others stay as they are.
inline void PutMeasures(const std::int64_t* kept, CellLayout layout, Measures& measures) {
  for (std::size_t i = 0; i < layout.count; ++i) measures[layout.first + i] = kept[i];
  if (layout.first == 1) measures[0] = measures[1] - measures[2] - measures[3];
}
// All measures from the kept ones.
inline Measures MeasuresFrom(const std::int64_t* kept, CellLayout layout) {
  Measures measures{};
  PutMeasures(kept, layout, measures);
  return measures;
}

// A few hundred cells at most, so that copying one costs about a microsecond.
class CellSlice {
 public:
  static constexpr std::size_t kCellsMax = 256;

  explicit CellSlice(CellLayout layout = {}) : layout_(layout) {}

  // Adds sign x measures to the cell. False on overflow, which leaves the cell undefined.
  bool Add(std::uint32_t dimensions, std::uint32_t hash, const std::int64_t* kept,
           std::int64_t sign);
  std::size_t size() const { return dimensions_.size(); }

  // Calls visit(dimensions, kept measures) for each cell.
  template <class Visitor>
  void Each(Visitor visit) const {
    for (std::size_t i = 0; i < dimensions_.size(); ++i) {
      visit(dimensions_[i], sums_.data() + i * layout_.count);
    }
  }
  std::size_t bytes() const;
  // Gives back what was taken for cells to come.
  void Shrink();

 private:
  std::size_t Find(std::uint32_t dimensions, std::uint32_t hash);
  void Grow();

  CellLayout layout_;
  std::vector<std::uint32_t> dimensions_;
  std::vector<std::int64_t> sums_;    // layout_.count a cell
  std::vector<std::uint16_t> slots_;  // open addressing: cell + 1, 0 = free
};

// The cells of one month of one table.
class MonthCells {
 public:
  explicit MonthCells(CellLayout layout = {});

  bool Add(std::int32_t day, std::uint32_t dimensions, const Measures& measures, std::int64_t sign);

  // Adds all of another month, whose dimensions have other numbers here. False on overflow.
  template <class NumberOf>
  bool AddAll(const MonthCells& other, NumberOf number_of) {
    bool fits = true;
    other.Each([&](std::uint32_t dimensions, const std::int64_t* kept) {
      fits = AddKept(number_of(dimensions), kept, 1) && fits;
    });
    first_day_ = other.first_day_;
    last_day_ = other.last_day_;
    return fits;
  }

  template <class Visitor>
  void Each(Visitor visit) const {
    for (const Cow<CellSlice>& slice : slices_) slice->Each(visit);
  }
  // Whether there are no more cells than one slice holds.
  bool small() const { return slices_.size() <= 1; }
  bool empty() const { return slices_.empty(); }
  // No fact of this month ever lay before or after these days (first > last: there was none).
  std::int32_t first_day() const { return first_day_; }
  std::int32_t last_day() const { return last_day_; }
  std::size_t cells() const;
  std::size_t bytes() const;
  void Shrink();

 private:
  bool AddKept(std::uint32_t dimensions, const std::int64_t* kept, std::int64_t sign);
  void Split();

  CellLayout layout_;
  std::int32_t first_day_ = 1;
  std::int32_t last_day_ = 0;
  std::vector<Cow<CellSlice>> slices_;  // a power of two
};

}  // namespace anchorledger::projections
