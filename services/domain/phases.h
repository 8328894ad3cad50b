// The phases of a partnership, from its entries and exits in order of date.
#pragma once

#include <vector>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/domain/event_types/event_protos.h"
#include "services/domain/history.h"

namespace anchorledger::domain {

// A time during which a phase was open: from its entry to the day before its exit.
struct PhaseSpell {
  event::v1::Phase phase;
  base::Date from;
  base::Date until =
      base::kLastDate;  // last open day; before `from` when it ended on its first day
  bool open = true;
  base::Position entry;
  base::Position exit;  // the exit, or the entry that ended it; zero while open
};

// All spells in order of entry, or the first event that cannot be: a first phase that is not
// motivation, or a step back, without a reason; a phase entered while open; an exit of a phase that
// is not open.
base::StatusOr<std::vector<PhaseSpell>> PhaseSpells(const History& partnership);

}  // namespace anchorledger::domain
