// Purchasing metrics over facts made by hand. Window: the year 2020. Classes by their numbers: 1
// mbe, 2 wbe, 4 vbe, 10 sbe, 12 local_certified, 13 worker_owned, 15 coop, 16 nonprofit.
#include <catch2/catch.hpp>

#include "tests/unit/metrics/metric_asker.h"

namespace anchorledger::testing {
namespace {

using metrics::DenominatorUsed;
using metrics::Dimension;

FactBuilder Purchase(VectorView& view, std::string_view supplier, std::int64_t net) {
  FactBuilder fact(view, "purchase");
  fact.On("2020-04-15").Entity(supplier).In("USD").Phase(3).Strategy(2);
  fact.Measure("net", net).Measure(net > 0 ? "gross" : "reversed", net > 0 ? net : -net);
  return fact;
}

void Baseline(VectorView& view, std::string_view measure, std::int64_t value) {
  FactBuilder(view, "baseline")
      .Entity(measure)
      .On("2020-12-31")
      .In("USD")
      .Measure("value", value)
      .Measure("from_day", Day("2020-01-01").days)
      .Measure("to_day", Day("2020-12-31").days)
      .Flags({"has_period"})
      .Add();
}

TEST_CASE("P-01 is what was reported, else net addressable purchases") {
  VectorView view;
  Purchase(view, "a", 500).Flags({"addressable"}).Add();
  Purchase(view, "b", 70).Add();
  const Asked fallback = Ask(view, "P-01", Year2020());
  CHECK(Shown(fallback.cell().value) == "500");
  CHECK(fallback.cell().denominator == DenominatorUsed::kFallback);
  Baseline(view, "addressable_spend", 9000);
  const Asked reported = Ask(view, "P-01", Year2020());
  CHECK(Shown(reported.cell().value) == "9000");
  CHECK(reported.cell().currency.code() == "USD");
  CHECK(reported.cell().denominator == DenominatorUsed::kBaseline);
}

TEST_CASE("P-01 shows a reported total also where no purchase was recorded") {
  VectorView view;
  Baseline(view, "addressable_spend", 9000);
  CHECK(Shown(Ask(view, "P-01", Year2020()).cell().value) == "9000");
}

TEST_CASE("P-02 is net and may be negative; P-03 takes addressable money on both sides") {
  VectorView view;
  Purchase(view, "a", 300).Flags({"local", "addressable"}).Add();
  Purchase(view, "a", -100).Flags({"local", "addressable"}).Add();
  Purchase(view, "b", 50).Flags({"local"}).Add();
  Purchase(view, "c", 600).Flags({"addressable"}).Add();
  CHECK(Shown(Ask(view, "P-02", Year2020()).cell().value) == "250");
  CHECK(Shown(Ask(view, "P-03", Year2020()).cell().value) == "200/800");
  Purchase(view, "a", -900).Flags({"local", "addressable"}).Add();
  CHECK(Shown(Ask(view, "P-02", Year2020()).cell().value) == "-650");
}

TEST_CASE("P-04 counts an invoice of a supplier with several classes once") {
  VectorView view;
  Purchase(view, "a", 100).Classes({1, 2}).Add();
  Purchase(view, "b", 30).Classes({2}).Flags({"minority_or_woman_self_certified"}).Add();
  Purchase(view, "c", 1000).Classes({4, 10}).Add();
  const Asked spend = Ask(view, "P-04", Year2020());
  CHECK(Shown(spend.cell().value) == "130");
  CHECK(Shown(spend.cell().parts[0]) == "30");
}

TEST_CASE("P-05 and P-06 split by construction") {
  VectorView view;
  Purchase(view, "a", 100).Classes({1}).Flags({"addressable"}).Add();
  Purchase(view, "a", 900).Classes({1}).Add();
  Purchase(view, "b", 300).Flags({"addressable"}).Add();
  Purchase(view, "c", 40).Classes({2}).Flags({"construction"}).Add();
  Purchase(view, "d", 10).Flags({"construction"}).Add();
  CHECK(Shown(Ask(view, "P-05", Year2020()).cell().value) == "100/400");
  CHECK(Shown(Ask(view, "P-06", Year2020()).cell().value) == "40/50");
  Baseline(view, "construction_spend", 80);
  CHECK(Shown(Ask(view, "P-06", Year2020()).cell().value) == "40/80");
}

TEST_CASE("P-10 counts community wealth, P-11 the union, each invoice once") {
  VectorView view;
  Purchase(view, "coop", 100).Classes({13, 15}).Flags({"local"}).Add();
  Purchase(view, "vet", 20).Classes({4}).Add();
  Purchase(view, "near", 3).Flags({"local"}).Add();
  Purchase(view, "certified", 5000).Classes({10, 12}).Add();
  CHECK(Shown(Ask(view, "P-10", Year2020()).cell().value) == "100");
  CHECK(Shown(Ask(view, "P-11", Year2020()).cell().value) == "123");
}

TEST_CASE("by supplier class a purchase stands under each of its classes, and once in the total") {
  VectorView view;
  Purchase(view, "coop", 100).Classes({13, 15}).Add();
  Purchase(view, "fund", 7).Classes({16}).Add();
  metrics::Query query = Year2020();
  query.group_by = {Dimension::kSupplierClass};
  const Asked spend = Ask(view, "P-10", query);
  CHECK(Shown(spend.at({"worker_owned"}).value) == "100");
  CHECK(Shown(spend.at({"coop"}).value) == "100");
  CHECK(Shown(spend.at({"nonprofit"}).value) == "7");
  REQUIRE(spend.metric().totals.size() == 1);
  CHECK(Shown(spend.metric().totals[0].value) == "107");
  query.filter.supplier_classes = {15};
  const Asked coop = Ask(view, "P-10", query);
  CHECK(coop.metric().cells.size() == 1);
  CHECK(Shown(coop.at({"coop"}).value) == "100");
}

TEST_CASE("P-13 counts local suppliers whose net is above zero") {
  VectorView view;
  Purchase(view, "a", 100).Flags({"local"}).Add();
  Purchase(view, "a", 10).Flags({"local"}).On("2020-08-01").Add();
  Purchase(view, "b", 50).Flags({"local"}).Add();
  Purchase(view, "b", -50).Flags({"local"}).On("2020-09-01").Add();
  Purchase(view, "c", 50).Add();
  CHECK(Shown(Ask(view, "P-13", Year2020()).cell().value) == "1");
  CHECK(Shown(Ask(view, "P-13", During("2020-01-01", "2020-06-30")).cell().value) == "2");
}

TEST_CASE("P-13 by quarter counts a supplier in each quarter, and once in the year") {
  VectorView view;
  Purchase(view, "a", 100).Flags({"local"}).Add();
  Purchase(view, "a", 10).Flags({"local"}).On("2020-08-01").Add();
  metrics::Query query = Year2020();
  query.group_by = {Dimension::kQuarter};
  const Asked firms = Ask(view, "P-13", query);
  CHECK(Shown(firms.at({"2020-Q1"}).value) == "0");
  CHECK(Shown(firms.at({"2020-Q2"}).value) == "1");
  CHECK(Shown(firms.at({"2020-Q3"}).value) == "1");
}

TEST_CASE("P-15 divides awards that asked a local bidder by all awards") {
  VectorView view;
  FactBuilder(view, "contract_award").On("2020-02-01").Flags({"local_bidder_asked"}).Add();
  FactBuilder(view, "contract_award").On("2020-02-01").Add();
  FactBuilder(view, "contract_award").On("2020-02-01").Add();
  CHECK(Shown(Ask(view, "P-15", Year2020()).cell().value) == "1/3");
  CHECK(Shown(Ask(view, "P-15", During("2019-01-01", "2019-12-31")).cell().value) ==
        "undefined:denominator_zero");
}

}  // namespace
}  // namespace anchorledger::testing
