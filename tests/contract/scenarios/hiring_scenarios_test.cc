// Hiring through a pipeline: a course, hires, who stayed, who rose.
#include <catch2/catch.hpp>

#include "tests/contract/scenarios/scenario.h"

namespace anchorledger::testing {
namespace {

Scenario StepUp() {
  Scenario hospital("hospital", "01-01");
  hospital.Record(PartnerOnboarded("towards", "workforce_intermediary"));
  hospital.Propose("step-up", "2013-01-01", "towards");
  hospital.Record(
      {PhaseEntered("step-up", "motivation", "2013-01-01"),
       PhaseEntered("step-up", "initiation", "2013-03-01"),
       PhaseEntered("step-up", "implementation", "2013-06-01"),
       PipelineCohortReported("class-1", "2018-01-01", "2018-06-30", 64, 30, 26, 24, 1),
       HireRecorded("class-1", 24, "2018-07-01", "hospital").Set("pathway_id", "program-1"),
       RetentionReported("class-1", 90, 24, 21, "2018-10-01"),
       RetentionReported("class-1", 365, 24, 18, "2019-07-02"),
       PromotionRecorded("hospital", 3, "2019-09-01", "class-1")});
  return hospital;
}

TEST_CASE("a pipeline: hires that meet all three conditions are impact hires") {
  Scenario hospital = StepUp();
  CHECK(hospital.Ask("H-01", "2018-01-01", "2018-12-31") == "24");
  CHECK(hospital.Ask("H-02", "2018-01-01", "2018-12-31") == "24");
  CHECK(hospital.Ask("H-04", "2018-01-01", "2018-12-31") == "24");
  // No total was reported, so the hires counted here stand below.
  CHECK(hospital.Ask("H-03", "2018-01-01", "2018-12-31") == "24/24");
}

TEST_CASE("a pipeline: completion, placement, retention, promotions") {
  Scenario hospital = StepUp();
  CHECK(hospital.Ask("H-06", "2018-01-01", "2018-12-31") == "26/30");
  CHECK(hospital.Ask("H-07", "2018-01-01", "2018-12-31") == "25/26");
  CHECK(hospital.Ask("H-08", "2018-01-01", "2018-12-31") == "21/24");
  CHECK(hospital.Ask("H-09", "2019-01-01", "2019-12-31") == "18/24");
  CHECK(hospital.Ask("H-15", "2019-01-01", "2019-12-31") == "3");
  // A period report counts wholly in the window of its last day.
  CHECK(hospital.Ask("H-06", "2018-01-01", "2018-06-29") == "undefined:not_reported");
}

TEST_CASE("impact hires: each of the three conditions is needed") {
  Scenario hospital("hospital", "01-01");
  const auto hire = [](Text cohort, Count count, Text residence = "zcta5:02119") {
    return HireRecorded(cohort, count, "2020-03-01", "hospital", residence)
        .Set("pathway_id", "program-1");
  };
  hospital.Record({hire("all", 11).Set("starting_wage_cents_per_hour", 20'00),
                   hire("all", 33).Set("starting_wage_cents_per_hour", 24'00),
                   hire("all", 12).Clear("starting_wage_cents_per_hour"),
                   hire("elsewhere", 13, "zcta5:90210"), hire("nowhere", 14, ""),
                   hire("no-pathway", 15).Clear("pathway_id"),
                   hire("degree", 16).Set("education_required", "EDUCATION_LEVEL_BACH"),
                   hire("temporary", 17).Set("hire_kind", "HIRE_KIND_TEMPORARY")});
  CHECK(hospital.Ask("H-04", "2020-01-01", "2020-12-31") == "56");
  CHECK(hospital.Ask("H-01", "2020-01-01", "2020-12-31") == "114");
  CHECK(hospital.Ask("H-05", "2020-01-01", "2020-12-31") == "56/114");
  // 11 x 20.00 + 33 x 24.00, over the 44 whose wage is known: 23.00.
  CHECK(hospital.Ask("H-13", "2020-01-01", "2020-12-31") == "101200/44");

  hospital.Record(BaselineReported("total_hires", "2020-01-01", "2020-12-31", 560));
  CHECK(hospital.Ask("H-05", "2020-01-01", "2020-12-31") == "56/560");
  // The reported year does not tile half of it.
  CHECK(hospital.Ask("H-05", "2020-01-01", "2020-06-30") == "56/114");
}

TEST_CASE("living wage: the anchor's last report up to the end of the window") {
  Scenario hospital("hospital", "01-01");
  hospital.Record(PartnerOnboarded("towards", "workforce_intermediary"));
  hospital.Record({WageReported("hospital", "2019-06-30", 1'000, 800),
                   WageReported("hospital", "2020-06-30", 1'200, 1'100),
                   WageReported("towards", "2020-07-31", 20, 3)});
  CHECK(hospital.Ask("H-12", "2020-01-01", "2020-12-31") == "1100/1200");
  CHECK(hospital.Ask("H-12", "2020-01-01", "2020-06-29") == "800/1000");
  CHECK(hospital.Ask("H-12", "2018-01-01", "2018-12-31") == "undefined:not_reported");
}

}  // namespace
}  // namespace anchorledger::testing
