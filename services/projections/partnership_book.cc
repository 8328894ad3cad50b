#include "services/projections/partnership_book.h"

#include <algorithm>
#include <tuple>

namespace anchorledger::projections {
namespace {

using Move = KnownVersion<PhaseMove>;

void Close(PhaseSpells& spells, base::Date on, std::uint8_t phase, bool all) {
  for (PhaseSpell& spell : spells) {
    if (spell.last == kNoLastDay && (all || spell.phase == phase)) spell.last = on.PlusDays(-1);
  }
}

}  // namespace

PartnershipLead PartnershipBook::LeadOf(Symbol tenant, Symbol partnership,
                                        base::Position cut) const {
  const Partnership* known = Find(tenant, partnership);
  if (known == nullptr) return {};
  const PartnershipLead* lead = known->leads.Last(cut);
  if (lead == nullptr) return {};
  PartnershipLead answer = *lead;
  if (answer.lead_partner == 0) {
    const Symbol* joined = known->partners_joined.Last(cut);
    if (joined != nullptr) answer.lead_partner = *joined;
  }
  return answer;
}

PhaseSpells PartnershipBook::SpellsOf(Symbol tenant, Symbol partnership, base::Position cut) const {
  PhaseSpells spells;
  const Partnership* known = Find(tenant, partnership);
  if (known == nullptr) return spells;
  absl::InlinedVector<const Move*, 8> moves;
  known->moves.Each(cut, [&](const Move& move) { moves.push_back(&move); });
  std::sort(moves.begin(), moves.end(), [](const Move* a, const Move* b) {
    return std::tie(a->value.on, a->event) < std::tie(b->value.on, b->event);
  });
  for (const Move* move : moves) {
    const PhaseMove& value = move->value;
    Close(spells, value.on, value.phase, /*all=*/value.entered && !value.concurrent);
    if (!value.entered) continue;
    spells.push_back(PhaseSpell{.entry = move->event,
                                .phase = value.phase,
                                .concurrent = value.concurrent,
                                .first = value.on,
                                .last = kNoLastDay});
  }
  return spells;
}

std::uint8_t PartnershipBook::PhaseOn(Symbol tenant, Symbol partnership, base::Date day,
                                      std::uint8_t home_phase, base::Position cut) const {
  if (partnership == 0) return 0;
  std::uint8_t entered_last = 0;
  for (const PhaseSpell& spell : SpellsOf(tenant, partnership, cut)) {
    if (day < spell.first || day > spell.last) continue;
    if (spell.phase == home_phase) return home_phase;
    entered_last = spell.phase;
  }
  return entered_last;
}

}  // namespace anchorledger::projections
