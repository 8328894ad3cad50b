// What becomes known late changes the answer of today; the answer as it was known stands. Each test
// reads both, by the exact position and by the day.
#include <catch2/catch.hpp>
#include <string>

#include "tests/contract/scenarios/scenario.h"

namespace anchorledger::testing {
namespace {

using metrics::Dimension;

// Asks before and after something becomes known on the next day.
class Restatement {
 public:
  explicit Restatement(Scenario* scenario) : scenario_(*scenario) {
    before_ = scenario_.last_position();
    day_before_ = scenario_.today();
    scenario_.NextDay();
  }

  template <class Answer>
  void Check(const Answer& answer, const std::string& then, const std::string& now) {
    scenario_.AsKnownAt(before_);
    CHECK(answer(scenario_) == then);
    scenario_.AsKnownOn(day_before_);
    CHECK(answer(scenario_) == then);
    scenario_.AsKnownNow();
    CHECK(answer(scenario_) == now);
    scenario_.AsKnownOn(day_before_.PlusDays(1));
    CHECK(answer(scenario_) == now);
    scenario_.AsKnownNow();
  }

 private:
  Scenario& scenario_;
  std::uint64_t before_ = 0;
  base::Date day_before_;
};

Scenario Buyer() {
  Scenario buyer("buyer", "01-01");
  buyer.Record({SupplierRegistered("bakery", "2000-01-01", "zcta5:02119"),
                PartnerOnboarded("coop", "worker_coop")});
  return buyer;
}

std::string CommunityWealth2020(Scenario& scenario) {
  return scenario.Ask("P-10", "2020-01-01", "2020-12-31");
}

TEST_CASE("side by side: a correction") {
  Scenario buyer = Buyer();
  buyer.Record(SupplierClassified("bakery", "coop", "2019-01-01"));
  const std::uint64_t wrong =
      buyer.Record(PurchaseRecorded("p-1", "bakery", Dollars(1'000), "2020-03-01"));
  Restatement restatement(&buyer);
  buyer.Record(EventAmended(wrong, {{"amount.minor", JsonNumber(1'500'00)}}));
  restatement.Check(CommunityWealth2020, "100000", "150000");
}

TEST_CASE("side by side: a void, and an amendment that is taken back") {
  Scenario buyer = Buyer();
  buyer.Record(SupplierClassified("bakery", "coop", "2019-01-01"));
  const std::uint64_t first =
      buyer.Record(PurchaseRecorded("p-1", "bakery", Dollars(1'000), "2020-03-01"));
  const std::uint64_t amendment =
      buyer.Record(EventAmended(first, {{"amount.minor", JsonNumber(1'500'00)}}));
  const std::uint64_t twice =
      buyer.Record(PurchaseRecorded("p-2", "bakery", Dollars(200), "2020-03-02"));
  Restatement restatement(&buyer);
  buyer.Record({EventVoided(twice), EventVoided(amendment)});
  restatement.Check(CommunityWealth2020, "170000", "100000");
}

TEST_CASE("side by side: a late entry into a closed month") {
  Scenario buyer = Buyer();
  buyer.Record({SupplierClassified("bakery", "coop", "2019-01-01"),
                PurchaseRecorded("p-1", "bakery", Dollars(1'000), "2020-03-01"),
                PeriodClosed("buyer", "2020-03-01", "2020-03-31")});
  Restatement restatement(&buyer);
  buyer.Record(PurchaseRecorded("p-2", "bakery", Dollars(300), "2020-03-20").Late("invoice_found"));
  restatement.Check(CommunityWealth2020, "100000", "130000");
}

TEST_CASE("side by side: a certificate that had lapsed") {
  Scenario buyer = Buyer();
  buyer.Record({SupplierClassified("bakery", "coop", "2019-01-01"),
                PurchaseRecorded("p-1", "bakery", Dollars(1'000), "2020-03-01"),
                PurchaseRecorded("p-2", "bakery", Dollars(500), "2020-09-01")});
  Restatement restatement(&buyer);
  buyer.Record(SupplierClassificationEnded("bakery", "coop", "2020-07-01"));
  restatement.Check(CommunityWealth2020, "150000", "100000");
}

TEST_CASE("side by side: a class that becomes known late") {
  Scenario buyer = Buyer();
  buyer.Record({PurchaseRecorded("p-1", "bakery", Dollars(1'000), "2020-03-01"),
                PurchaseRecorded("p-2", "bakery", Dollars(500), "2020-09-01")});
  Restatement restatement(&buyer);
  buyer.Record(SupplierClassified("bakery", "worker_owned", "2020-05-01"));
  restatement.Check(CommunityWealth2020, "0", "50000");
}

TEST_CASE("side by side: a phase that moves takes its facts along") {
  Scenario buyer = Buyer();
  buyer.Propose("bread", "2019-01-01", "coop");
  buyer.Record(PhaseEntered("bread", "motivation", "2019-01-01"));
  const std::uint64_t initiation = buyer.Record(PhaseEntered("bread", "initiation", "2020-06-01"));
  buyer.Record({SupplierClassified("bakery", "coop", "2019-01-01"),
                PurchaseRecorded("p-1", "bakery", Dollars(1'000), "2020-03-01"),
                PurchaseRecorded("p-2", "bakery", Dollars(500), "2020-09-01")});
  Restatement restatement(&buyer);
  buyer.Record(EventAmended(initiation, {{"header.effective_on", Json(Day("2020-02-01"))}}));
  restatement.Check(
      [](Scenario& scenario) {
        return scenario.AskBy(Dimension::kPhase, "P-10", "2020-01-01", "2020-12-31");
      },
      "initiation=50000 motivation=100000", "initiation=150000");
}

TEST_CASE("side by side: a purchase entered anew keeps what was returned of it") {
  Scenario buyer = Buyer();
  buyer.Record(SupplierClassified("bakery", "coop", "2019-01-01"));
  const std::uint64_t wrong =
      buyer.Record(PurchaseRecorded("p-1", "bakery", Dollars(1'000), "2020-03-01"));
  buyer.Record(PurchaseReversed("p-1", Dollars(250), "2020-04-01"));
  Restatement restatement(&buyer);
  buyer.RecordTogether(
      {EventVoided(wrong), PurchaseRecorded("p-1", "bakery", Dollars(800), "2020-03-01")});
  restatement.Check(CommunityWealth2020, "75000", "55000");
}

TEST_CASE("side by side: a boundary that is drawn late") {
  Scenario hospital("hospital", "01-01");
  hospital.Record(HireRecorded("c-1", 20, "2020-03-05", "hospital", "zcta5:99999"));
  Restatement restatement(&hospital);
  hospital.Record(GeographyDefined("geo-new", "local", {"zcta5:99999"}, "2020-03-01"));
  restatement.Check(
      [](Scenario& scenario) { return scenario.Ask("H-02", "2020-01-01", "2020-12-31"); }, "0",
      "20");
}

}  // namespace
}  // namespace anchorledger::testing
