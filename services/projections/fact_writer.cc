#include "services/projections/fact_writer.h"

#include <string>

namespace anchorledger::projections {

base::Status FactWriter::Write(const Fact& fact, std::int32_t sign, base::Position at) {
  AL_ASSIGN_OR_RETURN(const Place place, PlaceOf({.tenant = fact.dimensions.tenant,
                                                  .kind = fact.kind,
                                                  .anchor = fact.dimensions.anchor}));
  const JournalEntry entry{.position = at.value(),
                           .day = fact.effective_on.days,
                           .event = fact.position.value(),
                           .sign = sign,
                           .dimensions = dimensions_.Intern(fact.dimensions),
                           .entity = fact.entity,
                           .entity2 = fact.entity2,
                           .link = fact.link,
                           .measures = fact.measures};
  journals_.Append(*place.journal, entry);
  return place.table->Add(entry, dimensions_);
}

base::StatusOr<FactWriter::Place> FactWriter::PlaceOf(const TableKey& key) {
  const auto found = places_.find(key);
  if (found != places_.end()) return found->second;
  Place place;
  AL_ASSIGN_OR_RETURN(place.journal, journals_.Open(key));
  place.table = &tables_.Mutable(key);
  places_.emplace(key, place);
  return place;
}

}  // namespace anchorledger::projections
