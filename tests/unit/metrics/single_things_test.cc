// Which metrics of the catalogue can be asked about one supplier, or one investment.
#include "services/metrics/single_things.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/unit/metrics/metric_asker.h"

namespace anchorledger::testing {
namespace {

std::string AskableOf(std::string_view thing) {
  std::string ids;
  for (const metrics::Plan& plan : ShippedCatalogue().plans()) {
    if (!metrics::CanBeAskedOf(plan, thing)) continue;
    ids += (ids.empty() ? "" : " ") + plan.definition.id();
  }
  return ids;
}

TEST_CASE("spend and awards can be asked of one supplier, totals of the anchor cannot") {
  CHECK(AskableOf("supplier") == "P-02 P-03 P-04 P-05 P-06 P-10 P-11 P-13 P-15");
}

TEST_CASE("capital can be asked of one investment, also of what was allocated; leverage cannot") {
  CHECK(AskableOf("investment") == "I-03 I-04 I-05 I-06 I-07 I-08 I-09 I-10");
}

}  // namespace
}  // namespace anchorledger::testing
