// Sums rolled up: the same totals from far fewer cells.
#include <catch2/catch.hpp>
#include <numeric>
#include <string>
#include <vector>

#include "services/projections/fact_schema.h"
#include "tests/support/projections/projected_ledger.h"

namespace anchorledger::testing {
namespace {

using projections::Fact;
using projections::FactKind;
using projections::FactSelection;
using projections::FactView;

constexpr int kPlaces = 300;  // more than one slice of cells holds
constexpr auto kGross = projections::MeasureSlot(FactKind::kPurchase, "gross");

std::string Number(int number) { return std::to_string(10'000 + number); }

// A purchase of `number` dollars on the day from a supplier in each of many places.
std::uint64_t Buy(ProjectedLedger& ledger, const std::string& name, std::string_view day) {
  std::vector<Draft> drafts;
  for (int i = 0; i < kPlaces; ++i) {
    drafts.push_back(
        PurchaseRecorded(name + Number(i), "supplier-" + Number(i), Usd((i + 1) * 1'00), day));
    if (drafts.size() < 100 && i + 1 < kPlaces) continue;
    ledger.Record(drafts);
    drafts.clear();
  }
  return ledger.last_position();
}

void RegisterSuppliers(ProjectedLedger& ledger) {
  for (int i = 0; i < kPlaces; ++i) {
    ledger.Record(SupplierRegistered("supplier-" + Number(i), "2000-01-01", "zcta5:" + Number(i)));
  }
}

FactSelection RolledUp(const FactView& view) {
  FactSelection selection = Everything(view, FactKind::kPurchase);
  selection.rolled_up = true;
  return selection;
}

std::int64_t GrossOf(const std::vector<Fact>& sums) {
  return std::accumulate(
      sums.begin(), sums.end(), std::int64_t{0},
      [](std::int64_t total, const Fact& sum) { return total + sum.measures[kGross]; });
}

constexpr std::int64_t kOneRound = 100LL * kPlaces * (kPlaces + 1) / 2;

TEST_CASE("a month of many places is one sum when places do not matter, at any cut-off") {
  ProjectedLedger ledger;
  RegisterSuppliers(ledger);
  const std::uint64_t first_round = Buy(ledger, "first-", "2024-03-05");
  Buy(ledger, "second-", "2024-03-20");
  const auto view = ledger.View();

  CHECK(SumsOf(*view, Everything(*view, FactKind::kPurchase)).size() == kPlaces);
  const std::vector<Fact> sums = SumsOf(*view, RolledUp(*view));
  REQUIRE(sums.size() == 1);
  CHECK(sums.front().dimensions.geography == 0);
  CHECK(GrossOf(sums) == 2 * kOneRound);

  FactSelection then = RolledUp(*view);
  then.known.position = base::Position(first_round);
  CHECK(GrossOf(SumsOf(*view, then)) == kOneRound);

  FactSelection cut = RolledUp(*view);
  cut.from = Day("2024-03-10");
  const std::vector<Fact> of_the_rest = SumsOf(*view, cut);
  CHECK(of_the_rest.size() == 1);
  CHECK(GrossOf(of_the_rest) == kOneRound);
}

TEST_CASE("sums rolled up follow what happens after a month has become large") {
  ProjectedLedger ledger;
  RegisterSuppliers(ledger);
  Buy(ledger, "first-", "2024-03-05");
  ledger.Record(PurchaseReversed("first-" + Number(7), Usd(2'00), "2024-03-06"));
  const auto view = ledger.View();
  const std::vector<Fact> sums = SumsOf(*view, RolledUp(*view));
  REQUIRE(sums.size() == 1);
  CHECK(sums.front().measures[projections::MeasureSlot(FactKind::kPurchase, "net")] ==
        kOneRound - 2'00);
}

}  // namespace
}  // namespace anchorledger::testing
