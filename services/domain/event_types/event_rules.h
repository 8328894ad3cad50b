// Rules between the fields of one event, beyond what each field says of itself. One overload for
// each type that has any. All are total: a field that is absent or wrong by itself, which the
// field check reports, only switches off the rules that would need it. Internal to the check.
#pragma once

#include "services/domain/event_types/event_protos.h"
#include "services/domain/event_types/violations.h"

namespace anchorledger::event::v1 {
class AnchorRegistered;
class BaselineReported;
class CapitalAllocated;
class ContractAwarded;
class ConveningHeld;
class DepositPlaced;
class DepositWithdrawn;
class EventVoided;
class GeographyDefined;
class HireRecorded;
class HousingUnitsReported;
class ImportBatchRecorded;
class ImportProfileSaved;
class InvestmentCommitted;
class JobsReported;
class LoanForgiven;
class LoanInterestAccrued;
class LoanRepaymentReceived;
class LoanTermsModified;
class LoanWrittenOff;
class MilestoneAchieved;
class PartnerOnboarded;
class PartnershipProposed;
class PipelineCohortReported;
class PromotionRecorded;
class PurchaseRecorded;
class PurchaseReversed;
class ReferenceSetPublished;
class RetentionReported;
class SupplierClassified;
class SupplierCreditRecorded;
class TargetSet;
class WageReported;
}  // namespace anchorledger::event::v1

namespace anchorledger::event_types {

struct RuleContext {
  const event::v1::EventHeader& header;
  const Violations& out;  // stands at the event
};

// Calls the overload of the event that is set.
void CheckEventRules(const event::v1::EventHeader& header, const event::v1::EventPayload& payload,
                     const Violations& out);

void CheckRules(const event::v1::AnchorRegistered& event, const RuleContext& context);
void CheckRules(const event::v1::PartnerOnboarded& event, const RuleContext& context);
void CheckRules(const event::v1::GeographyDefined& event, const RuleContext& context);
void CheckRules(const event::v1::ReferenceSetPublished& event, const RuleContext& context);
void CheckRules(const event::v1::BaselineReported& event, const RuleContext& context);
void CheckRules(const event::v1::TargetSet& event, const RuleContext& context);

void CheckRules(const event::v1::PartnershipProposed& event, const RuleContext& context);
void CheckRules(const event::v1::MilestoneAchieved& event, const RuleContext& context);

void CheckRules(const event::v1::ConveningHeld& event, const RuleContext& context);

void CheckRules(const event::v1::PipelineCohortReported& event, const RuleContext& context);
void CheckRules(const event::v1::HireRecorded& event, const RuleContext& context);
void CheckRules(const event::v1::RetentionReported& event, const RuleContext& context);
void CheckRules(const event::v1::PromotionRecorded& event, const RuleContext& context);
void CheckRules(const event::v1::WageReported& event, const RuleContext& context);

void CheckRules(const event::v1::SupplierClassified& event, const RuleContext& context);
void CheckRules(const event::v1::ContractAwarded& event, const RuleContext& context);
void CheckRules(const event::v1::PurchaseRecorded& event, const RuleContext& context);
void CheckRules(const event::v1::PurchaseReversed& event, const RuleContext& context);
void CheckRules(const event::v1::SupplierCreditRecorded& event, const RuleContext& context);

void CheckRules(const event::v1::CapitalAllocated& event, const RuleContext& context);
void CheckRules(const event::v1::InvestmentCommitted& event, const RuleContext& context);
void CheckRules(const event::v1::LoanInterestAccrued& event, const RuleContext& context);
void CheckRules(const event::v1::LoanRepaymentReceived& event, const RuleContext& context);
void CheckRules(const event::v1::LoanTermsModified& event, const RuleContext& context);
void CheckRules(const event::v1::LoanForgiven& event, const RuleContext& context);
void CheckRules(const event::v1::LoanWrittenOff& event, const RuleContext& context);
void CheckRules(const event::v1::DepositPlaced& event, const RuleContext& context);
void CheckRules(const event::v1::DepositWithdrawn& event, const RuleContext& context);

void CheckRules(const event::v1::HousingUnitsReported& event, const RuleContext& context);
void CheckRules(const event::v1::JobsReported& event, const RuleContext& context);

void CheckRules(const event::v1::EventAmended& event, const RuleContext& context);
void CheckRules(const event::v1::EventVoided& event, const RuleContext& context);
void CheckRules(const event::v1::ImportProfileSaved& event, const RuleContext& context);
void CheckRules(const event::v1::ImportBatchRecorded& event, const RuleContext& context);

}  // namespace anchorledger::event_types
