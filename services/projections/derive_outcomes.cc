// Facts of support and outcomes: convenings, capacity building, homes, jobs.
#include "services/projections/derivation.h"

#include "services/domain/event_types/event_type.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

template <class Enum>
std::string Word(Enum value) {
  const auto* known =
      google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(static_cast<int>(value));
  return known == nullptr ? "unspecified" : event_types::WordOf(*known);
}

}  // namespace

void DeriveConvening(Derivation& d, const pb::ConveningHeld& convening) {
  constexpr FactKind kKind = FactKind::kConvening;
  Fact fact = d.Start(kKind);
  fact.entity = d.Of(convening.convening_id());
  fact.dimensions.partner = d.Reporter();
  fact.measures[MeasureSlot(kKind, "convenings")] = 1;
  fact.measures[MeasureSlot(kKind, "orgs")] = convening.orgs_count();
  fact.measures[MeasureSlot(kKind, "participants")] = convening.participants_count();
  fact.measures[MeasureSlot(kKind, "residents")] = convening.residents_count();
  d.Emit(fact);
}

void DeriveCapacity(Derivation& d, const pb::CapacityBuildingDelivered& delivered) {
  constexpr FactKind kKind = FactKind::kCapacity;
  Fact fact = d.Start(kKind);
  fact.entity = d.Of(delivered.cb_id());
  fact.dimensions.partner = d.Reporter();
  SetIf(!delivered.paid_by_investment_id().empty(), FlagBit(kKind, "paid_by_investment"), fact);
  fact.measures[MeasureSlot(kKind, "hours_x100")] = delivered.hours_x100();
  SetMoney(MeasureSlot(kKind, "cost"), delivered.cost(), fact);
  fact.measures[MeasureSlot(kKind, "in_kind_value")] = delivered.in_kind_value().minor();
  fact.measures[MeasureSlot(kKind, "individuals")] = delivered.individuals_count();
  d.Emit(fact);
}

void DeriveHousing(Derivation& d, const pb::HousingUnitsReported& housing) {
  constexpr FactKind kKind = FactKind::kHousing;
  Fact fact = d.Start(kKind);
  const Symbol named = d.Of(housing.partner_id());
  const Symbol partner = named != 0 ? named : d.Reporter();
  fact.entity = housing.deal_id().empty() ? named : d.Of(housing.deal_id());
  fact.entity2 = d.Of(Word(housing.stage()) + "/" + Word(housing.tenure()));
  fact.dimensions.partner = d.AsPartner(partner);
  fact.dimensions.geography = d.HomeOf(partner);
  SetIf(housing.stage() == pb::HOUSING_STAGE_PROJECTED, FlagBit(kKind, "projected"), fact);
  SetIf(housing.stage() == pb::HOUSING_STAGE_STARTED, FlagBit(kKind, "started"), fact);
  SetIf(housing.stage() == pb::HOUSING_STAGE_COMPLETED, FlagBit(kKind, "completed"), fact);
  SetIf(housing.stage() == pb::HOUSING_STAGE_PRESERVED, FlagBit(kKind, "preserved"), fact);
  SetIf(housing.stage() == pb::HOUSING_STAGE_REHABILITATED, FlagBit(kKind, "rehabilitated"), fact);
  SetIf(housing.stage() == pb::HOUSING_STAGE_LOST, FlagBit(kKind, "lost"), fact);
  SetIf(housing.community_controlled(), FlagBit(kKind, "community_controlled"), fact);
  fact.measures[MeasureSlot(kKind, "units")] = housing.units();
  fact.measures[MeasureSlot(kKind, "affordable_units")] = housing.affordable_units();
  fact.measures[MeasureSlot(kKind, "permanently_affordable_units")] =
      housing.permanently_affordable_units();
  d.Emit(fact);
}

void DeriveJobs(Derivation& d, const pb::JobsReported& jobs) {
  constexpr FactKind kKind = FactKind::kJobs;
  Fact fact = d.Start(kKind);
  fact.entity = d.Of(jobs.org_id());
  fact.dimensions.partner = d.AsPartner(fact.entity);
  fact.dimensions.geography = d.HomeOf(fact.entity);
  SetIf(d.context().baselines.IsNamed(d.event().position, d.cut()),
        FlagBit(kKind, "named_baseline"), fact);
  fact.measures[MeasureSlot(kKind, "fte_x100_total")] = jobs.fte_x100_total();
  fact.measures[MeasureSlot(kKind, "fte_x100_transferred_in")] = jobs.fte_x100_transferred_in();
  fact.measures[MeasureSlot(kKind, "fte_x100_low_income_area")] = jobs.fte_x100_low_income_area();
  fact.measures[MeasureSlot(kKind, "fte_x100_at_living_wage")] = jobs.fte_x100_at_living_wage();
  d.Emit(fact);
}

}  // namespace anchorledger::projections
