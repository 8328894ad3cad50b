// What holds for every metric: groups, filters, currencies, spans of time, basis and limits. The
// metrics used are plain sums: H-01 (people), P-02 (local money), I-07 (balances).
#include <catch2/catch.hpp>

#include "proto/base/limits.h"
#include "tests/unit/metrics/metric_asker.h"

namespace anchorledger::testing {
namespace {

using metrics::Dimension;

FactBuilder Hire(VectorView& view, std::string_view day, std::int64_t count) {
  FactBuilder fact(view, "hire");
  fact.On(day).Measure("count", count).Phase(3).Strategy(1);
  fact.Flags({"permanent", "employer_is_anchor"});
  return fact;
}

FactBuilder Local(VectorView& view, std::string_view day, std::int64_t net,
                  std::string_view currency = "USD") {
  FactBuilder fact(view, "purchase");
  fact.On(day).Measure("net", net).Measure("gross", net).Flags({"local"}).In(currency);
  fact.Phase(3).Strategy(2);
  return fact;
}

TEST_CASE("groups carry the keys of all dimensions, and facts without one stand under none") {
  VectorView view;
  Hire(view, "2020-01-01", 1)
      .Partnership("north")
      .Partner("college")
      .Geography("zcta5:02119")
      .Add();
  Hire(view, "2020-01-01", 2).Phase(0).Add();
  metrics::Query query = Year2020();
  query.group_by = {Dimension::kPartnership, Dimension::kPartner,   Dimension::kPhase,
                    Dimension::kStrategy,    Dimension::kGeography, Dimension::kAnchor};
  const Asked asked = Ask(view, "H-01", query);
  CHECK(Shown(asked.at({"north", "college", "implementation", "hiring", "zcta5:02119", "hospital"})
                  .value) == "1");
  CHECK(Shown(asked.at({"none", "none", "none", "hiring", "none", "hospital"}).value) == "2");
}

TEST_CASE("filters narrow, and none stands for facts without the thing") {
  VectorView view;
  Hire(view, "2020-01-01", 1).Partnership("north").Add();
  Hire(view, "2020-01-01", 2).Partnership("south").Add();
  Hire(view, "2020-01-01", 4).Geography("zcta5:02119").Phase(4).Add();
  metrics::Query query = Year2020();
  const auto result = [&] { return Shown(Ask(view, "H-01", query).cell().value); };
  query.filter.partnerships = {"north", "none"};
  CHECK(result() == "5");
  query.filter.partnerships = {"never heard of"};
  CHECK(result() == "0");
  query.filter = {};
  query.filter.geographies = {"zcta5:02119"};
  CHECK(result() == "4");
  query.filter = {};
  query.filter.phases = {4};
  CHECK(result() == "4");
  query.filter = {};
  query.filter.strategies = {2};
  CHECK(result() == "0");
  query.filter = {};
  query.filter.anchors = {"hospital"};
  CHECK(result() == "7");
  query.filter.anchors = {"another"};
  CHECK(result() == "0");
  query.filter = {};
  query.tenant = "elsewhere";
  CHECK(result() == "0");
}

TEST_CASE("of single things nothing counts but what is about them") {
  VectorView view;
  Local(view, "2020-01-01", 100).Entity("baker").Add();
  Local(view, "2020-02-01", 20).Entity("baker").Add();
  Local(view, "2020-02-01", 7).Entity("grocer").Add();
  Hire(view, "2020-01-01", 5).Entity("baker").Add();  // a cohort of that name
  metrics::Query query = Year2020();
  const auto result = [&](const char* metric) {
    return Shown(Ask(view, metric, query).cell().value);
  };
  query.filter.suppliers = {"baker"};
  CHECK(result("P-02") == "120");
  CHECK(result("H-01") == "0");
  query.filter.suppliers = {"baker", "grocer", "never heard of"};
  CHECK(result("P-02") == "127");
  query.filter.investments = {"baker"};
  CHECK(result("P-02") == "0");
  query.filter.suppliers = {};
  CHECK(result("P-02") == "0");
}

TEST_CASE("money of two currencies is never added") {
  VectorView view;
  Local(view, "2020-01-01", 100).Add();
  Local(view, "2020-01-01", 7, "EUR").Add();
  const Asked both = Ask(view, "P-02", Year2020());
  REQUIRE(both.metric().cells.size() == 2);
  CHECK(Shown(both.metric().cells[0].value) == "100");
  CHECK(both.metric().cells[1].currency.code() == "EUR");
  CHECK(Shown(both.metric().cells[1].value) == "7");
  metrics::Query query = Year2020();
  query.currency = *base::ParseCurrency("EUR");
  CHECK(Shown(Ask(view, "P-02", query).cell().value) == "7");
  query.currency = *base::ParseCurrency("GBP");
  CHECK(Shown(Ask(view, "P-02", query).cell().value) == "0");
}

TEST_CASE("without groups every span of the window has a cell, with zeros") {
  VectorView view;
  Hire(view, "2020-02-29", 3).Add();
  metrics::Query query = During("2020-01-15", "2020-04-10");
  query.group_by = {Dimension::kMonth};
  const Asked months = Ask(view, "H-01", query);
  CHECK(months.metric().cells.size() == 4);
  CHECK(Shown(months.at({"2020-01"}).value) == "0");
  CHECK(Shown(months.at({"2020-02"}).value) == "3");
  CHECK(base::FormatIsoDate(months.at({"2020-01"}).window.from) == "2020-01-15");
  CHECK(base::FormatIsoDate(months.at({"2020-04"}).window.to) == "2020-04-10");
  CHECK(months.metric().totals.empty());
}

TEST_CASE("with groups only cells with something behind them are there, and totals by span") {
  VectorView view;
  Hire(view, "2020-02-29", 3).Partnership("north").Add();
  Hire(view, "2020-05-01", 4).Partnership("south").Add();
  metrics::Query query = Year2020();
  query.group_by = {Dimension::kPartnership, Dimension::kQuarter};
  const Asked asked = Ask(view, "H-01", query);
  CHECK(asked.metric().cells.size() == 2);
  CHECK(Shown(asked.at({"north", "2020-Q1"}).value) == "3");
  CHECK(Shown(asked.at({"south", "2020-Q2"}).value) == "4");
  REQUIRE(asked.metric().totals.size() == 4);
  CHECK(Shown(asked.metric().totals[1].value) == "4");
  CHECK(Shown(asked.metric().totals[3].value) == "0");
}

TEST_CASE("a window without a beginning starts with the first fact") {
  VectorView view;
  Hire(view, "2019-11-03", 3).Add();
  metrics::Query query = Year2020();
  query.from.reset();
  query.group_by = {Dimension::kQuarter};
  const Asked asked = Ask(view, "H-01", query);
  CHECK(asked.metric().cells.size() == 5);
  CHECK(Shown(asked.at({"2019-Q4"}).value) == "3");
}

TEST_CASE("a fiscal year is that of the anchor, named by the year in which it ends") {
  VectorView view;
  view.SetFiscalYear("hospital", {7, 1});
  Hire(view, "2019-06-30", 1).Add();
  Hire(view, "2019-07-01", 2).Add();
  Hire(view, "2020-06-30", 4).Add();
  metrics::Query query = During("2018-07-01", "2020-06-30");
  query.filter.anchors = {"hospital"};
  query.group_by = {Dimension::kFiscalYear};
  const Asked asked = Ask(view, "H-01", query);
  CHECK(asked.metric().cells.size() == 2);
  CHECK(Shown(asked.at({"FY2019"}).value) == "1");
  CHECK(Shown(asked.at({"FY2020"}).value) == "6");
  CHECK(base::FormatIsoDate(asked.at({"FY2020"}).window.from) == "2019-07-01");
}

TEST_CASE("fiscal years that begin inside a month are cut on the day") {
  VectorView view;
  view.SetFiscalYear("hospital", {4, 6});
  Hire(view, "2020-04-05", 1).Add();
  Hire(view, "2020-04-06", 2).Add();
  FactBuilder(view, "principal").On("2019-04-01").In("USD").Measure("principal", 50).Add();
  FactBuilder(view, "principal").On("2020-04-06").In("USD").Measure("principal", -20).Add();
  metrics::Query query = During("2019-04-06", "2021-04-05");
  query.group_by = {Dimension::kFiscalYear};
  const Asked hires = Ask(view, "H-01", query);
  CHECK(Shown(hires.at({"FY2020"}).value) == "1");
  CHECK(Shown(hires.at({"FY2021"}).value) == "2");
  const Asked balance = Ask(view, "I-07", query);
  CHECK(Shown(balance.at({"FY2020"}).value) == "50");
  CHECK(Shown(balance.at({"FY2021"}).value) == "30");
}

TEST_CASE("anchors with different fiscal years keep theirs within one answer") {
  VectorView view;
  view.SetFiscalYear("summer", {7, 1});
  view.SetFiscalYear("winter", {1, 1});
  Hire(view, "2019-08-01", 1).Anchor("summer").Add();
  Hire(view, "2019-08-01", 2).Anchor("winter").Add();
  metrics::Query query = During("2019-01-01", "2020-12-31");
  query.group_by = {Dimension::kAnchor, Dimension::kFiscalYear};
  const Asked asked = Ask(view, "H-01", query);
  CHECK(Shown(asked.at({"summer", "FY2020"}).value) == "1");
  CHECK(Shown(asked.at({"winter", "FY2019"}).value) == "2");
  CHECK(base::FormatIsoDate(asked.at({"summer", "FY2020"}).window.to) == "2020-06-30");
  CHECK(base::FormatIsoDate(asked.at({"winter", "FY2019"}).window.to) == "2019-12-31");
}

TEST_CASE("values of another basis do not count unless asked for") {
  VectorView view;
  Hire(view, "2020-01-01", 1).Add();
  Hire(view, "2020-01-01", 2).Basis(2).Add();
  metrics::Query query = Year2020();
  CHECK(Shown(Ask(view, "H-01", query).cell().value) == "1");
  query.basis = 2;
  CHECK(Shown(Ask(view, "H-01", query).cell().value) == "2");
}

TEST_CASE("a span is open until its last day is over") {
  VectorView view;
  metrics::Query query = Year2020();
  query.group_by = {Dimension::kQuarter};
  query.today = Day("2020-09-30");
  const Asked asked = Ask(view, "H-01", query);
  CHECK_FALSE(asked.at({"2020-Q2"}).open);
  CHECK(asked.at({"2020-Q3"}).open);
  CHECK(asked.at({"2020-Q4"}).open);
}

TEST_CASE("the position, and the editions behind the facts, are in the answer") {
  VectorView view;
  Hire(view, "2020-01-01", 1).At(41).Add();
  Hire(view, "2020-01-01", 1).Add();
  const Asked asked = Ask(view, "H-03", Year2020());
  CHECK(asked.answer.as_of == view.position());
  CHECK(asked.metric().editions_used == std::vector<std::string>{"geography/local@1"});
}

TEST_CASE("no edition is named for a metric that no place decides, or that nothing was read for") {
  VectorView view;
  Hire(view, "2020-01-01", 1).Add();
  CHECK(Ask(view, "H-01", Year2020()).metric().editions_used.empty());
  CHECK(Ask(view, "P-02", Year2020()).metric().editions_used.empty());
}

TEST_CASE("money without facts has the currency of the anchors asked about, where they share one") {
  VectorView view;
  view.Intern("network");
  metrics::Query query = Year2020();
  CHECK(Ask(view, "P-10", query).cell().currency.empty());
  view.SetCurrency("hospital", "USD");
  CHECK(Ask(view, "P-10", query).cell().currency.code() == "USD");
  CHECK(Ask(view, "H-01", query).cell().currency.empty());
  view.SetCurrency("clinic", "EUR");
  CHECK(Ask(view, "P-10", query).cell().currency.empty());
  query.filter.anchors = {"clinic"};
  CHECK(Ask(view, "P-10", query).cell().currency.code() == "EUR");
  CHECK(Ask(view, "P-10", query).cell().value == metrics::Value::Number(0));
  query.currency = *base::ParseCurrency("GBP");
  CHECK(Ask(view, "P-10", query).cell().currency.code() == "GBP");
}

TEST_CASE("several metrics over the same facts read them once") {
  VectorView view;
  Local(view, "2020-01-01", 100).Add();
  std::vector<const metrics::Plan*> plans;
  for (const auto* id : {"P-02", "P-04", "P-10", "P-11"}) {
    plans.push_back(ShippedCatalogue().Find(id, Day("2020-12-31")));
  }
  metrics::Query query = Year2020();
  query.group_by = {Dimension::kPartnership, Dimension::kPhase, Dimension::kQuarter};
  REQUIRE_OK(metrics::Compute(view, query, plans));
  CHECK(view.reads() == 1);
}

TEST_CASE("an answer that would be too large is refused") {
  VectorView view;
  metrics::Query query = During("1900-01-01", "2199-12-31");
  query.group_by = {Dimension::kPartnership, Dimension::kMonth};
  for (int i = 0; i < 10; ++i) {
    FactBuilder(view, "principal")
        .On("1900-01-01")
        .In("USD")
        .Partnership("p" + std::to_string(i))
        .Measure("principal", 1)
        .Add();
  }
  const auto answer =
      metrics::Compute(view, query, {ShippedCatalogue().Find("I-07", base::kLastDate)});
  CHECK_REASON(answer, kMessageTooLarge);
}

TEST_CASE("a reader who may not see beyond the filter sees no whole denominators either") {
  VectorView view;
  Hire(view, "2020-01-01", 3).Flags({"local"}).Partner("college").Add();
  Hire(view, "2020-01-01", 9).Partner("college").Add();
  Hire(view, "2020-01-01", 500).Add();
  FactBuilder(view, "baseline")
      .Entity("total_hires")
      .On("2020-12-31")
      .Measure("value", 900)
      .Measure("from_day", Day("2020-01-01").days)
      .Measure("to_day", Day("2020-12-31").days)
      .Flags({"has_period"})
      .Add();
  metrics::Query query = Year2020();
  query.filter.partners = {"college"};
  CHECK(Shown(Ask(view, "H-03", query).cell().value) == "3/900");
  query.cut_whole = true;
  CHECK(Shown(Ask(view, "H-03", query).cell().value) == "3/12");
}

TEST_CASE("sums beyond 64 bits are exact inside, and refused only where they leave") {
  VectorView view;
  constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();
  for (int i = 0; i < 4; ++i) {
    Local(view, "2020-0" + std::to_string(i + 1) + "-01", kHuge).Add();
  }
  CHECK(Shown(Ask(view, "P-02", Year2020()).cell().value) == "36893488147419103228");
}

}  // namespace
}  // namespace anchorledger::testing
