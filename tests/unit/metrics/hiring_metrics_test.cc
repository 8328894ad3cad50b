// Hiring metrics over facts made by hand. Window: the year 2020, unless said otherwise.
#include <catch2/catch.hpp>

#include "tests/unit/metrics/metric_asker.h"

namespace anchorledger::testing {
namespace {

using metrics::DenominatorUsed;
using metrics::Dimension;

FactBuilder Hire(VectorView& view, std::string_view day, std::int64_t count) {
  FactBuilder fact(view, "hire");
  fact.On(day).Measure("count", count).Phase(3).Strategy(1);
  return fact;
}

void Baseline(VectorView& view, std::string_view measure, std::string_view from,
              std::string_view to, std::int64_t value) {
  FactBuilder(view, "baseline")
      .Entity(measure)
      .On(to)
      .Measure("value", value)
      .Measure("from_day", Day(from).days)
      .Measure("to_day", Day(to).days)
      .Flags({"has_period"})
      .Add();
}

TEST_CASE("H-01 counts permanent hires of the anchor only") {
  VectorView view;
  Hire(view, "2020-01-01", 10).Flags({"permanent", "employer_is_anchor"}).Add();
  Hire(view, "2020-12-31", 5).Flags({"permanent", "employer_is_anchor"}).Add();
  Hire(view, "2020-06-01", 100).Flags({"permanent"}).Add();
  Hire(view, "2020-06-01", 1000).Flags({"employer_is_anchor"}).Add();
  Hire(view, "2019-12-31", 7).Flags({"permanent", "employer_is_anchor"}).Add();
  Hire(view, "2021-01-01", 7).Flags({"permanent", "employer_is_anchor"}).Add();
  CHECK(Shown(Ask(view, "H-01", Year2020()).cell().value) == "15");
}

TEST_CASE("H-02 and H-03 divide local hires by all of them where nothing was reported") {
  VectorView view;
  Hire(view, "2020-02-01", 3).Flags({"permanent", "employer_is_anchor", "local"}).Add();
  Hire(view, "2020-02-01", 9).Flags({"permanent", "employer_is_anchor"}).Add();
  CHECK(Shown(Ask(view, "H-02", Year2020()).cell().value) == "3");
  const Asked rate = Ask(view, "H-03", Year2020());
  CHECK(Shown(rate.cell().value) == "3/12");
  CHECK(rate.cell().denominator == DenominatorUsed::kFallback);
}

TEST_CASE("H-03 takes the reported total where its periods tile the window, also in two pieces") {
  VectorView view;
  Hire(view, "2018-06-30", 350).Flags({"permanent", "employer_is_anchor", "local"}).Add();
  Baseline(view, "total_hires", "2017-07-01", "2017-12-31", 1000);
  Baseline(view, "total_hires", "2018-01-01", "2018-06-30", 1180);
  const Asked rate = Ask(view, "H-03", During("2017-07-01", "2018-06-30"));
  CHECK(Shown(rate.cell().value) == "350/2180");
  CHECK(rate.cell().denominator == DenominatorUsed::kBaseline);
}

TEST_CASE("a reported total that leaves a day out or reaches beyond the window is not used") {
  VectorView view;
  Hire(view, "2020-03-01", 2).Flags({"permanent", "employer_is_anchor", "local"}).Add();
  Hire(view, "2020-03-01", 2).Flags({"permanent", "employer_is_anchor"}).Add();
  SECTION("a gap") {
    Baseline(view, "total_hires", "2020-01-01", "2020-06-29", 50);
    Baseline(view, "total_hires", "2020-07-01", "2020-12-31", 50);
  }
  SECTION("beyond the window") { Baseline(view, "total_hires", "2019-07-01", "2020-12-31", 50); }
  SECTION("too short") { Baseline(view, "total_hires", "2020-01-01", "2020-12-30", 50); }
  const Asked rate = Ask(view, "H-03", Year2020());
  CHECK(Shown(rate.cell().value) == "2/4");
  CHECK(rate.cell().denominator == DenominatorUsed::kFallback);
}

TEST_CASE("a reported total stays whole when the rate is cut by partnership") {
  VectorView view;
  Hire(view, "2020-03-01", 6)
      .Flags({"permanent", "employer_is_anchor", "local"})
      .Partnership("north")
      .Add();
  Hire(view, "2020-03-01", 4).Flags({"permanent", "employer_is_anchor", "local"}).Add();
  Baseline(view, "total_hires", "2020-01-01", "2020-12-31", 40);
  metrics::Query query = Year2020();
  query.group_by = {Dimension::kPartnership};
  const Asked rate = Ask(view, "H-03", query);
  CHECK(Shown(rate.at({"north"}).value) == "6/40");
  CHECK(Shown(rate.at({"none"}).value) == "4/40");
  REQUIRE(rate.metric().totals.size() == 1);
  CHECK(Shown(rate.metric().totals[0].value) == "10/40");
}

TEST_CASE("H-04 and H-05 ask for place, pathway and schooling together") {
  VectorView view;
  Hire(view, "2020-03-01", 2)
      .Flags({"permanent", "employer_is_anchor", "disadvantaged", "pathway", "sub_bachelor"})
      .Add();
  Hire(view, "2020-03-01", 3)
      .Flags({"permanent", "employer_is_anchor", "disadvantaged", "pathway"})
      .Add();
  Hire(view, "2020-03-01", 5)
      .Flags({"permanent", "employer_is_anchor", "disadvantaged", "sub_bachelor"})
      .Add();
  Hire(view, "2020-03-01", 10)
      .Flags({"permanent", "employer_is_anchor", "pathway", "sub_bachelor"})
      .Add();
  CHECK(Shown(Ask(view, "H-04", Year2020()).cell().value) == "2");
  const Asked rate = Ask(view, "H-05", Year2020());
  CHECK(Shown(rate.cell().value) == "2/20");
  CHECK(metrics::GoalMet(*rate.metric().plan, rate.cell().value));
  CHECK_FALSE(metrics::GoalMet(*rate.metric().plan, metrics::Divide(metrics::Value::Number(99),
                                                                    metrics::Value::Number(1000))));
}

TEST_CASE("H-06 and H-07 take the last report of each cohort in the window") {
  VectorView view;
  const auto report = [&view](std::string_view cohort, std::string_view day, std::int64_t enrolled,
                              std::int64_t completed, std::int64_t placed) {
    FactBuilder(view, "pipeline_cohort")
        .Entity(cohort)
        .On(day)
        .Measure("enrolled", enrolled)
        .Measure("completed", completed)
        .Measure("placed", placed)
        .Add();
  };
  report("spring", "2020-03-31", 30, 10, 1);
  report("spring", "2020-06-30", 30, 26, 25);
  report("autumn", "2020-09-30", 20, 14, 7);
  report("winter", "2021-03-31", 50, 50, 50);
  CHECK(Shown(Ask(view, "H-06", Year2020()).cell().value) == "40/50");
  CHECK(Shown(Ask(view, "H-07", Year2020()).cell().value) == "32/40");
}

TEST_CASE("of two reports on one day the later recorded counts") {
  VectorView view;
  FactBuilder(view, "pipeline_cohort")
      .Entity("spring")
      .On("2020-03-31")
      .At(9)
      .Measure("enrolled", 30)
      .Measure("completed", 12)
      .Add();
  FactBuilder(view, "pipeline_cohort")
      .Entity("spring")
      .On("2020-03-31")
      .At(5)
      .Measure("enrolled", 30)
      .Measure("completed", 3)
      .Add();
  CHECK(Shown(Ask(view, "H-06", Year2020()).cell().value) == "12/30");
}

TEST_CASE("H-08 and H-09 keep their checkpoints apart") {
  VectorView view;
  const auto report = [&view](std::string_view day, std::string_view flag, std::int64_t stayed) {
    FactBuilder(view, "retention")
        .Entity("spring")
        .On(day)
        .Flags({flag})
        .Measure("cohort_size", 24)
        .Measure("still_employed", stayed)
        .Add();
  };
  report("2020-04-01", "days_90", 21);
  report("2020-12-01", "days_365", 18);
  CHECK(Shown(Ask(view, "H-08", Year2020()).cell().value) == "21/24");
  CHECK(Shown(Ask(view, "H-09", Year2020()).cell().value) == "18/24");
  CHECK(Shown(Ask(view, "H-09", During("2020-01-01", "2020-06-30")).cell().value) ==
        "undefined:not_reported");
}

TEST_CASE("H-12 takes the last wage report up to the end, also from before the window") {
  VectorView view;
  const auto report = [&view](std::string_view day, std::int64_t workers, std::int64_t living) {
    FactBuilder(view, "wage_report")
        .Entity("hospital")
        .On(day)
        .Flags({"employer_is_anchor"})
        .Measure("workers", workers)
        .Measure("at_or_above_living_wage", living)
        .Add();
  };
  report("2018-12-31", 1000, 700);
  report("2019-12-31", 1000, 800);
  report("2021-12-31", 1000, 900);
  FactBuilder(view, "wage_report").Entity("other").On("2019-01-01").Measure("workers", 1).Add();
  CHECK(Shown(Ask(view, "H-12", Year2020()).cell().value) == "800/1000");
}

TEST_CASE("H-13 weighs each person the same and keeps currencies apart") {
  VectorView view;
  const auto hire = [&view](std::string_view currency, std::int64_t count, std::int64_t wage) {
    Hire(view, "2020-05-01", count)
        .Measure("count_x_wage", count * wage)
        .Measure("count_with_wage", count)
        .Flags({"permanent", "employer_is_anchor", "disadvantaged", "pathway", "sub_bachelor",
                "has_wage"})
        .In(currency)
        .Add();
  };
  hire("USD", 3, 1500);
  hire("USD", 1, 1900);
  SECTION("one currency") {
    const Asked wage = Ask(view, "H-13", Year2020());
    CHECK(Shown(wage.cell().value) == "6400/4");
    CHECK(wage.cell().currency.code() == "USD");
  }
  SECTION("two currencies") {
    hire("EUR", 2, 1000);
    const Asked wage = Ask(view, "H-13", Year2020());
    REQUIRE(wage.metric().cells.size() == 2);
    CHECK(Shown(wage.metric().cells[0].value) == "6400/4");
    CHECK(Shown(wage.metric().cells[1].value) == "2000/2");
    CHECK(wage.metric().cells[1].currency.code() == "EUR");
  }
  SECTION("a hire without a wage does not weigh") {
    Hire(view, "2020-05-01", 50)
        .Flags({"permanent", "employer_is_anchor", "disadvantaged", "pathway", "sub_bachelor"})
        .Add();
    CHECK(Shown(Ask(view, "H-13", Year2020()).cell().value) == "6400/4");
  }
}

TEST_CASE("H-15 counts promotions out of sub-bachelor jobs to a higher wage") {
  VectorView view;
  const auto promotion = [&view](std::int64_t count,
                                 std::initializer_list<std::string_view> flags) {
    FactBuilder(view, "promotion").On("2020-09-01").Measure("count", count).Flags(flags).Add();
  };
  promotion(3, {"employer_is_anchor", "sub_bachelor", "wage_up"});
  promotion(10, {"employer_is_anchor", "sub_bachelor"});
  promotion(20, {"employer_is_anchor", "wage_up"});
  promotion(40, {"sub_bachelor", "wage_up"});
  CHECK(Shown(Ask(view, "H-15", Year2020()).cell().value) == "3");
}

}  // namespace
}  // namespace anchorledger::testing
