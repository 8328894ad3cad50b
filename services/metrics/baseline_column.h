// Reported baselines where their periods tile the window exactly, else facts; anchor by anchor.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "proto/base/status.h"
#include "services/metrics/fact_column.h"
#include "services/metrics/plan.h"
#include "services/metrics/query.h"
#include "services/metrics/scope.h"
#include "services/metrics/value.h"

namespace anchorledger::metrics {

// A column is filled, then finished, then read. Not thread-safe.
class BaselineColumn {
 public:
  BaselineColumn(const BaselineFold& fold, Scope* scope)
      : fold_(fold),
        scope_(scope),
        baselines_(fold.facts, scope),
        fallback_(fold.fallback, scope, /*by_anchor=*/true) {}

  // The baselines of all measures that end in the window, ordered by day, then position.
  void AddBaselines(std::span<const projections::Fact> facts);
  FactColumn& fallback() { return fallback_; }
  const FactColumn& fallback() const { return fallback_; }
  void Finish() { fallback_.Finish(); }

  // The denominator of a group. `used` says what it was made of.
  Value At(CurrencyIndex currency, GroupIndex group, int span, DenominatorUsed* used) const;
  // Whether any anchor reported in this currency.
  bool ReportedIn(CurrencyIndex currency) const;
  // Whether a fact is the last report of a period that lies in a span, so that its value counts.
  bool IsInForce(const projections::Fact& fact, int span) const;
  // The sum of the anchor's baselines that tile the window of a span; nothing where they do not.
  std::optional<absl::int128> Tiled(projections::Symbol anchor, CurrencyIndex currency,
                                    int span) const;

 private:
  struct Reported {
    base::Period period;
    CurrencyIndex currency = kNoCurrency;
    std::int64_t value = 0;
    base::Position position;
  };

  const BaselineFold& fold_;
  Scope* scope_;
  BoundFold baselines_;
  FactColumn fallback_;
  std::map<projections::Symbol, std::vector<Reported>> reported_;  // by period.from
};

}  // namespace anchorledger::metrics
