#include <catch2/catch.hpp>

#include "anchorledger/event/v1/envelope.pb.h"
#include "tests/support/given.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;
using base::ErrorReason;

const Draft kPurchase = PurchaseRecorded("p-1", "supplier-1", Usd(100'00), "2020-05-10");

std::int64_t AmountInForce(Story& story) {
  const auto history = story.world().HistoryOf("purchase/p-1");
  return history->Opening()->As<pb::PurchaseRecorded>()->amount().minor();
}

TEST_CASE("amendments apply in the order of recording, and a voided one gives back") {
  Story story = Given({kPurchase});
  const std::uint64_t purchase = story.PositionOf(1);
  story.And({EventAmended(purchase, {{"amount.minor", JsonNumber(90'00)}}),
             EventAmended(purchase, {{"amount.minor", JsonNumber(80'00)}})});
  CHECK(AmountInForce(story) == 80'00);
  story.WhenVoided(2)
      .ThenRefused("last_amendment")
      .Saying("event " + std::to_string(story.PositionOf(3)));
  story.WhenVoided(3).ThenAccepted();
  CHECK(AmountInForce(story) == 90'00);
  story.WhenVoided(2).ThenAccepted();
  CHECK(AmountInForce(story) == 100'00);
}

TEST_CASE("amendments of different fields are voided in any order") {
  Story story = Given({kPurchase});
  const std::uint64_t purchase = story.PositionOf(1);
  story.And({EventAmended(purchase, {{"amount.minor", JsonNumber(90'00)}}),
             EventAmended(purchase, {{"addressable", "false"}})});
  story.WhenVoided(2).ThenAccepted();
  CHECK(AmountInForce(story) == 100'00);
  CHECK_FALSE(story.world()
                  .HistoryOf("purchase/p-1")
                  ->Opening()
                  ->As<pb::PurchaseRecorded>()
                  ->addressable());
}

TEST_CASE("a field inside an amended group counts as amended") {
  Story story = Given({kPurchase});
  const std::uint64_t purchase = story.PositionOf(1);
  story.And({EventAmended(purchase, {{"amount.minor", JsonNumber(90'00)}}),
             EventAmended(purchase, {{"amount", Json(Usd(70'00))}})});
  story.WhenVoided(2).ThenRefused("last_amendment");
}

TEST_CASE("the old value must be the one in force") {
  Story story = Given({kPurchase});
  Draft amended = EventAmended(story.PositionOf(1), {{"amount.minor", JsonNumber(90'00)}});
  amended.payload().mutable_event_amended()->mutable_field_changes(0)->set_old_json(
      JsonNumber(99'00));
  story.When(amended).ThenRefusedAs(ErrorReason::kRuleBroken);
}

TEST_CASE("a date that decides the effective date moves it along") {
  Story story = Given({kPurchase});
  story.And({EventAmended(story.PositionOf(1), {{"invoice_date", Json(Day("2020-06-01"))}})});
  const auto history = story.world().HistoryOf("purchase/p-1");
  CHECK(history->Opening()->effective_on == Day("2020-06-01"));
  CHECK(history->Opening()->recorded_header->effective_on().days() == Day("2020-05-10").days);
}

TEST_CASE("an amended event passes the rules of a new one") {
  Given({kPurchase})
      .WhenAmended(1, {{"supplier_id", JsonText("nobody")}})
      .ThenRefusedAs(ErrorReason::kReferenceUnknown);
  Given({kPurchase})
      .WhenAmended(1, {{"amount.minor", JsonNumber(0)}})
      .ThenRefusedAs(ErrorReason::kFieldInvalid);
  Given({kPurchase})
      .WhenAmended(1, {{"header.partnership_id", JsonText("ps-9")}})
      .ThenRefusedAs(ErrorReason::kReferenceUnknown);
  Given({kPurchase}).WhenAmended(1, {{"header.partnership_id", JsonText("ps-1")}}).ThenAccepted();
  Given({kPurchase})
      .WhenAmended(1, {{"purchase_id", JsonText("p-2")}})
      .ThenRefusedAs(ErrorReason::kFieldInvalid);
}

TEST_CASE("a void is final") {
  Story story = Given({kPurchase});
  story.And({EventVoided(story.PositionOf(1))});
  story.WhenVoided(1).ThenRefused("target_in_force").Saying("voided already");
  story.WhenVoided(2).ThenRefusedAs(ErrorReason::kFieldInvalid);
  story.WhenAmended(1, {{"amount.minor", JsonNumber(1)}}).ThenRefused("target_in_force");
}

TEST_CASE("a correction names a recorded event of its own tenant") {
  Given().When(EventVoided(9999)).ThenRefusedAs(ErrorReason::kFieldMissing);
  Story story = Given({kPurchase});
  const auto event =
      EventVoided(story.PositionOf(1)).Propose(Day("2026-11-01"), base::StreamId("purchase/p-1"));
  auto payload = std::make_shared<pb::EventPayload>(*event.payload);
  payload->mutable_event_voided()->set_target_event_type(pb::EventPayload::kPurchaseRecorded);

  SECTION("not one that does not exist") {
    payload->mutable_event_voided()->set_target_position(9999);
    CHECK_REASON(domain::Check({event.stream, event.header, payload}, story.world()),
                 kReferenceUnknown);
  }
  SECTION("not one of the same request, which has no position yet") {
    payload->mutable_event_voided()->set_target_position(domain::kProvisionalPosition);
    CHECK_REASON(domain::Check({event.stream, event.header, payload}, story.world()),
                 kReferenceUnknown);
  }
  SECTION("not one of another stream") {
    const auto status =
        domain::Check({base::StreamId("purchase/p-2"), event.header, payload}, story.world());
    CHECK_REASON(status, kRuleBroken);
  }
  SECTION("not by another type") {
    payload->mutable_event_voided()->set_target_event_type(pb::EventPayload::kPurchaseReversed);
    CHECK_REASON(domain::Check({event.stream, event.header, payload}, story.world()), kRuleBroken);
  }
}

TEST_CASE("the side that recorded an event corrects it, or a data steward") {
  Story story = Given({Draft(kPurchase).From("anchor-1")});
  const std::uint64_t purchase = story.PositionOf(1);
  story.When(EventVoided(purchase).By(pb::ROLE_SC).From("anchor-2"))
      .ThenRefusedAs(ErrorReason::kPermissionDenied);
  story.When(EventVoided(purchase).By(pb::ROLE_HR).From("anchor-1"))
      .ThenRefusedAs(ErrorReason::kPermissionDenied);
  story.When(EventAmended(purchase, {{"addressable", "false"}}).By(pb::ROLE_SC).From("anchor-1"))
      .ThenAccepted();
  story.When(EventVoided(purchase).By(pb::ROLE_STW).From("anchor-2")).ThenAccepted();
}

TEST_CASE("a thing that others name goes with them or stays") {
  Story story = Given({PartnerOnboarded("p-9", "cbo"),
                       InvestmentCommitted("inv-1", "grant", Usd(100), "2020-01-01", "p-9")});
  const std::uint64_t partner = story.PositionOf(1);
  const std::uint64_t commitment = story.PositionOf(2);
  story.When(EventVoided(partner)).ThenRefused("dependants").Saying("InvestmentCommitted");
  story
      .When({EventVoided(partner),
             EventAmended(commitment, {{"payee_org_id", JsonText("partner-1")}})})
      .ThenAccepted();
  CHECK_FALSE(story.world().HistoryOf("partner/p-9")->Opening() != nullptr);
}

TEST_CASE("a new event of the request that names a voided thing is in the way too") {
  Story story = Given({PartnerOnboarded("p-9", "cbo")});
  story
      .When({InvestmentCommitted("inv-1", "grant", Usd(100), "2020-01-01", "p-9"),
             EventVoided(story.PositionOf(1))})
      .ThenRefused("dependants")
      .Saying("event 1 of this request");
}

TEST_CASE("an earlier value that returns is checked against the world of today") {
  Story story = Given({PartnerOnboarded("p-9", "cbo"),
                       InvestmentCommitted("inv-1", "grant", Usd(100), "2020-01-01", "p-9")});
  story.And({EventAmended(story.PositionOf(2), {{"payee_org_id", JsonText("partner-1")}}),
             EventVoided(story.PositionOf(1))});
  story.WhenVoided(3)
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "payee_org_id")
      .Saying("as corrected");
}

TEST_CASE("a refusal says which event of the request it is about") {
  Story story = Given();
  const auto refused = story.world().Append(
      {Draft(kPurchase), PurchaseRecorded("p-2", "nobody", Usd(1), "2020-05-10")});
  CHECK_REASON(refused, kReferenceUnknown);
  const base::Metadata metadata = base::MetadataOf(refused.status());
  CHECK(std::find(metadata.begin(), metadata.end(),
                  std::pair<std::string, std::string>("event_index", "1")) != metadata.end());
}

}  // namespace
}  // namespace anchorledger::testing
