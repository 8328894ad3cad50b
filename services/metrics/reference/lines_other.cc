// Lines of everything that is not a hire, spend or a flow of capital.
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/metrics/reference/line_start.h"

namespace anchorledger::metrics::reference {
namespace {

namespace pb = ::anchorledger::event::v1;

// The organisation that recorded the event, when it is a partner.
std::string ReporterOf(const Registry& registry, const Event& event) {
  const std::string& recorder = event.header->actor_org_id();
  return registry.IsPartner(recorder) ? registry.AsPartner(recorder) : "";
}

// What a partnership is and does counts for its lead anchor and lead partner.
void SetLead(const Registry& registry, Line* line) {
  const Lead lead = registry.LeadOf(line->partnership);
  if (!lead.anchor.empty()) line->anchor = lead.anchor;
  line->partner = registry.AsPartner(lead.partner);
}

int PhaseOfMilestone(const std::string& id) {
  if (id.starts_with("M")) return pb::PHASE_MOTIVATION;
  if (id.starts_with("I")) return pb::PHASE_INITIATION;
  if (id.starts_with("P")) return pb::PHASE_IMPLEMENTATION;
  if (id.starts_with("E")) return pb::PHASE_EVALUATION;
  return pb::PHASE_UNSPECIFIED;
}

// A milestone rests on its evidence: when all of it is voided, the milestone is open again.
bool HasLiveEvidence(const Registry& registry, const pb::MilestoneAchieved& milestone) {
  if (milestone.evidence_positions().empty()) return true;
  for (const std::uint64_t evidence : milestone.evidence_positions()) {
    for (const Event& event : registry.events()) {
      if (event.position == evidence) return true;
    }
  }
  return false;
}

void AddMilestone(const Registry& registry, const Event& event, Line line, Lines* lines) {
  const pb::MilestoneAchieved& milestone = event.payload->milestone_achieved();
  const bool met = milestone.outcome() == pb::MILESTONE_OUTCOME_MET;
  if (met && !HasLiveEvidence(registry, milestone)) return;
  SetLead(registry, &line);
  line.phase = PhaseOfMilestone(milestone.milestone_id());
  lines->others.push_back(line);
}

void AddSpell(const Registry& registry, const Event& event, const Line& line, Lines* lines) {
  for (const PhaseSpell& days : registry.SpellsOf(line.partnership)) {
    if (days.entry != event.position) continue;
    Spell spell;
    static_cast<Line&>(spell) = line;
    SetLead(registry, &spell);
    spell.phase = days.phase;
    spell.days = days;
    lines->spells.push_back(spell);
  }
}

// A target counts where its scope says.
void AddTarget(const Registry& registry, const Event& event, Lines* lines) {
  const pb::TargetScope& scope = event.payload->target_set().scope();
  Line line;
  Start(registry, event, scope.partnership_id(), &line);
  line.anchor = scope.anchor_id();
  line.partner = scope.partner_id();
  line.geography = scope.geo_id();
  lines->others.push_back(line);
}

// The other side of an event of these types; false for all other types.
bool SetOtherSide(const Registry& registry, const Event& event, Line* line) {
  const pb::EventPayload& payload = *event.payload;
  switch (payload.event_case()) {
    case pb::EventPayload::kPromotionRecorded:
      line->partner = registry.AsPartner(payload.promotion_recorded().employer_org_id());
      return true;
    case pb::EventPayload::kWageReported:
      line->partner = registry.AsPartner(payload.wage_reported().employer_org_id());
      return true;
    case pb::EventPayload::kPipelineCohortReported:
    case pb::EventPayload::kRetentionReported:
    case pb::EventPayload::kConveningHeld:
    case pb::EventPayload::kCapacityBuildingDelivered:
      line->partner = ReporterOf(registry, event);
      return true;
    case pb::EventPayload::kPartnerReportDue:
      line->partner = registry.AsPartner(payload.partner_report_due().partner_id());
      return true;
    case pb::EventPayload::kJobsReported:
      line->partner = registry.AsPartner(payload.jobs_reported().org_id());
      line->geography = registry.HomeOf(payload.jobs_reported().org_id());
      return true;
    case pb::EventPayload::kHousingUnitsReported: {
      const std::string& named = payload.housing_units_reported().partner_id();
      const std::string partner = named.empty() ? ReporterOf(registry, event) : named;
      line->partner = registry.AsPartner(partner);
      line->geography = registry.HomeOf(partner);
      return true;
    }
    case pb::EventPayload::kCapitalAllocated:
    case pb::EventPayload::kCoInvestmentReported:
    case pb::EventPayload::kBaselineReported:
    case pb::EventPayload::kPartnerReportReceived:
      return true;
    default:
      return false;
  }
}

}  // namespace

void AddOther(const Registry& registry, const Event& event, Lines* lines) {
  Line line;
  Start(registry, event, &line);
  if (event.payload->has_partnership_proposed()) {
    SetLead(registry, &line);
    lines->others.push_back(line);
  } else if (event.payload->has_phase_entered()) {
    AddSpell(registry, event, line, lines);
  } else if (event.payload->has_milestone_achieved()) {
    AddMilestone(registry, event, line, lines);
  } else if (event.payload->has_target_set()) {
    AddTarget(registry, event, lines);
  } else if (SetOtherSide(registry, event, &line)) {
    lines->others.push_back(line);
  }
}

}  // namespace anchorledger::metrics::reference
