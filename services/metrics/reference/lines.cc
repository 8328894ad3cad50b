#include "services/metrics/reference/lines.h"

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_type.h"
#include "services/metrics/reference/line_start.h"

namespace anchorledger::metrics::reference {

namespace pb = ::anchorledger::event::v1;

void Start(const Registry& registry, const Event& event, const std::string& partnership,
           Line* line) {
  const int type = event.payload->event_case();
  line->event = &event;
  line->on = event.on;
  line->anchor = event.header->anchor_id();
  line->partnership = partnership;
  line->strategy = event_types::StrategyOf(type);
  line->basis = event.header->basis();
  line->phase = event.header->phase_override();
  if (line->phase == 0) {
    line->phase = registry.PhaseOn(partnership, event.on, event_types::HomePhaseOf(type));
  }
}

void Start(const Registry& registry, const Event& event, Line* line) {
  Start(registry, event, event.header->partnership_id(), line);
}

void SetMoney(const pb::Money& money, int sign, MoneyLine* line) {
  line->minor = sign * money.minor();
  line->currency = CurrencyOf(money.currency());
}

Lines MakeLines(const Registry& registry) {
  Lines lines;
  for (const Event& event : registry.events()) {
    if (event.header->has_corroborates_position()) continue;
    AddHire(registry, event, &lines);
    AddSpend(registry, event, &lines);
    AddInvesting(registry, event, &lines);
    AddOther(registry, event, &lines);
  }
  return lines;
}

}  // namespace anchorledger::metrics::reference
