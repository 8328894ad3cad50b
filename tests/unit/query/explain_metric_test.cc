// ExplainMetric: pages that add up, and who may ask.
#include <catch2/catch.hpp>

#include "tests/unit/query/query_world.h"

namespace anchorledger::testing {
namespace {

api::ExplainMetricRequest Explaining(const std::string& metric, const std::string& currency) {
  api::ExplainMetricRequest request;
  request.set_metric_id(metric);
  *request.mutable_query() = HospitalIn2020();
  request.set_currency(currency);
  return request;
}

TEST_CASE("the contributions of all pages add up to the cell") {
  QueryWorld world;
  std::int64_t sum = 0;
  for (int i = 1; i <= 25; ++i) {
    AddPurchase(world.source.view, "2020-05-" + std::string(i < 10 ? "0" : "") + std::to_string(i),
                i * 100);
    sum += i * 100;
  }
  api::ExplainMetricRequest request = Explaining("P-10", "USD");
  request.set_page_size(10);
  std::int64_t listed = 0;
  int pages = 0;
  do {
    const auto page = world.Explain(world.finance, request);
    REQUIRE_OK(page);
    ++pages;
    CHECK(page->contributions_total() == 25);
    CHECK(page->numerator_total() == sum);
    CHECK(page->cell().value().money_minor() == sum);
    for (const auto& contribution : page->contributions()) {
      CHECK(contribution.fact() == "purchase");
      listed += contribution.numerator();
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  CHECK(pages == 3);
  CHECK(listed == sum);
}

TEST_CASE("of one supplier nothing but its own purchases is listed, and they add up") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 100);
  AddPurchase(world.source.view, "2020-05-02", 20);
  FactBuilder(world.source.view, "purchase")
      .On("2020-05-03")
      .In("USD")
      .Entity("another")
      .Classes({13})
      .Measure("net", 9)
      .Add();
  api::ExplainMetricRequest request = Explaining("P-10", "USD");
  request.mutable_query()->mutable_filter()->add_supplier_ids("supplier");
  const auto explained = world.Explain(world.finance, request);
  REQUIRE_OK(explained);
  CHECK(explained->contributions_size() == 2);
  CHECK(explained->numerator_total() == 120);
  CHECK(explained->cell().value().money_minor() == 120);
  request.set_metric_id("H-01");
  CHECK_REASON(world.Explain(Person("hospital", {security::Role::kFin}), request), kFieldInvalid);
}

TEST_CASE("an amended event comes with its numbers as they count, and with its amendments") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 250);
  AddPurchase(world.source.view, "2020-05-02", 7);
  world.source.view.Amend(1, 2);
  const auto explained = world.Explain(world.finance, Explaining("P-10", "USD"));
  REQUIRE_OK(explained);
  CHECK(explained->combination() == api::CONTRIBUTION_COMBINATION_SUM);
  REQUIRE(explained->contributions_size() == 2);
  const api::MetricContribution& amended = explained->contributions(0);
  REQUIRE(amended.amended_by_size() == 1);
  CHECK(amended.amended_by(0) == 2);
  REQUIRE(amended.measures_size() == 2);
  CHECK(amended.measures(0).name() == "net");
  CHECK(amended.measures(0).value() == 250);
  CHECK(amended.measures(0).money());
  CHECK(explained->contributions(1).amended_by().empty());
}

TEST_CASE("the facts behind a cell are read once for all its pages") {
  QueryWorld world;
  for (int i = 0; i < 30; ++i) AddPurchase(world.source.view, "2020-05-01", 100 + i);
  api::ExplainMetricRequest request = Explaining("P-10", "USD");
  request.set_page_size(10);
  const auto first = world.Explain(world.finance, request);
  REQUIRE_OK(first);
  CHECK(world.source.opened == 1);
  request.set_page_token(first->next_page_token());
  const auto second = world.Explain(world.finance, request);
  REQUIRE_OK(second);
  CHECK(world.source.opened == 1);
  CHECK(second->contributions_size() == 10);

  // One that has gone is made again.
  world.parts.explanations = std::make_shared<query::ExplanationCache>(29);
  const auto again = world.Explain(world.finance, request);
  REQUIRE_OK(again);
  CHECK(world.source.opened == 2);
  CHECK(again->SerializeAsString() == second->SerializeAsString());
}

