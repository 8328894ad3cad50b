// What the metrics of the catalogue say about one supplier, or one investment.
#include <catch2/catch.hpp>
#include <string>

#include "services/metrics/catalogue.h"
#include "tests/unit/metrics/metric_asker.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::metric::v1;

std::string IdsWhere(pb::MetricNarrowing narrowing,
                     pb::MetricNarrowing (pb::MetricDefinition::*of)() const) {
  std::string ids;
  for (const metrics::Plan& plan : ShippedCatalogue().plans()) {
    if ((plan.definition.*of)() != narrowing) continue;
    ids += (ids.empty() ? "" : " ") + plan.definition.id();
  }
  return ids;
}

TEST_CASE("spend and awards can be asked of one supplier, totals of the anchor cannot") {
  const auto of = &pb::MetricDefinition::supplier_narrowing;
  CHECK(IdsWhere(pb::METRIC_NARROWING_OWN, of) == "P-02 P-04 P-10 P-11 P-13 P-15");
  CHECK(IdsWhere(pb::METRIC_NARROWING_SHARE, of) == "P-03 P-05 P-06");
}

TEST_CASE("capital can be asked of one investment, also of what was allocated; leverage cannot") {
  const auto of = &pb::MetricDefinition::investment_narrowing;
  CHECK(IdsWhere(pb::METRIC_NARROWING_OWN, of) == "I-03 I-04 I-06 I-07 I-08 I-09 I-10");
  CHECK(IdsWhere(pb::METRIC_NARROWING_SHARE, of) == "I-05");
}

}  // namespace
}  // namespace anchorledger::testing
