// The numbers that one fold of facts has, for every currency, group and span.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "proto/base/status.h"
#include "services/metrics/plan.h"
#include "services/metrics/scope.h"
#include "services/metrics/table.h"
#include "services/metrics/value.h"
#include "services/projections/fact.h"

namespace anchorledger::metrics {

// Conditions of a fold bound to a scope: whether a fact takes part, and with which number.
class BoundFold {
 public:
  BoundFold(const FactFold& fold, Scope* scope);

  // Basis and `where`, seen from a span.
  bool TakesPart(const projections::Fact& fact, base::Period window) const;
  // The same for a sum, whose conditions do not look at days.
  bool TakesSum(const projections::Fact& sum) const {
    const std::uint8_t basis = sum.dimensions.basis;
    return (basis == 0 ? kActual : basis) == basis_ && fold_.where.HoldsForSum(sum.dimensions);
  }
  // `having`, of a chosen fact.
  bool Keeps(const projections::Fact& fact, base::Period window) const;
  // The number that a fact stands for. An undefined one does not count; an overflow is an error.
  Value NumberOf(const projections::Fact& fact, base::Period window) const;

  const FactFold& fold() const { return fold_; }
  Scope& scope() const { return *scope_; }

 private:
  static constexpr std::uint8_t kActual = 1;  // event.v1.Basis; also of facts that have none

  const FactFold& fold_;
  Scope* scope_;
  std::uint8_t basis_;
  std::vector<projections::Symbol> where_symbols_;
  std::vector<projections::Symbol> having_symbols_;
};

// The chosen fact of each span, of one key of FIRST or LAST.
struct Choice {
  std::uint64_t key = 0;
  int span = 0;
  const projections::Fact* fact = nullptr;
  Value number;
};

// Chooses for each key and span. The facts are ordered by day, then position. Choices whose fact
// `having` refuses are left out.
std::vector<Choice> Choose(const BoundFold& fold, std::span<const projections::Fact> facts);

// A column is filled, then finished, then read. Not thread-safe.
class FactColumn {
 public:
  // `by_anchor`: the numbers are also kept for each anchor, for baselines.
  FactColumn(const FactFold& fold, Scope* scope, bool by_anchor = false)
      : bound_(fold, scope), by_anchor_(by_anchor) {}

  // Whether a sum changes any number, wherever it is placed.
  bool Counts(const projections::Fact& sum) const {
    return sum.measures[*fold().slot] != 0 && bound_.TakesSum(sum);
  }
  // For kinds kept as sums: adds one of them that counts, which Locate has placed.
  void AddSum(const projections::Fact& sum, const Place& place);
  // For kinds kept fact by fact: folds all of them, ordered by day, then position.
  base::Status AddFacts(std::span<const projections::Fact> facts);
  // No more will be added.
  void Finish();

  // The number for a group, as seen by a formula.
  Value At(CurrencyIndex currency, GroupIndex group, int span) const;
  // The same for one anchor. Requires by_anchor.
  Value AtAnchor(projections::Symbol anchor, CurrencyIndex currency, GroupIndex group,
                 int span) const;
  // The anchors for which there are numbers of their own.
  std::vector<projections::Symbol> Anchors() const;
  // Whether anything stands behind the number.
  bool PresentAt(CurrencyIndex currency, GroupIndex group, int span) const;
  // The first span in which anything was counted for the group, or a span beyond all.
  int FirstSpan(CurrencyIndex currency, GroupIndex group) const;

  const FactFold& fold() const { return bound_.fold(); }

 private:
  using Numbers = std::vector<absl::int128>;

  CurrencyIndex CurrencyOf(const Place& place) const {
    return fold().by_currency ? place.currency : kNoCurrency;
  }
  void AddNumber(const projections::Fact& fact, int span, absl::int128 number);
  base::Status AddEach(const projections::Fact& fact);
  void AddChoice(const Choice& choice);
  GroupIndex GroupOf(GroupIndex group) const {
    return fold().whole ? bound_.scope().WholeOf(group) : group;
  }
  Value Empty() const;
  Value Middle(const Numbers& numbers) const;

  BoundFold bound_;
  bool by_anchor_;
  Table<Amount> amounts_;
  Table<Numbers> numbers_;  // of MEDIAN
  std::map<projections::Symbol, Table<Amount>> anchors_;
};

// The middle of numbers: of an even count, the mean of the two in the middle, kept as a fraction.
Value MedianOf(std::vector<absl::int128> numbers);

}  // namespace anchorledger::metrics
