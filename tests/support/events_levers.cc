#include "anchorledger/event/v1/envelope.pb.h"
#include "tests/support/event_words.h"
#include "tests/support/events.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;

void AssignCategory(pb::SpendCategory* category) {
  category->set_scheme(pb::CATEGORY_SCHEME_INTERNAL);
  category->set_code("Laundry services");
}

}  // namespace

Draft ConveningHeld(Text id, Text on, Text purpose, Count orgs, Count participants,
                    Count residents) {
  pb::EventPayload payload;
  auto* event = payload.mutable_convening_held();
  event->set_convening_id(std::string(id));
  event->set_purpose(Word<pb::ConveningPurpose>(purpose));
  event->set_participants_count(participants);
  event->set_orgs_count(orgs);
  event->set_residents_count(residents);
  event->set_decision_made(false);
  return Draft(std::move(payload)).On(on);
}

Draft CapacityBuildingDelivered(Text id, Text from, Text to, Count hours_x100, base::Money cost) {
  pb::EventPayload payload;
  auto* event = payload.mutable_capacity_building_delivered();
  event->set_cb_id(std::string(id));
  Assign(event->mutable_period(), from, to);
  event->set_hours_x100(hours_x100);
  Assign(event->mutable_cost(), cost);
  event->set_individuals_count(12);
  event->set_orgs_count(1);
  return Draft(std::move(payload));
}

