// The numbers behind one cell, kept while facts are added one by one: how explaining learns what
// each of them changes.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/metrics/fact_column.h"
#include "services/metrics/plan.h"
#include "services/metrics/scope.h"
#include "services/metrics/value.h"
#include "services/projections/fact.h"

namespace anchorledger::metrics {

// Which cell is meant, in the numbers of a scope.
struct CellAim {
  Scope* scope = nullptr;
  // Whether a group is the one of the cell; asked once for each group.
  std::function<bool(GroupIndex)> is_group;
  projections::Symbol anchor = 0;  // of the group, where anchors are a dimension
  bool everything = false;         // the cell is the total
  int span = 0;
  base::Period window;
  base::Currency currency;
};

// One fold of facts. Facts are added in the order of their days, then positions. Not thread-safe.
class FoldLedger {
 public:
  // `entity`: numbers are kept apart by this key. `anywhere`: facts count whatever group they are
  // in, because something else places their entity. Fold and aim must outlive the ledger.
  FoldLedger(const FactFold& fold, const CellAim& aim, std::optional<KeySlot> entity = {},
             bool anywhere = false);

  // Returns whether anything changed.
  bool Add(const projections::Fact& fact);

  Value At(projections::Symbol entity = 0) const;
  bool PresentAt(projections::Symbol entity) const;
  // The fact chosen for an entity; nullptr when there is none.
  const projections::Fact* ChosenFor(projections::Symbol entity) const;
  projections::Symbol EntityOf(const projections::Fact& fact) const {
    return entity_ ? KeyOf(fact, *entity_) : 0;
  }
  const FactFold& fold() const { return bound_.fold(); }

 private:
  struct State {
    absl::int128 sum = 0;
    int facts = 0;
    std::vector<absl::int128> numbers;  // of MIN, MAX and MEDIAN
  };

  bool InSpan(const projections::Fact& fact) const;
  bool Counts(const projections::Fact& fact);
  bool Put(const projections::Fact& fact, absl::int128 number, int sign);
  bool PutSpread(const projections::Fact& fact, const Value& number, int sign);

  BoundFold bound_;
  const CellAim& aim_;
  std::optional<KeySlot> entity_;
  bool anywhere_;
  std::vector<std::optional<bool>> groups_;  // what is_group said
  absl::flat_hash_map<projections::Symbol, State> states_;
  absl::flat_hash_map<std::uint64_t, projections::Fact> chosen_;
  absl::flat_hash_map<projections::Symbol, projections::Fact> chosen_for_;
};

// One fold over entities. Not thread-safe.
class EntityLedger {
 public:
  EntityLedger(const EntityFold& fold, const CellAim& aim);

  bool Add(std::size_t input, const projections::Fact& fact);
  Value At(std::size_t output) const;
  const EntityFold& fold() const { return fold_; }

 private:
  std::vector<Value> Evaluate(projections::Symbol entity) const;
  bool Placed(const projections::Fact& fact, bool without_phase) const;

  const EntityFold& fold_;
  const CellAim& aim_;
  std::vector<FoldLedger> inputs_;
  std::map<projections::Symbol, std::vector<Value>> values_;  // by output
  std::vector<Value> sums_;                                   // of the outputs that add up
};

}  // namespace anchorledger::metrics
