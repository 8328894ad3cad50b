#include <catch2/catch.hpp>

#include "services/domain/periods.h"
#include "tests/support/given.h"

namespace anchorledger::testing {
namespace {

using base::ErrorReason;

const Draft kPurchase = PurchaseRecorded("p-1", "supplier-1", Usd(100'00), "2020-05-10");

// A purchase of May 2020, and then the books of the second quarter closed.
std::vector<Draft> Closed(bool hard = false) {
  return {kPurchase, PeriodClosed("anchor-1", "2020-04-01", "2020-06-30", hard)};
}

TEST_CASE("a fact in a closed period is late and says why") {
  const Draft fact = PurchaseRecorded("p-2", "supplier-1", Usd(1'00), "2020-06-30");
  Given(Closed()).When(Draft(fact)).ThenRefusedAs(ErrorReason::kPeriodClosed, "header.late_reason");
  Given(Closed()).When(Draft(fact).Late("invoice_found")).ThenAccepted().AndLate();
}

TEST_CASE("a fact outside the closed days is not late") {
  for (const char* day : {"2020-03-31", "2020-07-01"}) {
    Given(Closed())
        .When(PurchaseRecorded("p-2", "supplier-1", Usd(1'00), day).Late("given_anyway"))
        .ThenAccepted()
        .AndLate(false);
  }
}

TEST_CASE("the books of another anchor stay open") {
  Given(Closed())
      .When(PurchaseRecorded("p-2", "supplier-1", Usd(1'00), "2020-05-01").Anchor("anchor-2"))
      .ThenAccepted()
      .AndLate(false);
}

TEST_CASE("facts of no anchor are in nobody's books") {
  Given(Closed()).When(ConveningHeld("c-1", "2020-05-01")).ThenAccepted().AndLate(false);
}

TEST_CASE("a hard-closed period takes nothing until it is reopened") {
  const Draft fact = PurchaseRecorded("p-2", "supplier-1", Usd(1'00), "2020-05-01").Late("found");
  Given(Closed(true)).When(Draft(fact)).ThenRefusedAs(ErrorReason::kPeriodHardClosed);
  Given(Closed(true)).WhenVoided(1).ThenRefusedAs(ErrorReason::kPeriodHardClosed);
  Given(Closed(true))
      .And({PeriodReopened("anchor-1", "2020-04-01", "2020-06-30")})
      .When(Draft(fact))
      .ThenAccepted()
      .AndLate(false);
}

TEST_CASE("only the reopened days are open again") {
  const std::vector<Draft> may = {PeriodReopened("anchor-1", "2020-05-01", "2020-05-31")};
  Given(Closed(true))
      .And(may)
      .When(PurchaseRecorded("p-2", "supplier-1", Usd(1'00), "2020-05-01"))
      .ThenAccepted();
  Given(Closed(true))
      .And(may)
      .When(PurchaseRecorded("p-2", "supplier-1", Usd(1'00), "2020-06-01"))
      .ThenRefusedAs(ErrorReason::kPeriodHardClosed);
}

TEST_CASE("a reversal moves to the earliest open day and keeps the true one") {
  Given(Closed())
      .When(PurchaseReversed("p-1", Usd(1'00), "2020-06-15").Late("found"))
      .ThenRefusedAs(ErrorReason::kPeriodClosed, "effective_on")
      .Saying("2020-07-01");
  const auto moved = [](std::string_view on) {
    return PurchaseReversed("p-1", Usd(1'00), on).Set("occurred_on", Day("2020-06-15"));
  };
  Given(Closed()).When(moved("2020-07-01")).ThenAccepted().AndLate(false);
  Given(Closed()).When(moved("2020-07-02")).ThenRefusedAs(ErrorReason::kPeriodClosed);
  Given(Closed(true)).When(moved("2020-07-01")).ThenRefusedAs(ErrorReason::kPeriodHardClosed);
  Given({kPurchase}).When(moved("2020-07-01")).ThenRefused("reversal_moves", "occurred_on");
}

TEST_CASE("a reversal that happened on an open day stays there") {
  Given(Closed()).When(PurchaseReversed("p-1", Usd(1'00), "2020-08-20")).ThenAccepted();
  Given(Closed(true)).When(PurchaseReversed("p-1", Usd(1'00), "2020-08-20")).ThenAccepted();
}

TEST_CASE("a credit in a closed period is late or moves") {
  const Draft credit = SupplierCreditRecorded("c-1", "supplier-1", Usd(1'00), "2020-06-15");
  Given(Closed()).When(Draft(credit)).ThenRefusedAs(ErrorReason::kPeriodClosed);
  Given(Closed()).When(Draft(credit).Late("found")).ThenAccepted().AndLate();
  Given(Closed())
      .When(SupplierCreditRecorded("c-1", "supplier-1", Usd(1'00), "2020-07-01")
                .Set("occurred_on", Day("2020-06-15")))
      .ThenAccepted()
      .AndLate(false);
}

TEST_CASE("a correction that touches a closed day is late") {
  const std::vector<Change> smaller = {{"amount.minor", JsonNumber(50'00)}};
  Story story = Given(Closed());
  story.WhenAmended(1, smaller).ThenRefusedAs(ErrorReason::kPeriodClosed, "header.late_reason");
  story.When(EventAmended(story.PositionOf(1), smaller).Late("audit")).ThenAccepted().AndLate();
  story.When(EventVoided(story.PositionOf(1)).Late("audit")).ThenAccepted().AndLate();
}

TEST_CASE("moving an event into or out of a closed period is late") {
  const auto moved = [](std::uint64_t target, std::string_view day) {
    return EventAmended(target, {{"invoice_date", Json(Day(day))}});
  };
  Story out = Given(Closed());
  out.When(moved(out.PositionOf(1), "2020-07-05")).ThenRefusedAs(ErrorReason::kPeriodClosed);
  out.When(moved(out.PositionOf(1), "2020-07-05").Late("audit")).ThenAccepted().AndLate();

  Story in = Given({PurchaseRecorded("p-1", "supplier-1", Usd(1), "2020-07-05"),
                    PeriodClosed("anchor-1", "2020-04-01", "2020-06-30")});
  in.When(moved(in.PositionOf(1), "2020-06-05")).ThenRefusedAs(ErrorReason::kPeriodClosed);
  in.When(moved(in.PositionOf(1), "2020-07-06")).ThenAccepted().AndLate(false);
}

TEST_CASE("voiding an amendment touches the days before and after") {
  Story story = Given({PurchaseRecorded("p-1", "supplier-1", Usd(1), "2020-05-05")});
  story.And({EventAmended(story.PositionOf(1), {{"invoice_date", Json(Day("2020-07-05"))}}),
             PeriodClosed("anchor-1", "2020-04-01", "2020-06-30")});
  story.WhenVoided(2).ThenRefusedAs(ErrorReason::kPeriodClosed);
  story.When(EventVoided(story.PositionOf(2)).Late("audit")).ThenAccepted().AndLate();
}

TEST_CASE("closing and reopening follow one another") {
  Given(Closed())
      .When(PeriodClosed("anchor-1", "2020-04-01", "2020-06-30"))
      .ThenRefused("period_open", "period");
  Given(Closed()).When(PeriodClosed("anchor-1", "2020-04-01", "2020-06-30", true)).ThenAccepted();
  Given(Closed(true))
      .When(PeriodClosed("anchor-1", "2020-01-01", "2020-12-31"))
      .ThenRefused("period_open", "hard");
  Given(Closed())
      .When(PeriodReopened("anchor-1", "2020-01-01", "2020-03-31"))
      .ThenRefused("period_closed", "period");
  Given(Closed()).WhenVoided(2).ThenRefused("correctable").Saying("PeriodReopened");
}

TEST_CASE("a period is closed after its last day") {
  Given()
      .When(PeriodClosed("anchor-1", "2026-10-01", "2026-12-31").On("2026-11-01"))
      .ThenRefused("period_over", "period.to");
}

TEST_CASE("the earliest open day skips adjoining closed periods") {
  Story story = Given(Closed());
  story.And({PeriodClosed("anchor-1", "2020-07-01", "2020-07-31"),
             PeriodClosed("anchor-1", "2020-08-10", "2020-08-31", true)});
  const auto calendar = domain::PeriodCalendar::Of(*story.world().HistoryOf("period/anchor-1"));
  CHECK(calendar.EarliestOpenFrom(Day("2020-04-15")) == Day("2020-08-01"));
  CHECK(calendar.EarliestOpenFrom(Day("2020-08-10")) == Day("2020-09-01"));
  CHECK(calendar.EarliestOpenFrom(Day("2020-03-31")) == Day("2020-03-31"));
}

}  // namespace
}  // namespace anchorledger::testing
