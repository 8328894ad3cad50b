// Facts on their way into journal and cells.
#pragma once

#include "proto/base/status.h"
#include "services/projections/dimension_table.h"
#include "services/projections/fact.h"
#include "services/projections/fact_tables.h"
#include "services/projections/journal.h"

namespace anchorledger::projections {

// Writes changes of facts to both, so that cells are always the sums of the journal. Belongs to the
// follower's thread.
class FactWriter {
 public:
  // All must outlive the writer.
  FactWriter(DimensionTable& dimensions, Journals& journals, FactTables& tables)
      : dimensions_(dimensions), journals_(journals), tables_(tables) {}

  // The fact came (sign 1) or went (sign -1) when the event at `at` was recorded.
  base::Status Write(const Fact& fact, std::int32_t sign, base::Position at) {
    const TableKey key{
        .tenant = fact.dimensions.tenant, .kind = fact.kind, .anchor = fact.dimensions.anchor};
    const JournalEntry entry{.position = at.value(),
                             .day = fact.effective_on.days,
                             .event = fact.position.value(),
                             .sign = sign,
                             .dimensions = dimensions_.Intern(fact.dimensions),
                             .entity = fact.entity,
                             .entity2 = fact.entity2,
                             .link = fact.link,
                             .measures = fact.measures};
    AL_RETURN_IF_ERROR(journals_.Append(key, entry));
    return tables_.Add(key, entry);
  }

 private:
  DimensionTable& dimensions_;
  Journals& journals_;
  FactTables& tables_;
};

}  // namespace anchorledger::projections
