// What a read may cost whoever asks.
#include <catch2/catch.hpp>

#include "tests/support/projections/projected_ledger.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

using projections::Fact;
using projections::FactKind;
using projections::FactSelection;
using projections::ReadBounds;

// Two partnerships with so many purchases each.
void Purchase(ProjectedLedger& ledger, int each) {
  ledger.Record(PartnershipProposed("ps-2", "2019-01-01"));
  for (int i = 0; i < each; ++i) {
    const std::string id = std::to_string(i);
    ledger.Record(
        PurchaseRecorded("a-" + id, "supplier-1", Usd(1), "2024-01-01").Partnership("ps-1"));
    ledger.Record(
        PurchaseRecorded("b-" + id, "supplier-1", Usd(1), "2024-01-01").Partnership("ps-2"));
  }
}

FactSelection Bounded(const projections::FactView& view, const ReadBounds& bounds) {
  FactSelection selection = Everything(view, FactKind::kPurchase);
  selection.bounds = &bounds;
  return selection;
}

TEST_CASE("more single facts than somebody may have are refused, not collected") {
  ProjectedLedger ledger;
  Purchase(ledger, 100);
  const auto view = ledger.projection().View();
  const ReadBounds enough{.alive = nullptr, .facts_max = 200};
  CHECK(FactsOf(*view, Bounded(*view, enough)).size() == 200);
  const ReadBounds less{.alive = nullptr, .facts_max = 199};
  int given = 0;
  CHECK_REASON(view->Facts(Bounded(*view, less), [&](const Fact&) { ++given; }), kMessageTooLarge);
  CHECK(given == 0);
}

TEST_CASE("facts that nobody wants do not count") {
  ProjectedLedger ledger;
  Purchase(ledger, 100);
  const auto view = ledger.projection().View();
  const ReadBounds bounds{.alive = nullptr, .facts_max = 100};
  FactSelection selection = Bounded(*view, bounds);
  selection.wanted = [one = view->Find("ps-1")](const projections::Dimensions& dimensions) {
    return dimensions.partnership == one;
  };
  CHECK(FactsOf(*view, selection).size() == 100);
}

TEST_CASE("a read ends when nobody waits for it any more") {
  ProjectedLedger ledger;
  Purchase(ledger, 200);
  const auto view = ledger.projection().View();
  int asked = 0;
  const ReadBounds bounds{.alive = [&asked] {
    return ++asked < 3 ? base::Status() : base::MakeError(base::ErrorReason::kCancelled, "gone");
  }};
  const auto ignore = [](const Fact&) {};
  CHECK_REASON(view->Facts(Bounded(*view, bounds), ignore), kCancelled);
  CHECK(asked == 3);
  CHECK_REASON(view->SumsByEntity(Bounded(*view, bounds), ignore), kCancelled);
  CHECK_REASON(view->Sums(Bounded(*view, bounds), ignore), kCancelled);
}

}  // namespace
}  // namespace anchorledger::testing
