// Facts about capital that are not flows of one investment: allocations, co-investments, in kind.
#include "services/projections/derivation.h"

namespace anchorledger::projections {

namespace pb = ::anchorledger::event::v1;

void DeriveAllocation(Derivation& d, const pb::CapitalAllocated& allocation) {
  constexpr FactKind kKind = FactKind::kAllocation;
  Fact fact = d.Start(kKind);
  fact.entity = d.Of(allocation.allocation_id());
  SetIf(allocation.counts_for_pbi(), FlagBit(kKind, "counts_for_pbi"), fact);
  SetMoney(MeasureSlot(kKind, "amount"), allocation.amount(), fact);
  fact.measures[MeasureSlot(kKind, "deploy_by")] = allocation.deploy_by().days();
  d.Emit(fact);
}

void DeriveCoInvestment(Derivation& d, const pb::CoInvestmentReported& report) {
  constexpr FactKind kKind = FactKind::kCoInvestment;
  Fact fact = d.Start(kKind);
  fact.entity = d.Of(report.coinvestment_id());
  fact.entity2 = d.Of(report.deal_id());
  SetIf(report.timing() == pb::CO_INVESTMENT_TIMING_BEFORE, FlagBit(kKind, "timing_before"), fact);
  SetIf(report.timing() == pb::CO_INVESTMENT_TIMING_WITH, FlagBit(kKind, "timing_with"), fact);
  SetIf(report.timing() == pb::CO_INVESTMENT_TIMING_AFTER, FlagBit(kKind, "timing_after"), fact);
  SetIf(report.use() == pb::CAPITAL_USE_CAPITAL, FlagBit(kKind, "capital"), fact);
  SetIf(report.use() == pb::CAPITAL_USE_OPERATING, FlagBit(kKind, "operating"), fact);
  SetIf(report.stage() >= pb::CO_INVESTMENT_STAGE_COMMITTED,
        FlagBit(kKind, "stage_committed_or_later"), fact);
  SetIf(report.causal_claim() == pb::CAUSAL_CLAIM_CATALYSED, FlagBit(kKind, "catalysed"), fact);
  SetIf(d.IsAnchor(d.Of(report.source_org_id())), FlagBit(kKind, "other_anchor_of_tenant"), fact);
  SetIf(report.source_org_kind() == pb::SOURCE_ORG_KIND_PUBLIC, FlagBit(kKind, "public_money"),
        fact);
  if (report.has_amount()) {
    SetMoney(MeasureSlot(kKind, "amount"), report.amount(), fact);
    fact.measures[MeasureSlot(kKind, "has_amount")] = 1;
  }
  d.Emit(fact);
}

void DeriveInKind(Derivation& d, const pb::InKindContributed& contribution) {
  constexpr FactKind kKind = FactKind::kInKind;
  const Symbol recipient = d.Of(contribution.recipient_id());
  if (d.IsAnchor(recipient)) return;
  Fact fact = d.Start(kKind);
  fact.dimensions.partner = recipient;
  fact.entity = d.Of(contribution.investment_id());
  const Investment* known = d.context().investments.Find(d.event().tenant, fact.entity, d.cut());
  if (known != nullptr) {
    fact.entity2 = known->deal;
    fact.link = known->allocation;
    fact.dimensions.geography = d.HomeOf(known->borrower);
  }
  if (fact.dimensions.geography == 0) fact.dimensions.geography = d.HomeOf(recipient);
  const std::uint32_t purposes =
      d.PurposesOn(fact.dimensions.geography, pb::GEOGRAPHY_USE_INVESTING, fact.effective_on);
  SetIf(Derivation::Serves(purposes, pb::GEOGRAPHY_PURPOSE_TARGET), FlagBit(kKind, "target"), fact);
  SetMoney(MeasureSlot(kKind, "fair_value"), contribution.fair_value(), fact);
  d.Emit(fact);
}

}  // namespace anchorledger::projections
