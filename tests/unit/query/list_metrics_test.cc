// ListMetrics: filters and pages.
#include <catch2/catch.hpp>
#include <set>

#include "tests/unit/query/query_world.h"

namespace anchorledger::testing {
namespace {

TEST_CASE("pages hold all metrics, each once, in the order of their ids") {
  QueryWorld world;
  api::ListMetricsRequest request;
  request.set_page_size(7);
  std::vector<std::string> ids;
  do {
    const auto page = query::ListMetrics(world.parts, request);
    REQUIRE_OK(page);
    CHECK(page->metrics_size() <= 7);
    for (const auto& metric : page->metrics()) ids.push_back(metric.id());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  CHECK(ids.size() == Definitions().plans().size());
  CHECK(std::is_sorted(ids.begin(), ids.end()));
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
}

TEST_CASE("strategy, phase and ids narrow the list") {
  QueryWorld world;
  api::ListMetricsRequest request;
  request.set_strategy(event::v1::STRATEGY_PURCHASING);
  request.set_phase(event::v1::PHASE_MOTIVATION);
  const auto page = query::ListMetrics(world.parts, request);
  REQUIRE_OK(page);
  REQUIRE(page->metrics_size() == 1);
  CHECK(page->metrics(0).id() == "P-01");
  CHECK_FALSE(page->metrics(0).formula().empty());
  request.Clear();
  request.add_metric_ids("I-14");
  CHECK(query::ListMetrics(world.parts, request)->metrics_size() == 1);
}

TEST_CASE("a definition says what the metric is of one supplier, and of one investment") {
  QueryWorld world;
  api::ListMetricsRequest request;
  for (const char* id : {"P-02", "P-03", "P-01"}) request.add_metric_ids(id);
  const auto page = query::ListMetrics(world.parts, request);
  REQUIRE_OK(page);
  REQUIRE(page->metrics_size() == 3);
  CHECK(page->metrics(0).supplier_narrowing() == metric::v1::METRIC_NARROWING_UNSPECIFIED);
  CHECK(page->metrics(1).supplier_narrowing() == metric::v1::METRIC_NARROWING_OWN);
  CHECK(page->metrics(2).supplier_narrowing() == metric::v1::METRIC_NARROWING_SHARE);
  CHECK(page->metrics(1).investment_narrowing() == metric::v1::METRIC_NARROWING_UNSPECIFIED);
}

TEST_CASE("an id that no metric has is refused, not left out") {
  QueryWorld world;
  api::ListMetricsRequest request;
  request.add_metric_ids("I-14");
  request.add_metric_ids("I-99");
  const auto refused = query::ListMetrics(world.parts, request);
  CHECK_REASON(refused, kReferenceUnknown);
  CHECK(base::FieldViolationsOf(refused.status()).front().field == "metric_ids[1]");
}

TEST_CASE("a token of another list, or a damaged one, is refused") {
  QueryWorld world;
  api::ListMetricsRequest request;
  request.set_page_size(1);
  const std::string token = query::ListMetrics(world.parts, request)->next_page_token();
  request.set_page_token(token + "x");
  CHECK_REASON(query::ListMetrics(world.parts, request), kPageTokenInvalid);
  request.set_page_token(token);
  request.set_strategy(event::v1::STRATEGY_HIRING);
  CHECK_REASON(query::ListMetrics(world.parts, request), kPageTokenInvalid);
  request.set_page_size(-1);
  request.clear_page_token();
  CHECK_REASON(query::ListMetrics(world.parts, request), kFieldInvalid);
}

}  // namespace
}  // namespace anchorledger::testing
