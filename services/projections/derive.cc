#include "services/projections/derive.h"

#include "services/domain/event_types/event_type.h"
#include "services/projections/derivation.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

struct TypeTraits {
  std::uint8_t strategy = 0;
  std::uint8_t home_phase = 0;
};

// Strategy and home phase by type, read from the descriptors once: they are asked for per fact.
TypeTraits TraitsOf(std::uint32_t type) {
  static const std::vector<TypeTraits>& table = *[] {
    auto* traits = new std::vector<TypeTraits>();  // never destroyed
    for (const event_types::EventType& each : event_types::AllEventTypes()) {
      traits->resize(static_cast<std::size_t>(each.number) + 1);
      traits->back() = {static_cast<std::uint8_t>(each.rule->strategy()),
                        static_cast<std::uint8_t>(each.rule->home_phase())};
    }
    return traits;
  }();
  return type < table.size() ? table[type] : TypeTraits{};
}

base::Status DeriveByType(Derivation& d, const pb::EventPayload& payload) {
  switch (payload.event_case()) {
    case pb::EventPayload::kHireRecorded:
      DeriveHire(d, payload.hire_recorded());
      break;
    case pb::EventPayload::kPromotionRecorded:
      DerivePromotion(d, payload.promotion_recorded());
      break;
    case pb::EventPayload::kPipelineCohortReported:
      DerivePipelineCohort(d, payload.pipeline_cohort_reported());
      break;
    case pb::EventPayload::kRetentionReported:
      DeriveRetention(d, payload.retention_reported());
      break;
    case pb::EventPayload::kWageReported:
      DeriveWageReport(d, payload.wage_reported());
      break;
    case pb::EventPayload::kPurchaseRecorded:
      DerivePurchase(d, payload.purchase_recorded());
      break;
    case pb::EventPayload::kPurchaseReversed:
      return DeriveReversal(d, payload.purchase_reversed());
    case pb::EventPayload::kSupplierCreditRecorded:
      DeriveSupplierCredit(d, payload.supplier_credit_recorded());
      break;
    case pb::EventPayload::kContractAwarded:
      DeriveContractAward(d, payload.contract_awarded());
      break;
    case pb::EventPayload::kCapitalAllocated:
      DeriveAllocation(d, payload.capital_allocated());
      break;
    case pb::EventPayload::kCoInvestmentReported:
      DeriveCoInvestment(d, payload.co_investment_reported());
      break;
    case pb::EventPayload::kInKindContributed:
      DeriveInKind(d, payload.in_kind_contributed());
      break;
    case pb::EventPayload::kInvestmentCommitted:
      DeriveCommitment(d, payload.investment_committed());
      break;
    case pb::EventPayload::kLoanTermsModified:
      DeriveTermsModified(d, payload.loan_terms_modified());
      break;
    case pb::EventPayload::kPartnershipProposed:
      DerivePartnership(d, payload.partnership_proposed());
      break;
    case pb::EventPayload::kPhaseEntered:
      DerivePhaseSpell(d);
      break;
    case pb::EventPayload::kMilestoneAchieved:
      DeriveMilestone(d, payload.milestone_achieved());
      break;
    case pb::EventPayload::kBaselineReported:
      DeriveBaseline(d, payload.baseline_reported());
      break;
    case pb::EventPayload::kTargetSet:
      DeriveTarget(d, payload.target_set());
      break;
    case pb::EventPayload::kPartnerReportDue:
      DeriveReportDue(d, payload.partner_report_due());
      break;
    case pb::EventPayload::kPartnerReportReceived:
      DeriveReportReceived(d, payload.partner_report_received());
      break;
    case pb::EventPayload::kConveningHeld:
      DeriveConvening(d, payload.convening_held());
      break;
    case pb::EventPayload::kCapacityBuildingDelivered:
      DeriveCapacity(d, payload.capacity_building_delivered());
      break;
    case pb::EventPayload::kHousingUnitsReported:
      DeriveHousing(d, payload.housing_units_reported());
      break;
    case pb::EventPayload::kJobsReported:
      DeriveJobs(d, payload.jobs_reported());
      break;
    default:
      DeriveInvestmentFlow(d, payload);
      break;
  }
  return base::Status();
}

}  // namespace

base::Status Derive(const InForceEvent& event, const Knowledge& knowledge,
                    std::vector<Fact>& facts) {
  // One fact, one recorder: the second report of a fact links to the first and does not count.
  if (event.header->has_corroborates_position()) return base::Status();
  Derivation derivation(event, knowledge, facts);
  return DeriveByType(derivation, *event.payload);
}

Fact Derivation::Start(FactKind kind, Symbol partnership) const {
  const TypeTraits traits = TraitsOf(event_.type);
  const std::uint8_t override_phase = static_cast<std::uint8_t>(event_.header->phase_override());
  Fact fact;
  fact.kind = kind;
  fact.effective_on = event_.effective_on;
  fact.position = event_.position;
  fact.dimensions.tenant = event_.tenant;
  fact.dimensions.anchor = event_.anchor;
  fact.dimensions.partnership = partnership;
  fact.dimensions.strategy = traits.strategy;
  fact.dimensions.basis = static_cast<std::uint8_t>(event_.header->basis());
  fact.dimensions.phase = override_phase != 0 ? override_phase
                                              : known_.context.partnerships.PhaseOn(
                                                    event_.tenant, partnership, event_.effective_on,
                                                    traits.home_phase, known_.cut);
  return fact;
}

bool Derivation::IsAnchor(Symbol organisation) const {
  return known_.context.organisations.IsAnchor(event_.tenant, organisation, known_.cut);
}

Symbol Derivation::AsPartner(Symbol organisation) const {
  return IsAnchor(organisation) ? 0 : organisation;
}

Symbol Derivation::Reporter() const {
  const Symbol recorder = Of(event_.header->actor_org_id());
  const bool partner = known_.context.organisations.IsPartner(event_.tenant, recorder, known_.cut);
  return partner ? AsPartner(recorder) : 0;
}

Symbol Derivation::HomeOf(Symbol organisation) const {
  return known_.context.organisations.HomeGeo(event_.tenant, organisation, known_.cut);
}

std::uint32_t Derivation::PurposesOn(Symbol place, pb::GeographyUse use, base::Date day) const {
  return known_.context.geographies.PurposesOn(event_.tenant, place, static_cast<std::uint8_t>(use),
                                               day, known_.cut);
}

base::Currency Derivation::AnchorCurrency() const {
  const Organisation* anchor =
      known_.context.organisations.Anchor(event_.tenant, event_.anchor, known_.cut);
  return anchor == nullptr ? base::Currency{} : anchor->currency;
}

}  // namespace anchorledger::projections
