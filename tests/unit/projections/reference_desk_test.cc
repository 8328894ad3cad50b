// What questions may name, and what was behind an answer: read through the view, as queries do.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "services/projections/fact_schema.h"
#include "tests/support/projections/projected_ledger.h"

namespace anchorledger::testing {
namespace {

using projections::FactKind;
using projections::FactView;
using projections::KnownAt;
using projections::NamedThing;

bool Knows(const FactView& view, NamedThing kind, std::string_view name) {
  return view.Knows(view.Find(kTenant), kind, view.Find(name));
}

std::vector<std::uint64_t> AmendmentsOf(const FactView& view, std::uint64_t event,
                                        const KnownAt& known = {}) {
  std::vector<std::uint64_t> positions;
  for (const base::Position by : view.AmendmentsOf(base::Position(event), known)) {
    positions.push_back(by.value());
  }
  return positions;
}

TEST_CASE("a ledger knows what it registered, each thing as what it is") {
  ProjectedLedger ledger;
  const auto view = ledger.View();
  CHECK(Knows(*view, NamedThing::kAnchor, "anchor-1"));
  CHECK(Knows(*view, NamedThing::kPartner, "partner-1"));
  CHECK(Knows(*view, NamedThing::kPartnership, "ps-1"));
  CHECK_FALSE(Knows(*view, NamedThing::kPartner, "anchor-1"));
  CHECK_FALSE(Knows(*view, NamedThing::kAnchor, "partner-1"));
  CHECK_FALSE(Knows(*view, NamedThing::kPartnership, "ps-99"));
  CHECK_FALSE(view->Knows(view->Find("another"), NamedThing::kAnchor, view->Find("anchor-1")));
}

TEST_CASE("suppliers and investments are known once they were registered or committed to") {
  ProjectedLedger ledger;
  CHECK(Knows(*ledger.View(), NamedThing::kSupplier, "supplier-1"));
  CHECK_FALSE(Knows(*ledger.View(), NamedThing::kInvestment, "supplier-1"));
  CHECK_FALSE(Knows(*ledger.View(), NamedThing::kInvestment, "loan-1"));
  ledger.Record(InvestmentCommitted("loan-1", "loan", Usd(100'00), "2024-01-01"));
  CHECK(Knows(*ledger.View(), NamedThing::kInvestment, "loan-1"));
  CHECK_FALSE(Knows(*ledger.View(), NamedThing::kSupplier, "loan-1"));
}

TEST_CASE("a place is known when a definition, a home or a fact names it") {
  ProjectedLedger ledger;
  CHECK_FALSE(Knows(*ledger.View(), NamedThing::kPlace, "zcta5:99901"));
  ledger.Record(HireRecorded("c-1", 20, "2024-03-01", "anchor-1", "zcta5:99901"));
  CHECK(Knows(*ledger.View(), NamedThing::kPlace, "zcta5:99901"));
}

TEST_CASE("amendments are told as they were known, and those of amendments too") {
  ProjectedLedger ledger;
  const std::uint64_t purchase =
      ledger.Record(PurchaseRecorded("p-1", "supplier-1", Usd(100'00), "2024-03-05"));
  const std::uint64_t first = ledger.Record(EventAmended(purchase, {{"amount", Json(Usd(90'00))}}));
  const std::uint64_t second =
      ledger.Record(EventAmended(purchase, {{"amount", Json(Usd(80'00))}}));
  const auto view = ledger.View();
  CHECK(AmendmentsOf(*view, purchase) == std::vector<std::uint64_t>{first, second});
  CHECK(AmendmentsOf(*view, purchase, {.day = {}, .position = base::Position(first)}) ==
        std::vector<std::uint64_t>{first});
  CHECK(AmendmentsOf(*view, first).empty());
  ledger.Record(EventVoided(second));
  CHECK(AmendmentsOf(*ledger.View(), purchase) == std::vector<std::uint64_t>{first});
}

TEST_CASE("editions are those of the places that decide the flags asked about") {
  ProjectedLedger ledger;
  const auto view = ledger.View();
  projections::FactSelection selection = Everything(*view, FactKind::kHire);
  const auto names = [&](std::uint32_t flags) { return view->EditionsUsed(selection, flags); };
  CHECK(names(0).empty());
  CHECK(names(projections::FlagBit(FactKind::kHire, "permanent")).empty());
  const std::vector<std::string> local = names(projections::FlagBit(FactKind::kHire, "local"));
  REQUIRE_FALSE(local.empty());
  CHECK(local.front().starts_with("geography/"));
  CHECK(names(projections::FlagBit(FactKind::kHire, "target")) != local);
  selection.to = base::kFirstDate;  // before any was valid
  CHECK(names(projections::FlagBit(FactKind::kHire, "local")).empty());
}

TEST_CASE("anchors with the same books share a currency") {
  ProjectedLedger ledger;
  const auto view = ledger.View();
  const auto tenant = view->Find(kTenant);
  const base::Currency of_anchor = view->CurrencyOf(tenant, view->Find("anchor-1"), {});
  CHECK(of_anchor.code() == "USD");
  CHECK(view->CommonCurrency(tenant, {.day = {}, .position = base::Position(1)}) == of_anchor);
  CHECK(view->CommonCurrency(view->Find("another"), {}).empty());
}

}  // namespace
}  // namespace anchorledger::testing
