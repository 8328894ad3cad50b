// Facts and their sums on their way from a table to who asked for them. Private to the views.
#pragma once

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "proto/base/date.h"
#include "proto/base/status.h"
#include "services/projections/cell_slice.h"
#include "services/projections/dimension_table.h"
#include "services/projections/fact_view.h"

namespace anchorledger::projections {

inline bool IsZero(const Measures& measures) {
  return std::all_of(measures.begin(), measures.end(), [](std::int64_t m) { return m == 0; });
}

// False on overflow.
inline bool AddTo(Measures& sum, const Measures& measures, std::int64_t sign) {
  bool fits = true;
  for (std::size_t i = 0; i < kMeasuresMax; ++i) {
    fits &= !__builtin_add_overflow(sum[i], sign * measures[i], &sum[i]);
  }
  return fits;
}

inline base::Status SumOverflow() {
  return base::MakeError(base::ErrorReason::kOverflow, "a sum of facts does not fit into 64 bits");
}

// What is summed apart: a month of the window, the dimensions and, by entity, these.
struct SumKey {
  std::int32_t month = 0;
  std::uint32_t dimensions = 0;
  Symbol entity = 0;
  Symbol entity2 = 0;
  Symbol link = 0;
  bool operator==(const SumKey&) const = default;

  template <typename H>
  friend H AbslHashValue(H state, const SumKey& key) {
    return H::combine(std::move(state), key.month, key.dimensions, key.entity, key.entity2,
                      key.link);
  }
};
// A fact in the journal: its coming and going cancel out. The month is not given.
struct FactKey {
  std::uint64_t event = 0;
  std::int32_t day = 0;
  SumKey rest;
  Measures measures{};
  bool operator==(const FactKey&) const = default;

  template <typename H>
  friend H AbslHashValue(H state, const FactKey& key) {
    return H::combine(std::move(state), key.event, key.day, key.rest, key.measures);
  }
};

inline Fact FactOf(FactKind kind, const FactKey& key, const DimensionTable& dimensions) {
  Fact fact;
  fact.kind = kind;
  fact.effective_on = base::Date{key.day};
  fact.position = base::Position(key.event);
  fact.dimensions = dimensions[key.rest.dimensions];
  fact.entity = key.rest.entity;
  fact.entity2 = key.rest.entity2;
  fact.link = key.rest.link;
  fact.measures = key.measures;
  return fact;
}

// The order in which a view gives single facts.
inline bool FactBefore(const Fact& a, const Fact& b) {
  const auto order = [](const Fact& fact) {
    return std::tie(fact.effective_on, fact.position, fact.dimensions.anchor, fact.entity,
                    fact.entity2, fact.link, fact.measures);
  };
  return order(a) < order(b);
}

using SumMap = absl::flat_hash_map<SumKey, Measures>;

// Gives sums of one kind to a sink, month by month. One fact is used over and over.
class SumEmitter {
 public:
  // All must outlive the emitter.
  SumEmitter(const DimensionTable& dimensions, FactKind kind, const FactSelection& selection,
             const FactSink& sink)
      : dimensions_(dimensions), selection_(selection), sink_(sink) {
    fact_.kind = kind;
  }

  // What sums of these dimensions are kept apart by in this selection.
  std::uint32_t NumberOf(std::uint32_t dimensions) const {
    return selection_.rolled_up ? dimensions_.RollupOf(dimensions) : dimensions;
  }

  // The sums that follow are of this month, the first day of which in the window they show.
  void SetMonth(base::MonthIndex month) {
    fact_.effective_on = std::max(selection_.from, base::DaysOf(month).from);
  }

  void operator()(std::uint32_t number, const Measures& measures) {
    if (IsZero(measures)) return;
    fact_.measures = measures;
    Give(number);
  }

  // The same for the kept measures of a cell. All sums of one emitter have one layout.
  void Kept(std::uint32_t number, const std::int64_t* kept, CellLayout layout) {
    if (std::all_of(kept, kept + layout.count, [](std::int64_t m) { return m == 0; })) return;
    PutMeasures(kept, layout, fact_.measures);
    Give(number);
  }

 private:
  void Give(std::uint32_t number) {
    fact_.dimensions = selection_.rolled_up ? dimensions_.Rollup(number) : dimensions_[number];
    sink_(fact_);
  }

  const DimensionTable& dimensions_;
  const FactSelection& selection_;
  const FactSink& sink_;
  Fact fact_;
};

}  // namespace anchorledger::projections
