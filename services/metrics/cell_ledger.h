// All folds of a plan for one cell, fed fact by fact.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <vector>

#include "proto/base/status.h"
#include "services/metrics/baseline_column.h"
#include "services/metrics/ledger.h"
#include "services/metrics/plan.h"

namespace anchorledger::metrics {

// Not thread-safe.
class CellLedger {
 public:
  // Called after each fact that changed something.
  using Changed = std::function<void(const projections::Fact&)>;

  // Plan and aim must outlive the ledger.
  CellLedger(const Plan& plan, const CellAim& aim);
  ~CellLedger();

  // Feeds all facts behind the cell.
  base::Status Run(const Changed& changed);

  // The variables of the plan at present.
  std::vector<Value> Variables() const;

 private:
  struct Feed;
  class Baseline;
  using Range = std::tuple<projections::FactKind, base::Date, base::Date>;

  void AddFeed(const FactFold& fold, Feed feed);
  base::Status PrepareBaselines();
  base::Status RunPass(bool whole, const Changed& changed);
  static bool Give(const Feed& feed, const projections::Fact& fact);
  // Whether facts with these dimensions can count in the cell where nothing stays whole.
  bool IsInCell(const projections::Dimensions& dimensions) const;
  Range RangeOf(const FactFold& fold) const;
  Value ReadOne(const Variable& variable) const;

  const Plan& plan_;
  const CellAim& aim_;
  std::vector<std::unique_ptr<FoldLedger>> facts_;
  std::vector<std::unique_ptr<EntityLedger>> entities_;
  std::vector<std::unique_ptr<Baseline>> baselines_;
  std::map<Range, std::vector<Feed>> whole_feeds_;
  std::map<Range, std::vector<Feed>> cut_feeds_;
};

}  // namespace anchorledger::metrics
