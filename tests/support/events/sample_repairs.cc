#include "tests/support/events/sample_repairs.h"

#include <string>

#include "proto/base/hash.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;

void RepairAmended(pb::EventAmended& event) {
  pb::FieldChange& change = *event.mutable_field_changes(0);
  change.set_path("amount.minor");
  change.set_old_json("\"100\"");
  change.set_new_json("\"101\"");
}

void RepairBands(pb::HousingUnitsReported& event) {
  event.clear_loss_reason();
  event.set_units(70);
  event.set_affordable_units(60);
  event.set_permanently_affordable_units(50);
  pb::AmiBandUnits& bands = *event.mutable_ami_band_units();
  const auto* descriptor = pb::AmiBandUnits::descriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    bands.GetReflection()->SetInt64(&bands, descriptor->field(i), 10);
  }
}

void RepairBatch(pb::ImportBatchRecorded& event) {
  pb::ImportRowCounts& rows = *event.mutable_rows();
  rows.set_created(rows.read() - 30);
  rows.set_updated(10);
  rows.set_unchanged(10);
  rows.set_rejected(10);
  event.set_first_position(800);
  event.set_last_position(860);
}

void RepairCommitment(pb::InvestmentCommitted& event) {
  pb::InvestmentTerms& terms = *event.mutable_terms();
  terms.set_amort(pb::AMORTISATION_CUSTOM);
  terms.mutable_schedule(0)->mutable_principal()->set_minor(event.amount().minor());
}

}  // namespace

void Repair(pb::EventPayload& payload) {
  switch (payload.event_case()) {
    case pb::EventPayload::kAnchorRegistered:
      payload.mutable_anchor_registered()->mutable_fiscal_year_start()->set_month(7);
      payload.mutable_anchor_registered()->mutable_fiscal_year_start()->set_day(1);
      return;
    case pb::EventPayload::kReferenceSetPublished:
      payload.mutable_reference_set_published()->set_kind(pb::REFERENCE_SET_KIND_AMI);
      return;
    case pb::EventPayload::kBaselineReported:
      payload.mutable_baseline_reported()->clear_as_of();
      payload.mutable_baseline_reported()->set_measure(pb::BASELINE_MEASURE_TOTAL_SPEND);
      return;
    case pb::EventPayload::kMilestoneAchieved:
      payload.mutable_milestone_achieved()->set_milestone_id("P1");
      return;
    case pb::EventPayload::kPipelineCohortReported:
      payload.mutable_pipeline_cohort_reported()->set_placed_anchor(500);
      payload.mutable_pipeline_cohort_reported()->set_placed_other(400);
      return;
    case pb::EventPayload::kRetentionReported:
      payload.mutable_retention_reported()->set_checkpoint_days(365);
      payload.mutable_retention_reported()->mutable_reasons_left(0)->set_count(5);
      return;
    case pb::EventPayload::kPromotionRecorded:
      payload.mutable_promotion_recorded()->set_to_wage_cents_per_hour(2'000);
      return;
    case pb::EventPayload::kHireRecorded: {
      pb::TargetPopulationCounts& counts =
          *payload.mutable_hire_recorded()->mutable_target_population_counts();
      const auto* descriptor = pb::TargetPopulationCounts::descriptor();
      for (int i = 0; i < descriptor->field_count(); ++i) {
        counts.GetReflection()->SetInt64(&counts, descriptor->field(i), 20 - i);
      }
      return;
    }
    case pb::EventPayload::kSupplierClassified:
      payload.mutable_supplier_classified()->set_pct_owned_bp(10'000);
      return;
    case pb::EventPayload::kContractAwarded:
      payload.mutable_contract_awarded()->set_solicited_local_bidders(3);
      payload.mutable_contract_awarded()->mutable_category()->set_code("42131600");
      return;
    case pb::EventPayload::kPurchaseRecorded:
      payload.mutable_purchase_recorded()->mutable_category()->set_code("42131600");
      return;
    case pb::EventPayload::kSupplierCreditRecorded:
      payload.mutable_supplier_credit_recorded()->mutable_category()->set_code("42131600");
      return;
    case pb::EventPayload::kInvestmentCommitted:
      return RepairCommitment(*payload.mutable_investment_committed());
    case pb::EventPayload::kLoanTermsModified:
      payload.mutable_loan_terms_modified()->mutable_changes()->set_amort(pb::AMORTISATION_CUSTOM);
      return;
    case pb::EventPayload::kHousingUnitsReported:
      return RepairBands(*payload.mutable_housing_units_reported());
    case pb::EventPayload::kEventAmended:
      return RepairAmended(*payload.mutable_event_amended());
    case pb::EventPayload::kImportProfileSaved: {
      pb::ImportProfileSaved& event = *payload.mutable_import_profile_saved();
      const base::Sha256Digest digest = base::Sha256(event.profile_json());
      event.set_profile_sha256(std::string(base::AsBytes(digest)));
      return;
    }
    case pb::EventPayload::kImportBatchRecorded:
      return RepairBatch(*payload.mutable_import_batch_recorded());
    default:  // valid as filled
      return;
  }
}

}  // namespace anchorledger::testing
