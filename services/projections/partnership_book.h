// Partnerships: who leads them, and which phases were open on a day.
#pragma once

#include <cstdint>

#include "absl/container/inlined_vector.h"
#include "proto/base/date.h"
#include "services/projections/forkable_map.h"
#include "services/projections/known_versions.h"

namespace anchorledger::projections {

// From PartnershipProposed.
struct PartnershipLead {
  Symbol lead_anchor = 0;
  Symbol lead_partner = 0;  // 0 = not yet found
};

// From PhaseEntered and PhaseExited.
struct PhaseMove {
  base::Date on;
  std::uint8_t phase = 0;  // event.v1.Phase
  bool entered = false;
  bool concurrent = false;  // of an entry: phases already open stay open
};

// A phase was open from its entry to `last`, both included. One that was closed on its day of entry
// has last < first and was never open.
struct PhaseSpell {
  base::Position entry;  // the event that opened it
  std::uint8_t phase = 0;
  bool concurrent = false;
  base::Date first;
  base::Date last;  // kNoLastDay while it is open
};
inline constexpr base::Date kNoLastDay{static_cast<std::int32_t>(kOpenEnd)};

using PhaseSpells = absl::InlinedVector<PhaseSpell, 6>;

class PartnershipBook {
 public:
  struct Partnership {
    KnownVersions<PartnershipLead> leads;
    KnownVersions<Symbol> partners_joined;  // as lead partner
    KnownVersions<PhaseMove> moves;

    Partnership AsOf(base::Position at) const {
      return {leads.AsOf(at), partners_joined.AsOf(at), moves.AsOf(at)};
    }
  };

  Partnership& At(Symbol tenant, Symbol partnership) {
    return partnerships_.At(KeyOf(tenant, partnership));
  }

  // Empty when the partnership is unknown. A lead partner that the proposal leaves open is the one
  // that joined last in that role.
  PartnershipLead LeadOf(Symbol tenant, Symbol partnership, base::Position cut) const;

  // All spells in the order of entry (day, then position). An entry that is not concurrent, or of
  // a phase that is open, closes what it replaces on the day before.
  PhaseSpells SpellsOf(Symbol tenant, Symbol partnership, base::Position cut) const;

  // The phase that a fact of this day counts in: its home phase when that is open, else the open
  // one entered last, else 0.
  std::uint8_t PhaseOn(Symbol tenant, Symbol partnership, base::Date day, std::uint8_t home_phase,
                       base::Position cut) const;

  // Becomes a fork of the book; see ForkableMap.
  void ForkFrom(const PartnershipBook& live, base::Mutex& mutex, base::Position at) {
    partnerships_.ForkFrom(live.partnerships_, mutex, at);
  }

 private:
  const Partnership* Find(Symbol tenant, Symbol partnership) const {
    return partnerships_.Find(KeyOf(tenant, partnership));
  }

  ForkableMap<Partnership> partnerships_;
};

}  // namespace anchorledger::projections
