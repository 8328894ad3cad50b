// The numbers that one fold over entities has: facts folded for each supplier, investment, ...,
// then a value for each, then the values combined.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "proto/base/status.h"
#include "services/metrics/fact_column.h"
#include "services/metrics/plan.h"
#include "services/metrics/scope.h"
#include "services/metrics/table.h"
#include "services/metrics/value.h"

namespace anchorledger::metrics {

// A column is filled, then finished, then read. The facts given to AddFacts must outlive Finish.
// Not thread-safe.
class EntityColumn {
 public:
  EntityColumn(const EntityFold& fold, Scope* scope);

  // As FactColumn, for one input. Sums must be kept apart by entity.
  bool Counts(std::size_t input, const projections::Fact& sum) const {
    return sum.measures[*fold_.inputs[input].slot] != 0 && inputs_[input].bound.TakesSum(sum);
  }
  void AddSum(std::size_t input, const projections::Fact& sum, const Place& place);
  base::Status AddFacts(std::size_t input, std::span<const projections::Fact> facts);
  // Computes the outputs.
  void Finish();

  Value At(std::size_t output, CurrencyIndex currency, GroupIndex group, int span) const;
  bool PresentAt(CurrencyIndex currency, GroupIndex group, int span) const;
  int FirstSpan(CurrencyIndex currency, GroupIndex group) const;

  const EntityFold& fold() const { return fold_; }

 private:
  struct Slot {
    projections::Symbol entity = 0;
    CurrencyIndex currency = kNoCurrency;
    GroupIndex group = kEverything;
    bool operator==(const Slot&) const = default;
    template <typename H>
    friend H AbslHashValue(H state, const Slot& slot) {
      return H::combine(std::move(state), slot.entity, slot.currency, slot.group);
    }
  };
  struct Input {
    BoundFold bound;
    absl::flat_hash_map<Slot, Series<Amount>> amounts;
    // Of inputs that place: the chosen fact of each entity and span.
    absl::flat_hash_map<projections::Symbol, Series<const projections::Fact*>> chosen;
  };
  // What the entities of one group came to.
  struct Combined {
    Value sum = Value::Number(0);
    std::vector<Value> values;  // of MEDIAN, MIN and MAX
    bool present = false;
  };

  bool placed() const { return !fold_.placed_by.empty(); }
  void Add(std::size_t input, const projections::Fact& fact, const Place& place, int span,
           absl::int128 number, bool is_sum);
  void FinishPlaced();
  void FinishSlot(const Slot& slot);
  const Amount* Read(std::size_t input, const Slot& slot, int span) const;
  void ReadInputs(const Slot& slot, int span, base::Period window, std::vector<Value>* values,
                  bool* present) const;
  void Combine(const std::vector<Value>& values, CurrencyIndex currency, GroupIndex group,
               int span);
  const projections::Fact* PlacingFact(projections::Symbol entity, int span,
                                       bool* without_phase) const;

  const EntityFold& fold_;
  Scope* scope_;
  std::vector<Input> inputs_;
  std::vector<Table<Combined>> outputs_;
};

}  // namespace anchorledger::metrics
