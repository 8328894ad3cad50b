// Capital: a developer with a market, a community land trust with a yearly grant, a loan that is
// renewed. Amounts are public figures where the sources give them; days and terms that they leave
// open are illustrative.
#include <catch2/catch.hpp>
#include <string>

#include "anchorledger/event/v1/enums.pb.h"
#include "tests/contract/scenarios/scenario.h"

namespace anchorledger::testing {
namespace {

Scenario BartlettPlace() {
  Scenario bmc("bmc", "10-01");
  bmc.Record({PartnerOnboarded("nuestra", "cdc"), PartnerOnboarded("market-a", "other"),
              PartnerOnboarded("nubian", "other"), PartnerOnboarded("pine-street", "cbo"),
              PartnerOnboarded("codman", "cdc"), PartnerOnboarded("lisc", "cdfi")});
  bmc.Propose("bartlett", "2017-01-01", "nuestra");
  bmc.Record({PartnershipFormed("bartlett", "2017-01-01"),
              PhaseEntered("bartlett", "motivation", "2017-01-01"),
              PhaseEntered("bartlett", "initiation", "2017-08-01"),
              PhaseEntered("bartlett", "implementation", "2017-12-01"),
              PhaseEnteredBeside("bartlett", "evaluation", "2024-01-01")});
  bmc.Record(
      {CapitalAllocated("don", Dollars(6'500'000), "2017-12-01")
           .Set("pool", "CAPITAL_POOL_DON")
           .Set("rule", "ALLOCATION_RULE_FIXED")
           .Set("counts_for_pbi", false),
       CoInvestmentReported("lisc-boa", "first-phase", Dollars(19'000'000), "2017-08-02", "closed",
                            "before"),
       InvestmentCommitted("loan", "loan", Dollars(1'000'000), "2017-12-01", "market-a")
           .Set("deal_id", "first-phase")
           .Set("terms.rate_bp", 0)
           .Set("terms.term_months", 120)
           .Set("terms.amort", "AMORTISATION_BULLET"),
       InvestmentCommitted("subsidy", "grant", Dollars(400'000), "2017-12-01", "market-a")
           .Set("deal_id", "first-phase")
           .Set("purpose", "INVESTMENT_PURPOSE_OPERATING_SUBSIDY"),
       InvestmentCommitted("shelter", "grant", Dollars(1'000'000), "2017-12-01", "pine-street"),
       InvestmentCommitted("homes", "grant", Dollars(800'000), "2017-12-01", "codman"),
       InvestmentCommitted("evictions", "grant", Dollars(1'000'000), "2017-12-01", "pine-street"),
       ConveningHeld("residents", "2018-01-29", "residents"),
       HousingUnitsReported("first-phase", "completed", "rent", 60, 32, 0, "2019-08-15"),
       HousingUnitsReported("first-phase", "completed", "own_market", 16, 0, 0, "2019-08-15")});
  bmc.Record({LoanDisbursed("loan", 1, Dollars(600'000), "2022-03-01"),
              LoanDisbursed("loan", 2, Dollars(400'000), "2022-09-01"),
              CoInvestmentReported("mhic", "first-phase", Dollars(1), "2022-01-01", "closed")
                  .Clear("amount")
                  .WithBasis(event::v1::BASIS_ESTIMATED),
              HireRecorded("market", 12, "2023-12-01", "nubian", "zcta5:02119"),
              HireRecorded("market", 6, "2023-12-01", "nubian", "zcta5:02139")});
  return bmc;
}

TEST_CASE("Bartlett Place: commitments are a promise, draws are capital deployed") {
  Scenario bmc = BartlettPlace();
  CHECK(bmc.Ask("I-03", "2017-12-01", "2017-12-31") == "420000000");
  CHECK(bmc.Ask("I-04", "2017-12-01", "2017-12-31") == "0");
  CHECK(bmc.Ask("I-06", "2022-01-01", "2022-12-31") == "100000000");
  CHECK(bmc.AskParts("I-06", "2022-01-01", "2022-12-31") == "1");
  CHECK(bmc.Ask("I-07", "", "2022-08-31") == "60000000");
  CHECK(bmc.Ask("I-07", "", "2023-12-31") == "100000000");
}

TEST_CASE("Bartlett Place: money that came before, or of an unknown amount, is no leverage") {
  Scenario bmc = BartlettPlace();
  CHECK(bmc.Ask("I-14", "", "2023-12-31") == "0/100000000");
}

TEST_CASE("Bartlett Place: homes completed are those of the report, not those once planned") {
  Scenario bmc = BartlettPlace();
  CHECK(bmc.AskParts("C-02", "2019-01-01", "2019-12-31") == "76 0 0");
  CHECK(bmc.Ask("C-03", "2019-01-01", "2019-12-31") == "32/76");
}

TEST_CASE("Bartlett Place: the market's hires are not the hospital's") {
  Scenario bmc = BartlettPlace();
  CHECK(bmc.Ask("H-01", "2023-01-01", "2023-12-31") == "0");
  CHECK(bmc.Ask("H-04", "2023-01-01", "2023-12-31") == "0");
}

TEST_CASE("Maggie Walker: a yearly grant, permanent homes, and co-funders over time") {
  Scenario bon_secours("bon-secours", "01-01");
  bon_secours.Record(PartnerOnboarded("maggie-walker", "clt"));
  bon_secours.Propose("church-hill", "2010-01-01", "maggie-walker");
  bon_secours.Record(
      {PhaseEntered("church-hill", "motivation", "2010-01-01"),
       PhaseEntered("church-hill", "initiation", "2016-01-01"),
       PhaseEntered("church-hill", "implementation", "2018-01-01"),
       InvestmentCommitted("grant", "grant", Dollars(1'750'000), "2018-01-01", "maggie-walker")
           .Set("deal_id", "homes")
           .Set("purpose", "INVESTMENT_PURPOSE_ACQUISITION")
           .Set("theme", "THEME_HOUSING")});
  for (int year = 2018; year <= 2024; ++year) {
    bon_secours.Record(GrantDisbursed("grant", Dollars(250'000), std::to_string(year) + "-07-01"));
  }
  bon_secours.Record(
      {HousingUnitsReported("homes", "completed", "own_shared_equity", 1, 1, 1, "2018-01-01"),
       CoInvestmentReported("county", "homes", Dollars(500'000), "2019-09-18", "committed", "after")
           .Set("source_org_kind", "SOURCE_ORG_KIND_PUBLIC"),
       CoInvestmentReported("foundation", "homes", Dollars(1'000'000), "2021-09-28", "committed",
                            "after")
           .Set("source_org_kind", "SOURCE_ORG_KIND_FOUNDATION")});

  CHECK(bon_secours.Ask("C-04", "", "2024-12-31") == "1");
  CHECK(bon_secours.Ask("I-09", "", "2024-12-31") == "175000000");
  CHECK(bon_secours.AskBy(metrics::Dimension::kFiscalYear, "I-09", "2018-01-01", "2019-12-31") ==
        "FY2018=25000000 FY2019=25000000");
  // 0.86 dollars of others for each of its own.
  CHECK(bon_secours.Ask("I-14", "", "2024-12-31") == "150000000/175000000");
  CHECK(bon_secours.AskParts("I-14", "", "2024-12-31") == "50000000");
  CHECK(bon_secours.Ask("I-14", "", "2020-12-31") == "50000000/175000000");
}

Scenario ChildrensMuseum() {
  Scenario dignity("dignity", "07-01");
  dignity.Record(PartnerOnboarded("museum", "other"));
  dignity.Record({InvestmentCommitted("loan", "loan", Dollars(1'500'000), "2007-07-01", "museum")
                      .Set("terms.rate_bp", 300),
                  LoanDisbursed("loan", 1, Dollars(1'500'000), "2007-07-01"),
                  LoanRepaymentReceived("loan", Dollars(0), "2007-08-01", 3'750'00),
                  LoanTermsModified("loan", 350, "2012-06-29").Set("changes.term_months", 96)});
  return dignity;
}

TEST_CASE("a museum's loan: the balance stands until the last day, at the rate in force") {
  Scenario dignity = ChildrensMuseum();
  dignity.Record(LoanRepaymentReceived("loan", Dollars(1'500'000), "2015-06-30"));
  CHECK(dignity.Ask("I-07", "", "2007-06-30") == "0");
  CHECK(dignity.Ask("I-07", "", "2007-07-01") == "150000000");
  CHECK(dignity.Ask("I-07", "", "2015-06-29") == "150000000");
  CHECK(dignity.Ask("I-07", "", "2015-06-30") == "0");
  CHECK(dignity.Ask("I-08", "", "2015-06-29") == "1");
  CHECK(dignity.Ask("I-08", "", "2015-06-30") == "0");
  // 3.00 %, then 3.50 %: balance times rate, over balance times ten thousand.
  CHECK(dignity.Ask("I-10", "", "2011-12-31") == "45000000000/1500000000000");
  CHECK(dignity.Ask("I-10", "", "2012-12-31") == "52500000000/1500000000000");
  CHECK(dignity.Ask("I-10", "", "2015-06-30") == "undefined:denominator_zero");
}

TEST_CASE("a museum's loan beside a garden's: each has its own balance and its own rate") {
  Scenario dignity = ChildrensMuseum();
  dignity.Record({InvestmentCommitted("garden", "loan", Dollars(500'000), "2010-01-01", "museum")
                      .Set("terms.rate_bp", 500),
                  LoanDisbursed("garden", 1, Dollars(200'000), "2010-02-01")});
  const std::uint64_t before = dignity.last_position();
  dignity.Record(LoanRepaymentReceived("garden", Dollars(50'000), "2011-02-01"));
  CHECK(dignity.Ask("I-07", "", "2011-12-31") == "165000000");
  CHECK(dignity.Ask("I-08", "", "2011-12-31") == "2");
  dignity.AboutInvestment("garden");
  CHECK(dignity.Ask("I-03", "", "2011-12-31") == "50000000");
  CHECK(dignity.Ask("I-07", "", "2010-01-31") == "0");
  CHECK(dignity.Ask("I-07", "", "2011-12-31") == "15000000");
  CHECK(dignity.Ask("I-08", "", "2011-12-31") == "1");
  CHECK(dignity.Ask("I-10", "", "2011-12-31") == "7500000000/150000000000");
  dignity.AsKnownAt(before);
  CHECK(dignity.Ask("I-07", "", "2011-12-31") == "20000000");
  dignity.AboutInvestment("loan");
  CHECK(dignity.Ask("I-07", "", "2011-12-31") == "150000000");
  CHECK(dignity.Ask("I-10", "", "2011-12-31") == "45000000000/1500000000000");
}

TEST_CASE("a museum's loan that is not repaid in full: written off is not repaid") {
  Scenario dignity = ChildrensMuseum();
  dignity.Record({LoanRepaymentReceived("loan", Dollars(1'300'000), "2015-06-30"),
                  LoanWrittenOff("loan", Dollars(200'000), "2016-06-30")});
  CHECK(dignity.Ask("I-07", "", "2015-12-31") == "20000000");
  CHECK(dignity.Ask("I-07", "", "2016-06-29") == "20000000");
  CHECK(dignity.Ask("I-07", "", "2016-06-30") == "0");
  CHECK(dignity.Ask("I-08", "", "2015-12-31") == "1");
  CHECK(dignity.Ask("I-08", "", "2016-06-30") == "0");
}

}  // namespace
}  // namespace anchorledger::testing
