// Investing metrics over facts made by hand. Window: the year 2020, unless said otherwise.
#include <catch2/catch.hpp>

#include "tests/unit/metrics/metric_asker.h"

namespace anchorledger::testing {
namespace {

using metrics::Dimension;

FactBuilder Cash(VectorView& view, std::string_view flag, std::string_view investment,
                 std::string_view day, std::int64_t disbursed) {
  FactBuilder fact(view, "cash");
  fact.On(day).Entity(investment).Flags({flag}).In("USD").Phase(3).Strategy(3);
  fact.Measure("disbursed", disbursed);
  return fact;
}

FactBuilder Commitment(VectorView& view, std::string_view investment, std::string_view deal,
                       std::int64_t amount) {
  FactBuilder fact(view, "commitment");
  fact.On("2020-02-01").Entity(investment).Entity2(deal).In("USD").Phase(3).Strategy(3);
  fact.Measure("committed", amount);
  return fact;
}

void Principal(VectorView& view, std::string_view loan, std::string_view day, std::int64_t change) {
  FactBuilder(view, "principal").On(day).Entity(loan).In("USD").Measure("principal", change).Add();
}

void Rate(VectorView& view, std::string_view loan, std::string_view day, std::int64_t rate_bp) {
  FactBuilder(view, "loan_rate").On(day).Entity(loan).Measure("rate_bp", rate_bp).Add();
}

FactBuilder Allocation(VectorView& view, std::string_view id, std::string_view day,
                       std::int64_t amount) {
  FactBuilder fact(view, "allocation");
  fact.On(day).Entity(id).In("USD").Measure("amount", amount);
  return fact;
}

FactBuilder CoInvestment(VectorView& view, std::string_view id, std::string_view deal,
                         std::string_view day, std::int64_t amount) {
  FactBuilder fact(view, "co_investment");
  fact.On(day)
      .Entity(id)
      .Entity2(deal)
      .In("USD")
      .Measure("amount", amount)
      .Measure("has_amount", 1);
  return fact;
}

void Assets(VectorView& view, std::int64_t value, std::string_view currency = "USD") {
  FactBuilder(view, "baseline")
      .Entity("investable_assets")
      .On("2019-12-31")
      .In(currency)
      .Measure("value", value)
      .Add();
}

TEST_CASE("I-01 takes the last amount of each allocation that counts, over the last assets") {
  VectorView view;
  Allocation(view, "a", "2018-01-01", 500).Flags({"counts_for_pbi"}).Add();
  Allocation(view, "a", "2019-01-01", 700).Flags({"counts_for_pbi"}).Add();
  Allocation(view, "b", "2019-01-01", 40).Add();
  Allocation(view, "c", "2020-06-01", 60).Flags({"counts_for_pbi"}).Add();
  CHECK(Shown(Ask(view, "I-01", Year2020()).cell().value) == "undefined:not_reported");
  Assets(view, 100'000);
  CHECK(Shown(Ask(view, "I-01", Year2020()).cell().value) == "760/100000");
}

TEST_CASE("an allocation whose last report does not count is left out") {
  VectorView view;
  Assets(view, 1000);
  Allocation(view, "a", "2018-01-01", 500).Flags({"counts_for_pbi"}).Add();
  Allocation(view, "a", "2019-01-01", 500).Add();
  CHECK(Shown(Ask(view, "I-01", Year2020()).cell().value) == "0/1000");
}

TEST_CASE("I-02 asks for one percent or 50 million dollars, whichever is less") {
  VectorView view;
  SECTION("one percent is less") {
    Assets(view, 1'000'000);
    Allocation(view, "a", "2019-01-01", 10'000).Flags({"counts_for_pbi"}).Add();
    CHECK(Shown(Ask(view, "I-02", Year2020()).cell().value) == "true");
  }
  SECTION("one percent is not reached") {
    Assets(view, 1'000'000);
    Allocation(view, "a", "2019-01-01", 9'999).Flags({"counts_for_pbi"}).Add();
    CHECK(Shown(Ask(view, "I-02", Year2020()).cell().value) == "false");
  }
  SECTION("50 million is less") {
    Assets(view, 2'000'000'000'000);
    Allocation(view, "a", "2019-01-01", 5'000'000'000).Flags({"counts_for_pbi"}).Add();
    CHECK(Shown(Ask(view, "I-02", Year2020()).cell().value) == "true");
  }
  SECTION("no assets are known") {
    Allocation(view, "a", "2019-01-01", 10'000).Flags({"counts_for_pbi"}).Add();
    CHECK(Shown(Ask(view, "I-02", Year2020()).cell().value) == "undefined:not_reported");
  }
  SECTION("assets in another currency") {
    Assets(view, 1'000'000, "EUR");
    CHECK(Shown(Ask(view, "I-02", Year2020()).cell().value) == "undefined:other_currency");
  }
}

TEST_CASE("I-03 is net of cancellations, guarantees apart") {
  VectorView view;
  Commitment(view, "loan", "deal", 1000).Flags({"loan"}).Add();
  Commitment(view, "loan", "deal", -300).Flags({"loan"}).On("2020-08-01").Add();
  Commitment(view, "cap", "deal", 50).Flags({"guarantee"}).Add();
  const Asked capital = Ask(view, "I-03", Year2020());
  CHECK(Shown(capital.cell().value) == "700");
  CHECK(Shown(capital.cell().parts[0]) == "50");
}

TEST_CASE("I-04 is gross cash of all instruments, gifts in kind beside it") {
  VectorView view;
  Cash(view, "loan", "l", "2020-03-01", 100).Add();
  Cash(view, "grant", "g", "2020-03-01", 20).Add();
  Cash(view, "grant", "g", "2020-05-01", 0).Measure("returned", 5).Add();
  Cash(view, "deposit", "d", "2020-03-01", 3).Add();
  FactBuilder(view, "in_kind").On("2020-03-01").In("USD").Measure("fair_value", 999).Add();
  const Asked capital = Ask(view, "I-04", Year2020());
  CHECK(Shown(capital.cell().value) == "123");
  CHECK(Shown(capital.cell().parts[0]) == "123");
  CHECK(Shown(capital.cell().parts[1]) == "999");
  CHECK(Shown(Ask(view, "I-09", Year2020()).cell().value) == "15");
}

TEST_CASE("I-05 takes cash of the investments that draw on an allocation, since inception") {
  VectorView view;
  Allocation(view, "pool", "2018-01-01", 400).Measure("deploy_by", Day("2020-06-30").days).Add();
  Cash(view, "loan", "l", "2018-03-01", 100).Link("pool").Add();
  Cash(view, "grant", "g", "2020-03-01", 50).Link("pool").Add();
  Cash(view, "grant", "g", "2020-04-01", 0).Measure("returned", 10).Link("pool").Add();
  Cash(view, "loan", "elsewhere", "2020-03-01", 7777).Add();
  FactBuilder(view, "in_kind")
      .On("2020-03-01")
      .In("USD")
      .Entity("k")
      .Link("pool")
      .Measure("fair_value", 60)
      .Add();
  const Asked rate = Ask(view, "I-05", Year2020());
  CHECK(Shown(rate.cell().value) == "200/400");
  CHECK(Shown(rate.cell().parts[0]) == "1");
  CHECK(Shown(Ask(view, "I-05", During("2020-01-01", "2020-06-29")).cell().parts[0]) == "0");
}

TEST_CASE("I-05 calls an allocation late of which nothing was deployed") {
  VectorView view;
  Allocation(view, "pool", "2018-01-01", 400).Measure("deploy_by", Day("2020-06-30").days).Add();
  const Asked rate = Ask(view, "I-05", Year2020());
  CHECK(Shown(rate.cell().value) == "0/400");
  CHECK(Shown(rate.cell().parts[0]) == "1");
}

TEST_CASE("I-06 counts distinct loans beside their money") {
  VectorView view;
  Cash(view, "loan", "a", "2020-03-01", 600).Add();
  Cash(view, "loan", "a", "2020-09-01", 400).Add();
  Cash(view, "loan", "b", "2020-09-01", 50).Add();
  Cash(view, "grant", "c", "2020-09-01", 50).Add();
  const Asked loans = Ask(view, "I-06", Year2020());
  CHECK(Shown(loans.cell().value) == "1050");
  CHECK(Shown(loans.cell().parts[0]) == "2");
}

TEST_CASE("I-07 and I-08 are balances at the end of the last day") {
  VectorView view;
  Principal(view, "museum", "2007-07-01", 1'500'000);
  Principal(view, "museum", "2015-06-30", -1'500'000);
  Principal(view, "market", "2014-01-01", 10);
  CHECK(Shown(Ask(view, "I-07", During("2015-01-01", "2015-06-29")).cell().value) == "1500010");
  CHECK(Shown(Ask(view, "I-07", During("2015-01-01", "2015-06-30")).cell().value) == "10");
  CHECK(Shown(Ask(view, "I-08", During("2015-01-01", "2015-06-29")).cell().value) == "2");
  CHECK(Shown(Ask(view, "I-08", During("2015-01-01", "2015-06-30")).cell().value) == "1");
}

TEST_CASE("balances by quarter stand in every quarter from the first on") {
  VectorView view;
  Principal(view, "museum", "2020-02-01", 100);
  Principal(view, "museum", "2020-08-01", -40);
  metrics::Query query = Year2020();
  query.group_by = {Dimension::kQuarter};
  const Asked balance = Ask(view, "I-07", query);
  CHECK(Shown(balance.at({"2020-Q1"}).value) == "100");
  CHECK(Shown(balance.at({"2020-Q2"}).value) == "100");
  CHECK(Shown(balance.at({"2020-Q3"}).value) == "60");
  CHECK(Shown(balance.at({"2020-Q4"}).value) == "60");
  const Asked loans = Ask(view, "I-08", query);
  CHECK(Shown(loans.at({"2020-Q4"}).value) == "1");
}

TEST_CASE("I-10 weighs the rate in force by the balance") {
  VectorView view;
  Principal(view, "a", "2019-01-01", 300);
  Principal(view, "b", "2019-01-01", 100);
  Rate(view, "a", "2019-01-01", 300);
  Rate(view, "a", "2020-06-29", 350);
  Rate(view, "a", "2021-01-01", 999);
  Rate(view, "b", "2019-01-01", 100);
  CHECK(Shown(Ask(view, "I-10", Year2020()).cell().value) == "115000/4000000");
}

TEST_CASE("I-10 leaves out a loan whose rate is not known, and is undefined without a balance") {
  VectorView view;
  Principal(view, "a", "2019-01-01", 300);
  CHECK(Shown(Ask(view, "I-10", Year2020()).cell().value) == "undefined:denominator_zero");
  Principal(view, "b", "2019-01-01", 100);
  Rate(view, "b", "2019-01-01", 200);
  CHECK(Shown(Ask(view, "I-10", Year2020()).cell().value) == "20000/1000000");
}

TEST_CASE("I-14 divides what others put into the same deals by what the anchor committed") {
  VectorView view;
  Commitment(view, "loan", "deal", 1'000'000).Flags({"loan"}).Add();
  Commitment(view, "running", "deal", 400'000).Flags({"grant", "operating_subsidy"}).Add();
  Commitment(view, "cap", "deal", 90'000).Flags({"guarantee"}).Add();
  Commitment(view, "elsewhere", "", 5'000'000).Flags({"grant"}).Add();
  const auto with = {std::string_view("timing_with"), std::string_view("capital"),
                     std::string_view("stage_committed_or_later")};
  CHECK(Shown(Ask(view, "I-14", Year2020()).cell().value) == "0/1000000");
  CoInvestment(view, "cdfi", "deal", "2020-03-01", 700'000).Flags(with).Add();
  CHECK(Shown(Ask(view, "I-14", Year2020()).cell().value) == "700000/1000000");
  SECTION("the last report of a co-investment replaces the earlier ones") {
    CoInvestment(view, "cdfi", "deal", "2020-05-01", 800'000).Flags(with).Add();
    CHECK(Shown(Ask(view, "I-14", Year2020()).cell().value) == "800000/1000000");
  }
  SECTION("money that came before, for running costs or from another anchor does not count") {
    CoInvestment(view, "early", "deal", "2020-03-01", 9)
        .Flags({"timing_before", "capital", "stage_committed_or_later"})
        .Add();
    CoInvestment(view, "running", "deal", "2020-03-01", 9)
        .Flags({"timing_with", "operating", "stage_committed_or_later"})
        .Add();
    CoInvestment(view, "sister", "deal", "2020-03-01", 9)
        .Flags({"timing_with", "capital", "stage_committed_or_later", "other_anchor_of_tenant"})
        .Add();
    CHECK(Shown(Ask(view, "I-14", Year2020()).cell().value) == "700000/1000000");
  }
  SECTION("a deal without a commitment of the anchor is on neither side") {
    CoInvestment(view, "other", "foreign", "2020-03-01", 9).Flags(with).Add();
    CHECK(Shown(Ask(view, "I-14", Year2020()).cell().value) == "700000/1000000");
  }
}

TEST_CASE("I-14 is undefined while no anchor has committed anything") {
  VectorView view;
  CoInvestment(view, "trust", "deal", "2019-06-01", 15'000)
      .Flags({"timing_after", "capital", "stage_committed_or_later"})
      .Add();
  CHECK(Shown(Ask(view, "I-14", Year2020()).cell().value) == "undefined:denominator_zero");
}

}  // namespace
}  // namespace anchorledger::testing
