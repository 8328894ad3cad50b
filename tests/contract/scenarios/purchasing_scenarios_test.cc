// Buying from co-operatives: a laundry, a greenhouse, a supplier that is converted.
#include <catch2/catch.hpp>
#include <string>

#include "tests/contract/scenarios/scenario.h"

namespace anchorledger::testing {
namespace {

// An invoice on the last day of each month.
void Invoice(Scenario& scenario, std::string_view supplier, std::string_view first_month,
             int months, std::int64_t dollars) {
  const base::MonthIndex first = base::MonthOf(Day(std::string(first_month) + "-01"));
  for (int i = 0; i < months; ++i) {
    const base::Date day = base::DaysOf(base::MonthIndex{first.value + i}).to;
    const std::string on = base::FormatIsoDate(day);
    scenario.Record(PurchaseRecorded("invoice-" + std::to_string(i), supplier, Dollars(dollars), on)
                        .Set("addressable", true)
                        .Set("is_construction", false));
  }
}

Scenario Laundry() {
  Scenario clinic("clinic", "01-01");
  clinic.Record(PartnerOnboarded("evergreen", "worker_coop"));
  clinic.Propose("laundry", "2007-01-01", "evergreen");
  clinic.Record(
      {PhaseEntered("laundry", "motivation", "2007-01-01"),
       PhaseEntered("laundry", "initiation", "2009-01-01"),
       PhaseEntered("laundry", "implementation", "2018-05-10"),
       PhaseEnteredBeside("laundry", "evaluation", "2020-01-01"),
       ConveningHeld("funders-2007", "2007-01-01"), ConveningHeld("funders-2008", "2008-01-01"),
       SupplierRegistered("coop-laundry", "2009-01-01").Set("partner_id", "evergreen"),
       SupplierClassified("coop-laundry", "worker_owned", "2018-05-01"),
       JobsReported("evergreen", "2018-05-01", 50'00),
       ContractAwarded("plant", "coop-laundry", "2018-05-10"),
       JobsReported("evergreen", "2018-06-01", 150'00).Set("fte_x100_transferred_in", 100'00)});
  Invoice(clinic, "coop-laundry", "2018-06", 12, 200'000);
  return clinic;
}

TEST_CASE("the laundry: staff who move into the co-op are not jobs created") {
  Scenario clinic = Laundry();
  CHECK(clinic.Ask("C-13", "", "2018-12-31") == "5000/100");
  CHECK(clinic.Ask("C-14", "", "2018-12-31") == "0/100");
  CHECK(clinic.AskParts("C-14", "", "2018-12-31") == "10000/100 0/100");
  CHECK(clinic.Ask("C-15", "", "2018-12-31") == "15000/100");
}

TEST_CASE("the laundry: spend comes with the invoices, not with the contract") {
  Scenario clinic = Laundry();
  CHECK(clinic.Ask("P-10", "", "2018-05-31") == "0");
  CHECK(clinic.Ask("P-10", "2018-06-01", "2019-05-31") == "240000000");
  CHECK(clinic.AskBy(metrics::Dimension::kPhase, "P-10", "2018-06-01", "2019-05-31") ==
        "implementation=240000000");
}

TEST_CASE("the laundry and a bakery: each has its own figures, before and after a reversal") {
  Scenario clinic = Laundry();
  clinic.Record({SupplierRegistered("bakery", "2018-01-01"),
                 SupplierClassified("bakery", "coop", "2018-01-01"),
                 PurchaseRecorded("bread", "bakery", Dollars(5'000), "2018-07-02")});
  const auto asked = [&clinic] { return clinic.Ask("P-10", "2018-06-01", "2019-05-31"); };
  const std::uint64_t before = clinic.last_position();
  clinic.NextDay();
  clinic.Record(PurchaseReversed("bread", Dollars(1'200), "2018-08-01"));
  CHECK(asked() == "240380000");
  clinic.AboutSupplier("bakery");
  CHECK(asked() == "380000");
  CHECK(clinic.Ask("P-10", "2018-08-01", "2018-08-31") == "-120000");
  // One award was made, to the laundry.
  CHECK(clinic.Ask("P-15", "2018-01-01", "2018-12-31") == "undefined:denominator_zero");
  clinic.AsKnownAt(before);
  CHECK(asked() == "500000");
  clinic.AboutSupplier("coop-laundry");
  CHECK(asked() == "240000000");
  CHECK(clinic.Ask("P-15", "2018-01-01", "2018-12-31") == "1");
  clinic.AboutEverything();
  CHECK(asked() == "240500000");
}

TEST_CASE("the laundry: who came together counts each time") {
  Scenario clinic = Laundry();
  CHECK(clinic.Ask("X-11", "2007-01-01", "2008-12-31") == "2");
  CHECK(clinic.AskParts("X-11", "2007-01-01", "2008-12-31") == "12");
  CHECK(clinic.AskBy(metrics::Dimension::kPhase, "X-11", "2007-01-01", "2008-12-31") ==
        "motivation=2");
}

TEST_CASE("the greenhouse: a start-up's jobs are created, and only lettuce bought is spend") {
  Scenario baystate("baystate", "10-01");
  baystate.Record(PartnerOnboarded("wellspring", "worker_coop"));
  baystate.Propose("greenhouse", "2013-01-01", "wellspring");
  baystate.Record({PhaseEntered("greenhouse", "motivation", "2013-01-01"),
                   PhaseEntered("greenhouse", "initiation", "2014-01-01"),
                   PhaseEntered("greenhouse", "implementation", "2018-07-01"),
                   SupplierRegistered("harvest", "2018-06-30").Set("partner_id", "wellspring"),
                   SupplierClassified("harvest", "worker_owned", "2018-06-30"),
                   JobsReported("wellspring", "2018-06-30", 0),
                   CoInvestmentReported("trust-loan", "site", Dollars(15'000), "2019-06-01",
                                        "disbursed", "after"),
                   CoInvestmentReported("trust-grant", "site", Dollars(15'000), "2019-06-01",
                                        "disbursed", "after"),
                   JobsReported("wellspring", "2019-06-01", 8'00)});
  Invoice(baystate, "harvest", "2018-07", 30, 2'400);
  CHECK(baystate.Ask("P-10", "", "2020-12-31") == "7200000");
  CHECK(baystate.Ask("P-10", "2019-01-01", "2019-12-31") == "2880000");
  CHECK(baystate.Ask("I-14", "", "2020-12-31") == "undefined:denominator_zero");
  CHECK(baystate.Ask("C-13", "", "2020-12-31") == "0/100");
  CHECK(baystate.Ask("C-14", "", "2020-12-31") == "800/100");
}

TEST_CASE("a converted supplier: spend is community wealth from the day of the change only") {
  Scenario kaiser("kaiser", "01-01");
  kaiser.Record({PartnerOnboarded("obran", "coop_holding"),
                 PartnerOnboarded("project-equity", "coop_developer")});
  kaiser.Propose("resilience", "2021-01-01", "obran");
  kaiser.Record({PhaseEntered("resilience", "motivation", "2021-01-01"),
                 PhaseEntered("resilience", "initiation", "2022-05-01"),
                 PhaseEntered("resilience", "implementation", "2022-05-16"),
                 SupplierRegistered("courier", "2021-01-01"),
                 SupplierClassified("courier", "worker_owned", "2022-05-16")});
  Invoice(kaiser, "courier", "2021-01", 36, 50'000);
  CHECK(kaiser.AskBy(metrics::Dimension::kFiscalYear, "P-01", "2021-01-01", "2023-12-31") ==
        "FY2021=60000000 FY2022=60000000 FY2023=60000000");
  CHECK(kaiser.Ask("P-10", "2021-01-01", "2021-12-31") == "0");
  CHECK(kaiser.Ask("P-10", "2022-01-01", "2022-12-31") == "40000000");
  CHECK(kaiser.Ask("P-10", "2023-01-01", "2023-12-31") == "60000000");
  CHECK(kaiser.Ask("I-04", "2021-01-01", "2023-12-31") == "0");
}

}  // namespace
}  // namespace anchorledger::testing
