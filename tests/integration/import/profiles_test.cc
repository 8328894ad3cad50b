// The ready-made profiles of deploy/profiles, each with a small file of its kind.
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "tests/support/import/import_fixture.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

const std::filesystem::path kFolder = "deploy/profiles";

TEST_CASE("every ready-made profile compiles, goes by the name of its file, and has its example") {
  const std::set<std::string> known = {"hires",     "loans",   "nhs-payments-over-25k",
                                       "purchases", "sba-ppp", "suppliers"};
  std::set<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().extension() != ".json") continue;
    found.insert(entry.path().stem().string());
    CHECK(ReadyProfile(entry.path().stem().string())->name == entry.path().stem().string());
  }
  CHECK(found == known);  // a new profile needs a case here
}

TEST_CASE("purchases: a negative amount reverses the purchase that it names, else is a credit") {
  ImportFixture fixture;
  const std::string file =
      "invoice,date,supplier,category,amount,reverses,construction,addressable\n"
      "INV-9,2020-06-01,Acme,goods,-30.00,INV-1,,\n"  // stands before what it reverses
      "INV-1,2020-05-01,Acme,goods,\"1,100.00\",,,\n"
      "INV-2,2020-05-02,Bolt,,50.00,,yes,no\n"
      "INV-3,2020-06-02,Bolt,,-5.00,INV-77,,\n"  // names nothing that is known
      "INV-4,2020-06-03,Bolt,,-1.00,,,\n";
  const auto dry = fixture.Import(ReadyProfile("purchases"), file, {.dry_run = true});
  const auto real = fixture.Import(ReadyProfile("purchases"), file);
  CHECK(Counts(real) == "5 5 0 0 0");
  CHECK(Counts(dry) == Counts(real));
  REQUIRE(fixture.EventsOf("PurchaseReversed").size() == 1);
  const auto reversed = fixture.EventsOf("PurchaseReversed")[0].payload->purchase_reversed();
  CHECK(reversed.amount().minor() == 3000);
  CHECK(fixture.EventsOf("SupplierCreditRecorded").size() == 2);
  CHECK(fixture.Credits().size() == 2);
  const importing::MoneyTotals totals = real->tally.totals().at("USD");
  CHECK(totals.payments_minor == 115000);
  CHECK(totals.credits_minor == 3600);
  CHECK(totals.unmatched_credits_minor == 600);
  CHECK(fixture.NetMinor() == 111400);
  CHECK(Counts(fixture.Import(ReadyProfile("purchases"), file)) == "5 0 0 5 0");
  CHECK(fixture.NetMinor() == 111400);
}

TEST_CASE("suppliers: classes come from a second file, matched by name") {
  ImportFixture fixture;
  ImportFixture::Options options;
  options.lookups["certificates"] =
      "supplier,class,certificate,valid_from,valid_to\n"
      "\"ACME, LIMITED\",nonprofit,C-1,2019-01-01,2021-12-31\n"
      "Nobody,public,C-2,,\n";
  const std::string file = "supplier,since\nAcme Ltd,2015-02-01\nBolt Co,n/a\nACME LTD.,\n";
  const auto run = fixture.Import(ReadyProfile("suppliers"), file, options);
  CHECK(Counts(run) == "3 2 0 1 0");  // the third row names the first supplier again
  CHECK(fixture.EventsOf("SupplierRegistered").size() == 2);
  const auto classes = fixture.EventsOf("SupplierClassified");
  REQUIRE(classes.size() == 1);
  CHECK(classes[0].payload->supplier_classified().cert_ref() == "C-1");
  CHECK(classes[0].payload->supplier_classified().has_valid_to());
  CHECK(Counts(fixture.Import(ReadyProfile("suppliers"), file, options)) == "3 0 0 3 0");
}

