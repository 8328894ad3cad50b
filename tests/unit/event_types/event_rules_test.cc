// The rules between the fields of one event of the registry, partnership, hiring and purchasing
// groups: each broken in each way, beside what is still valid.
#include <catch2/catch.hpp>
#include <vector>

#include "tests/unit/event_types/checking.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using Payload = pb::EventPayload;

TEST_CASE("a fiscal year starts on a day that every year has") {
  const auto start = [](int month, int day) {
    return [=](Checked& c) {
      auto& date = *c.payload.mutable_anchor_registered()->mutable_fiscal_year_start();
      date.set_month(month);
      date.set_day(day);
    };
  };
  CheckRows(Payload::kAnchorRegistered, {{"1 January", start(1, 1), ""},
                                         {"30 September", start(9, 30), ""},
                                         {"31 September", start(9, 31), "fiscal_year_start"},
                                         {"29 February", start(2, 29), "fiscal_year_start"},
                                         {"month 13", start(13, 1), "fiscal_year_start.month"},
                                         {"day 0", start(1, 0), "fiscal_year_start.day"}});
}

TEST_CASE("registry events hold together") {
  CheckRows(Payload::kPartnerOnboarded, {{"developed by itself",
                                          [](Checked& c) {
                                            c.payload.mutable_partner_onboarded()->set_developed_by(
                                                c.payload.partner_onboarded().partner_id());
                                          },
                                          "developed_by"}});
  CheckRows(Payload::kGeographyDefined,
            {{"one day",
              [](Checked& c) {
                auto& geography = *c.payload.mutable_geography_defined();
                *geography.mutable_valid_to() = geography.valid_from();
              },
              ""},
             {"ends before it begins",
              [](Checked& c) {
                auto& geography = *c.payload.mutable_geography_defined();
                geography.mutable_valid_to()->set_days(geography.valid_from().days() - 1);
              },
              "valid_to"},
             {"nobody lives there",
              [](Checked& c) { c.payload.mutable_geography_defined()->set_population(0); },
              "population"}});
}

