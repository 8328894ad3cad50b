#include "tests/support/projections/from_scratch.h"

#include <optional>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/projections/chunk_reader.h"
#include "services/projections/derive.h"
#include "services/projections/in_force.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {

using projections::Context;
using projections::Fact;
using projections::InForceEvent;

std::vector<Fact> FactsFromScratch(const storage::EventLog& log, base::Position cut,
                                   projections::SymbolTable& symbols) {
  Context context;
  const projections::LogRecords records(log);
  projections::InForce in_force(records, context.corrections, symbols);
  std::vector<base::Position> positions;
  for (base::Position at(1); at <= cut; at = at.Next()) {
    const auto chunk = projections::ReadChunk(log, at, 1, projections::AllPayloads);
    REQUIRE_OK(chunk);
    const auto& payload = *(*chunk)->events().front().payload;
    if (payload.has_event_amended()) {
      context.corrections.Amend(base::Position(payload.event_amended().target_position()), at);
    } else if (payload.has_event_voided()) {
      context.corrections.Void(base::Position(payload.event_voided().target_position()), at);
    } else {
      positions.push_back(at);
    }
  }
  std::vector<InForceEvent> events;
  for (const base::Position position : positions) {
    auto event = in_force.At(position, cut);
    REQUIRE_OK(event);
    if (event->has_value()) events.push_back(**event);
  }
  for (const InForceEvent& event : events) {
    projections::AssertContext(event, event.position, symbols, context);
  }
  std::vector<Fact> facts;
  for (const InForceEvent& event : events) {
    REQUIRE_OK(Derive(event, {context, cut, in_force, symbols}, facts));
  }
  return facts;
}

}  // namespace anchorledger::testing
