// Facts of the hiring group.
#include "services/projections/derivation.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

bool IsSubBachelor(pb::EducationLevel level) {
  return level >= pb::EDUCATION_LEVEL_NONE && level < pb::EDUCATION_LEVEL_BACH;
}

}  // namespace

void DeriveHire(Derivation& d, const pb::HireRecorded& hire) {
  constexpr FactKind kKind = FactKind::kHire;
  Fact fact = d.Start(kKind);
  const Symbol employer = d.Of(hire.employer_org_id());
  fact.entity = d.Of(hire.cohort_id());
  fact.entity2 = employer;
  fact.dimensions.partner = d.AsPartner(employer);
  fact.dimensions.geography = d.PlaceOf(hire.residence_geo());
  const std::uint32_t purposes =
      d.PurposesOn(fact.dimensions.geography, pb::GEOGRAPHY_USE_HIRING, fact.effective_on);
  SetIf(hire.hire_kind() == pb::HIRE_KIND_PERMANENT, FlagBit(kKind, "permanent"), fact);
  SetIf(employer == d.event().anchor, FlagBit(kKind, "employer_is_anchor"), fact);
  SetIf(Derivation::Serves(purposes, pb::GEOGRAPHY_PURPOSE_LOCAL), FlagBit(kKind, "local"), fact);
  SetIf(Derivation::Serves(purposes, pb::GEOGRAPHY_PURPOSE_DISADVANTAGED),
        FlagBit(kKind, "disadvantaged"), fact);
  SetIf(Derivation::Serves(purposes, pb::GEOGRAPHY_PURPOSE_TARGET), FlagBit(kKind, "target"), fact);
  SetIf(!hire.pathway_id().empty(), FlagBit(kKind, "pathway"), fact);
  SetIf(IsSubBachelor(hire.education_required()), FlagBit(kKind, "sub_bachelor"), fact);
  fact.measures[MeasureSlot(kKind, "count")] = hire.count();
  if (hire.has_starting_wage_cents_per_hour()) {
    SetIf(true, FlagBit(kKind, "has_wage"), fact);
    fact.dimensions.currency = d.AnchorCurrency();
    fact.measures[MeasureSlot(kKind, "count_x_wage")] =
        hire.count() * hire.starting_wage_cents_per_hour();
    fact.measures[MeasureSlot(kKind, "count_with_wage")] = hire.count();
  }
  d.Emit(fact);
}

void DerivePromotion(Derivation& d, const pb::PromotionRecorded& promotion) {
  constexpr FactKind kKind = FactKind::kPromotion;
  Fact fact = d.Start(kKind);
  const Symbol employer = d.Of(promotion.employer_org_id());
  const std::int64_t gain =
      promotion.to_wage_cents_per_hour() - promotion.from_wage_cents_per_hour();
  fact.entity = d.Of(promotion.cohort_id());
  fact.entity2 = employer;
  fact.dimensions.partner = d.AsPartner(employer);
  fact.dimensions.currency = d.AnchorCurrency();
  SetIf(employer == d.event().anchor, FlagBit(kKind, "employer_is_anchor"), fact);
  SetIf(IsSubBachelor(promotion.from_education_req()), FlagBit(kKind, "sub_bachelor"), fact);
  SetIf(gain > 0, FlagBit(kKind, "wage_up"), fact);
  fact.measures[MeasureSlot(kKind, "count")] = promotion.count();
  fact.measures[MeasureSlot(kKind, "count_x_wage_gain")] = promotion.count() * gain;
  d.Emit(fact);
}

void DerivePipelineCohort(Derivation& d, const pb::PipelineCohortReported& cohort) {
  constexpr FactKind kKind = FactKind::kPipelineCohort;
  Fact fact = d.Start(kKind);
  fact.entity = d.Of(cohort.cohort_id());
  fact.entity2 = d.Of(cohort.program_id());
  fact.dimensions.partner = d.Reporter();
  fact.measures[MeasureSlot(kKind, "applied")] = cohort.applied();
  fact.measures[MeasureSlot(kKind, "enrolled")] = cohort.enrolled();
  fact.measures[MeasureSlot(kKind, "completed")] = cohort.completed();
  fact.measures[MeasureSlot(kKind, "placed")] = cohort.placed_anchor() + cohort.placed_other();
  d.Emit(fact);
}

void DeriveRetention(Derivation& d, const pb::RetentionReported& retention) {
  constexpr FactKind kKind = FactKind::kRetention;
  Fact fact = d.Start(kKind);
  const std::int32_t days = retention.checkpoint_days();
  fact.entity = d.Of(retention.cohort_id());
  fact.entity2 = d.Of(std::to_string(days));
  fact.dimensions.partner = d.Reporter();
  SetIf(days == 90, FlagBit(kKind, "days_90"), fact);
  SetIf(days == 180, FlagBit(kKind, "days_180"), fact);
  SetIf(days == 365, FlagBit(kKind, "days_365"), fact);
  SetIf(days == 730, FlagBit(kKind, "days_730"), fact);
  fact.measures[MeasureSlot(kKind, "cohort_size")] = retention.cohort_size();
  fact.measures[MeasureSlot(kKind, "still_employed")] = retention.still_employed();
  d.Emit(fact);
}

void DeriveWageReport(Derivation& d, const pb::WageReported& wages) {
  constexpr FactKind kKind = FactKind::kWageReport;
  Fact fact = d.Start(kKind);
  fact.entity = d.Of(wages.employer_org_id());
  fact.dimensions.partner = d.AsPartner(fact.entity);
  SetIf(fact.entity == d.event().anchor, FlagBit(kKind, "employer_is_anchor"), fact);
  fact.measures[MeasureSlot(kKind, "workers")] = wages.workers_count();
  fact.measures[MeasureSlot(kKind, "at_or_above_living_wage")] =
      wages.at_or_above_living_wage_count();
  d.Emit(fact);
}

}  // namespace anchorledger::projections