TEST_CASE("hires: a blank is not reported, and never zero") {
  ImportFixture fixture;
  const std::string file =
      "cohort,hired_on,hires,zip,education,job_family,fte,wage,benefits\n"
      "c-1,2020-05-01,12,44106,high school,31,1,15.75,yes\n"
      "c-1,2020-05-02,1,,none,37,0.5,,no\n"
      "c-1,2020-05-03,0,,none,37,1,,no\n";
  const auto run = fixture.Import(ReadyProfile("hires"), file);
  CHECK(Counts(run) == "3 2 0 0 1");
  REQUIRE(fixture.Rejected().size() == 1);
  CHECK(fixture.Rejected()[0].problem.column == "hires");
  const auto hires = fixture.EventsOf("HireRecorded");
  REQUIRE(hires.size() == 2);
  const auto& first = hires[0].payload->hire_recorded();
  CHECK(first.starting_wage_cents_per_hour() == 1575);
  CHECK(first.residence_geo().code() == "44106");
  const auto& second = hires[1].payload->hire_recorded();
  CHECK_FALSE(second.has_starting_wage_cents_per_hour());
  CHECK_FALSE(second.has_residence_geo());
  CHECK(second.fte_x100() == 50);
}

TEST_CASE("loans: a loan that is not paid out yet is a commitment only") {
  ImportFixture fixture;
  const std::string file =
      "loan,borrower,amount,rate_percent,months,committed_on,disbursed_on\n"
      "L-1,Evergreen,\"150,000.00\",4.25,84,05/01/2020,2020-05-15\n"  // two ways of writing dates
      "L-2,Greenhouse,20000,0,60,2020-06-01,\n";
  CHECK(Counts(fixture.Import(ReadyProfile("loans"), file)) == "2 2 0 0 0");
  CHECK(fixture.EventsOf("InvestmentCommitted").size() == 2);
  REQUIRE(fixture.EventsOf("LoanDisbursed").size() == 1);
  CHECK(fixture.EventsOf("InvestmentCommitted")[0]
            .payload->investment_committed()
            .terms()
            .rate_bp() == 425);
}

TEST_CASE("nhs-payments-over-25k: trusts write dates in three ways; equal rows are two facts") {
  ImportFixture fixture;
  const std::string file =
      "date,expensetype,expensearea,supplier,transactionnumber,amount\n"
      "01/05/2020,Goods,\"Two\nlines\",Acme Ltd,1,30000\n"  // a quoted line end
      "2020-05-02 00:00:00,Goods,A,Bolt Co,2,26000.50\n"
      "03-May-20,,A,Bolt Co,3,26000.50\n"
      "03-May-20,,A,Bolt Co,3,26000.50\n"
      "04-May-20,,A,Bolt Co,3,-25000.00\n";
  CHECK(Counts(fixture.Import(ReadyProfile("nhs-payments-over-25k"), file)) == "5 5 0 0 0");
  CHECK(fixture.NetMinor() == 8300150);
}

TEST_CASE("sba-ppp: a blank number of jobs is not reported") {
  ImportFixture fixture;
  const std::string file =
      "LoanAmount,City,State,Zip,NAICSCode,BusinessType,NonProfit,JobsRetained,DateApproved,"
      "Lender\n"
      "149900,CRANSTON,RI,02920,722410,Corporation,,35,04/06/2020,Washington Trust\n"
      "149900,CRANSTON,RI,02920,722410,Corporation,,35,04/06/2020,Washington Trust\n"
      "20000.50,BRISTOL,RI,02809,812210,Corporation,Y,,04/15/2020,Citizens\n";
  CHECK(Counts(fixture.Import(ReadyProfile("sba-ppp"), file)) == "3 3 0 0 0");
  CHECK(fixture.EventsOf("LoanDisbursed").size() == 3);
  CHECK(fixture.EventsOf("JobsReported").size() == 2);
  CHECK(fixture.EventsOf("PartnerOnboarded").size() == 5);  // three borrowers, two lenders
}

}  // namespace
}  // namespace anchorledger::testing
