// About what a comparison of metrics asks: which anchors, which periods, which metrics.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "proto/base/date.h"
#include "services/metrics/catalogue.h"
#include "services/projections/fact.h"
#include "services/projections/shadow.h"

namespace anchorledger::query {

// All time, or a fiscal year.
struct ChangePeriod {
  std::string fiscal_year;         // "FY2024"; empty = all time
  std::optional<base::Date> from;  // nothing = from the beginning
  base::Date to;
};

// An anchor whose facts differ; an empty id stands for facts of no anchor.
struct ChangeScope {
  std::string anchor;
  std::set<projections::FactKind> kinds;  // that differ
  std::vector<ChangePeriod> periods;      // all time first, then rising
};

// The scopes of a shadow that has run, by anchor. `today` ends all time, unless facts lie behind
// it.
std::vector<ChangeScope> ScopesOf(const projections::Shadow& shadow,
                                  const metrics::Catalogue& catalogue, base::Date today);

// What to ask for, by id, in the editions valid on the day: the metrics that facts of these kinds
// can move. With one that counts persons all that do: what is hidden in one metric depends on what
// stands beside it in the answer, and the most is hidden where all stand together.
std::vector<const metrics::Plan*> PlansMovedBy(const std::set<projections::FactKind>& kinds,
                                               const metrics::Catalogue& catalogue, base::Date on);

}  // namespace anchorledger::query
