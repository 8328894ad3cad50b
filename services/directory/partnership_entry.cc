#include <algorithm>
#include <map>

#include "anchorledger/event/v1/partnership.pb.h"
#include "services/directory/entries.h"
#include "services/domain/phases.h"

namespace anchorledger::directory {
namespace {

namespace pb = ::anchorledger::event::v1;

void SetDate(base::Date day, pb::Date* date) { date->set_days(day.days); }

void AddParties(const domain::History& history, api::v1::Partnership* entry) {
  for (const domain::Entry* event : history.ByDate()) {
    const auto* joined = event->As<pb::PartyJoined>();
    if (joined == nullptr) continue;
    auto* party = entry->add_parties();
    party->set_org_id(joined->org_id());
    party->set_role(joined->role());
    SetDate(event->effective_on, party->mutable_joined_on());
    if (joined->role() == pb::PARTY_ROLE_LEAD_PARTNER) entry->set_lead_partner_id(joined->org_id());
  }
}

void AddPhases(const domain::History& history, api::v1::Partnership* entry) {
  const auto spells = domain::PhaseSpells(history);
  if (!spells.ok()) return;  // never recorded: Check refuses what leaves such a history
  for (const domain::PhaseSpell& spell : *spells) {
    auto* phase = entry->add_phases();
    phase->set_phase(spell.phase);
    SetDate(spell.from, phase->mutable_entered_on());
    if (spell.open) {
      entry->set_current_phase(spell.phase);  // in order of entry: the last one stays
    } else {
      SetDate(spell.until, phase->mutable_last_day());
    }
  }
}

void AddMilestones(const domain::History& history, api::v1::Partnership* entry) {
  std::map<std::string, api::v1::ConfirmedMilestone> by_id;  // the last confirmation counts
  for (const domain::Entry* event : history.ByDate()) {
    const auto* achieved = event->As<pb::MilestoneAchieved>();
    if (achieved == nullptr) continue;
    auto& milestone = by_id[achieved->milestone_id()];
    milestone.set_milestone_id(achieved->milestone_id());
    milestone.set_outcome(achieved->outcome());
    SetDate(event->effective_on, milestone.mutable_confirmed_on());
    *milestone.mutable_evidence_positions() = achieved->evidence_positions();
  }
  for (auto& [id, milestone] : by_id) *entry->add_milestones() = std::move(milestone);
}

}  // namespace

std::optional<api::v1::Partnership> PartnershipEntry(const domain::History& history) {
  std::optional<api::v1::Partnership> entry;
  history.Each<pb::PartnershipProposed>(
      [&](const domain::Entry& event, const pb::PartnershipProposed& proposed) {
        entry.emplace();
        entry->set_partnership_id(proposed.partnership_id());
        entry->set_title(proposed.title());
        entry->set_cwb_model(proposed.cwb_model());
        *entry->mutable_strategies() = proposed.strategies();
        entry->set_lead_anchor_id(proposed.lead_anchor_id());
        entry->set_lead_partner_id(proposed.lead_partner_id());
        entry->set_geo_id(proposed.geo_id());
        entry->set_position(event.position.value());
      });
  if (!entry.has_value()) return entry;
  history.Each<pb::PartnershipFormed>(
      [&](const domain::Entry&, const pb::PartnershipFormed&) { entry->set_formed(true); });
  AddParties(history, &*entry);
  AddPhases(history, &*entry);
  AddMilestones(history, &*entry);
  return entry;
}

}  // namespace anchorledger::directory
