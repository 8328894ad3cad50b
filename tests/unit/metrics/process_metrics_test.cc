// Process metrics and outcomes over facts made by hand. Window: the year 2020, unless said
// otherwise. Phases: 1 motivation, 2 initiation, 3 implementation, 4 evaluation.
#include <catch2/catch.hpp>

#include "tests/unit/metrics/metric_asker.h"

namespace anchorledger::testing {
namespace {

using metrics::Dimension;
using projections::kOpenEnd;

void Partnership(VectorView& view, std::string_view id, std::string_view day) {
  FactBuilder(view, "partnership")
      .Entity(id)
      .Partnership(id)
      .On(day)
      .Phase(1)
      .Measure("active", 1)
      .Add();
}

void Spell(VectorView& view, std::string_view id, std::uint8_t phase, std::string_view from,
           std::int64_t last_day) {
  FactBuilder(view, "phase_spell")
      .Entity(id)
      .Partnership(id)
      .On(from)
      .Phase(phase)
      .Measure("last_day", last_day)
      .Measure("entered_at", 1)
      .Add();
}

void Milestone(VectorView& view, std::string_view partnership, std::string_view id,
               std::uint8_t phase, std::string_view day, std::int64_t met) {
  FactBuilder(view, "milestone")
      .Entity(partnership)
      .Entity2(id)
      .Partnership(partnership)
      .On(day)
      .Phase(phase)
      .Measure("met", met)
      .Measure("not_applicable", 1 - met)
      .Add();
}

void Jobs(VectorView& view, std::string_view organisation, std::string_view day, std::int64_t total,
          std::int64_t moved = 0, std::initializer_list<std::string_view> flags = {}) {
  FactBuilder(view, "jobs")
      .Entity(organisation)
      .On(day)
      .Measure("fte_x100_total", total)
      .Measure("fte_x100_transferred_in", moved)
      .Flags(flags)
      .Add();
}

FactBuilder Homes(VectorView& view, std::string_view deal, std::string_view stage,
                  std::string_view day, std::int64_t units) {
  FactBuilder fact(view, "housing");
  fact.Entity(deal).Entity2(std::string(stage) + "/rent").On(day).Flags({stage});
  fact.Measure("units", units);
  return fact;
}

TEST_CASE("X-01 puts a partnership under the open phase it entered last, or under none") {
  VectorView view;
  Partnership(view, "one", "2019-01-01");
  Partnership(view, "two", "2019-06-01");
  Partnership(view, "later", "2021-01-01");
  Spell(view, "one", 1, "2019-01-01", Day("2019-12-31").days);
  Spell(view, "one", 3, "2020-01-01", kOpenEnd);
  Spell(view, "one", 4, "2020-07-01", kOpenEnd);
  metrics::Query query = Year2020();
  CHECK(Shown(Ask(view, "X-01", query).cell().value) == "2");
  query.group_by = {Dimension::kPhase};
  const Asked by_phase = Ask(view, "X-01", query);
  CHECK(Shown(by_phase.at({"evaluation"}).value) == "1");
  CHECK(Shown(by_phase.at({"none"}).value) == "1");
  CHECK(by_phase.metric().cells.size() == 2);
  query.to = Day("2020-06-30");
  CHECK(Shown(Ask(view, "X-01", query).at({"implementation"}).value) == "1");
  query.filter.phases = {4};
  CHECK(Ask(view, "X-01", query).metric().cells.empty());
}

TEST_CASE("X-01 by quarter follows a partnership through its phases") {
  VectorView view;
  Partnership(view, "one", "2020-02-01");
  Spell(view, "one", 1, "2020-02-01", Day("2020-05-14").days);
  Spell(view, "one", 2, "2020-05-15", kOpenEnd);
  metrics::Query query = Year2020();
  query.group_by = {Dimension::kPhase, Dimension::kQuarter};
  const Asked moves = Ask(view, "X-01", query);
  CHECK(Shown(moves.at({"motivation", "2020-Q1"}).value) == "1");
  CHECK_FALSE(moves.has({"motivation", "2020-Q2"}));
  CHECK(Shown(moves.at({"initiation", "2020-Q2"}).value) == "1");
  CHECK(Shown(moves.at({"initiation", "2020-Q4"}).value) == "1");
}

TEST_CASE("X-02 is the median of spells, those still open measured to the end of the window") {
  VectorView view;
  Spell(view, "one", 1, "2020-01-01", Day("2020-01-10").days);   // 10 days
  Spell(view, "two", 1, "2020-01-01", Day("2020-01-30").days);   // 30 days
  Spell(view, "three", 2, "2020-12-11", kOpenEnd);               // 20 days
  Spell(view, "four", 2, "2020-12-31", Day("2020-12-30").days);  // never open: 0 days
  metrics::Query query = Year2020();
  CHECK(Shown(Ask(view, "X-02", query).cell().value) == "30/2");
  query.group_by = {Dimension::kPhase};
  const Asked by_phase = Ask(view, "X-02", query);
  CHECK(Shown(by_phase.at({"motivation"}).value) == "40/2");
  CHECK(Shown(by_phase.at({"initiation"}).value) == "20/2");
}

TEST_CASE("X-03 divides milestones met by those of the phase that apply") {
  VectorView view;
  Partnership(view, "one", "2019-01-01");
  Partnership(view, "two", "2019-01-01");
  Milestone(view, "one", "M1", 1, "2020-02-01", 1);
  Milestone(view, "one", "M1", 1, "2020-03-01", 1);
  Milestone(view, "two", "M1", 1, "2020-02-01", 1);
  Milestone(view, "one", "P5", 3, "2020-02-01", 0);
  metrics::Query query = Year2020();
  CHECK(Shown(Ask(view, "X-03", query).cell().value) == "2/69");
  query.group_by = {Dimension::kPhase};
  const Asked by_phase = Ask(view, "X-03", query);
  CHECK(Shown(by_phase.at({"motivation"}).value) == "2/14");
  CHECK(Shown(by_phase.at({"initiation"}).value) == "0/20");
  CHECK(Shown(by_phase.at({"implementation"}).value) == "0/19");
  CHECK(Shown(by_phase.at({"evaluation"}).value) == "0/16");
  query.filter.partnerships = {"one"};
  CHECK(Shown(Ask(view, "X-03", query).at({"implementation"}).value) == "0/9");
}

TEST_CASE("X-11, X-13 and X-14 show what was brought in, never added") {
  VectorView view;
  FactBuilder(view, "convening").On("2020-02-01").Measure("convenings", 1).Measure("orgs", 4).Add();
  FactBuilder(view, "convening").On("2020-03-01").Measure("convenings", 1).Measure("orgs", 3).Add();
  FactBuilder(view, "capacity")
      .On("2020-03-01")
      .In("USD")
      .Measure("hours_x100", 1250)
      .Measure("cost", 900)
      .Add();
  const Asked convenings = Ask(view, "X-11", Year2020());
  CHECK(Shown(convenings.cell().value) == "2");
  CHECK(Shown(convenings.cell().parts[0]) == "7");
  CHECK(Shown(Ask(view, "X-13", Year2020()).cell().value) == "1250/100");
  const Asked mix = Ask(view, "X-14", Year2020());
  CHECK(Shown(mix.cell().value) == "undefined:parts_only");
  CHECK(mix.cell().currency.code() == "USD");
  CHECK(Shown(mix.cell().parts[0]) == "0");
  CHECK(Shown(mix.cell().parts[1]) == "2");
  CHECK(Shown(mix.cell().parts[2]) == "7");
  CHECK(Shown(mix.cell().parts[3]) == "900");
  CHECK(Shown(mix.cell().parts[4]) == "1250/100");
}

TEST_CASE("X-18 judges a report by the last day set for it") {
  VectorView view;
  const auto due = [&view](std::string_view report, std::string_view day) {
    FactBuilder(view, "report_due").Entity(report).On(day).Add();
  };
  const auto received = [&view](std::string_view report, std::string_view day) {
    FactBuilder(view, "report_received").Entity(report).On(day).Add();
  };
  due("in time", "2020-03-31");
  received("in time", "2020-03-31");
  due("late", "2020-03-31");
  received("late", "2020-04-01");
  due("missing", "2020-06-30");
  due("moved out", "2020-12-15");
  due("moved out", "2021-01-15");
  received("moved out", "2020-12-20");
  CHECK(Shown(Ask(view, "X-18", Year2020()).cell().value) == "1/3");
  CHECK(Shown(Ask(view, "X-18", During("2021-01-01", "2021-12-31")).cell().value) == "1");
  metrics::Query query = Year2020();
  query.group_by = {Dimension::kQuarter};
  const Asked by_quarter = Ask(view, "X-18", query);
  CHECK(Shown(by_quarter.at({"2020-Q1"}).value) == "1/2");
  CHECK(Shown(by_quarter.at({"2020-Q2"}).value) == "0");
  CHECK(Shown(by_quarter.at({"2020-Q4"}).value) == "undefined:denominator_zero");
}

TEST_CASE("C-01 takes the last projection, C-02 what was finished, never added") {
  VectorView view;
  Homes(view, "deal", "projected", "2019-01-01", 300).Basis(3).Add();
  Homes(view, "deal", "projected", "2019-06-01", 323).Basis(3).Add();
  Homes(view, "other", "projected", "2019-06-01", 7).Basis(3).Add();
  Homes(view, "deal", "completed", "2020-08-15", 60).Measure("affordable_units", 32).Add();
  Homes(view, "deal", "completed", "2020-08-15", 16).Add();
  Homes(view, "deal", "preserved", "2020-08-15", 5).Measure("affordable_units", 5).Add();
  CHECK(Shown(Ask(view, "C-01", Year2020()).cell().value) == "330");
  const Asked homes = Ask(view, "C-02", Year2020());
  CHECK(Shown(homes.cell().parts[0]) == "76");
  CHECK(Shown(homes.cell().parts[1]) == "5");
  CHECK(Shown(homes.cell().parts[2]) == "0");
  const Asked affordable = Ask(view, "C-03", Year2020());
  CHECK(Shown(affordable.cell().value) == "32/76");
  CHECK(Shown(affordable.cell().parts[0]) == "5/5");
  CHECK(Shown(affordable.cell().parts[1]) == "undefined:denominator_zero");
}

TEST_CASE("C-04 is a stock under community control, less what was lost") {
  VectorView view;
  const auto homes = [&view](std::string_view stage, std::string_view day, std::int64_t units,
                             std::initializer_list<std::string_view> flags) {
    Homes(view, "trust", stage, day, units)
        .Measure("permanently_affordable_units", units)
        .Flags(flags)
        .Add();
  };
  homes("completed", "2018-01-01", 10, {"community_controlled"});
  homes("preserved", "2019-05-06", 59, {"community_controlled"});
  homes("completed", "2019-05-06", 1000, {});
  homes("rehabilitated", "2019-05-06", 500, {"community_controlled"});
  homes("lost", "2020-05-06", 2, {"community_controlled"});
  CHECK(Shown(Ask(view, "C-04", Year2020()).cell().value) == "67");
  CHECK(Shown(Ask(view, "C-04", During("2019-01-01", "2019-12-31")).cell().value) == "69");
}

TEST_CASE("jobs moved in are neither maintained nor created") {
  VectorView view;
  Jobs(view, "laundry", "2018-05-01", 5000);
  Jobs(view, "laundry", "2018-06-01", 15000, 10000);
  CHECK(Shown(Ask(view, "C-13", Year2020()).cell().value) == "5000/100");
  const Asked created = Ask(view, "C-14", Year2020());
  CHECK(Shown(created.cell().value) == "0/100");
  CHECK(Shown(created.cell().parts[0]) == "10000/100");
  CHECK(Shown(created.cell().parts[1]) == "0/100");
  CHECK(Shown(Ask(view, "C-15", Year2020()).cell().value) == "15000/100");
}

TEST_CASE("a start-up that reported zero first has created all its jobs") {
  VectorView view;
  Jobs(view, "greenhouse", "2018-06-30", 0);
  Jobs(view, "greenhouse", "2019-06-01", 800);
  CHECK(Shown(Ask(view, "C-14", Year2020()).cell().value) == "800/100");
  CHECK(Shown(Ask(view, "C-13", Year2020()).cell().value) == "0/100");
}

TEST_CASE("a report named as baseline takes the place of the first one") {
  VectorView view;
  Jobs(view, "laundry", "2017-01-01", 1000);
  Jobs(view, "laundry", "2018-01-01", 4000, 0, {"named_baseline"});
  Jobs(view, "laundry", "2019-01-01", 3000);
  CHECK(Shown(Ask(view, "C-13", Year2020()).cell().value) == "3000/100");
  CHECK(Shown(Ask(view, "C-14", Year2020()).cell().parts[1]) == "1000/100");
}

TEST_CASE("jobs of an organisation stand in the group of its last report, once") {
  VectorView view;
  FactBuilder(view, "jobs")
      .Entity("laundry")
      .Partnership("north")
      .On("2018-01-01")
      .Measure("fte_x100_total", 100)
      .Add();
  FactBuilder(view, "jobs")
      .Entity("laundry")
      .Partnership("south")
      .On("2019-01-01")
      .Measure("fte_x100_total", 300)
      .Add();
  metrics::Query query = Year2020();
  query.group_by = {Dimension::kPartnership};
  const Asked created = Ask(view, "C-14", query);
  CHECK(created.metric().cells.size() == 1);
  CHECK(Shown(created.at({"south"}).value) == "200/100");
  const Asked jobs = Ask(view, "C-15", query);
  CHECK(jobs.metric().cells.size() == 1);
  CHECK(Shown(jobs.at({"south"}).value) == "300/100");
}

}  // namespace
}  // namespace anchorledger::testing
