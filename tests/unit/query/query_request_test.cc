// Reading questions: what is filled in, and that all violations come back at once.
#include <catch2/catch.hpp>

#include "services/query/query_request.h"
#include "tests/unit/query/query_world.h"

namespace anchorledger::testing {
namespace {

base::StatusOr<query::ParsedQuery> Parse(const api::MetricQuery& query,
                                         std::vector<std::string> ids = {"P-10"}) {
  return query::ParseMetricQuery(query, ids, "network", Day("2026-11-01"), Definitions());
}

// The fields that are named, with blanks between them.
std::string Fields(const base::StatusOr<query::ParsedQuery>& parsed) {
  REQUIRE_FALSE(parsed.ok());
  std::string fields;
  for (const base::FieldViolation& violation : base::FieldViolationsOf(parsed.status())) {
    fields += (fields.empty() ? "" : " ") + violation.field;
  }
  return fields;
}

TEST_CASE("a question that says nothing is about everything up to today, actual values") {
  const auto parsed = Parse({});
  REQUIRE_OK(parsed);
  CHECK_FALSE(parsed->query.from.has_value());
  CHECK(parsed->query.to == Day("2026-11-01"));
  CHECK(parsed->query.basis == 1);
  CHECK(parsed->query.currency.empty());
  CHECK(parsed->query.tenant == "network");
  REQUIRE(parsed->plans.size() == 1);
  CHECK(parsed->plans[0]->definition.id() == "P-10");
}

TEST_CASE("as known on a day, that day is today") {
  api::MetricQuery query;
  query.mutable_known_on()->set_days(Day("2020-06-30").days);
  const auto parsed = Parse(query);
  REQUIRE_OK(parsed);
  CHECK(parsed->query.to == Day("2020-06-30"));
  CHECK(parsed->query.today == Day("2020-06-30"));
  query.mutable_known_on()->set_days(Day("2100-06-30").days);
  CHECK(Parse(query)->query.today == Day("2026-11-01"));
}

TEST_CASE("an answer must be as fresh as the later of both positions") {
  api::MetricQuery query;
  query.set_min_position(7);
  query.set_known_position(9);
  const auto parsed = Parse(query);
  REQUIRE_OK(parsed);
  CHECK(parsed->at_least == base::Position(9));
}

TEST_CASE("all violations come back at once, each with its field") {
  api::MetricQuery query;
  query.mutable_known_on()->set_days(0);
  query.set_known_position(3);
  query.mutable_from()->set_days(Day("2021-01-01").days);
  query.mutable_to()->set_days(Day("2020-01-01").days);
  query.add_group_by(api::METRIC_DIMENSION_MONTH);
  query.add_group_by(api::METRIC_DIMENSION_QUARTER);
  query.add_group_by(api::METRIC_DIMENSION_PHASE);
  query.add_group_by(api::METRIC_DIMENSION_PHASE);
  query.add_group_by(api::METRIC_DIMENSION_TARGET);
  query.mutable_filter()->add_phases(static_cast<event::v1::Phase>(77));
  query.mutable_filter()->add_partner_ids("");
  query.set_basis(static_cast<event::v1::Basis>(9));
  query.set_currency("usd");
  CHECK(Fields(Parse(query, {"P-10", "Z-99"})) ==
        "query.known_on query.from query.group_by[1] query.group_by[3] query.group_by[4] "
        "query.filter.partner_ids[0] query.filter.phases[0] query.basis query.currency "
        "metric_ids[1]");
}

TEST_CASE("a metric that counts more than what is about single things is refused by its name") {
  api::MetricQuery query;
  query.mutable_filter()->add_supplier_ids("s-1");
  CHECK_OK(Parse(query, {"P-10", "P-15"}));
  const auto refused = Parse(query, {"P-10", "H-01", "I-04", "X-20"});
  CHECK(Fields(refused) == "metric_ids[1] metric_ids[2] metric_ids[3]");
  CHECK(base::FieldViolationsOf(refused.status())[0].description.starts_with("metric H-01 "));
  query.clear_filter();
  query.mutable_filter()->add_investment_ids("loan-1");
  CHECK_OK(Parse(query, {"I-04", "I-10"}));
  // Leverage has the money of others above the line, which no investment of the anchor names.
  CHECK(Fields(Parse(query, {"P-10", "I-04", "I-14"})) == "metric_ids[0] metric_ids[2]");
}

TEST_CASE("suppliers and investments exclude each other in one filter") {
  api::MetricQuery query;
  query.mutable_filter()->add_supplier_ids("s-1");
  query.mutable_filter()->add_investment_ids("loan-1");
  CHECK(Fields(Parse(query)).starts_with("query.filter.investment_ids"));
}

TEST_CASE("at least one metric is needed, and not more than the bound") {
  CHECK(Fields(Parse({}, {})) == "metric_ids");
  CHECK(Fields(Parse({}, std::vector<std::string>(101, "P-10"))) == "metric_ids");
}

TEST_CASE("an edition that is not there, or of a metric not asked for, is refused") {
  api::MetricQuery query;
  api::EditionChoice& choice = *query.add_editions();
  choice.set_metric_id("P-10");
  choice.set_edition(7);
  CHECK(Fields(Parse(query)) == "metric_ids[0]");
  choice.set_edition(1);
  CHECK_OK(Parse(query));
  choice.set_metric_id("P-11");
  CHECK(Fields(Parse(query)) == "query.editions[0]");
}

TEST_CASE("days beyond the calendar of the ledger are refused") {
  api::MetricQuery query;
  query.mutable_from()->set_days(Day("1900-01-01").days - 1);
  query.mutable_to()->set_days(Day("2199-12-31").days + 1);
  CHECK(Fields(Parse(query)) == "query.to query.from");
}

}  // namespace
}  // namespace anchorledger::testing
