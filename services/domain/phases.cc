#include "services/domain/phases.h"

#include <algorithm>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/in_words.h"
#include "services/domain/rule_errors.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

std::string InWords(pb::Phase phase) {
  const auto* value = pb::Phase_descriptor()->FindValueByNumber(phase);
  return value == nullptr ? "unknown phase" : event_types::WordOf(*value);
}

PhaseSpell* FindOpen(std::vector<PhaseSpell>& spells, pb::Phase phase) {
  const auto found = std::find_if(spells.begin(), spells.end(), [phase](const PhaseSpell& spell) {
    return spell.open && spell.phase == phase;
  });
  return found == spells.end() ? nullptr : &*found;
}

void Close(PhaseSpell& spell, const Entry& by) {
  spell.open = false;
  spell.until = by.effective_on.PlusDays(-1);
  spell.exit = by.position;
}

bool HasReason(const Entry& entry, const pb::PhaseEntered& entered) {
  return !entered.reason().empty() || !entry.header->reason_code().empty();
}

base::Status CheckEntry(const Entry& entry, const pb::PhaseEntered& entered,
                        std::vector<PhaseSpell>& spells) {
  const bool reason = HasReason(entry, entered);
  if (spells.empty() && entered.phase() != pb::PHASE_MOTIVATION && !reason) {
    return Refuse({.rule = "first_phase",
                   .field = "phase",
                   .message = "the first phase is motivation; " + InWords(entered.phase()) +
                              " as the first needs a reason",
                   .events = {entry.position}});
  }
  if (!spells.empty() && entered.phase() < spells.back().phase && !reason) {
    return Refuse({.rule = "phase_back",
                   .field = "reason",
                   .message = "going back from " + InWords(spells.back().phase) + " to " +
                              InWords(entered.phase()) + " on " +
                              domain::InWords(entry.effective_on) + " needs a reason",
                   .events = {spells.back().entry, entry.position}});
  }
  if (const PhaseSpell* open = FindOpen(spells, entered.phase())) {
    return Refuse({.rule = "phase_open",
                   .field = "phase",
                   .message = InWords(entered.phase()) + " is open since " +
                              domain::InWords(open->from) + ", so it cannot be entered on " +
                              domain::InWords(entry.effective_on),
                   .events = {open->entry, entry.position}});
  }
  return base::Status();
}

base::Status Enter(const Entry& entry, const pb::PhaseEntered& entered,
                   std::vector<PhaseSpell>& spells) {
  AL_RETURN_IF_ERROR(CheckEntry(entry, entered, spells));
  if (!entered.concurrent()) {
    for (PhaseSpell& spell : spells) {
      if (spell.open) Close(spell, entry);
    }
  }
  spells.push_back({.phase = entered.phase(), .from = entry.effective_on, .entry = entry.position});
  return base::Status();
}

base::Status Exit(const Entry& entry, const pb::PhaseExited& exited,
                  std::vector<PhaseSpell>& spells) {
  PhaseSpell* open = FindOpen(spells, exited.phase());
  if (open == nullptr) {
    return Refuse({.rule = "phase_open",
                   .field = "phase",
                   .message = InWords(exited.phase()) + " is not open on " +
                              domain::InWords(entry.effective_on) + ", so it cannot be exited",
                   .events = {entry.position}});
  }
  Close(*open, entry);
  return base::Status();
}

}  // namespace

base::StatusOr<std::vector<PhaseSpell>> PhaseSpells(const History& partnership) {
  std::vector<PhaseSpell> spells;
  for (const Entry* entry : partnership.ByDate()) {
    if (const auto* entered = entry->As<pb::PhaseEntered>()) {
      AL_RETURN_IF_ERROR(Enter(*entry, *entered, spells));
    } else if (const auto* exited = entry->As<pb::PhaseExited>()) {
      AL_RETURN_IF_ERROR(Exit(*entry, *exited, spells));
    }
  }
  return spells;
}

}  // namespace anchorledger::domain
