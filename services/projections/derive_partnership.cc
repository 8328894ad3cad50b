// Facts of partnerships: existence, phases and milestones.
#include "services/projections/derivation.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

// Facts about a partnership belong to its lead anchor and lead partner, whoever recorded them.
Fact StartWithLead(const Derivation& d, FactKind kind) {
  Fact fact = d.Start(kind);
  const PartnershipLead lead =
      d.context().partnerships.LeadOf(d.event().tenant, d.event().partnership, d.cut());
  if (lead.lead_anchor != 0) fact.dimensions.anchor = lead.lead_anchor;
  fact.dimensions.partner = d.AsPartner(lead.lead_partner);
  fact.entity = d.event().partnership;
  return fact;
}

std::uint8_t PhaseOfMilestone(const std::string& id) {
  switch (id.empty() ? '\0' : id.front()) {
    case 'M':
      return pb::PHASE_MOTIVATION;
    case 'I':
      return pb::PHASE_INITIATION;
    case 'P':
      return pb::PHASE_IMPLEMENTATION;
    case 'E':
      return pb::PHASE_EVALUATION;
    default:
      return 0;
  }
}

// A milestone that is met rests on its evidence: when the last of it is voided, it is open again.
bool HasLiveEvidence(const Derivation& d, const pb::MilestoneAchieved& milestone) {
  if (milestone.evidence_positions().empty()) return true;
  for (const std::uint64_t evidence : milestone.evidence_positions()) {
    if (!d.context().corrections.VoidedAt(base::Position(evidence), d.cut())) return true;
  }
  return false;
}

}  // namespace

void DerivePartnership(Derivation& d, const pb::PartnershipProposed& proposed) {
  constexpr FactKind kKind = FactKind::kPartnership;
  Fact fact = StartWithLead(d, kKind);
  for (const int strategy : proposed.strategies()) {
    SetIf(strategy == pb::STRATEGY_HIRING, FlagBit(kKind, "hiring"), fact);
    SetIf(strategy == pb::STRATEGY_PURCHASING, FlagBit(kKind, "purchasing"), fact);
    SetIf(strategy == pb::STRATEGY_INVESTING, FlagBit(kKind, "investing"), fact);
    SetIf(strategy == pb::STRATEGY_CROSS, FlagBit(kKind, "cross"), fact);
  }
  fact.measures[MeasureSlot(kKind, "active")] = 1;
  d.Emit(fact);
}

void DerivePhaseSpell(Derivation& d) {
  constexpr FactKind kKind = FactKind::kPhaseSpell;
  const PhaseSpells spells =
      d.context().partnerships.SpellsOf(d.event().tenant, d.event().partnership, d.cut());
  for (const PhaseSpell& spell : spells) {
    if (spell.entry != d.event().position) continue;
    Fact fact = StartWithLead(d, kKind);
    fact.dimensions.phase = spell.phase;
    SetIf(spell.concurrent, FlagBit(kKind, "concurrent"), fact);
    fact.measures[MeasureSlot(kKind, "last_day")] = spell.last.days;
    fact.measures[MeasureSlot(kKind, "entered_at")] =
        static_cast<std::int64_t>(spell.entry.value());
    d.Emit(fact);
  }
}

void DeriveMilestone(Derivation& d, const pb::MilestoneAchieved& milestone) {
  constexpr FactKind kKind = FactKind::kMilestone;
  const bool met = milestone.outcome() == pb::MILESTONE_OUTCOME_MET;
  if (met && !HasLiveEvidence(d, milestone)) return;
  Fact fact = StartWithLead(d, kKind);
  fact.dimensions.phase = PhaseOfMilestone(milestone.milestone_id());
  fact.entity2 = d.Of(milestone.milestone_id());
  fact.measures[MeasureSlot(kKind, "met")] = met ? 1 : 0;
  fact.measures[MeasureSlot(kKind, "not_applicable")] = met ? 0 : 1;
  d.Emit(fact);
}

}  // namespace anchorledger::projections
