// Who exists, how partnerships go, what partners report, and which books are closed.
#include "anchorledger/event/v1/enums.pb.h"
#include "proto/base/check.h"
#include "tests/support/random_actions.h"

namespace anchorledger::testing {
namespace {

void Must(RandomStage& stage, const Draft& draft) {
  AL_CHECK(stage.Try(draft));  // the network is valid for every seed
}

void BuildParties(RandomStage& stage) {
  static const char* const kFiscalYears[] = {"07-01", "01-01", "10-01"};
  for (std::size_t i = 1; i <= stage.options.anchors; ++i) {
    stage.anchors.push_back("anchor-" + std::to_string(i));
    Must(stage, AnchorRegistered(stage.anchors.back(), kFiscalYears[(i - 1) % 3]));
  }
  static const char* const kKinds[] = {"worker_coop", "clt", "cbo", "roc"};
  for (const char* kind : kKinds) {
    stage.partners.push_back("partner-" + std::to_string(stage.partners.size() + 1));
    Must(stage, PartnerOnboarded(stage.partners.back(), kind));
  }
  Must(stage, PartnerOnboarded("bank-1", "cdfi"));
  for (std::size_t i = 1; i <= stage.options.suppliers; ++i) {
    stage.suppliers.push_back("supplier-" + std::to_string(i));
    Must(stage,
         SupplierRegistered(stage.suppliers.back(), "2000-01-01", stage.random.Pick(stage.places)));
  }
}

void BuildTables(RandomStage& stage) {
  Must(stage, GeographyDefined("geo-1", "local", {stage.places[0], stage.places[1]}, "2000-01-01")
                  .Set("name", "Home")
                  .Set("valid_to", Day("2019-12-31")));
  // What is local changes in the middle of the window.
  Must(stage, GeographyDefined("geo-2", "local", {stage.places[1], stage.places[2]}, "2020-01-01")
                  .Set("name", "Home"));
  Must(stage, GeographyDefined("geo-target", "target", {stage.places[0], stage.places[3]}));
  Must(stage, GeographyDefined("geo-disadvantaged", "disadvantaged", {stage.places[0]}));
  Must(stage,
       WageSetPublished("living-wage", "living_wage", "2000", "2000-01-01", {{"default", 1'800}}));
  Must(stage,
       WageSetPublished("minimum", "minimum_wage", "2018", "2018-01-01", {{"default", 1'100}}));
  Must(stage, BenchmarkSetPublished("benchmark", "2018", "2018-01-01", {{"T5", 400}}));
}

void BuildPartnerships(RandomStage& stage) {
  for (std::size_t i = 1; i <= stage.options.partnerships; ++i) {
    const std::string id = "ps-" + std::to_string(i);
    stage.partnerships.push_back(id);
    const std::string on = stage.Day();
    Must(stage, PartnershipProposed(id, on, stage.partners[i % stage.partners.size()])
                    .Set("lead_anchor_id", stage.anchors[i % stage.anchors.size()]));
    Must(stage, PhaseEntered(id, "motivation", on));
    if (stage.random.Chance(70)) stage.Try(PartnershipFormed(id, stage.DayAfter(on, 0, 90)));
    if (stage.random.Chance(80))
      stage.Try(PhaseEntered(id, "initiation", stage.DayAfter(on, 30, 200)));
    if (stage.random.Chance(80)) {
      stage.Try(PhaseEntered(id, "implementation", stage.DayAfter(on, 200, 500)));
    }
  }
}

void MoveOn(RandomStage& stage) {
  Random& random = stage.random;
  static const std::vector<std::string> kPhases = {"motivation", "initiation", "implementation",
                                                   "evaluation"};
  const std::string& partnership = random.Pick(stage.partnerships);
  const std::string& phase = random.Pick(kPhases);
  const std::string on = stage.Day();
  if (random.Chance(35)) {
    stage.Try(PhaseExited(partnership, phase, on));
  } else if (random.Chance(50)) {
    stage.Try(PhaseEnteredBeside(partnership, phase, on).Set("reason", "next_step"));
  } else {
    stage.Try(PhaseEntered(partnership, phase, on, "next_step"));
  }
}

void ReachMilestone(RandomStage& stage) {
  Random& random = stage.random;
  static const std::vector<std::string> kMilestones = {"M6", "M7", "I2", "P1", "P2",
                                                       "P3", "P4", "P5", "P6"};
  const std::string& partnership = random.Pick(stage.partnerships);
  if (random.Chance(25)) {
    stage.Try(
        MilestoneNotApplicable(partnership, random.Pick(kMilestones), "not_needed", stage.Day()));
    return;
  }
  // Most guesses are of the wrong type; a few tries find one now and then.
  for (int i = 0; i < 8; ++i) {
    const std::uint64_t evidence = random.Below(stage.world.last_position()) + 1;
    if (stage.Try(MilestoneMet(partnership, random.Pick(kMilestones), {evidence}, stage.Day()))) {
      return;
    }
  }
}

void ReportHousing(RandomStage& stage) {
  Random& random = stage.random;
  static const std::vector<std::string> kStages = {"projected", "started",       "completed",
                                                   "preserved", "rehabilitated", "lost"};
  static const std::vector<std::string> kTenures = {"rent", "own_shared_equity", "supportive"};
  const std::int64_t units = random.Between(1, 90);
  const std::int64_t affordable = random.Between(0, units);
  Draft draft = stage.Dress(HousingUnitsReported(random.Pick(stage.deals), random.Pick(kStages),
                                                 random.Pick(kTenures), units, affordable,
                                                 random.Between(0, affordable), stage.Day()));
  stage.Try(draft.Set("community_controlled", random.Chance(70)));
}

void ReportJobs(RandomStage& stage) {
  Random& random = stage.random;
  const std::int64_t total = random.Between(0, 20'000);
  Draft draft = stage.Dress(JobsReported(random.Pick(stage.partners), stage.Day(), total));
  if (random.Chance(40)) draft.Set("fte_x100_transferred_in", random.Between(0, total));
  if (random.Chance(10)) draft.WithBasis(event::v1::BASIS_PROJECTED);
  stage.Try(draft);
}

void ReportOnTime(RandomStage& stage) {
  Random& random = stage.random;
  if (stage.reports.empty() || random.Chance(50)) {
    const std::string id = stage.NewId("r-");
    if (stage.Try(PartnerReportDue(id, stage.Day(), random.Pick(stage.partners))
                      .Partnership(random.Pick(stage.partnerships)))) {
      stage.reports.push_back(id);
    }
  } else if (random.Chance(70)) {
    stage.Try(PartnerReportReceived(random.Pick(stage.reports), stage.Day())
                  .Partnership(random.Pick(stage.partnerships)));
  } else {
    stage.Try(PartnerReportDue(random.Pick(stage.reports), stage.Day(), random.Pick(stage.partners),
                               random.Between(1, 3)));
  }
}

}  // namespace

void BuildRandomNetwork(RandomStage& stage) {
  stage.places = {"zcta5:02119", "zcta5:02121", "zcta5:90210", "zcta5:60612", "county:25025"};
  stage.deals = {"deal-1", "deal-2", "deal-3"};
  stage.cohorts = {"cohort-1", "cohort-2", "cohort-3", "cohort-4"};
  BuildParties(stage);
  BuildTables(stage);
  BuildPartnerships(stage);
}

void ActOnPartnership(RandomStage& stage) {
  Random& random = stage.random;
  const std::size_t choice = random.Below(100);
  if (choice < 30) return MoveOn(stage);
  if (choice < 50) return ReachMilestone(stage);
  if (choice < 62) {
    stage.Try(PartyJoined(random.Pick(stage.partnerships), random.Pick(stage.partners),
                          random.Chance(50) ? "developer" : "funder", stage.Day()));
    return;
  }
  if (choice < 82) {
    const std::int64_t people = random.Between(0, 60);
    stage.Try(stage.Dress(ConveningHeld(stage.NewId("cv-"), stage.Day(), "mixed",
                                        random.Between(0, 12), people, random.Between(0, people))));
    return;
  }
  const std::string from = stage.Day();
  stage.Try(stage.Dress(CapacityBuildingDelivered(
      "cb-" + std::to_string(random.Below(4)), from, stage.DayAfter(from, 0, 90),
      random.Between(0, 90'000), Usd(random.Between(0, 90'000'00)))));
}

void ActOnRegistry(RandomStage& stage) {
  Random& random = stage.random;
  static const std::vector<std::string> kMeasures = {"addressable_spend",
                                                     "nonconstruction_addressable_spend",
                                                     "construction_spend", "total_spend"};
  const std::string& anchor = random.Pick(stage.anchors);
  const std::string year = std::to_string(random.Between(2018, 2021));
  const std::size_t choice = random.Below(100);
  if (choice < 35) {
    stage.Try(BaselineReported(random.Pick(kMeasures), year + "-01-01", year + "-12-31",
                               Usd(random.Between(1, 900'000'000'00)))
                  .Anchor(anchor));
  } else if (choice < 55) {
    stage.Try(
        BaselineReported("total_hires", year + "-07-01", year + "-12-31", random.Between(1, 900))
            .Anchor(anchor));
  } else if (choice < 70) {
    stage.Try(AssetsReported(stage.Day(), Usd(random.Between(1, 9'000'000'000'00))).Anchor(anchor));
  } else {
    static const std::vector<std::string> kShares = {"H-03", "I-05"};
    const std::string on = stage.Day();
    Draft target = TargetSet(stage.NewId("t-"), random.Pick(kShares), random.Between(1, 9'000), on,
                             stage.DayAfter(on, 1, 900))
                       .Set("scope.anchor_id", anchor);
    if (random.Below(3) == 0) {
      target.Set("metric_id", "P-10").Set("value.money", Usd(random.Between(1, 90'000'00)));
    }
    static const std::vector<std::string> kSets = {"geo-1", "geo-2", "geo-target",
                                                   "geo-disadvantaged"};
    if (random.Below(2) == 0) target.Set("scope.geo_id", random.Pick(kSets));
    stage.Try(target);
  }
}

void ActOnReports(RandomStage& stage) {
  const std::size_t choice = stage.random.Below(100);
  if (choice < 35) return ReportHousing(stage);
  if (choice < 65) return ReportJobs(stage);
  ReportOnTime(stage);
}

void ActOnPeriods(RandomStage& stage) {
  if (!stage.options.closed_periods) return;
  Random& random = stage.random;
  const std::string& anchor = random.Pick(stage.anchors);
  const auto month = base::MonthOf(Day(stage.Day()));
  const base::Period days = base::DaysOf(month);
  const std::string from = base::FormatIsoDate(days.from);
  const std::string to = base::FormatIsoDate(days.to);
  if (random.Chance(25)) {
    stage.Try(PeriodReopened(anchor, from, to));
  } else {
    stage.Try(PeriodClosed(anchor, from, to, random.Chance(20)));
  }
}

}  // namespace anchorledger::testing
