#include <catch2/catch.hpp>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/milestones.h"
#include "services/domain/roles.h"
#include "tests/support/given.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;
using base::ErrorReason;

TEST_CASE("a starting wage is not below the minimum of its place and day") {
  const std::vector<Draft> past = {
      WageSetPublished("mw", "minimum_wage", "2019", "2019-01-01",
                       {{"default", 1'200}, {"zcta5:02119", 1'500}}),
      WageSetPublished("mw", "minimum_wage", "2020", "2020-01-01", {{"default", 1'275}})};
  const auto hire = [](std::int64_t wage, std::string_view on, std::string_view place) {
    return HireRecorded("co-1", 12, on, "anchor-1", place)
        .Set("starting_wage_cents_per_hour", wage);
  };
  Given(past).When(hire(1'199, "2018-12-31", "zcta5:90210")).ThenAccepted();
  Given(past)
      .When(hire(1'199, "2019-06-01", "zcta5:90210"))
      .ThenRefused("minimum_wage", "starting_wage_cents_per_hour")
      .Saying("1200");
  Given(past).When(hire(1'200, "2019-06-01", "")).ThenAccepted();
  Given(past).When(hire(1'499, "2019-06-01", "zcta5:02119")).ThenRefused("minimum_wage");
  Given(past).When(hire(1'274, "2020-01-01", "zcta5:02119")).ThenRefused("minimum_wage");
  Given(past).When(hire(1'275, "2020-01-01", "zcta5:02119")).ThenAccepted();
  Given(past).When(hire(500, "2020-01-01", "zcta5:02119").Reason("tipped")).ThenAccepted();
}

TEST_CASE("the employer of a hire is known, be it an anchor or a partner") {
  Given().When(HireRecorded("co-1", 12, "2020-01-01", "partner-2")).ThenAccepted();
  Given()
      .When(HireRecorded("co-1", 12, "2020-01-01", "nobody"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "employer_org_id");
}

TEST_CASE("retention is reported when its checkpoint is reached") {
  const std::vector<Draft> past = {HireRecorded("co-1", 12, "2020-01-01"),
                                   HireRecorded("co-1", 12, "2020-01-11")};
  Given(past)
      .When(RetentionReported("co-1", 90, 24, 20, "2020-04-09"))
      .ThenRefused("checkpoint_reached", "effective_on")
      .Saying("2020-04-10");
  Given(past).When(RetentionReported("co-1", 90, 24, 20, "2020-04-10")).ThenAccepted();
}

TEST_CASE("a cohort size that differs from the hires is noticed, not refused") {
  Story story = Given({HireRecorded("co-1", 12, "2020-01-01")});
  story.When(RetentionReported("co-1", 90, 13, 11, "2020-04-10")).ThenAccepted();
  REQUIRE(story.world().verdicts().front().notices.size() == 1);
  CHECK(story.world().verdicts().front().notices.front().find("12 hires") != std::string::npos);
  story.When(RetentionReported("co-1", 90, 12, 11, "2020-04-10")).ThenAccepted();
  CHECK(story.world().verdicts().front().notices.empty());
}

TEST_CASE("a wage report names a set of living wages") {
  Given().When(WageReported("anchor-1", "2020-01-01", 100, 80)).ThenAccepted();
  Given()
      .When(WageReported("anchor-1", "2020-01-01", 100, 80, "benchmark"))
      .ThenRefused("reference_set_kind", "living_wage_set_id");
}

TEST_CASE("a hire needs no reading of its cohort") {
  Story story = Given();
  story.When(HireRecorded("co-1", 12, "2020-01-01")).ThenAccepted();
  CHECK_FALSE(story.world().guards().contains(base::StreamId("cohort/co-1")));
  CHECK(story.world().guards().contains(base::StreamId("anchor/anchor-1")));
}

TEST_CASE("a jobs report may name an earlier one of the organisation as its baseline") {
  Story story = Given(
      {JobsReported("partner-1", "2019-01-01", 500), JobsReported("partner-2", "2019-01-01", 500)});
  story
      .When(JobsReported("partner-1", "2020-01-01", 900)
                .SetJson("baseline_ref", std::to_string(story.PositionOf(1))))
      .ThenAccepted();
  story
      .When(JobsReported("partner-1", "2020-01-01", 900)
                .SetJson("baseline_ref", std::to_string(story.PositionOf(2))))
      .ThenRefused("baseline_ref", "baseline_ref");
}

TEST_CASE("a partner report is called in once, reminded of, and received") {
  const Draft due = PartnerReportDue("r-1", "2020-03-31");
  Given({due}).When(PartnerReportDue("r-1", "2020-04-30")).ThenRefused("one_due", "reminder_no");
  Given({due}).When(PartnerReportDue("r-1", "2020-04-30", "partner-1", 1)).ThenAccepted();
  Given({due})
      .When(PartnerReportDue("r-1", "2020-04-30", "partner-2", 1))
      .ThenRefused("report_of_partner", "partner_id");
  Given()
      .When(PartnerReportDue("r-1", "2020-04-30", "partner-1", 1))
      .ThenRefused("one_due", "reminder_no");
  Given({due}).When(PartnerReportReceived("r-1", "2020-03-15")).ThenAccepted();
  Given()
      .When(PartnerReportReceived("r-1", "2020-03-15"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "report_id");
  Given({due, PartnerReportReceived("r-1", "2020-03-15")})
      .WhenVoided(1)
      .ThenRefused("opened_first");
}

TEST_CASE("a batch is recorded, and undone once") {
  Given({ImportBatchRecorded("b-1")}).When(ImportBatchRecorded("b-1", "finished")).ThenAccepted();
  Given({ImportBatchRecorded("b-1")}).When(ImportBatchUndone("b-1")).ThenAccepted();
  Given().When(ImportBatchUndone("b-1")).ThenRefusedAs(ErrorReason::kReferenceUnknown, "batch_id");
  Given({ImportBatchRecorded("b-1"), ImportBatchUndone("b-1")})
      .When(ImportBatchUndone("b-1"))
      .ThenRefused("batch_order");
  Given({ImportBatchRecorded("b-1")}).WhenVoided(1).ThenRefused("correctable");
  Given({ImportProfileSaved("suppliers")}).When(ImportProfileSaved("suppliers")).ThenAccepted();
}

TEST_CASE("the events of a batch name it after it was recorded") {
  const Draft purchase = PurchaseRecorded("p-1", "supplier-1", Usd(1), "2020-05-01").Batch("b-1");
  Given({ImportBatchRecorded("b-1")}).When(Draft(purchase)).ThenAccepted();
  Given().When(Draft(purchase)).ThenRefusedAs(ErrorReason::kReferenceUnknown, "header.batch_id");
}

TEST_CASE("a facility is one of its anchor") {
  const Draft anchor = AnchorRegistered("anchor-3").SetJson("facility_ids", "[\"north\"]");
  const auto purchase = [](std::string_view facility) {
    return PurchaseRecorded("p-1", "supplier-1", Usd(1), "2020-05-01")
        .Anchor("anchor-3")
        .Facility(facility);
  };
  Given({anchor}).When(purchase("north")).ThenAccepted();
  Given({anchor})
      .When(purchase("south"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "header.facility_id");
}

TEST_CASE("a fact is corroborated by another organisation, in an event of its type") {
  Story story = Given({JobsReported("partner-1", "2020-01-01", 500).From("partner-1"),
                       ConveningHeld("c-1", "2020-01-01").From("partner-1")});
  const auto ours = [](std::uint64_t primary) {
    return JobsReported("partner-1", "2020-01-01", 500).From("anchor-1").Corroborates(primary);
  };
  story.When(ours(story.PositionOf(1))).ThenAccepted();
  const std::uint64_t second = story.world().last_position();
  story.When(ours(story.PositionOf(1)).From("partner-1")).ThenRefused("corroborates");
  story.When(ours(story.PositionOf(2))).ThenRefused("corroborates").Saying("another type");
  story.When(ours(second).From("partner-2")).ThenRefused("corroborates").Saying("name that one");
  story.When(ours(9999)).ThenRefusedAs(ErrorReason::kReferenceUnknown);
}

TEST_CASE("roles record what the contract lets them") {
  CHECK(domain::RoleMay(pb::ROLE_SC, pb::EventPayload::kPurchaseRecorded));
  CHECK(domain::RoleMay(pb::ROLE_SYS, pb::EventPayload::kPurchaseRecorded));
  CHECK_FALSE(domain::RoleMay(pb::ROLE_FIN, pb::EventPayload::kPurchaseRecorded));
  CHECK_FALSE(domain::RoleMay(pb::ROLE_SC, 999));
  CHECK(domain::RolesInWords(pb::EventPayload::kPurchaseRecorded) == "sc or sys");
  Given()
      .When(PurchaseRecorded("p-1", "supplier-1", Usd(1), "2020-05-01").By(pb::ROLE_FIN))
      .ThenRefusedAs(ErrorReason::kPermissionDenied, "header.actor_role")
      .Saying("sc or sys");
}

TEST_CASE("the roadmap has its 35 milestones in four phases") {
  CHECK(domain::Milestones().size() == 35);
  CHECK(domain::FindMilestone("P10")->phase == domain::MilestonePhase::kImplementation);
  CHECK(domain::FindMilestone("P11") == nullptr);
  CHECK(domain::FindMilestone("P9")->proved_by_metric);
  CHECK(domain::AcceptsEvidence(*domain::FindMilestone("P1"), "LoanDisbursed"));
  CHECK_FALSE(domain::AcceptsEvidence(*domain::FindMilestone("P1"), "LoanForgiven"));
}

}  // namespace
}  // namespace anchorledger::testing
