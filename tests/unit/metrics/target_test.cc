// X-20 over targets and facts made by hand.
#include <catch2/catch.hpp>

#include "services/metrics/targets.h"
#include "tests/unit/metrics/metric_asker.h"

namespace anchorledger::testing {
namespace {

using metrics::Dimension;
using metrics::TargetState;

constexpr std::int64_t kAtLeast = 1;
constexpr std::int64_t kAtMost = 2;

FactBuilder Target(VectorView& view, std::string_view id, std::string_view metric,
                   std::int64_t numerator, std::int64_t denominator, std::int64_t direction) {
  FactBuilder fact(view, "target");
  fact.Entity(id).Entity2(metric).Link("value").On("2019-07-01");
  fact.Measure("numerator", numerator).Measure("denominator", denominator);
  fact.Measure("direction", direction).Measure("due_day", Day("2020-12-31").days);
  return fact;
}

void Hire(VectorView& view, std::int64_t count, bool local, std::string_view partnership = "") {
  FactBuilder fact(view, "hire");
  fact.On("2020-03-01").Measure("count", count).Partnership(partnership);
  fact.Flags({"permanent", "employer_is_anchor"});
  if (local) fact.Flags({"local"});
  fact.Add();
}

Asked AskTargets(const VectorView& view, const metrics::Query& query) {
  auto answer = metrics::AnswerQuery(ShippedCatalogue(), view, query,
                                     {ShippedCatalogue().Find("X-20", query.to)});
  REQUIRE_OK(answer);
  return {*std::move(answer)};
}

TEST_CASE("attainment is the value over the target, met once it is due") {
  VectorView view;
  Hire(view, 9, true);
  Hire(view, 41, false);
  Target(view, "rate", "H-03", 1800, 10'000, kAtLeast).Add();
  const Asked year = AskTargets(view, Year2020());
  CHECK(Shown(year.at({"rate"}).value) == "90000/90000");
  CHECK(year.at({"rate"}).target == TargetState::kMet);
  const Asked before = AskTargets(view, During("2020-01-01", "2020-12-30"));
  CHECK(before.at({"rate"}).target == TargetState::kNotYetDue);
  Hire(view, 1, false);
  CHECK(AskTargets(view, Year2020()).at({"rate"}).target == TargetState::kNotMet);
}

TEST_CASE("where less is better the target is divided by the value") {
  VectorView view;
  Hire(view, 20, false);
  Target(view, "few", "H-01", 25, 1, kAtMost).Add();
  const Asked asked = AskTargets(view, Year2020());
  CHECK(Shown(asked.at({"few"}).value) == "25/20");
  CHECK(asked.at({"few"}).target == TargetState::kMet);
}

TEST_CASE("a target set again counts as it was set last by the end of the window") {
  VectorView view;
  Hire(view, 20, false);
  Target(view, "hires", "H-01", 10, 1, kAtLeast).Add();
  Target(view, "hires", "H-01", 40, 1, kAtLeast).On("2020-06-01").Add();
  CHECK(Shown(AskTargets(view, Year2020()).at({"hires"}).value) == "20/40");
  CHECK(Shown(AskTargets(view, During("2020-01-01", "2020-05-31")).at({"hires"}).value) == "20/10");
  CHECK(AskTargets(view, During("2019-01-01", "2019-06-30")).metric().cells.empty());
}

TEST_CASE("a target of a partnership is measured on that partnership alone") {
  VectorView view;
  Hire(view, 3, false, "north");
  Hire(view, 100, false, "south");
  Target(view, "hires", "H-01", 6, 1, kAtLeast).Partnership("north").Add();
  metrics::Query query = Year2020();
  query.group_by = {Dimension::kPartnership};
  CHECK(Shown(AskTargets(view, query).at({"north", "hires"}).value) == "3/6");
}

TEST_CASE("a target of a set of places is measured at these places alone") {
  VectorView view;
  const auto hire = [&view](std::string_view place, std::int64_t count) {
    FactBuilder fact(view, "hire");
    fact.On("2020-03-01").Measure("count", count).Geography(place);
    fact.Flags({"permanent", "employer_is_anchor"}).Add();
  };
  hire("zcta5:02119", 3);
  hire("zcta5:02121", 4);
  hire("zcta5:90210", 100);
  hire("", 1000);
  view.DefinePlaces("roxbury", {"zcta5:02119", "zcta5:02121"});
  view.DefinePlaces("empty", {});
  Target(view, "hires", "H-01", 14, 1, kAtLeast).Geography("roxbury").Add();
  Target(view, "nowhere", "H-01", 14, 1, kAtLeast).Geography("unknown").Add();
  Target(view, "empty", "H-01", 14, 1, kAtLeast).Geography("empty").Add();
  const Asked asked = AskTargets(view, Year2020());
  CHECK(Shown(asked.at({"hires"}).value) == "7/14");
  CHECK(Shown(asked.at({"nowhere"}).value) == "0/14");
  CHECK(Shown(asked.at({"empty"}).value) == "0/14");
  CHECK(asked.metric().editions_used ==
        std::vector<std::string>{"geography/empty@1", "geography/roxbury@1"});
}

TEST_CASE("a target may speak of a part, of hours in hundredths and of money") {
  VectorView view;
  FactBuilder(view, "capacity")
      .On("2020-03-01")
      .In("USD")
      .Measure("hours_x100", 1250)
      .Measure("cost", 900)
      .Add();
  Target(view, "hours", "X-13", 2500, 100, kAtLeast).Add();
  Target(view, "cost", "X-14", 1800, 1, kAtLeast).Link("capacity_cost").In("USD").Add();
  const Asked asked = AskTargets(view, Year2020());
  CHECK(metrics::Compare(asked.at({"hours"}).value, metrics::Comparison::kEqual,
                         metrics::Divide(metrics::Value::Number(1), metrics::Value::Number(2)))
            .positive());
  CHECK(Shown(asked.at({"cost"}).value) == "900/1800");
}

TEST_CASE("a target that speaks of what is not there is undefined, not an error") {
  VectorView view;
  Hire(view, 1, false);
  Target(view, "unknown", "P-19", 1, 4, kAtMost).Add();
  Target(view, "part", "H-01", 1, 4, kAtMost).Link("cash").Add();
  const Asked asked = AskTargets(view, Year2020());
  CHECK(Shown(asked.at({"unknown"}).value) == "undefined:unknown_metric");
  CHECK(Shown(asked.at({"part"}).value) == "undefined:unknown_metric");
  CHECK(asked.at({"part"}).target == TargetState::kNotMet);
}

TEST_CASE("by quarter each target has a cell for each quarter since it was set") {
  VectorView view;
  Hire(view, 20, false);
  Target(view, "hires", "H-01", 10, 1, kAtLeast).On("2020-02-01").Add();
  metrics::Query query = Year2020();
  query.group_by = {Dimension::kQuarter};
  const Asked asked = AskTargets(view, query);
  CHECK(asked.metric().cells.size() == 4);
  CHECK(Shown(asked.at({"hires", "2020-Q1"}).value) == "20/10");
  CHECK(Shown(asked.at({"hires", "2020-Q2"}).value) == "0/10");
}

}  // namespace
}  // namespace anchorledger::testing
