// Entries of the directory from the history of one stream, corrections included.
#include "services/directory/entries.h"

#include <catch2/catch.hpp>

#include "tests/support/given.h"

namespace anchorledger::testing {
namespace {

using api::v1::Investment;

std::optional<Investment> InvestmentAfter(Story& story) {
  return directory::InvestmentEntry(*story.world().HistoryOf("investment/inv-1"));
}

std::vector<Draft> ALoan() {
  return {InvestmentCommitted("inv-1", "loan", Usd(1'000), "2020-01-01"),
          LoanDisbursed("inv-1", 1, Usd(400), "2020-02-01"),
          LoanDisbursed("inv-1", 2, Usd(300), "2020-03-01"),
          LoanInterestAccrued("inv-1", Usd(20), "2020-03-01", "2020-03-31"),
          LoanRepaymentReceived("inv-1", Usd(150), "2020-04-01", 5),
          LoanForgiven("inv-1", Usd(50), "2020-05-01"),
          LoanWrittenOff("inv-1", Usd(30), "2020-06-01"),
          InvestmentCancelled("inv-1", Usd(100), "2020-07-01")};
}

TEST_CASE("the entry of a loan has its commitment, its flows and its balance") {
  Story story = Given(ALoan());
  const auto entry = InvestmentAfter(story);
  REQUIRE(entry.has_value());
  CHECK(entry->investment_id() == "inv-1");
  CHECK(entry->payee_org_id() == "partner-1");
  CHECK(entry->currency() == "USD");
  CHECK(entry->committed_minor() == 900);
  CHECK(entry->disbursed_minor() == 700);
  CHECK(entry->repaid_minor() == 150);
  CHECK(entry->forgiven_minor() == 50);
  CHECK(entry->written_off_minor() == 30);
  CHECK(entry->outstanding_minor() == 700 + 20 - 150 - 50 - 30);
  CHECK(entry->rate_bp() == 500);
  CHECK(entry->position() == story.PositionOf(1));
}

TEST_CASE("a balance follows the correction of any event, however old") {
  Story story = Given(ALoan());
  SECTION("an amended draw") {
    story.WhenAmended(2, {{"amount", Json(Usd(250))}}).ThenAccepted();
    const auto entry = InvestmentAfter(story);
    CHECK(entry->disbursed_minor() == 550);
    CHECK(entry->outstanding_minor() == 550 + 20 - 150 - 50 - 30);
  }
  SECTION("a voided write-off") {
    story.WhenVoided(7).ThenAccepted();
    const auto entry = InvestmentAfter(story);
    CHECK(entry->written_off_minor() == 0);
    CHECK(entry->outstanding_minor() == 700 + 20 - 150 - 50);
  }
  SECTION("new terms, then the same voided") {
    story.When(LoanTermsModified("inv-1", 300, "2020-08-01")).ThenAccepted();
    CHECK(InvestmentAfter(story)->rate_bp() == 300);
    story.WhenVoided(9).ThenAccepted();
    CHECK(InvestmentAfter(story)->rate_bp() == 500);
  }
}

TEST_CASE("grants and deposits count what came back; what is no loan has no balance") {
  Story grant = Given({InvestmentCommitted("inv-1", "grant", Usd(500), "2020-01-01"),
                       GrantDisbursed("inv-1", Usd(500), "2020-02-01"),
                       GrantReturned("inv-1", Usd(40), "2020-03-01")});
  const auto granted = InvestmentAfter(grant);
  REQUIRE(granted.has_value());
  CHECK(granted->disbursed_minor() == 500);
  CHECK(granted->returned_minor() == 40);
  CHECK(granted->outstanding_minor() == 0);
  CHECK_FALSE(granted->has_rate_bp());
}

TEST_CASE("what was voided as a whole has no entry") {
  Story story = Given({InvestmentCommitted("inv-1", "grant", Usd(500), "2020-01-01")});
  CHECK(InvestmentAfter(story).has_value());
  story.WhenVoided(1).ThenAccepted();
  CHECK_FALSE(InvestmentAfter(story).has_value());
}

TEST_CASE("a supplier shows its last profile, and classes until the day before they ended") {
  Story story = Given({SupplierClassified("supplier-1", "mbe", "2020-01-01", "2021-12-31"),
                       SupplierClassified("supplier-1", "coop", "2019-01-01"),
                       SupplierClassificationEnded("supplier-1", "mbe", "2020-07-01"),
                       SupplierRegistered("supplier-1", "2020-05-01", "zcta5:90210")});
  const auto entry = directory::SupplierEntry(*story.world().HistoryOf("supplier/supplier-1"));
  REQUIRE(entry.has_value());
  CHECK(entry->business_geo().code() == "90210");
  CHECK(entry->position() == story.PositionOf(4));
  REQUIRE(entry->classes_size() == 2);
  CHECK(entry->classes(0).class_() == event::v1::SUPPLIER_CLASS_COOP);
  CHECK_FALSE(entry->classes(0).has_valid_to());
  CHECK(entry->classes(1).class_() == event::v1::SUPPLIER_CLASS_MBE);
  CHECK(entry->classes(1).valid_to().days() == Day("2020-06-30").days);
}

TEST_CASE("a partnership shows parties, phases in order and the last word on each milestone") {
  Story story = Given({PartnershipFormed("ps-1", "2010-02-01"),
                       PhaseEntered("ps-1", "motivation", "2010-03-01"),
                       PhaseExited("ps-1", "motivation", "2010-06-01"),
                       PhaseEntered("ps-1", "initiation", "2010-06-01"),
                       MilestoneNotApplicable("ps-1", "M1", "other", "2010-04-01")});
  const auto entry = directory::PartnershipEntry(*story.world().HistoryOf("partnership/ps-1"));
  REQUIRE(entry.has_value());
  CHECK(entry->formed());
  CHECK(entry->lead_anchor_id() == "anchor-1");
  CHECK(entry->current_phase() == event::v1::PHASE_INITIATION);
  REQUIRE(entry->phases_size() == 2);
  CHECK(entry->phases(0).entered_on().days() == Day("2010-03-01").days);
  CHECK(entry->phases(0).has_last_day());
  CHECK_FALSE(entry->phases(1).has_last_day());
  REQUIRE(entry->milestones_size() == 1);
  CHECK(entry->milestones(0).milestone_id() == "M1");
}

TEST_CASE("anchors and partners show what they were registered with, as amended") {
  Story story = Given({PartnerOnboarded("clt-1", "clt")});
  const auto partner = [&] {
    return directory::PartnerEntry(*story.world().HistoryOf("partner/clt-1"));
  };
  REQUIRE(partner().has_value());
  CHECK(partner()->kind() == event::v1::PARTNER_KIND_CLT);
  CHECK(partner()->home_geo().code() == "02119");
  story.WhenAmended(1, {{"org_name", JsonText("City Land Trust")}}).ThenAccepted();
  CHECK(partner()->org_name() == "City Land Trust");
  const auto anchor = directory::AnchorEntry(*story.world().HistoryOf("anchor/anchor-1"));
  REQUIRE(anchor.has_value());
  CHECK(anchor->anchor_id() == "anchor-1");
  CHECK(anchor->currency() == "USD");
}

}  // namespace
}  // namespace anchorledger::testing
