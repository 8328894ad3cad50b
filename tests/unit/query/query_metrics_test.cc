// QueryMetrics: what stands in the answer, and for whom.
#include <catch2/catch.hpp>

#include "tests/unit/query/query_world.h"

namespace anchorledger::testing {
namespace {

TEST_CASE("a sum of money comes in minor units with unit, currency and position") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 123'456);
  const auto response = world.Query(world.finance, Asking("P-10"));
  REQUIRE_OK(response);
  CHECK(response->as_of_position() == 1);
  REQUIRE(response->results_size() == 1);
  CHECK(response->results(0).metric_id() == "P-10");
  CHECK(response->results(0).edition() == 1);
  REQUIRE(response->results(0).cells_size() == 1);
  const api::MetricCell& cell = response->results(0).cells(0);
  CHECK(cell.value().money_minor() == 123'456);
  CHECK(cell.value().shown() == "1234.56");
  CHECK(cell.unit() == "money");
  CHECK(cell.currency() == "USD");
  CHECK(cell.as_of_position() == 1);
  CHECK_FALSE(cell.has_numerator());
  CHECK_FALSE(cell.open());
  CHECK(cell.from().days() == Day("2020-01-01").days);
  CHECK(cell.parts(0).name() == "self_certified");
  CHECK(cell.parts(0).value().money_minor() == 0);
}

TEST_CASE("a share comes exactly, with numerator and denominator, and as a percentage") {
  QueryWorld world;
  FactBuilder(world.source.view, "contract_award")
      .On("2020-02-01")
      .Flags({"local_bidder_asked"})
      .Add();
  FactBuilder(world.source.view, "contract_award").On("2020-02-01").Add();
  FactBuilder(world.source.view, "contract_award").On("2020-02-01").Add();
  const auto response = world.Query(world.finance, Asking("P-15"));
  REQUIRE_OK(response);
  const api::MetricCell& cell = response->results(0).cells(0);
  CHECK(cell.value().ratio().numerator() == 1);
  CHECK(cell.value().ratio().denominator() == 3);
  CHECK(cell.value().shown() == "33.33");
  CHECK(cell.numerator() == 1);
  CHECK(cell.denominator() == 3);
  CHECK(cell.unit() == "percent");
}

TEST_CASE("an undefined share says why, and keeps what is known of it") {
  QueryWorld world;
  const auto response = world.Query(world.finance, Asking("P-15"));
  REQUIRE_OK(response);
  const api::MetricCell& cell = response->results(0).cells(0);
  CHECK_FALSE(cell.has_value());
  CHECK(cell.undefined() == api::UNDEFINED_REASON_DENOMINATOR_ZERO);
  CHECK(cell.numerator() == 0);
  CHECK(cell.denominator() == 0);
}

TEST_CASE("groups come in the order asked for, time where it was put") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 5);
  api::QueryMetricsRequest request = Asking("P-10");
  request.mutable_query()->add_group_by(api::METRIC_DIMENSION_QUARTER);
  request.mutable_query()->add_group_by(api::METRIC_DIMENSION_PARTNERSHIP);
  const auto response = world.Query(world.finance, request);
  REQUIRE_OK(response);
  REQUIRE(response->results(0).cells_size() == 1);
  const api::MetricCell& cell = response->results(0).cells(0);
  REQUIRE(cell.group_size() == 2);
  CHECK(cell.group(0).dimension() == api::METRIC_DIMENSION_QUARTER);
  CHECK(cell.group(0).key() == "2020-Q2");
  CHECK(cell.group(1).key() == "none");
  CHECK(response->results(0).totals_size() == 4);
}

TEST_CASE("FTE and hours come in hundredths, days exactly, parts without a value") {
  QueryWorld world;
  FactBuilder(world.source.view, "jobs")
      .Entity("laundry")
      .On("2020-01-01")
      .Measure("fte_x100_total", 15'050)
      .Add();
  const auto jobs = world.Query(world.finance, Asking("C-15"));
  REQUIRE_OK(jobs);
  CHECK(jobs->results(0).cells(0).value().hundredths() == 15'050);
  CHECK(jobs->results(0).cells(0).value().shown() == "150.50");
  CHECK(jobs->results(0).cells(0).unit() == "FTE");
  const auto homes = world.Query(world.finance, Asking("C-02"));
  REQUIRE_OK(homes);
  CHECK(homes->results(0).cells(0).undefined() == api::UNDEFINED_REASON_PARTS_ONLY);
  CHECK(homes->results(0).cells(0).unit() == "parts");
  CHECK(homes->results(0).cells(0).parts_size() == 3);
}

TEST_CASE("the anchor itself sees small counts, everybody else does not") {
  QueryWorld world;
  AddHires(world.source.view, "north", 4);
  AddHires(world.source.view, "south", 30);
  api::QueryMetricsRequest request = Asking("H-01");
  request.mutable_query()->add_group_by(api::METRIC_DIMENSION_PARTNERSHIP);
  const auto own = world.Query(world.finance, request);
  REQUIRE_OK(own);
  CHECK(own->results(0).cells(0).value().count() == 4);
  const auto outside = world.Query(world.evaluator, request);
  REQUIRE_OK(outside);
  for (const api::MetricCell& cell : outside->results(0).cells()) {
    CHECK(cell.suppressed());
    CHECK_FALSE(cell.has_value());
  }
  CHECK(outside->results(0).totals(0).value().count() == 34);
}

TEST_CASE("without naming its anchor nobody is the owning side") {
  QueryWorld world;
  AddHires(world.source.view, "north", 4);
  api::QueryMetricsRequest request = Asking("H-01");
  request.mutable_query()->mutable_filter()->clear_anchor_ids();
  const auto response = world.Query(world.finance, request);
  REQUIRE_OK(response);
  CHECK(response->results(0).cells(0).suppressed());
}

TEST_CASE("a partner sees what was bought from it, and nothing of others") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 100, "laundry");
  AddPurchase(world.source.view, "2020-05-01", 9'000, "bakery");
  const auto own = world.Query(world.partner, Asking("P-10"));
  REQUIRE_OK(own);
  CHECK(own->results(0).cells(0).value().money_minor() == 100);
  api::QueryMetricsRequest request = Asking("P-10");
  request.mutable_query()->mutable_filter()->add_partner_ids("bakery");
  CHECK_REASON(world.Query(world.partner, request), kPermissionDenied);
  CHECK_OK(world.Query(world.finance, request));
}

TEST_CASE("another tenant finds nothing") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 100);
  security::Principal stranger = world.finance;
  stranger.tenant = base::TenantId("elsewhere");
  api::QueryMetricsRequest request = Asking("P-10");
  CHECK_REASON(world.Query(stranger, request), kReferenceUnknown);
  request.mutable_query()->clear_filter();
  const auto response = world.Query(stranger, request);
  REQUIRE_OK(response);
  CHECK(response->results(0).cells(0).value().money_minor() == 0);
}

