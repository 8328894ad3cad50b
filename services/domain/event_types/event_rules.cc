#include "services/domain/event_types/event_rules.h"

#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::event_types {

namespace pb = ::anchorledger::event::v1;

namespace {

// Investing, outcomes and control: the second half of the groups, to keep functions short.
void CheckLaterGroups(const pb::EventPayload& payload, const RuleContext& context) {
  switch (payload.event_case()) {
    case pb::EventPayload::kCapitalAllocated:
      return CheckRules(payload.capital_allocated(), context);
    case pb::EventPayload::kInvestmentCommitted:
      return CheckRules(payload.investment_committed(), context);
    case pb::EventPayload::kLoanInterestAccrued:
      return CheckRules(payload.loan_interest_accrued(), context);
    case pb::EventPayload::kLoanRepaymentReceived:
      return CheckRules(payload.loan_repayment_received(), context);
    case pb::EventPayload::kLoanTermsModified:
      return CheckRules(payload.loan_terms_modified(), context);
    case pb::EventPayload::kLoanForgiven:
      return CheckRules(payload.loan_forgiven(), context);
    case pb::EventPayload::kLoanWrittenOff:
      return CheckRules(payload.loan_written_off(), context);
    case pb::EventPayload::kDepositPlaced:
      return CheckRules(payload.deposit_placed(), context);
    case pb::EventPayload::kDepositWithdrawn:
      return CheckRules(payload.deposit_withdrawn(), context);
    case pb::EventPayload::kHousingUnitsReported:
      return CheckRules(payload.housing_units_reported(), context);
    case pb::EventPayload::kJobsReported:
      return CheckRules(payload.jobs_reported(), context);
    case pb::EventPayload::kEventAmended:
      return CheckRules(payload.event_amended(), context);
    case pb::EventPayload::kEventVoided:
      return CheckRules(payload.event_voided(), context);
    case pb::EventPayload::kImportProfileSaved:
      return CheckRules(payload.import_profile_saved(), context);
    case pb::EventPayload::kImportBatchRecorded:
      return CheckRules(payload.import_batch_recorded(), context);
    default:  // the fields of the other types only have rules of their own
      return;
  }
}

}  // namespace

void CheckEventRules(const pb::EventHeader& header, const pb::EventPayload& payload,
                     const Violations& out) {
  const RuleContext context{header, out};
  switch (payload.event_case()) {
    case pb::EventPayload::kAnchorRegistered:
      return CheckRules(payload.anchor_registered(), context);
    case pb::EventPayload::kPartnerOnboarded:
      return CheckRules(payload.partner_onboarded(), context);
    case pb::EventPayload::kGeographyDefined:
      return CheckRules(payload.geography_defined(), context);
    case pb::EventPayload::kReferenceSetPublished:
      return CheckRules(payload.reference_set_published(), context);
    case pb::EventPayload::kBaselineReported:
      return CheckRules(payload.baseline_reported(), context);
    case pb::EventPayload::kTargetSet:
      return CheckRules(payload.target_set(), context);
    case pb::EventPayload::kPartnershipProposed:
      return CheckRules(payload.partnership_proposed(), context);
    case pb::EventPayload::kMilestoneAchieved:
      return CheckRules(payload.milestone_achieved(), context);
    case pb::EventPayload::kConveningHeld:
      return CheckRules(payload.convening_held(), context);
    case pb::EventPayload::kPipelineCohortReported:
      return CheckRules(payload.pipeline_cohort_reported(), context);
    case pb::EventPayload::kHireRecorded:
      return CheckRules(payload.hire_recorded(), context);
    case pb::EventPayload::kRetentionReported:
      return CheckRules(payload.retention_reported(), context);
    case pb::EventPayload::kPromotionRecorded:
      return CheckRules(payload.promotion_recorded(), context);
    case pb::EventPayload::kWageReported:
      return CheckRules(payload.wage_reported(), context);
    case pb::EventPayload::kSupplierClassified:
      return CheckRules(payload.supplier_classified(), context);
    case pb::EventPayload::kContractAwarded:
      return CheckRules(payload.contract_awarded(), context);
    case pb::EventPayload::kPurchaseRecorded:
      return CheckRules(payload.purchase_recorded(), context);
    case pb::EventPayload::kPurchaseReversed:
      return CheckRules(payload.purchase_reversed(), context);
    case pb::EventPayload::kSupplierCreditRecorded:
      return CheckRules(payload.supplier_credit_recorded(), context);
    default:
      return CheckLaterGroups(payload, context);
  }
}

}  // namespace anchorledger::event_types
