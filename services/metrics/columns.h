// The columns of one plan in one query, and the numbers that its formulas read from them.
#pragma once

#include <memory>
#include <vector>

#include "services/metrics/baseline_column.h"
#include "services/metrics/entity_column.h"
#include "services/metrics/fact_column.h"
#include "services/metrics/plan.h"
#include "services/metrics/query.h"
#include "services/metrics/scope.h"

namespace anchorledger::metrics {

// One column for each fold that a formula uses; none for the others. Not thread-safe.
class Columns {
 public:
  Columns(const Plan& plan, Scope* scope);

  const Plan& plan() const { return plan_; }
  // By the number of the fold in the plan; nullptr = not used.
  std::vector<std::unique_ptr<FactColumn>> facts;
  std::vector<std::unique_ptr<EntityColumn>> entities;
  std::vector<std::unique_ptr<BaselineColumn>> baselines;

  void Finish();

  // Whether anything that is cut stands behind a cell.
  bool PresentAt(CurrencyIndex currency, GroupIndex group, int span) const;
  // The first span with anything for the group; a span beyond all where there is nothing.
  int FirstSpan(CurrencyIndex currency, GroupIndex group) const;
  // The currencies in which there are numbers for the group. Where there are none: for a plan with
  // money the one it would have (Scope::HomeCurrency), else kNoCurrency.
  std::vector<CurrencyIndex> CurrenciesOf(GroupIndex group) const;
  // The variables of the plan for one cell, in their order.
  void Read(CurrencyIndex currency, GroupIndex group, int span, std::vector<Value>* values,
            DenominatorUsed* used) const;

 private:
  CurrencyIndex CurrencyOfNothing(GroupIndex group) const;
  bool HasCurrency(CurrencyIndex currency, GroupIndex group) const;
  Value ReadOne(const Variable& variable, CurrencyIndex currency, GroupIndex group, int span,
                DenominatorUsed* used) const;

  const Plan& plan_;
  Scope* scope_;
};

}  // namespace anchorledger::metrics
