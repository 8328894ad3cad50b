// Facts and sums of a view as sorted lines of words, so that views with different symbols compare.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "services/projections/fact_view.h"
#include "tests/support/projections/projected_ledger.h"
#include "tests/support/projections/random_events.h"

namespace anchorledger::testing {

// Records random events, as far as the rules accept them.
void Grow(ProjectedLedger& ledger, RandomEvents& random, int steps);

// Adds up facts that are alike in all but their measures; sums of zero are left out.
std::vector<std::string> AddedUp(const std::vector<projections::Fact>& facts,
                                 const std::function<std::string_view(projections::Symbol)>& text);

// What the view says of sums rolled up, parts put together.
std::vector<std::string> RolledUp(const projections::FactView& view,
                                  projections::FactSelection selection);

// The selection with a random window.
projections::FactSelection Windowed(projections::FactSelection selection, RandomEvents& random);

// What only one of two sorted lists holds, a line each; empty when they are equal.
std::string Difference(const std::vector<std::string>& projected,
                       const std::vector<std::string>& expected);

}  // namespace anchorledger::testing
