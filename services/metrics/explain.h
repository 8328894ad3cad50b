// From a cell back to the events behind it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/money.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/metrics/catalogue.h"
#include "services/metrics/presentation.h"
#include "services/metrics/query.h"
#include "services/projections/fact_view.h"

namespace anchorledger::metrics {

// Names one cell of an answer.
struct CellName {
  std::vector<std::string> group;  // keys in the order of MetricAnswer::dimensions; empty = total
  std::string span;                // label; empty where nothing was grouped by time
  base::Currency currency;         // may be empty where the answer has the cell in one only
  std::string part;                // name of a part; empty = the value
};

// What one event changes: by how much numerator and denominator of the cell would differ without
// it, when it comes in the order explained at Explain.
struct Contribution {
  base::Position position;
  projections::FactKind kind = projections::FactKind::kNone;
  base::Date effective_on;
  absl::int128 numerator = 0;
  absl::int128 denominator = 0;
  projections::Measures measures{};  // of the fact as it counts
  bool in_middle = false;            // of a median: it is the cell, or one of the two that make it
};

// Numbers as in api.v1.ContributionCombination.
enum class Combined : std::uint8_t { kSum = 1, kMedian = 2 };

struct Explanation {
  Answer answer;  // of the one metric; `cell` refers to its groups and spans
  Cell cell;
  Combined combined = Combined::kSum;
  // Of a sum by day, then position, and none is zero; of a median by value, then day and position.
  std::vector<Contribution> contributions;
  // By event, those that were amended: the amendments that made them so.
  std::map<base::Position, std::vector<base::Position>> amended_by;
  Measured total;  // Measure of the cell; of a sum also the sum of the contributions
};

// Adds the facts behind the cell one after the other - first baselines and what stays whole, then
// the rest, each kind by day and position - and notes what each changes. So a sum shows its
// addends, a distinct count shows a one at the event that made it, a state report shows its
// difference to the report before, and all of them add up to the cell exactly, whatever the
// formula. The cell of a target begins with the event that set it, and goes on with the facts of
// its metric.
//
// A median is the exception: what an event changes of it says nothing, so its contributions are the
// values themselves, with those in the middle marked.
//
// NOT_FOUND when the answer has no such cell, with what it has instead; a field error for a part
// that the metric does not have, and where the cell is there in several currencies and none was
// named. Costs the facts behind the cell.
base::StatusOr<Explanation> Explain(const Catalogue& catalogue, const projections::FactView& view,
                                    const Query& query, const Plan& plan, const CellName& name);

}  // namespace anchorledger::metrics
