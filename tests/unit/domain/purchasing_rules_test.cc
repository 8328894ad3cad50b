#include <catch2/catch.hpp>

#include "tests/support/given.h"

namespace anchorledger::testing {
namespace {

using base::ErrorReason;

TEST_CASE("a purchase needs a known supplier and an id of its own") {
  Given().When(PurchaseRecorded("p-1", "supplier-1", Usd(100'00), "2020-05-01")).ThenAccepted();
  Given()
      .When(PurchaseRecorded("p-1", "nobody", Usd(100'00), "2020-05-01"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "supplier_id");
  Given({PurchaseRecorded("p-1", "supplier-1", Usd(100'00), "2020-05-01")})
      .When(PurchaseRecorded("p-1", "supplier-1", Usd(100'00), "2020-05-01"))
      .ThenRefused("opened_once");
}

TEST_CASE("a purchase under a contract is from the contract's supplier") {
  const Draft contract = ContractAwarded("k-1", "supplier-1", "2020-01-01");
  Given({contract})
      .When(PurchaseRecorded("p-1", "supplier-1", Usd(1), "2020-05-01").Set("contract_id", "k-1"))
      .ThenAccepted();
  Given({contract})
      .When(PurchaseRecorded("p-1", "supplier-2", Usd(1), "2020-05-01").Set("contract_id", "k-1"))
      .ThenRefused("contract_of_supplier", "contract_id");
  Given({contract})
      .When(SupplierCreditRecorded("c-1", "supplier-2", Usd(1), "2020-05-01")
                .Set("contract_id", "k-1"))
      .ThenRefused("contract_of_supplier", "contract_id");
  Given()
      .When(PurchaseRecorded("p-1", "supplier-1", Usd(1), "2020-05-01").Set("contract_id", "k-9"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "contract_id");
}

TEST_CASE("reversals do not exceed their purchase") {
  const std::vector<Draft> past = {PurchaseRecorded("p-1", "supplier-1", Usd(100'00), "2020-05-01"),
                                   PurchaseReversed("p-1", Usd(60'00), "2020-06-01")};
  Given(past).When(PurchaseReversed("p-1", Usd(40'00), "2020-07-01")).ThenAccepted();
  Given(past)
      .When(PurchaseReversed("p-1", Usd(40'01), "2020-07-01"))
      .ThenRefused("reversals_within_purchase", "amount")
      .Saying("0.01 USD");
  Given(past)
      .WhenAmended(1, {{"amount.minor", JsonNumber(59'99)}})
      .ThenRefused("reversals_within_purchase");
}

TEST_CASE("a reversal follows its purchase, in its currency and for its anchor") {
  const Draft purchase = PurchaseRecorded("p-1", "supplier-1", Usd(100'00), "2020-05-01");
  Given({purchase})
      .When(PurchaseReversed("p-1", Usd(1'00), "2020-04-30"))
      .ThenRefused("after_parent", "effective_on");
  Given({purchase})
      .When(PurchaseReversed("p-1", Gbp(1'00), "2020-05-02"))
      .ThenRefused("one_currency");
  Given({purchase})
      .When(PurchaseReversed("p-1", Usd(1'00), "2020-05-02").Anchor("anchor-2"))
      .ThenRefused("anchor_of_parent", "header.anchor_id");
  Given()
      .When(PurchaseReversed("p-1", Usd(1'00), "2020-05-02"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "purchase_id");
}

TEST_CASE("a purchase with a reversal is voided together with it or not at all") {
  Story story = Given({PurchaseRecorded("p-1", "supplier-1", Usd(100'00), "2020-05-01"),
                       PurchaseReversed("p-1", Usd(60'00), "2020-06-01")});
  story.WhenVoided(1)
      .ThenRefused("opened_first")
      .Saying("event " + std::to_string(story.PositionOf(2)));
  story.When({EventVoided(story.PositionOf(1)), EventVoided(story.PositionOf(2))}).ThenAccepted();
}

TEST_CASE("a purchase that was voided can be entered anew under its id") {
  Story story = Given({PurchaseRecorded("p-1", "supplier-1", Usd(100'00), "2020-05-01"),
                       PurchaseReversed("p-1", Usd(60'00), "2020-06-01")});
  story
      .When({EventVoided(story.PositionOf(1)),
             PurchaseRecorded("p-1", "supplier-2", Usd(70'00), "2020-05-01")})
      .ThenAccepted();
  story.When(PurchaseReversed("p-1", Usd(10'01), "2020-07-01"))
      .ThenRefused("reversals_within_purchase");
}

TEST_CASE("a credit has no ceiling and becomes a reversal once its purchase is found") {
  Story story = Given({PurchaseRecorded("p-1", "supplier-1", Usd(100'00), "2020-05-01"),
                       SupplierCreditRecorded("c-1", "supplier-1", Usd(90'00), "2020-06-01")});
  story.When({EventVoided(story.PositionOf(2)), PurchaseReversed("p-1", Usd(90'00), "2020-06-01")})
      .ThenAccepted();
}

TEST_CASE("a supplier's next profile starts later") {
  Given().When(SupplierRegistered("supplier-1", "2015-01-01", "zcta5:90210")).ThenAccepted();
  Given()
      .When(SupplierRegistered("supplier-1", "2000-01-01", "zcta5:90210"))
      .ThenRefused("profile_later", "effective_on");
  Given()
      .When(SupplierRegistered("supplier-1", "1999-01-01", "zcta5:90210"))
      .ThenRefused("profile_later", "effective_on");
}

TEST_CASE("a class belongs to a registered supplier") {
  Given().When(SupplierClassified("supplier-1", "mbe", "2020-01-01")).ThenAccepted();
  Given()
      .When(SupplierClassified("nobody", "mbe", "2020-01-01"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "supplier_id");
}

TEST_CASE("worker ownership is vouched for by somebody else") {
  const Draft classified = SupplierClassified("supplier-1", "worker_owned", "2020-01-01");
  Given().When(Draft(classified)).ThenAccepted();
  Given()
      .When(Draft(classified).Set("certifier", "CLASS_CERTIFIER_SELF"))
      .ThenRefused("worker_owned_vouched", "certifier");
  Given()
      .When(SupplierClassified("supplier-1", "mbe", "2020-01-01")
                .Set("certifier", "CLASS_CERTIFIER_SELF"))
      .ThenAccepted();
}

TEST_CASE("a class ends after it began, and once") {
  const std::vector<Draft> past = {SupplierClassified("supplier-1", "mbe", "2018-01-01")};
  Given(past).When(SupplierClassificationEnded("supplier-1", "mbe", "2019-01-01")).ThenAccepted();
  Given(past)
      .When(SupplierClassificationEnded("supplier-1", "mbe", "2017-12-31"))
      .ThenRefused("class_held", "class");
  Given(past)
      .When(SupplierClassificationEnded("supplier-1", "wbe", "2019-01-01"))
      .ThenRefused("class_held", "class");
  Given(past)
      .And({SupplierClassificationEnded("supplier-1", "mbe", "2019-01-01")})
      .When(SupplierClassificationEnded("supplier-1", "mbe", "2020-01-01"))
      .ThenRefused("class_held", "class");
  Given(past)
      .And({SupplierClassificationEnded("supplier-1", "mbe", "2019-01-01"),
            SupplierClassified("supplier-1", "mbe", "2019-06-01")})
      .When(SupplierClassificationEnded("supplier-1", "mbe", "2020-01-01"))
      .ThenAccepted();
}

TEST_CASE("a certificate that ran out can be ended on the day after") {
  Given({SupplierClassified("supplier-1", "mbe", "2018-01-01", "2018-12-31")})
      .When(SupplierClassificationEnded("supplier-1", "mbe", "2019-01-01", "expired"))
      .ThenAccepted();
}

TEST_CASE("a class that was ended is not voided alone") {
  Story story = Given({SupplierClassified("supplier-1", "mbe", "2018-01-01"),
                       SupplierClassificationEnded("supplier-1", "mbe", "2019-01-01")});
  story.WhenVoided(1).ThenRefused("class_held");
  story.WhenVoided(2).ThenAccepted();
}

TEST_CASE("a supplier with purchases is not voided") {
  Story story =
      Given({SupplierRegistered("s-9"), PurchaseRecorded("p-1", "s-9", Usd(1'00), "2020-05-01")});
  story.WhenVoided(1).ThenRefused("dependants").Saying("PurchaseRecorded");
  story.When({EventVoided(story.PositionOf(2)), EventVoided(story.PositionOf(1))}).ThenAccepted();
}

TEST_CASE("a contract with purchases keeps its supplier") {
  const std::vector<Draft> past = {
      ContractAwarded("k-1", "supplier-1", "2020-01-01"),
      PurchaseRecorded("p-1", "supplier-1", Usd(1), "2020-05-01").Set("contract_id", "k-1")};
  Story story = Given(past);
  story.WhenAmended(1, {{"supplier_id", JsonText("supplier-2")}})
      .ThenRefused("contract_of_supplier");
  story
      .When({EventAmended(story.PositionOf(1), {{"supplier_id", JsonText("supplier-2")}}),
             EventAmended(story.PositionOf(2), {{"supplier_id", JsonText("supplier-2")}})})
      .ThenAccepted();
}

}  // namespace
}  // namespace anchorledger::testing
