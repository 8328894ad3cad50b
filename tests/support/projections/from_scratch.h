// The facts of a log computed the slow and obvious way, to compare projections with.
#pragma once

#include <vector>

#include "proto/base/strong_id.h"
#include "services/projections/fact.h"
#include "services/projections/symbols.h"
#include "storage/log/event_log.h"

namespace anchorledger::testing {

// All facts of all kinds as they stood at the cut-off: every event that was in force then is put
// into a fresh context, then every one is derived. Nothing is incremental, nothing is kept: no
// journal, no cells, no rule about what affects what.
std::vector<projections::Fact> FactsFromScratch(const storage::EventLog& log, base::Position cut,
                                                projections::SymbolTable& symbols);

}  // namespace anchorledger::testing
