// Small counts of persons are hidden from readers outside the owning side, and with them whatever
// would tell them.
#pragma once

#include <cstdint>

#include "services/metrics/query.h"

namespace anchorledger::metrics {

struct SuppressionPolicy {
  // Counts from 1 to below this one are small. Zero may be shown.
  std::int64_t threshold = 11;
  // A mean wage needs at least so many workers.
  std::int64_t wage_workers_min = 5;
};

// Marks what may not be shown, over the whole answer at once, for metrics whose definition says
// that they count persons (units, firms, FTE and money do not):
// - primary: a count that is small; a share whose numerator, or the rest up to its denominator, is
//   small; a count that leaves a small rest of a metric it is part of, in the same cell; a wage
//   over too few workers;
// - complementary: where just one cell of a line (the groups of one span, beside their total) is
//   hidden, the smallest positive one of the others, ties by key; the total where no other is left;
// - wherever a number that was hidden stands in another metric of the same cell, it is hidden too;
// - the attainment of a target that is set for a count of persons; whether it is met stays.
// Repeated until nothing more follows. Pure; the numbers stay in the answer, only marks are set.
void Suppress(const SuppressionPolicy& policy, Answer* answer);

}  // namespace anchorledger::metrics
