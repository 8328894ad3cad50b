#include <catch2/catch.hpp>

#include "tests/support/given.h"

namespace anchorledger::testing {
namespace {

using base::ErrorReason;

TEST_CASE("a partnership names what exists") {
  Given().When(PartnershipProposed("ps-2", "2015-01-01")).ThenAccepted();
  Given().When(PartnershipProposed("ps-2", "2015-01-01", "")).ThenAccepted();
  Given()
      .When(PartnershipProposed("ps-2", "2015-01-01", "nobody"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "lead_partner_id");
  Given()
      .When(PartnershipProposed("ps-2", "2015-01-01").Set("geo_id", "nowhere"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "geo_id");
  Given().When(PartnershipProposed("ps-1", "2015-01-01")).ThenRefused("opened_once");
}

TEST_CASE("events of a partnership need the partnership") {
  Given()
      .When(PartyJoined("ps-9", "partner-2", "developer", "2015-01-01"))
      .ThenRefused("opened_first");
  Given()
      .When(ConveningHeld("c-1", "2015-01-01").Partnership("ps-9"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "header.partnership_id");
}

TEST_CASE("a fact may be effective before its partnership was proposed") {
  Given().When(ConveningHeld("c-1", "2005-01-01").Partnership("ps-1")).ThenAccepted();
}

TEST_CASE("a partnership is formed once, after it was proposed, with a lead partner") {
  Given().When(PartnershipFormed("ps-1", "2010-06-01")).ThenAccepted();
  Given().When(PartnershipFormed("ps-1", "2009-12-31")).ThenRefused("after_parent", "effective_on");
  Given({PartnershipFormed("ps-1", "2010-06-01")})
      .When(PartnershipFormed("ps-1", "2010-07-01"))
      .ThenRefused("formed_once");

  const Draft open = PartnershipProposed("ps-2", "2015-01-01", "");
  Given({open}).When(PartnershipFormed("ps-2", "2015-06-01")).ThenRefused("lead_partner_joined");
  Given({open, PartyJoined("ps-2", "partner-2", "lead_partner", "2015-02-01")})
      .When(PartnershipFormed("ps-2", "2015-06-01"))
      .ThenAccepted();
}

TEST_CASE("the party on which a forming rests cannot be voided away") {
  Given({PartnershipProposed("ps-2", "2015-01-01", ""),
         PartyJoined("ps-2", "partner-2", "lead_partner", "2015-02-01"),
         PartnershipFormed("ps-2", "2015-06-01")})
      .WhenVoided(2)
      .ThenRefused("lead_partner_joined");
}

TEST_CASE("a part is played by an organisation that can") {
  Given().When(PartyJoined("ps-1", "anchor-2", "co_anchor", "2011-01-01")).ThenAccepted();
  Given()
      .When(PartyJoined("ps-1", "partner-2", "co_anchor", "2011-01-01"))
      .ThenRefused("party_role", "org_id");
  Given()
      .When(PartyJoined("ps-1", "anchor-2", "lead_partner", "2011-01-01"))
      .ThenRefused("party_role", "org_id");
  Given({PartyJoined("ps-1", "bank-1", "funder", "2011-01-01")})
      .When(PartyJoined("ps-1", "bank-1", "funder", "2012-01-01"))
      .ThenRefused("party_once", "org_id");
}

TEST_CASE("the first phase is motivation, or says why not") {
  Given().When(PhaseEntered("ps-1", "motivation", "2010-01-01")).ThenAccepted();
  Given().When(PhaseEntered("ps-1", "initiation", "2010-01-01")).ThenRefused("first_phase");
  Given().When(PhaseEntered("ps-1", "initiation", "2010-01-01", "import")).ThenAccepted();
  Given().When(PhaseEntered("ps-1", "initiation", "2010-01-01").Reason("import")).ThenAccepted();
}

TEST_CASE("going back needs a reason, going on does not") {
  const std::vector<Draft> past = {PhaseEntered("ps-1", "motivation", "2010-01-01"),
                                   PhaseEntered("ps-1", "initiation", "2011-01-01")};
  Given(past).When(PhaseEntered("ps-1", "motivation", "2012-01-01")).ThenRefused("phase_back");
  Given(past).When(PhaseEntered("ps-1", "motivation", "2012-01-01", "new_needs")).ThenAccepted();
  Given(past).When(PhaseEntered("ps-1", "implementation", "2012-01-01")).ThenAccepted();
}

TEST_CASE("entering closes the open phases unless it is concurrent") {
  const std::vector<Draft> past = {PhaseEntered("ps-1", "motivation", "2010-01-01"),
                                   PhaseEntered("ps-1", "implementation", "2012-01-01")};
  Given(past)
      .When(PhaseExited("ps-1", "motivation", "2013-01-01"))
      .ThenRefused("phase_open", "phase");
  Given(past)
      .And({PhaseEnteredBeside("ps-1", "evaluation", "2013-01-01")})
      .When(PhaseExited("ps-1", "implementation", "2014-01-01"))
      .ThenAccepted();
  Given(past)
      .And({PhaseEnteredBeside("ps-1", "evaluation", "2013-01-01")})
      .When(PhaseEntered("ps-1", "implementation", "2014-01-01", "again"))
      .ThenRefused("phase_open", "phase");
}

TEST_CASE("phases are judged in order of date, not of recording") {
  Given({PhaseEntered("ps-1", "motivation", "2010-01-01"),
         PhaseEntered("ps-1", "implementation", "2012-01-01")})
      .When(PhaseEntered("ps-1", "initiation", "2011-01-01"))
      .ThenAccepted();
  Given({PhaseEntered("ps-1", "motivation", "2010-01-01")})
      .When(PhaseEntered("ps-1", "initiation", "2009-01-01"))
      .ThenRefused("first_phase");
}

TEST_CASE("a moved phase must leave a possible history") {
  const std::vector<Draft> past = {PhaseEntered("ps-1", "motivation", "2010-01-01"),
                                   PhaseEntered("ps-1", "initiation", "2011-01-01"),
                                   PhaseExited("ps-1", "initiation", "2012-01-01", "parked")};
  Given(past).WhenAmended(2, {{"header.effective_on", Json(Day("2011-06-01"))}}).ThenAccepted();
  Given(past)
      .WhenAmended(2, {{"header.effective_on", Json(Day("2013-01-01"))}})
      .ThenRefused("phase_open");
  Given(past).WhenVoided(1).ThenRefused("first_phase");
}

TEST_CASE("a milestone is met by live evidence of an accepted type") {
  const std::vector<Draft> past = {ConveningHeld("c-1", "2012-01-01").Partnership("ps-1"),
                                   ConveningHeld("c-2", "2012-01-01").Partnership("ps-2")};
  Story story = Given({PartnershipProposed("ps-2", "2010-01-01")});
  story.And(past);
  const std::uint64_t ours = story.PositionOf(2);
  const std::uint64_t theirs = story.PositionOf(3);

  story.When(MilestoneMet("ps-1", "P2", {ours}, "2012-02-01")).ThenAccepted();
  story.When(MilestoneMet("ps-1", "P3", {ours}, "2012-02-01"))
      .ThenRefused("evidence", "evidence_positions")
      .Saying("CapacityBuildingDelivered");
  story.When(MilestoneMet("ps-1", "P2", {theirs}, "2012-02-01")).ThenRefused("evidence");
  story.When(MilestoneMet("ps-1", "P2", {9999}, "2012-02-01"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "evidence_positions");
  story.And({EventVoided(ours)});
  story.When(MilestoneMet("ps-1", "P2", {ours}, "2012-02-01"))
      .ThenRefused("evidence")
      .Saying("voided");
}

TEST_CASE("a milestone can be set aside with a reason") {
  Given().When(MilestoneNotApplicable("ps-1", "P5", "no_enterprise", "2012-01-01")).ThenAccepted();
}

TEST_CASE("a worker co-operative's tie to purchasing cannot be set aside") {
  Given({PartnershipProposed("ps-3", "2010-01-01").Set("cwb_model", "CWB_MODEL_WORKER_COOP")})
      .When(MilestoneNotApplicable("ps-3", "P5", "no_enterprise", "2012-01-01"))
      .ThenRefused("milestone_mandatory", "outcome")
      .Saying("P5");
}

}  // namespace
}  // namespace anchorledger::testing
