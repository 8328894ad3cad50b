// Values worked out by hand for the metrics that no other scenario speaks of.
#include <catch2/catch.hpp>
#include <string>

#include "anchorledger/event/v1/enums.pb.h"
#include "tests/contract/scenarios/scenario.h"

namespace anchorledger::testing {
namespace {

Draft Buy(Text id, Text supplier, std::int64_t dollars, Text on, bool addressable = true,
          bool construction = false) {
  return PurchaseRecorded(id, supplier, Dollars(dollars), on)
      .Set("addressable", addressable)
      .Set("is_construction", construction);
}

// "home" is local, "far" is not; "mbe" and "self" are minority-owned and far, "self" by its own
// word only; "builder" is local and woman-owned.
Scenario Buyer() {
  Scenario buyer("buyer", "01-01");
  buyer.Record(
      {SupplierRegistered("home", "2000-01-01", "zcta5:02119"),
       SupplierRegistered("far", "2000-01-01", "zcta5:90210"),
       SupplierRegistered("mbe", "2000-01-01", "zcta5:90210"),
       SupplierRegistered("self", "2000-01-01", "zcta5:90210"),
       SupplierRegistered("builder", "2000-01-01", "zcta5:02121"),
       SupplierClassified("mbe", "mbe", "2015-01-01"),
       SupplierClassified("self", "mwbe", "2015-01-01").Set("certifier", "CLASS_CERTIFIER_SELF"),
       SupplierClassified("builder", "wbe", "2015-01-01")});
  buyer.Record({Buy("p-1", "home", 1'000, "2020-02-01"), Buy("p-2", "far", 2'000, "2020-03-01"),
                Buy("p-3", "mbe", 400, "2020-03-01"), Buy("p-4", "self", 100, "2020-04-01"),
                Buy("p-5", "builder", 5'000, "2020-05-01", /*addressable=*/false, true),
                Buy("p-6", "far", 3'000, "2020-05-01", /*addressable=*/false, true),
                Buy("p-7", "home", 700, "2020-06-01", /*addressable=*/false),
                PurchaseReversed("p-1", Dollars(250), "2020-07-01"),
                SupplierCreditRecorded("c-1", "mbe", Dollars(50), "2020-08-01")
                    .Set("addressable", true)
                    .Set("is_construction", false)});
  return buyer;
}

TEST_CASE("spend: a certificate for one class does not vouch for another that is claimed") {
  Scenario buyer = Buyer();
  buyer.Record({SupplierClassified("mbe", "nonprofit", "2015-01-01")
                    .Set("certifier", "CLASS_CERTIFIER_SELF"),
                SupplierClassified("self", "coop", "2015-01-01")});
  // By the supplier's own word: of "self" that it is a minority's, of "mbe" that it is a nonprofit.
  CHECK(buyer.AskParts("P-04", "2020-01-01", "2020-12-31") == "10000");
  CHECK(buyer.Ask("P-10", "2020-01-01", "2020-12-31") == "45000");
  CHECK(buyer.AskParts("P-10", "2020-01-01", "2020-12-31") == "35000");
}

TEST_CASE("spend: net of reversals and credits, each invoice once") {
  Scenario buyer = Buyer();
  // 1,000 + 2,000 + 400 + 100 - 250 - 50.
  CHECK(buyer.Ask("P-01", "2020-01-01", "2020-12-31") == "320000");
  // 1,000 + 5,000 + 700 - 250.
  CHECK(buyer.Ask("P-02", "2020-01-01", "2020-12-31") == "645000");
  // A return counts in its own month.
  CHECK(buyer.Ask("P-02", "2020-07-01", "2020-07-31") == "-25000");
  // Only what is addressable: 1,000 - 250.
  CHECK(buyer.Ask("P-03", "2020-01-01", "2020-12-31") == "75000/320000");
  // 400 + 100 + 5,000 - 50; 100 by the supplier's own word.
  CHECK(buyer.Ask("P-04", "2020-01-01", "2020-12-31") == "545000");
  CHECK(buyer.AskParts("P-04", "2020-01-01", "2020-12-31") == "10000");
  CHECK(buyer.Ask("P-05", "2020-01-01", "2020-12-31") == "45000/320000");
  CHECK(buyer.Ask("P-06", "2020-01-01", "2020-12-31") == "500000/800000");
  // Local or diverse: 6,450 + 400 + 100 - 50.
  CHECK(buyer.Ask("P-11", "2020-01-01", "2020-12-31") == "690000");
  CHECK(buyer.Ask("P-13", "2020-01-01", "2020-12-31") == "2");
  CHECK(buyer.Ask("P-13", "2020-07-01", "2020-07-31") == "0");
}

TEST_CASE("spend: a reported baseline stands below a share where it tiles the window") {
  Scenario buyer = Buyer();
  buyer.Record(
      {BaselineReported("addressable_spend", "2020-01-01", "2020-06-30", Dollars(4'000)),
       BaselineReported("addressable_spend", "2020-07-01", "2020-12-31", Dollars(6'000)),
       BaselineReported("nonconstruction_addressable_spend", "2020-01-01", "2020-12-31",
                        Dollars(9'000)),
       BaselineReported("construction_spend", "2020-01-01", "2020-12-31", Dollars(10'000))});
  CHECK(buyer.Ask("P-01", "2020-01-01", "2020-12-31") == "1000000");
  CHECK(buyer.Ask("P-03", "2020-01-01", "2020-12-31") == "75000/1000000");
  CHECK(buyer.Ask("P-05", "2020-01-01", "2020-12-31") == "45000/900000");
  CHECK(buyer.Ask("P-06", "2020-01-01", "2020-12-31") == "500000/1000000");
  // Two months are tiled by nothing: the purchases marked addressable.
  CHECK(buyer.Ask("P-01", "2020-02-01", "2020-03-31") == "340000");
}

TEST_CASE("bidders: contracts for which somebody local was asked") {
  Scenario buyer("buyer", "01-01");
  buyer.Record({SupplierRegistered("far", "2000-01-01", "zcta5:90210"),
                ContractAwarded("k-1", "far", "2020-02-01", 0),
                ContractAwarded("k-2", "far", "2020-03-01", 2),
                ContractAwarded("k-3", "far", "2020-04-01", 1)});
  CHECK(buyer.Ask("P-15", "2020-01-01", "2020-12-31") == "2/3");
  CHECK(buyer.Ask("P-15", "2019-01-01", "2019-12-31") == "undefined:denominator_zero");
}

TEST_CASE("allocations: the last amount counts, the floor is the lesser of two") {
  Scenario system("system", "01-01");
  system.Record({CapitalAllocated("pbi", Dollars(20'000'000), "2019-01-01"),
                 CapitalAllocated("pbi", Dollars(30'000'000), "2020-01-01", "2024-01-01"),
                 CapitalAllocated("don", Dollars(9'000'000), "2019-06-01")
                     .Set("pool", "CAPITAL_POOL_DON")
                     .Set("counts_for_pbi", false),
                 AssetsReported("2018-12-31", Dollars(2'500'000'000)),
                 AssetsReported("2020-12-31", Dollars(9'000'000'000))});
  CHECK(system.Ask("I-01", "", "2018-12-30") == "undefined:not_reported");
  CHECK(system.Ask("I-01", "", "2019-12-31") == "2000000000/250000000000");
  CHECK(system.Ask("I-01", "", "2020-12-30") == "3000000000/250000000000");
  // One percent of 2.5 billion is 25 million; of 9 billion it is 90, so 50 million is the floor.
  CHECK(system.Ask("I-02", "", "2019-12-31") == "false");
  CHECK(system.Ask("I-02", "", "2020-12-30") == "true");
  CHECK(system.Ask("I-02", "", "2020-12-31") == "false");
  system.Record(CapitalAllocated("pbi", Dollars(50'000'000), "2021-01-01", "2024-01-01"));
  CHECK(system.Ask("I-02", "", "2021-01-01") == "true");
}

TEST_CASE("deployment: cash out is gross, an allocation is met net of grants returned") {
  Scenario system("system", "01-01");
  system.Record(PartnerOnboarded("clt", "clt"));
  const auto commit = [](Text id, Text instrument, std::int64_t dollars, Text payee) {
    return InvestmentCommitted(id, instrument, Dollars(dollars), "2020-01-01", payee)
        .Set("allocation_id", "pbi");
  };
  system.Record({CapitalAllocated("pbi", Dollars(1'000), "2020-01-01", "2020-12-31"),
                 commit("loan", "loan", 300, "clt"), commit("grant", "grant", 200, "clt"),
                 commit("deposit", "deposit", 100, "bank-1"), commit("equity", "equity", 50, "clt"),
                 commit("gift", "in_kind", 40, "clt"), commit("cap", "guarantee", 500, "clt"),
                 LoanDisbursed("loan", 1, Dollars(300), "2020-02-01"),
                 GrantDisbursed("grant", Dollars(200), "2020-02-01"),
                 GrantReturned("grant", Dollars(80), "2020-03-01"),
                 DepositPlaced("deposit", Dollars(100), "2020-02-01"),
                 DepositPlaced("deposit", Dollars(100), "2020-04-01").Set("rollover", true),
                 EquityFunded("equity", Dollars(50), "2020-02-01"),
                 InKindContributed("clt", Dollars(40), "2020-02-01", "gift")});
  // 300 + 200 + 100 + 50: the rollover moved nothing, the return is I-09's, in kind stands beside.
  CHECK(system.Ask("I-04", "2020-01-01", "2020-12-31") == "65000");
  CHECK(system.AskParts("I-04", "2020-01-01", "2020-12-31") == "65000 4000");
  CHECK(system.Ask("I-09", "2020-01-01", "2020-12-31") == "12000");
  CHECK(system.Ask("I-03", "2020-01-01", "2020-12-31") == "69000");
  CHECK(system.AskParts("I-03", "2020-01-01", "2020-12-31") == "50000");
  // 650 + 40 - 80 of 1,000, and from its last day on the allocation is late.
  CHECK(system.Ask("I-05", "", "2020-12-30") == "61000/100000");
  CHECK(system.AskParts("I-05", "", "2020-12-30") == "0");
  CHECK(system.AskParts("I-05", "", "2020-12-31") == "1");
}

TEST_CASE("loans: capitalised interest is owed, forgiven principal is not") {
  Scenario system("system", "01-01");
  system.Record(PartnerOnboarded("coop", "worker_coop"));
  system.Record({InvestmentCommitted("a", "loan", Dollars(1'000), "2020-01-01", "coop"),
                 InvestmentCommitted("b", "forgivable_loan", Dollars(500), "2020-01-01", "coop")
                     .Set("terms.rate_bp", 200),
                 LoanDisbursed("a", 1, Dollars(1'000), "2020-02-01"),
                 LoanDisbursed("b", 1, Dollars(500), "2020-02-01"),
                 LoanInterestAccrued("a", Dollars(50), "2020-02-01", "2020-12-31"),
                 LoanForgiven("b", Dollars(500), "2021-06-30")});
  CHECK(system.Ask("I-07", "", "2020-12-30") == "150000");
  CHECK(system.Ask("I-07", "", "2020-12-31") == "155000");
  CHECK(system.Ask("I-07", "", "2021-06-30") == "105000");
  CHECK(system.Ask("I-08", "", "2020-12-31") == "2");
  CHECK(system.Ask("I-08", "", "2021-06-30") == "1");
  // 1,050 at 5 % and 500 at 2 %: 4.03 %.
  CHECK(system.Ask("I-10", "", "2020-12-31") == "62500000/1550000000");
}

TEST_CASE("homes projected: the last projection of each deal and tenure") {
  Scenario system("system", "01-01");
  system.Record({HousingUnitsReported("deal", "projected", "rent", 40, 20, 0, "2019-01-01"),
                 HousingUnitsReported("deal", "projected", "rent", 50, 20, 0, "2020-01-01"),
                 HousingUnitsReported("deal", "projected", "coop", 5, 5, 5, "2019-01-01"),
                 HousingUnitsReported("deal", "completed", "rent", 45, 30, 30, "2021-01-01"),
                 HousingUnitsReported("deal", "preserved", "coop", 6, 3, 3, "2021-02-01"),
                 HousingUnitsReported("deal", "lost", "rent", 2, 2, 2, "2021-03-01")});
  CHECK(system.Ask("C-01", "", "2019-12-31") == "45");
  CHECK(system.Ask("C-01", "", "2021-12-31") == "55");
  CHECK(system.AskParts("C-02", "2021-01-01", "2021-12-31") == "45 6 0");
  CHECK(system.Ask("C-03", "2021-01-01", "2021-12-31") == "30/45");
  CHECK(system.AskParts("C-03", "2021-01-01", "2021-12-31") == "3/6 undefined:denominator_zero");
  CHECK(system.Ask("C-04", "", "2021-12-31") == "31");
}

TEST_CASE("phases: where partnerships stand, and how long they stayed") {
  Scenario system("system", "01-01");
  system.Record(PartnerOnboarded("coop", "worker_coop"));
  system.Propose("one", "2020-01-01", "coop");
  system.Record({PhaseEntered("one", "motivation", "2020-01-01"),
                 PhaseEntered("one", "initiation", "2020-02-01"),
                 PhaseEntered("one", "implementation", "2020-04-01"),
                 PhaseEnteredBeside("one", "evaluation", "2020-06-01")});
  system.Propose("two", "2020-03-01", "coop");
  system.Record(PhaseEntered("two", "motivation", "2020-03-11"));
  system.Propose("three", "2020-06-15", "coop");
  CHECK(system.AskBy(metrics::Dimension::kPhase, "X-01", "2020-01-01", "2020-06-30") ==
        "evaluation=1 motivation=1 none=1");
  CHECK(system.AskBy(metrics::Dimension::kPhase, "X-01", "2020-01-01", "2020-05-31") ==
        "implementation=1 motivation=1");
  // Motivation took 31 days in one, and lasts for 21 in two by the end of March.
  CHECK(system.AskBy(metrics::Dimension::kPhase, "X-02", "2020-01-01", "2020-04-01") ==
        "implementation=0 initiation=60 motivation=52/2");
}

TEST_CASE("milestones: met, of those that apply, summed over partnerships") {
  Scenario system("system", "01-01");
  system.Record(PartnerOnboarded("coop", "worker_coop"));
  system.Propose("one", "2020-01-01", "coop");
  const std::uint64_t convening = system.Record(ConveningHeld("c-1", "2020-02-01", "funders"));
  system.Record({MilestoneMet("one", "P2", {convening}, "2020-03-01"),
                 MilestoneNotApplicable("one", "P6", "no_hiring", "2020-03-01"),
                 MilestoneNotApplicable("one", "E7", "no_chna", "2020-03-01")});
  CHECK(system.AskBy(metrics::Dimension::kPhase, "X-03", "", "2020-12-31") ==
        "evaluation=0/7 implementation=1/9 initiation=0/10 motivation=0/7");
  // Without its evidence the milestone is open again.
  system.Record(EventVoided(convening));
  CHECK(system.Ask("X-03", "", "2020-12-31") == "0/33");
}

TEST_CASE("three kinds of capital stand side by side") {
  Scenario system("system", "01-01");
  system.Record(PartnerOnboarded("coop", "worker_coop"));
  system.Record(
      {InvestmentCommitted("g", "grant", Dollars(900), "2020-01-01", "coop"),
       GrantDisbursed("g", Dollars(900), "2020-02-01"),
       ConveningHeld("c-1", "2020-02-01", "mixed", 6),
       ConveningHeld("c-2", "2020-03-01", "mixed", 4),
       CapacityBuildingDelivered("cb-1", "2020-01-01", "2020-03-31", 12'50, Dollars(300)),
       CapacityBuildingDelivered("cb-1", "2020-04-01", "2021-01-31", 5'00, Dollars(100))});
  // A period counts wholly at its end: the second one lies in 2021.
  CHECK(system.Ask("X-13", "2020-01-01", "2020-12-31") == "1250/100");
  CHECK(system.Ask("X-11", "2020-01-01", "2020-12-31") == "2");
  CHECK(system.AskParts("X-14", "2020-01-01", "2020-12-31") == "90000 2 10 30000 1250/100");
}

TEST_CASE("reports: in time when they first came by the day set last") {
  Scenario system("system", "01-01");
  system.Record(
      {PartnerReportDue("r-1", "2020-03-31"), PartnerReportReceived("r-1", "2020-03-31"),
       PartnerReportDue("r-2", "2020-03-31"), PartnerReportReceived("r-2", "2020-04-02"),
       PartnerReportDue("r-3", "2020-03-31"), PartnerReportDue("r-3", "2020-05-31", "partner-1", 1),
       PartnerReportReceived("r-3", "2020-05-01"), PartnerReportDue("r-4", "2020-06-30")});
  CHECK(system.Ask("X-18", "2020-01-01", "2020-12-31") == "2/4");
  CHECK(system.Ask("X-18", "2020-01-01", "2020-03-31") == "1/2");
}

TEST_CASE("targets: not yet due, then met or not") {
  Scenario hospital("hospital", "01-01");
  hospital.Record({HireRecorded("c", 40, "2020-02-01", "hospital", "zcta5:02119"),
                   HireRecorded("c", 60, "2020-02-01", "hospital", "zcta5:90210"),
                   TargetSet("local", "H-03", 50'00, "2020-01-01", "2020-12-31")
                       .Set("scope.anchor_id", "hospital")});
  // 40 % of 50 %: four fifths.
  CHECK(hospital.AskTarget("2020-01-01", "2020-12-30") == "400000/500000 not_yet_due");
  CHECK(hospital.AskTarget("2020-01-01", "2020-12-31") == "400000/500000 not_met");
  hospital.Record(HireRecorded("c", 40, "2020-03-01", "hospital", "zcta5:02119"));
  CHECK(hospital.AskTarget("2020-01-01", "2020-12-31") == "800000/700000 met");
}

TEST_CASE("targets: those of a set of places count what happens at its places, as known") {
  Scenario hospital("hospital", "01-01");
  const std::uint64_t defined =
      hospital.Record({HireRecorded("c", 40, "2020-02-01", "hospital", "zcta5:02119"),
                       HireRecorded("c", 60, "2020-02-01", "hospital", "zcta5:90210"),
                       GeographyDefined("roxbury", "target", {"zcta5:02119"}, "2020-03-01")});
  hospital.Record(TargetSet("here", "H-01", 0, "2020-01-01", "2020-12-31")
                      .Set("value.count", 80)
                      .Set("scope.anchor_id", "hospital")
                      .Set("scope.geo_id", "roxbury"));
  // Its places are meant on all days, also before it was valid.
  CHECK(hospital.AskTarget("2020-01-01", "2020-12-31") == "40/80 not_met");

  const std::uint64_t before = hospital.last_position();
  hospital.Record(
      EventAmended(defined, {{"members", R"([{"scheme":"GEO_SCHEME_ZCTA5","code":"02119"},)"
                                         R"({"scheme":"GEO_SCHEME_ZCTA5","code":"90210"}])"}}));
  CHECK(hospital.AskTarget("2020-01-01", "2020-12-31") == "100/80 met");
  hospital.AsKnownAt(before);
  CHECK(hospital.AskTarget("2020-01-01", "2020-12-31") == "40/80 not_met");
}

TEST_CASE("targets: what is returned leaves the places of its purchase") {
  Scenario hospital("hospital", "01-01");
  hospital.Record({SupplierRegistered("near", "2000-01-01", "zcta5:02119"),
                   SupplierRegistered("far", "2000-01-01", "zcta5:90210"),
                   SupplierClassified("near", "coop", "2000-01-01"),
                   SupplierClassified("far", "coop", "2000-01-01"),
                   GeographyDefined("roxbury", "local", {"zcta5:02119"}, "2000-01-01")
                       .Set("valid_to", Day("2020-06-30")),
                   PurchaseRecorded("p-1", "near", Dollars(700), "2020-05-01"),
                   PurchaseRecorded("p-2", "far", Dollars(900), "2020-05-01"),
                   PurchaseReversed("p-1", Dollars(200), "2020-09-01"),
                   TargetSet("here", "P-10", 0, "2020-01-01", "2020-12-31")
                       .Set("value.money", Dollars(1'000))
                       .Set("scope.anchor_id", "hospital")
                       .Set("scope.geo_id", "roxbury")});
  CHECK(hospital.AskTarget("2020-01-01", "2020-12-31") == "50000/100000 not_met");
}

}  // namespace
}  // namespace anchorledger::testing
