#include <catch2/catch.hpp>

#include "tests/support/given.h"

namespace anchorledger::testing {
namespace {

using base::ErrorReason;

TEST_CASE("an anchor is registered once") {
  Given().When(AnchorRegistered("anchor-1")).ThenRefused("opened_once").Saying("exists already");
  Given().When(AnchorRegistered("anchor-3")).ThenAccepted();
}

TEST_CASE("an id names an anchor or a partner, not both") {
  Given().When(AnchorRegistered("partner-1")).ThenRefused("organisation_id_unique", "anchor_id");
  Given()
      .When(PartnerOnboarded("anchor-1", "cbo"))
      .ThenRefused("organisation_id_unique", "partner_id");
}

TEST_CASE("the name of a partner is its own, however it is written") {
  Given({PartnerOnboarded("p-9", "cbo").Set("org_name", "The Acme Trust, Inc.")})
      .When(PartnerOnboarded("p-10", "cbo").Set("org_name", "the  ACME trust inc"))
      .ThenRefused("partner_unique", "org_name")
      .Saying("p-9");
}

TEST_CASE("an employer number is one partner's") {
  Given({PartnerOnboarded("p-9", "cbo").Set("ein", "123456789")})
      .When(PartnerOnboarded("p-10", "cbo").Set("ein", "123456789"))
      .ThenRefused("partner_unique", "ein");
}

TEST_CASE("a name is free again when its partner was voided or renamed") {
  const Draft first = PartnerOnboarded("p-9", "cbo").Set("org_name", "Acme");
  const Draft second = PartnerOnboarded("p-10", "cbo").Set("org_name", "Acme");
  Given({first}).And({EventVoided(Given({first}).PositionOf(1))}).When(second).ThenAccepted();
  Given({first})
      .And({EventAmended(Given({first}).PositionOf(1), {{"org_name", JsonText("Other")}})})
      .When(second)
      .ThenAccepted();
}

TEST_CASE("two partners of one request cannot share a name") {
  Given()
      .When({PartnerOnboarded("p-9", "cbo").Set("org_name", "Acme"),
             PartnerOnboarded("p-10", "cbo").Set("org_name", "Acme")})
      .ThenRefused("partner_unique", "org_name");
}

TEST_CASE("a renamed partner cannot take a name in use") {
  Given({PartnerOnboarded("p-9", "cbo").Set("org_name", "Acme"), PartnerOnboarded("p-10", "cbo")})
      .WhenAmended(2, {{"org_name", JsonText("Acme")}})
      .ThenRefused("partner_unique", "org_name");
}

TEST_CASE("a developer is a partner of a developing kind") {
  Given()
      .When(PartnerOnboarded("p-9", "roc").Set("developed_by", "partner-2"))
      .ThenRefused("developer_kind", "developed_by");
  Given({PartnerOnboarded("dev", "roc_developer")})
      .When(PartnerOnboarded("p-9", "roc").Set("developed_by", "dev"))
      .ThenAccepted();
  Given()
      .When(PartnerOnboarded("p-9", "roc").Set("developed_by", "nobody"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "developed_by");
}

TEST_CASE("areas of one purpose and name are not valid on the same day") {
  const Draft first = GeographyDefined("g-1", "local", {"zcta5:02119"}, "2015-01-01")
                          .Set("name", "West side")
                          .Set("valid_to", Day("2019-12-31"));
  const Draft late =
      GeographyDefined("g-2", "local", {"zcta5:02119"}, "2020-01-01").Set("name", "West Side");
  const Draft early =
      GeographyDefined("g-2", "local", {"zcta5:02119"}, "2019-12-31").Set("name", "West Side");
  const Draft other_purpose =
      GeographyDefined("g-2", "target", {"zcta5:02119"}, "2019-12-31").Set("name", "West Side");
  Given({first}).When(late).ThenAccepted();
  Given({first}).When(early).ThenRefused("geography_overlap", "valid_from");
  Given({first}).When(other_purpose).ThenAccepted();
}

TEST_CASE("an edition of a reference set never changes") {
  const Draft set =
      WageSetPublished("lw", "living_wage", "2020", "2020-01-01", {{"default", 1500}});
  Given({set})
      .When(WageSetPublished("lw", "living_wage", "2020", "2021-01-01", {{"default", 1600}}))
      .ThenRefused("edition_unique", "edition");
  Given({set})
      .When(WageSetPublished("lw", "living_wage", "2021", "2021-01-01", {{"default", 1600}}))
      .ThenAccepted();
  Given({set})
      .When(WageSetPublished("lw", "minimum_wage", "2021", "2021-01-01", {{"default", 1600}}))
      .ThenRefused("reference_set_kind", "kind");
  Given({set})
      .WhenAmended(1, {{"source", JsonText("Other")}})
      .ThenRefusedAs(base::ErrorReason::kFieldInvalid)
      .Saying("may not be amended");
}

TEST_CASE("periods of one baseline do not overlap") {
  const Draft year = BaselineReported("total_hires", "2019-01-01", "2019-12-31", 2000);
  Given({year})
      .When(BaselineReported("total_hires", "2019-12-31", "2020-12-30", 2000))
      .ThenRefused("baseline_overlap", "period");
  Given({year})
      .When(BaselineReported("total_hires", "2018-01-01", "2020-12-31", 2000))
      .ThenRefused("baseline_overlap", "period");
  Given({year})
      .When(BaselineReported("total_hires", "2020-01-01", "2020-12-31", 2100))
      .ThenAccepted();
  Given({year})
      .When(BaselineReported("applicants", "2019-01-01", "2019-12-31", 9000))
      .ThenAccepted();
  Given({year})
      .When(BaselineReported("total_hires", "2019-01-01", "2019-12-31", 1).Anchor("anchor-2"))
      .ThenAccepted();
}

TEST_CASE("a baseline of a day is stated once for the day") {
  Given({AssetsReported("2020-06-30", Usd(1'000'000'00))})
      .When(AssetsReported("2020-06-30", Usd(2'000'000'00)))
      .ThenRefused("baseline_overlap", "as_of");
  Given({AssetsReported("2020-06-30", Usd(1'000'000'00))})
      .When(AssetsReported("2021-06-30", Usd(2'000'000'00)))
      .ThenAccepted();
}

TEST_CASE("the goal of a target is in the unit of its metric") {
  const auto target = [](const char* metric) {
    return TargetSet("t-1", metric, 1800, "2018-07-01", "2019-06-30");
  };
  Given().When(target("P-10")).ThenRefused("target_unit", "value").Saying("value.money");
  Given().When(target("H-01")).ThenRefused("target_unit", "value").Saying("value.count");
  Given().When(target("H-01").Set("value.count", 18)).ThenAccepted();
  Given().When(target("P-10").Set("value.money", Usd(18'00))).ThenAccepted();
  Given()
      .When(target("H-03").Set("value.money", Usd(18'00)))
      .ThenRefused("target_unit", "value")
      .Saying("value.basis_points");
  Given({target("H-03")})
      .WhenAmended(1, {{"value", R"({"count":"18"})"}})
      .ThenRefused("target_unit", "value");
}

TEST_CASE("the part of a target is one that its metric has") {
  const auto target = [](const char* metric, const char* part) {
    return TargetSet("t-1", metric, 1800, "2018-07-01", "2019-06-30").Set("part", part);
  };
  Given().When(target("H-03", "value")).ThenAccepted();
  Given()
      .When(target("H-03", "median"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "part")
      .Saying("value, numerator, denominator");
  Given().When(target("H-03", "numerator")).ThenRefused("target_unit", "value");
  Given().When(target("H-03", "numerator").Set("value.count", 9)).ThenAccepted();
  Given().When(target("P-10", "self_certified").Set("value.money", Usd(1'00))).ThenAccepted();
  Given()
      .When(target("I-04", "value"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "part")
      .Saying("name one of: loans");
  Given().When(target("X-20", "value")).ThenRefused("target_metric", "metric_id");
}

TEST_CASE("the goal of a target is in the currency of the anchor that it is held against") {
  const Draft pounds =
      TargetSet("t-1", "P-10", 1800, "2018-07-01", "2019-06-30").Set("value.money", Gbp(18'00));
  Given().When(pounds).ThenRefused("target_currency", "value.money.currency").Saying("USD");
  Draft of_partnership = pounds;
  of_partnership.Clear("scope.anchor_id").Set("scope.partnership_id", "ps-1");
  Given().When(of_partnership).ThenRefused("target_currency", "value.money.currency");
  Draft of_everybody = pounds;
  of_everybody.Clear("scope.anchor_id").Set("scope.partner_id", "partner-1");
  Given().When(of_everybody).ThenAccepted();
}

TEST_CASE("a target is for a metric and a scope that exist") {
  Given().When(TargetSet("t-1", "H-03", 1800, "2018-07-01", "2019-06-30")).ThenAccepted();
  Given()
      .When(TargetSet("t-1", "H-99", 1800, "2018-07-01", "2019-06-30"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "metric_id");
  Given()
      .When(TargetSet("t-1", "H-03", 1800, "2018-07-01", "2019-06-30")
                .Set("scope.partnership_id", "nowhere"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "scope.partnership_id");
  Given({TargetSet("t-1", "H-03", 1800, "2018-07-01", "2019-06-30")})
      .When(TargetSet("t-1", "H-03", 1900, "2018-07-01", "2019-06-30"))
      .ThenRefused("opened_once");
}

}  // namespace
}  // namespace anchorledger::testing
