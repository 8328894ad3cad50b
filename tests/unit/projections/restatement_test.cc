// What becomes known late changes the answer of today and leaves the answer of then alone. Each
// test reads both side by side.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "anchorledger/event/v1/enums.pb.h"
#include "services/projections/fact_schema.h"
#include "tests/support/projections/projected_ledger.h"

namespace anchorledger::testing {
namespace {

using projections::Fact;
using projections::FactKind;
using projections::FactSelection;
using projections::FactView;

constexpr std::uint32_t kMbe = std::uint32_t{1} << event::v1::SUPPLIER_CLASS_MBE;

Fact TheFact(const FactView& view, FactKind kind, std::optional<std::uint64_t> known_position) {
  FactSelection selection = Everything(view, kind);
  if (known_position) selection.known.position = base::Position(*known_position);
  const std::vector<Fact> facts = FactsOf(view, selection);
  REQUIRE(facts.size() == 1);
  return facts.front();
}

Draft Purchase(std::string_view day = "2024-03-05") {
  return PurchaseRecorded("p-1", "supplier-1", Usd(100'00), day);
}

TEST_CASE("a class that becomes known late counts on the day of the purchase from then on") {
  ProjectedLedger ledger;
  const std::uint64_t before = ledger.Record(Purchase());
  ledger.Record(SupplierClassified("supplier-1", "mbe", "2024-01-01", "2024-12-31"));
  const auto view = ledger.View();
  CHECK(TheFact(*view, FactKind::kPurchase, {}).dimensions.class_mask == kMbe);
  CHECK(TheFact(*view, FactKind::kPurchase, before).dimensions.class_mask == 0);
}

TEST_CASE("a class does not reach beyond its days, and ends where its end says") {
  ProjectedLedger ledger;
  ledger.Record(SupplierClassified("supplier-1", "mbe", "2024-01-01", "2024-12-31"));
  ledger.Record({PurchaseRecorded("before", "supplier-1", Usd(1'00), "2023-12-31"),
                 PurchaseRecorded("first", "supplier-1", Usd(2'00), "2024-01-01"),
                 PurchaseRecorded("middle", "supplier-1", Usd(3'00), "2024-06-30"),
                 PurchaseRecorded("last", "supplier-1", Usd(4'00), "2024-12-31"),
                 PurchaseRecorded("after", "supplier-1", Usd(5'00), "2025-01-01")});
  const auto held = [](const FactView& view, FactSelection selection) {
    std::vector<std::int64_t> amounts;
    for (const Fact& fact : FactsOf(view, selection)) {
      if (fact.dimensions.class_mask == kMbe) amounts.push_back(fact.measures[0]);
    }
    return amounts;
  };
  const auto view = ledger.View();
  CHECK(held(*view, Everything(*view, FactKind::kPurchase)) ==
        std::vector<std::int64_t>{2'00, 3'00, 4'00});

  const std::uint64_t before = ledger.last_position();
  ledger.Record(SupplierClassificationEnded("supplier-1", "mbe", "2024-06-30"));
  const auto later = ledger.View();
  CHECK(held(*later, Everything(*later, FactKind::kPurchase)) == std::vector<std::int64_t>{2'00});
  FactSelection then = Everything(*later, FactKind::kPurchase);
  then.known.position = base::Position(before);
  CHECK(held(*later, then) == std::vector<std::int64_t>{2'00, 3'00, 4'00});
}

TEST_CASE("a voided class leaves the purchases that counted by it") {
  ProjectedLedger ledger;
  const std::uint64_t classified =
      ledger.Record(SupplierClassified("supplier-1", "mbe", "2024-01-01"));
  const std::uint64_t before = ledger.Record(Purchase());
  ledger.Record(EventVoided(classified));
  const auto view = ledger.View();
  CHECK(TheFact(*view, FactKind::kPurchase, {}).dimensions.class_mask == 0);
  CHECK(TheFact(*view, FactKind::kPurchase, before).dimensions.class_mask == kMbe);
}

TEST_CASE("a boundary that is drawn late makes hires of its days disadvantaged") {
  constexpr std::uint32_t kFlag = projections::FlagBit(FactKind::kHire, "disadvantaged");
  ProjectedLedger ledger;
  const std::uint64_t before =
      ledger.Record(HireRecorded("c-1", 20, "2024-03-05", "anchor-1", "zcta5:99999"));
  ledger.Record(GeographyDefined("geo-late", "disadvantaged", {"zcta5:99999"}, "2024-03-05"));
  const auto view = ledger.View();
  CHECK((TheFact(*view, FactKind::kHire, {}).dimensions.flags & kFlag) != 0);
  CHECK((TheFact(*view, FactKind::kHire, before).dimensions.flags & kFlag) == 0);
}

TEST_CASE("a phase that moves takes its facts along") {
  ProjectedLedger ledger;
  ledger.Record(PhaseEntered("ps-1", "motivation", "2024-01-01"));
  const std::uint64_t initiation = ledger.Record(PhaseEntered("ps-1", "initiation", "2024-04-01"));
  const std::uint64_t before = ledger.Record(Purchase("2024-03-05").Partnership("ps-1"));
  ledger.Record(EventAmended(initiation, {{"header.effective_on", Json(Day("2024-03-01"))}}));
  const auto view = ledger.View();
  CHECK(TheFact(*view, FactKind::kPurchase, {}).dimensions.phase == event::v1::PHASE_INITIATION);
  CHECK(TheFact(*view, FactKind::kPurchase, before).dimensions.phase ==
        event::v1::PHASE_MOTIVATION);
}

TEST_CASE("with several phases open the home phase of the fact wins") {
  ProjectedLedger ledger;
  ledger.Record({PhaseEntered("ps-1", "motivation", "2023-01-01"),
                 PhaseEntered("ps-1", "implementation", "2024-01-01", "reason"),
                 PhaseEnteredBeside("ps-1", "evaluation", "2024-02-01")});
  ledger.Record(Purchase("2024-03-05").Partnership("ps-1"));
  ledger.Record(PartnerReportDue("r-1", "2024-03-05").Partnership("ps-1"));
  const auto view = ledger.View();
  CHECK(TheFact(*view, FactKind::kPurchase, {}).dimensions.phase ==
        event::v1::PHASE_IMPLEMENTATION);
  CHECK(TheFact(*view, FactKind::kReportDue, {}).dimensions.phase == event::v1::PHASE_EVALUATION);
}

TEST_CASE("a correction changes amount, month and supplier of a purchase and its reversal") {
  ProjectedLedger ledger;
  const std::uint64_t purchase = ledger.Record(Purchase("2024-03-05"));
  const std::uint64_t before = ledger.Record(PurchaseReversed("p-1", Usd(30'00), "2024-04-10"));
  ledger.Record(EventAmended(purchase, {{"amount", Json(Usd(90'00))},
                                        {"invoice_date", Json(Day("2024-02-28"))},
                                        {"supplier_id", JsonText("supplier-2")}}));
  const auto view = ledger.View();
  FactSelection now = Everything(*view, FactKind::kPurchase);
  FactSelection then = now;
  then.known.position = base::Position(before);
  const std::vector<Fact> facts = FactsOf(*view, now);
  REQUIRE(facts.size() == 2);
  CHECK(facts[0].effective_on == Day("2024-02-28"));
  CHECK(facts[0].measures == projections::Measures{90'00, 90'00, 0, 0});
  CHECK(facts[1].measures == projections::Measures{-30'00, 0, 30'00, 0});
  for (const Fact& fact : facts) CHECK(view->Text(fact.entity) == "supplier-2");

  const std::vector<Fact> old_facts = FactsOf(*view, then);
  REQUIRE(old_facts.size() == 2);
  CHECK(old_facts[0].effective_on == Day("2024-03-05"));
  CHECK(old_facts[0].measures == projections::Measures{100'00, 100'00, 0, 0});
  for (const Fact& fact : old_facts) CHECK(view->Text(fact.entity) == "supplier-1");
  // The cells say the same as the single facts.
  CHECK(SumsOf(*view, now).size() == 2);
  CHECK(SumsOf(*view, then).size() == 2);
}

TEST_CASE("voiding an amendment brings the earlier value back") {
  ProjectedLedger ledger;
  const std::uint64_t purchase = ledger.Record(Purchase());
  const std::uint64_t amended =
      ledger.Record(EventAmended(purchase, {{"amount", Json(Usd(90'00))}}));
  ledger.Record(EventVoided(amended));
  const auto view = ledger.View();
  CHECK(TheFact(*view, FactKind::kPurchase, {}).measures[0] == 100'00);
  CHECK(TheFact(*view, FactKind::kPurchase, amended).measures[0] == 90'00);
  CHECK(TheFact(*view, FactKind::kPurchase, purchase).measures[0] == 100'00);
}

TEST_CASE("a void takes the fact out, from its own position on") {
  ProjectedLedger ledger;
  const std::uint64_t purchase = ledger.Record(Purchase());
  ledger.Record(EventVoided(purchase));
  const auto view = ledger.View();
  CHECK(FactsOf(*view, Everything(*view, FactKind::kPurchase)).empty());
  CHECK(SumsOf(*view, Everything(*view, FactKind::kPurchase)).empty());
  CHECK(TheFact(*view, FactKind::kPurchase, purchase).measures[0] == 100'00);
}

TEST_CASE("a supplier that moves keeps its earlier purchases where they were") {
  ProjectedLedger ledger;
  ledger.Record(
      {Purchase("2024-03-05"), PurchaseRecorded("p-2", "supplier-1", Usd(7'00), "2024-08-01")});
  ledger.Record(SupplierRegistered("supplier-1", "2024-06-01", "zcta5:77777"));
  const auto view = ledger.View();
  const std::vector<Fact> facts = FactsOf(*view, Everything(*view, FactKind::kPurchase));
  REQUIRE(facts.size() == 2);
  CHECK(view->Text(facts[0].dimensions.geography) == "zcta5:02119");
  CHECK(view->Text(facts[1].dimensions.geography) == "zcta5:77777");
}

TEST_CASE("known_on is the end of a UTC day") {
  ProjectedLedger ledger;
  const base::Date first_day = ledger.today();
  ledger.Record(Purchase());
  ledger.NextDay();
  ledger.Record(PurchaseRecorded("p-2", "supplier-1", Usd(7'00), "2024-03-06"));
  const auto view = ledger.View();
  FactSelection selection = Everything(*view, FactKind::kPurchase);
  selection.known.day = first_day;
  CHECK(FactsOf(*view, selection).size() == 1);
  REQUIRE(SumsOf(*view, selection).size() == 1);
  CHECK(SumsOf(*view, selection).front().measures[0] == 100'00);
  selection.known.day = first_day.PlusDays(-1);
  CHECK(FactsOf(*view, selection).empty());
  selection.known.day = first_day.PlusDays(1);
  CHECK(SumsOf(*view, selection).front().measures[0] == 107'00);
  selection.known.day = first_day.PlusDays(100);
  CHECK(SumsOf(*view, selection).front().measures[0] == 107'00);
}

TEST_CASE("a voided piece of evidence reopens its milestone") {
  ProjectedLedger ledger;
  ledger.Record(PhaseEntered("ps-1", "motivation", "2023-01-01"));
  const std::uint64_t evidence =
      ledger.Record(ConveningHeld("conv-1", "2024-01-10", "funders").Partnership("ps-1"));
  const std::uint64_t before = ledger.Record(MilestoneMet("ps-1", "P2", {evidence}, "2024-02-01"));
  ledger.Record(EventVoided(evidence));
  const auto view = ledger.View();
  CHECK(FactsOf(*view, Everything(*view, FactKind::kMilestone)).empty());
  CHECK(TheFact(*view, FactKind::kMilestone, before).measures[0] == 1);
}

}  // namespace
}  // namespace anchorledger::testing