TEST_CASE("a filter that names something unknown is refused, field by field") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 100, "laundry");
  api::QueryMetricsRequest request = Asking("P-10");
  api::MetricFilter& filter = *request.mutable_query()->mutable_filter();
  filter.add_anchor_ids("hopsital");
  filter.add_partnership_ids("none");
  filter.add_partnership_ids("nowhere");
  filter.add_partner_ids("laundry");
  filter.add_partner_ids("hospital");  // an anchor is no partner
  filter.add_supplier_ids("none");     // every fact about a supplier names it
  filter.add_geographies("zcta5:00000");
  const auto refused = world.Query(world.finance, request);
  CHECK_REASON(refused, kReferenceUnknown);
  std::vector<std::string> fields;
  for (const auto& violation : base::FieldViolationsOf(refused.status())) {
    fields.push_back(violation.field);
  }
  CHECK(fields ==
        std::vector<std::string>{"query.filter.anchor_ids[1]", "query.filter.partnership_ids[1]",
                                 "query.filter.partner_ids[1]", "query.filter.supplier_ids[0]",
                                 "query.filter.geographies[0]"});
  api::ExplainMetricRequest explain;
  explain.set_metric_id("P-10");
  *explain.mutable_query() = request.query();
  CHECK_REASON(world.Explain(world.finance, explain), kReferenceUnknown);
}

TEST_CASE("an unknown investment is refused; a known one without facts has a zero of its own") {
  QueryWorld world;
  world.source.view.Register(projections::NamedThing::kInvestment, "loan-1");
  api::QueryMetricsRequest request = Asking("I-03");
  request.mutable_query()->mutable_filter()->add_investment_ids("loan-2");
  CHECK_REASON(world.Query(world.finance, request), kReferenceUnknown);
  request.mutable_query()->mutable_filter()->set_investment_ids(0, "loan-1");
  const auto response = world.Query(world.finance, request);
  REQUIRE_OK(response);
  CHECK(response->results(0).cells(0).value().money_minor() == 0);
}

TEST_CASE("what is known and has no facts is answered") {
  QueryWorld world;
  world.source.view.Register(projections::NamedThing::kPartnership, "young");
  api::QueryMetricsRequest request = Asking("P-10");
  request.mutable_query()->mutable_filter()->add_partnership_ids("young");
  const auto response = world.Query(world.finance, request);
  REQUIRE_OK(response);
  CHECK(response->results(0).cells(0).value().money_minor() == 0);
}

TEST_CASE("an answer that is not fresh enough is refused, not given") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 100);
  api::QueryMetricsRequest request = Asking("P-10");
  request.mutable_query()->set_min_position(1);
  CHECK_OK(world.Query(world.finance, request));
  request.mutable_query()->set_min_position(2);
  CHECK_REASON(world.Query(world.finance, request), kProjectionBehind);
}

TEST_CASE("as known at a position, later facts are not there") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 100);
  AddPurchase(world.source.view, "2020-06-01", 50);
  api::QueryMetricsRequest request = Asking("P-10");
  request.mutable_query()->set_known_position(1);
  const auto response = world.Query(world.finance, request);
  REQUIRE_OK(response);
  CHECK(response->results(0).cells(0).value().money_minor() == 100);
}

TEST_CASE("a sum that does not fit into the answer is an overflow") {
  QueryWorld world;
  constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();
  AddPurchase(world.source.view, "2020-05-01", kHuge);
  AddPurchase(world.source.view, "2020-06-01", kHuge);
  CHECK_REASON(world.Query(world.finance, Asking("P-10")), kOverflow);
}

}  // namespace
}  // namespace anchorledger::testing