TEST_CASE("what one asker was shown is not kept for another") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 100);
  AddPurchase(world.source.view, "2020-05-02", 100);
  api::ExplainMetricRequest request = Explaining("P-10", "USD");
  request.set_page_size(1);
  const auto first = world.Explain(world.finance, request);
  REQUIRE_OK(first);
  request.set_page_token(first->next_page_token());
  const auto stolen = world.Explain(world.partner, request);
  CHECK(world.source.opened == 2);  // explained for the partner, who sees none of it
  CHECK_REASON(stolen, kNotFound);
}

TEST_CASE("a target for a count of persons is explained to the owning side only") {
  QueryWorld world;
  AddHires(world.source.view, "north", 40);
  FactBuilder(world.source.view, "target")
      .Entity("hires")
      .Entity2("H-01")
      .Anchor("hospital")
      .On("2019-07-01")
      .Measure("numerator", 20)
      .Measure("denominator", 1)
      .Measure("direction", 1)
      .Measure("due_day", Day("2020-12-31").days)
      .Add();
  api::ExplainMetricRequest request = Explaining("X-20", "");
  api::GroupKey& target = *request.add_group();
  target.set_dimension(api::METRIC_DIMENSION_TARGET);
  target.set_key("hires");
  const auto explained = world.Explain(world.finance, request);
  REQUIRE_OK(explained);
  CHECK(explained->numerator_total() == 40);
  CHECK(explained->denominator_total() == 20);
  CHECK_REASON(world.Explain(world.evaluator, request), kPermissionDenied);
}

TEST_CASE("pages stay with the position of the first, whatever is recorded meanwhile") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-05-01", 100);
  AddPurchase(world.source.view, "2020-05-02", 200);
  api::ExplainMetricRequest request = Explaining("P-10", "USD");
  request.set_page_size(1);
  const auto first = world.Explain(world.finance, request);
  REQUIRE_OK(first);
  AddPurchase(world.source.view, "2020-04-01", 5'000);
  request.set_page_token(first->next_page_token());
  const auto second = world.Explain(world.finance, request);
  REQUIRE_OK(second);
  REQUIRE(second->contributions_size() == 1);
  CHECK(second->contributions(0).numerator() == 200);
  CHECK(second->cell().value().money_minor() == 300);
  CHECK(second->next_page_token().empty());
}

TEST_CASE("a cell is named by its group and its span of time") {
  QueryWorld world;
  AddPurchase(world.source.view, "2020-02-01", 100);
  AddPurchase(world.source.view, "2020-05-01", 7);
  api::ExplainMetricRequest request = Explaining("P-10", "USD");
  request.mutable_query()->add_group_by(api::METRIC_DIMENSION_PARTNERSHIP);
  request.mutable_query()->add_group_by(api::METRIC_DIMENSION_QUARTER);
  api::GroupKey& quarter = *request.add_group();
  quarter.set_dimension(api::METRIC_DIMENSION_QUARTER);
  quarter.set_key("2020-Q2");
  SECTION("the total of a quarter") {
    const auto total = world.Explain(world.finance, request);
    REQUIRE_OK(total);
    CHECK(total->numerator_total() == 7);
  }
  SECTION("one partnership in a quarter") {
    api::GroupKey& partnership = *request.add_group();
    partnership.set_dimension(api::METRIC_DIMENSION_PARTNERSHIP);
    partnership.set_key("none");
    const auto group = world.Explain(world.finance, request);
    REQUIRE_OK(group);
    CHECK(group->numerator_total() == 7);
    CHECK(group->cell().group_size() == 2);
    request.mutable_group(1)->set_key("north");
    CHECK_REASON(world.Explain(world.finance, request), kNotFound);
  }
  SECTION("without the span of time") {
    request.clear_group();
    CHECK_REASON(world.Explain(world.finance, request), kFieldMissing);
  }
}

TEST_CASE("counts of persons are explained to the owning side only") {
  QueryWorld world;
  AddHires(world.source.view, "north", 40);
  CHECK_OK(world.Explain(world.finance, Explaining("H-01", "")));
  CHECK_REASON(world.Explain(world.evaluator, Explaining("H-01", "")), kPermissionDenied);
  CHECK_REASON(world.Explain(world.evaluator, Explaining("H-13", "")), kPermissionDenied);
}

}  // namespace
}  // namespace anchorledger::testing
