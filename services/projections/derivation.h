// What the derivations of all groups share. Internal to derive*.cc.
#pragma once

#include <string>
#include <vector>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/projections/derive.h"
#include "services/projections/event_symbols.h"
#include "services/projections/fact_schema.h"

namespace anchorledger::projections {

// One event being derived. Lives for one call of Derive.
class Derivation {
 public:
  Derivation(const InForceEvent& event, const Knowledge& knowledge, std::vector<Fact>& facts)
      : event_(event), known_(knowledge), facts_(facts) {}

  const InForceEvent& event() const { return event_; }
  const Context& context() const { return known_.context; }
  base::Position cut() const { return known_.cut; }
  PurchaseSource& purchases() const { return known_.purchases; }
  Symbol Of(const std::string& text) const { return known_.symbols.Intern(text); }
  Symbol PlaceOf(const event::v1::GeoRef& place) const {
    return PlaceSymbol(place, known_.symbols);
  }

  // A fact with everything that the header says. The phase is that of the day, for the partnership
  // of the event unless another one is named.
  Fact Start(FactKind kind) const { return Start(kind, event_.partnership); }
  Fact Start(FactKind kind, Symbol partnership) const;
  void Emit(const Fact& fact) { facts_.push_back(fact); }

  bool IsAnchor(Symbol organisation) const;
  // The organisation, or 0 when it is an anchor of the tenant.
  Symbol AsPartner(Symbol organisation) const;
  // The organisation that recorded the event, when it is a partner.
  Symbol Reporter() const;
  Symbol HomeOf(Symbol organisation) const;
  // Bit n: the place serves purpose n (event.v1.GeographyPurpose) for this use on the day.
  std::uint32_t PurposesOn(Symbol place, event::v1::GeographyUse use, base::Date day) const;
  base::Currency AnchorCurrency() const;

  static bool Serves(std::uint32_t purposes, event::v1::GeographyPurpose purpose) {
    return (purposes >> purpose & 1U) != 0;
  }

 private:
  const InForceEvent& event_;
  const Knowledge& known_;
  std::vector<Fact>& facts_;
};

inline void SetIf(bool condition, std::uint32_t flag, Fact& fact) {
  if (condition) fact.dimensions.flags |= flag;
}
inline void SetMoney(std::size_t slot, const event::v1::Money& money, Fact& fact) {
  fact.measures[slot] = money.minor();
  fact.dimensions.currency = CurrencyOf(money.currency());
}

// One function for each event type that yields facts; by group in derive_<group>.cc.
void DeriveHire(Derivation& d, const event::v1::HireRecorded& hire);
void DerivePromotion(Derivation& d, const event::v1::PromotionRecorded& promotion);
void DerivePipelineCohort(Derivation& d, const event::v1::PipelineCohortReported& cohort);
void DeriveRetention(Derivation& d, const event::v1::RetentionReported& retention);
void DeriveWageReport(Derivation& d, const event::v1::WageReported& wages);

void DerivePurchase(Derivation& d, const event::v1::PurchaseRecorded& purchase);
base::Status DeriveReversal(Derivation& d, const event::v1::PurchaseReversed& reversal);
void DeriveSupplierCredit(Derivation& d, const event::v1::SupplierCreditRecorded& credit);
void DeriveContractAward(Derivation& d, const event::v1::ContractAwarded& award);

void DeriveAllocation(Derivation& d, const event::v1::CapitalAllocated& allocation);
void DeriveCoInvestment(Derivation& d, const event::v1::CoInvestmentReported& report);
void DeriveInKind(Derivation& d, const event::v1::InKindContributed& contribution);

void DeriveCommitment(Derivation& d, const event::v1::InvestmentCommitted& committed);
void DeriveTermsModified(Derivation& d, const event::v1::LoanTermsModified& modified);
// Cancellation, cash and changes of principal, told apart by the payload.
void DeriveInvestmentFlow(Derivation& d, const event::v1::EventPayload& payload);

void DerivePartnership(Derivation& d, const event::v1::PartnershipProposed& proposed);
void DerivePhaseSpell(Derivation& d);
void DeriveMilestone(Derivation& d, const event::v1::MilestoneAchieved& milestone);

void DeriveBaseline(Derivation& d, const event::v1::BaselineReported& baseline);
void DeriveTarget(Derivation& d, const event::v1::TargetSet& target);
void DeriveReportDue(Derivation& d, const event::v1::PartnerReportDue& due);
void DeriveReportReceived(Derivation& d, const event::v1::PartnerReportReceived& received);

void DeriveConvening(Derivation& d, const event::v1::ConveningHeld& convening);
void DeriveCapacity(Derivation& d, const event::v1::CapacityBuildingDelivered& delivered);
void DeriveHousing(Derivation& d, const event::v1::HousingUnitsReported& housing);
void DeriveJobs(Derivation& d, const event::v1::JobsReported& jobs);

}  // namespace anchorledger::projections