TEST_CASE("the lines of a reference set have the form of its kind") {
  const auto set = [](pb::ReferenceSetKind kind, auto fill) {
    return [=](Checked& c) {
      auto& published = *c.payload.mutable_reference_set_published();
      published.set_kind(kind);
      published.mutable_entries(0)->clear_value();
      fill(*published.mutable_entries(0));
    };
  };
  const auto wage = [](pb::ReferenceEntry& e) { e.set_minor_per_hour(1'500); };
  const auto share = [](pb::ReferenceEntry& e) { e.set_basis_points(500); };
  const auto factor = [](pb::ReferenceEntry& e) {
    e.set_key("GBP:USD");
    e.set_factor_e9(1'270'000'000);
  };
  const auto index = [](pb::ReferenceEntry& e) { e.set_factor_e9(1'000'000'000); };
  const auto code = [](pb::ReferenceEntry& e) { e.set_code("II-1"); };
  const auto count = [](pb::ReferenceEntry& e) { e.set_count(11); };
  const auto flag = [](pb::ReferenceEntry& e) { e.set_flag(true); };
  const auto none = [](pb::ReferenceEntry&) {};
  CheckRows(Payload::kReferenceSetPublished,
            {{"living wage", set(pb::REFERENCE_SET_KIND_LIVING_WAGE, wage), ""},
             {"minimum wage", set(pb::REFERENCE_SET_KIND_MINIMUM_WAGE, wage), ""},
             {"value of an hour", set(pb::REFERENCE_SET_KIND_VALUE_RATE, wage), ""},
             {"benchmark", set(pb::REFERENCE_SET_KIND_BENCHMARK_RATE, share), ""},
             {"shares", set(pb::REFERENCE_SET_KIND_LM3_SHARES, share), ""},
             {"exchange", set(pb::REFERENCE_SET_KIND_FX, factor), ""},
             {"inflation", set(pb::REFERENCE_SET_KIND_INFLATION, index), ""},
             {"lines", set(pb::REFERENCE_SET_KIND_SCHEDULE_H_MAP, code), ""},
             {"threshold", set(pb::REFERENCE_SET_KIND_SUPPRESSION, count), ""},
             {"complementary", set(pb::REFERENCE_SET_KIND_SUPPRESSION, flag), ""},
             {"class rule", set(pb::REFERENCE_SET_KIND_SUPPLIER_CLASS_RULE, share), ""},
             {"wage as share", set(pb::REFERENCE_SET_KIND_LIVING_WAGE, share), "entries[0]"},
             {"benchmark as wage", set(pb::REFERENCE_SET_KIND_BENCHMARK_RATE, wage), "entries[0]"},
             {"income as count", set(pb::REFERENCE_SET_KIND_AMI, count), "entries[0]"},
             {"index as code", set(pb::REFERENCE_SET_KIND_INFLATION, code), "entries[0]"},
             {"line as flag", set(pb::REFERENCE_SET_KIND_SCHEDULE_H_MAP, flag), "entries[0]"},
             {"threshold as code", set(pb::REFERENCE_SET_KIND_SUPPRESSION, code), "entries[0]"},
             {"no value", set(pb::REFERENCE_SET_KIND_SUPPLIER_CLASS_RULE, none), "entries[0]"},
             {"exchange of no pair", set(pb::REFERENCE_SET_KIND_FX, index), "entries[0].key"}});
}

TEST_CASE("a baseline is for a period or a day and in the unit of its measure") {
  const auto baseline = [](pb::BaselineMeasure measure, bool period, bool day, auto fill) {
    return [=](Checked& c) {
      auto& event = *c.payload.mutable_baseline_reported();
      event.set_measure(measure);
      if (!period) event.clear_period();
      if (day) event.mutable_as_of()->set_days(c.header.effective_on().days());
      event.clear_exclusions();
      fill(event);
    };
  };
  const auto money = [](pb::BaselineReported&) {};
  const auto people = [](pb::BaselineReported& e) { e.mutable_value()->set_count(2'180); };
  const auto debt = [](pb::BaselineReported& e) {
    e.mutable_value()->mutable_money()->set_minor(-1);
  };
  const auto assets = [](pb::BaselineReported& e) {
    e.add_exclusions("pensions");
    e.add_exclusions("restricted_assets");
  };
  const auto pensions = [](pb::BaselineReported& e) { e.add_exclusions("pensions"); };
  const auto spend = pb::BASELINE_MEASURE_TOTAL_SPEND;
  const auto hires = pb::BASELINE_MEASURE_TOTAL_HIRES;
  const auto stock = pb::BASELINE_MEASURE_INVESTABLE_ASSETS;
  CheckRows(Payload::kBaselineReported,
            {{"hires of a year", baseline(hires, true, false, people), ""},
             {"heads on a day", baseline(pb::BASELINE_MEASURE_HEADCOUNT, false, true, people), ""},
             {"assets on a day", baseline(stock, false, true, assets), ""},
             {"period and day", baseline(spend, true, true, money), "period"},
             {"neither", baseline(spend, false, false, money), "period"},
             {"spend on a day", baseline(spend, false, true, money), "as_of"},
             {"spend as a count", baseline(spend, true, false, people), "value"},
             {"hires as money", baseline(hires, true, false, money), "value"},
             {"negative spend", baseline(spend, true, false, debt), "value.money.minor"},
             {"assets with pensions", baseline(stock, false, true, money), "exclusions"},
             {"restricted assets", baseline(stock, false, true, pensions), "exclusions"}});
  CheckRows(Payload::kTargetSet,
            {{"a goal without a value",
              [](Checked& c) { c.payload.mutable_target_set()->mutable_value()->clear_value(); },
              "value"},
             {"a goal as a ratio of nothing",
              [](Checked& c) { c.payload.mutable_target_set()->mutable_value()->mutable_ratio(); },
              "value.ratio.denominator"}});
}

TEST_CASE("a milestone is of the roadmap and is met by evidence or set aside with a reason") {
  const auto milestone = [](auto change) {
    return [=](Checked& c) { change(*c.payload.mutable_milestone_achieved()); };
  };
  CheckRows(Payload::kMilestoneAchieved,
            {{"I10", milestone([](auto& m) { m.set_milestone_id("I10"); }), ""},
             {"M8", milestone([](auto& m) { m.set_milestone_id("M8"); }), "milestone_id"},
             {"I0", milestone([](auto& m) { m.set_milestone_id("I0"); }), "milestone_id"},
             {"E01", milestone([](auto& m) { m.set_milestone_id("E01"); }), "milestone_id"},
             {"no evidence", milestone([](auto& m) { m.clear_evidence_positions(); }),
              "evidence_positions"},
             {"no reason", milestone([](auto& m) {
                m.set_outcome(pb::MILESTONE_OUTCOME_NOT_APPLICABLE);
                m.clear_reason_code();
              }),
              "reason_code"},
             {"set aside", milestone([](auto& m) {
                m.set_outcome(pb::MILESTONE_OUTCOME_NOT_APPLICABLE);
                m.clear_evidence_positions();
              }),
              ""}});
  CheckRows(Payload::kConveningHeld, {{"more residents than people",
                                       [](Checked& c) {
                                         c.payload.mutable_convening_held()->set_participants_count(
                                             c.payload.convening_held().residents_count() - 1);
                                       },
                                       "residents_count"}});
}

TEST_CASE("the steps of a training cohort are each within the one before") {
  const auto cohort = [](int applied, int enrolled, int completed, int anchor, int other,
                         const char* reason) {
    return [=](Checked& c) {
      auto& event = *c.payload.mutable_pipeline_cohort_reported();
      event.set_applied(applied);
      event.set_enrolled(enrolled);
      event.set_completed(completed);
      event.set_placed_anchor(anchor);
      event.set_placed_other(other);
      c.header.set_reason_code(reason);
      c.header.clear_phase_override();
    };
  };
  CheckRows(Payload::kPipelineCohortReported,
            {{"as reported", cohort(64, 30, 26, 24, 1, ""), ""},
             {"all the same", cohort(5, 5, 5, 3, 2, ""), ""},
             {"enrolled", cohort(29, 30, 26, 24, 1, ""), "enrolled"},
             {"completed", cohort(64, 30, 31, 24, 1, ""), "completed"},
             {"placed", cohort(64, 30, 26, 24, 3, ""), "placed_other"},
             {"placed with a reason", cohort(64, 30, 26, 24, 3, "carried_over"), ""}});
}

TEST_CASE("small groups of hires tell no details of persons") {
  const auto hires = [](int count, auto change) {
    return [=](Checked& c) {
      auto& event = *c.payload.mutable_hire_recorded();
      event.set_count(count);
      change(event);
    };
  };
  const auto bare = [](pb::HireRecorded& e) { e.clear_target_population_counts(); };
  const auto tract = [](pb::HireRecorded& e) {
    e.clear_target_population_counts();
    e.mutable_residence_geo()->set_scheme(pb::GEO_SCHEME_TRACT2020);
    e.mutable_residence_geo()->set_code("25025080100");
  };
  const auto youth = [](pb::HireRecorded& e) {
    e.mutable_target_population_counts()->Clear();
    e.mutable_target_population_counts()->set_youth(11);
  };
  CheckRows(Payload::kHireRecorded,
            {{"eleven with counts", hires(11, youth), ""},
             {"ten with counts", hires(10, youth), "target_population_counts"},
             {"more youth than hires", hires(10, youth), "target_population_counts.youth"},
             {"ten without counts", hires(10, bare), ""},
             {"eleven in a tract", hires(11, tract), ""},
             {"ten in a tract", hires(10, tract), "residence_geo.scheme"},
             {"nobody", hires(0, bare), "count"}});
}

TEST_CASE("those who stayed and those who left are within the cohort") {
  const auto retention = [](int days, int size, int still, int left) {
    return [=](Checked& c) {
      auto& event = *c.payload.mutable_retention_reported();
      event.set_checkpoint_days(days);
      event.set_cohort_size(size);
      event.set_still_employed(still);
      event.mutable_reasons_left(0)->set_count(left);
    };
  };
  CheckRows(Payload::kRetentionReported,
            {{"after 90 days", retention(90, 24, 21, 3), ""},
             {"after 730 days", retention(730, 24, 24, 0), ""},
             {"after 100 days", retention(100, 24, 21, 3), "checkpoint_days"},
             {"more stayed than came", retention(365, 24, 25, 0), "still_employed"},
             {"more left than came", retention(365, 24, 21, 4), "reasons_left"}});
}

TEST_CASE("a promotion leads upward and a lower quarter is not above the middle") {
  CheckRows(
      Payload::kPromotionRecorded,
      {{"same level",
        [](Checked& c) {
          auto& event = *c.payload.mutable_promotion_recorded();
          event.set_to_wage_cents_per_hour(event.from_wage_cents_per_hour());
          event.set_to_education_req(event.from_education_req());
        },
        ""},
       {"lower schooling",
        [](Checked& c) {
          c.payload.mutable_promotion_recorded()->set_from_education_req(pb::EDUCATION_LEVEL_GRAD);
        },
        "to_education_req"},
       {"lower wage",
        [](Checked& c) { c.payload.mutable_promotion_recorded()->set_to_wage_cents_per_hour(1); },
        "to_wage_cents_per_hour"}});
  CheckRows(
      Payload::kWageReported,
      {{"all earn it",
        [](Checked& c) {
          c.payload.mutable_wage_reported()->set_at_or_above_living_wage_count(
              c.payload.wage_reported().workers_count());
        },
        ""},
       {"more than there are",
        [](Checked& c) {
          c.payload.mutable_wage_reported()->set_at_or_above_living_wage_count(
              c.payload.wage_reported().workers_count() + 1);
        },
        "at_or_above_living_wage_count"},
       {"quarter above the middle",
        [](Checked& c) { c.payload.mutable_wage_reported()->set_p25_wage_cents_per_hour(5'000); },
        "p25_wage_cents_per_hour"}});
}

TEST_CASE("an ownership class needs 51 percent, or a body that vouches") {
  const auto classified = [](pb::SupplierClass supplier_class, int share,
                             pb::ClassCertifier certifier) {
    return [=](Checked& c) {
      auto& event = *c.payload.mutable_supplier_classified();
      event.set_class_(supplier_class);
      event.set_certifier(certifier);
      event.clear_pct_owned_bp();
      if (share >= 0) event.set_pct_owned_bp(share);
    };
  };
  const auto self = pb::CLASS_CERTIFIER_SELF;
  const auto city = pb::CLASS_CERTIFIER_CITY;
  const auto nobody = pb::CLASS_CERTIFIER_UNSPECIFIED;
  std::vector<Row> rows = {
      {"coop", classified(pb::SUPPLIER_CLASS_COOP, -1, self), ""},
      {"zone", classified(pb::SUPPLIER_CLASS_HUBZONE, -1, self), ""},
      {"public", classified(pb::SUPPLIER_CLASS_PUBLIC, 0, nobody), ""},
      {"employees", classified(pb::SUPPLIER_CLASS_EMPLOYEE_OWNED, 3'000, self), ""}};
  for (const auto owned :
       {pb::SUPPLIER_CLASS_MBE, pb::SUPPLIER_CLASS_WBE, pb::SUPPLIER_CLASS_MWBE,
        pb::SUPPLIER_CLASS_VBE, pb::SUPPLIER_CLASS_SDVOSB, pb::SUPPLIER_CLASS_LGBTBE,
        pb::SUPPLIER_CLASS_DOBE, pb::SUPPLIER_CLASS_DBE, pb::SUPPLIER_CLASS_8A,
        pb::SUPPLIER_CLASS_WORKER_OWNED}) {
    rows.push_back({"51 percent", classified(owned, 5'100, self), ""});
    rows.push_back({"less", classified(owned, 5'099, city), "pct_owned_bp"});
    rows.push_back({"vouched for", classified(owned, -1, city), ""});
    rows.push_back({"own word", classified(owned, -1, self), "pct_owned_bp"});
    rows.push_back({"nobody's word", classified(owned, -1, nobody), "pct_owned_bp"});
  }
  rows.push_back({"ends before it begins",
                  [](Checked& c) {
                    auto& event = *c.payload.mutable_supplier_classified();
                    event.mutable_valid_to()->set_days(event.valid_from().days() - 1);
                  },
                  "valid_to"});
  CheckRows(Payload::kSupplierClassified, rows);
}

TEST_CASE("purchases, contracts and credits hold together") {
  const auto category = [](pb::CategoryScheme scheme, const char* code) {
    return [=](Checked& c) {
      auto& value = *c.payload.mutable_purchase_recorded()->mutable_category();
      value.set_scheme(scheme);
      value.set_code(code);
    };
  };
  CheckRows(
      Payload::kPurchaseRecorded,
      {{"own words", category(pb::CATEGORY_SCHEME_INTERNAL, "Staff, agency (bank)"), ""},
       {"nigp", category(pb::CATEGORY_SCHEME_NIGP, "91874"), ""},
       {"unspsc too short", category(pb::CATEGORY_SCHEME_UNSPSC, "4213160"), "category.code"},
       {"nigp with letters", category(pb::CATEGORY_SCHEME_NIGP, "9187x"), "category.code"},
       {"tier 2", [](Checked& c) { c.payload.mutable_purchase_recorded()->set_tier(2); }, "tier"}});
  CheckRows(Payload::kContractAwarded,
            {{"ends before it starts",
              [](Checked& c) {
                auto& event = *c.payload.mutable_contract_awarded();
                event.mutable_end()->set_days(event.start().days() - 1);
              },
              "end"},
             {"more local bidders than bidders",
              [](Checked& c) { c.payload.mutable_contract_awarded()->set_bidders_total(2); },
              "solicited_local_bidders"}});
  CheckRows(Payload::kPurchaseReversed,
            {{"true day later",
              [](Checked& c) {
                c.payload.mutable_purchase_reversed()->mutable_occurred_on()->set_days(
                    c.header.effective_on().days() + 1);
              },
              "occurred_on"}});
  CheckRows(Payload::kSupplierCreditRecorded,
            {{"true day later",
              [](Checked& c) {
                c.payload.mutable_supplier_credit_recorded()->mutable_occurred_on()->set_days(
                    c.header.effective_on().days() + 1);
              },
              "credit_date"}});
}

}  // namespace
}  // namespace anchorledger::event_types