Draft HireRecorded(Text cohort, Count count, Text on, Text employer, Text residence) {
  pb::EventPayload payload;
  auto* event = payload.mutable_hire_recorded();
  event->set_employer_org_id(std::string(employer));
  event->set_cohort_id(std::string(cohort));
  event->set_count(count);
  if (!residence.empty()) Assign(event->mutable_residence_geo(), residence);
  event->set_education_required(pb::EDUCATION_LEVEL_HS);
  event->set_job_family("31");
  event->set_fte_x100(100);
  event->set_starting_wage_cents_per_hour(2'000);
  event->set_benefits_eligible(true);
  event->set_hire_kind(pb::HIRE_KIND_PERMANENT);
  return Draft(std::move(payload)).On(on);
}

Draft PipelineCohortReported(Text cohort, Text from, Text to, Count applied, Count enrolled,
                             Count completed, Count placed_anchor, Count placed_other) {
  pb::EventPayload payload;
  auto* event = payload.mutable_pipeline_cohort_reported();
  event->set_cohort_id(std::string(cohort));
  event->set_program_id("program-1");
  Assign(event->mutable_period(), from, to);
  event->set_applied(applied);
  event->set_enrolled(enrolled);
  event->set_completed(completed);
  event->set_placed_anchor(placed_anchor);
  event->set_placed_other(placed_other);
  return Draft(std::move(payload));
}

Draft RetentionReported(Text cohort, Count checkpoint_days, Count size, Count still_employed,
                        Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_retention_reported();
  event->set_cohort_id(std::string(cohort));
  event->set_checkpoint_days(static_cast<std::int32_t>(checkpoint_days));
  event->set_cohort_size(size);
  event->set_still_employed(still_employed);
  return Draft(std::move(payload)).On(on);
}

Draft PromotionRecorded(Text employer, Count count, Text on, Text cohort) {
  pb::EventPayload payload;
  auto* event = payload.mutable_promotion_recorded();
  event->set_employer_org_id(std::string(employer));
  event->set_cohort_id(std::string(cohort));
  event->set_count(count);
  event->set_from_education_req(pb::EDUCATION_LEVEL_HS);
  event->set_to_education_req(pb::EDUCATION_LEVEL_CERT);
  event->set_from_wage_cents_per_hour(1'500);
  event->set_to_wage_cents_per_hour(1'700);
  return Draft(std::move(payload)).On(on);
}

Draft WageReported(Text employer, Text as_of, Count workers, Count at_living_wage, Text set_id) {
  pb::EventPayload payload;
  auto* event = payload.mutable_wage_reported();
  event->set_employer_org_id(std::string(employer));
  Assign(event->mutable_as_of(), as_of);
  event->set_workers_count(workers);
  event->set_median_wage_cents_per_hour(2'200);
  event->set_p25_wage_cents_per_hour(1'900);
  event->set_at_or_above_living_wage_count(at_living_wage);
  event->set_living_wage_set_id(std::string(set_id));
  return Draft(std::move(payload));
}

Draft SupplierRegistered(Text id, Text on, Text geo) {
  pb::EventPayload payload;
  auto* event = payload.mutable_supplier_registered();
  event->set_supplier_id(std::string(id));
  event->set_name("Business " + std::string(id));
  if (!geo.empty()) Assign(event->mutable_business_geo(), geo);
  event->set_ownership_form(pb::OWNERSHIP_FORM_LLC);
  event->set_size(pb::SUPPLIER_SIZE_SMALL);
  return Draft(std::move(payload)).On(on);
}

Draft SupplierClassified(Text id, Text supplier_class, Text valid_from, Text valid_to) {
  pb::EventPayload payload;
  auto* event = payload.mutable_supplier_classified();
  event->set_supplier_id(std::string(id));
  event->set_class_(Word<pb::SupplierClass>(supplier_class));
  event->set_pct_owned_bp(5'100);
  event->set_certifier(pb::CLASS_CERTIFIER_REGISTER);
  Assign(event->mutable_valid_from(), valid_from);
  if (!valid_to.empty()) Assign(event->mutable_valid_to(), valid_to);
  return Draft(std::move(payload)).On(valid_from);
}

Draft SupplierClassificationEnded(Text id, Text supplier_class, Text on, Text reason) {
  pb::EventPayload payload;
  auto* event = payload.mutable_supplier_classification_ended();
  event->set_supplier_id(std::string(id));
  event->set_class_(Word<pb::SupplierClass>(supplier_class));
  Assign(event->mutable_on(), on);
  event->set_reason(Word<pb::ClassEndReason>(reason));
  return Draft(std::move(payload));
}

Draft ContractAwarded(Text id, Text supplier, Text on, Count local_bidders, Count bidders) {
  pb::EventPayload payload;
  auto* event = payload.mutable_contract_awarded();
  event->set_contract_id(std::string(id));
  event->set_supplier_id(std::string(supplier));
  AssignCategory(event->mutable_category());
  Assign(event->mutable_annual_value(), Usd(240'000'000));
  Assign(event->mutable_total_value(), Usd(720'000'000));
  Assign(event->mutable_start(), on);
  event->mutable_end()->set_days(base::AddMonths(Day(on), 36).days);
  event->set_solicited_local_bidders(local_bidders);
  event->set_bidders_total(bidders);
  event->set_unbundled(false);
  event->set_vendor_pipeline_required(false);
  return Draft(std::move(payload)).On(on);
}

Draft PurchaseRecorded(Text id, Text supplier, base::Money amount, Text invoice_date) {
  pb::EventPayload payload;
  auto* event = payload.mutable_purchase_recorded();
  event->set_purchase_id(std::string(id));
  event->set_supplier_id(std::string(supplier));
  Assign(event->mutable_invoice_date(), invoice_date);
  Assign(event->mutable_amount(), amount);
  AssignCategory(event->mutable_category());
  event->set_is_construction(false);
  event->set_addressable(true);
  event->set_tier(1);
  return Draft(std::move(payload));
}

Draft PurchaseReversed(Text purchase, base::Money amount, Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_purchase_reversed();
  event->set_purchase_id(std::string(purchase));
  Assign(event->mutable_amount(), amount);
  event->set_reason(pb::REVERSAL_REASON_CREDIT);
  return Draft(std::move(payload)).On(on);
}

Draft SupplierCreditRecorded(Text id, Text supplier, base::Money amount, Text credit_date) {
  pb::EventPayload payload;
  auto* event = payload.mutable_supplier_credit_recorded();
  event->set_credit_id(std::string(id));
  event->set_supplier_id(std::string(supplier));
  Assign(event->mutable_credit_date(), credit_date);
  Assign(event->mutable_amount(), amount);
  event->set_reason(pb::SUPPLIER_CREDIT_REASON_UNKNOWN);
  AssignCategory(event->mutable_category());
  event->set_is_construction(false);
  event->set_addressable(true);
  return Draft(std::move(payload));
}

}  // namespace anchorledger::testing
