// What the lines of all strategies have in common. Internal to lines*.cc.
#pragma once

#include <string>

#include "services/metrics/reference/lines.h"

namespace anchorledger::event::v1 {
class Money;
}  // namespace anchorledger::event::v1

namespace anchorledger::metrics::reference {

// Sets what the header says. The phase is that of the day, for the partnership, unless the header
// overrides it.
void Start(const Registry& registry, const Event& event, const std::string& partnership,
           Line* line);
void Start(const Registry& registry, const Event& event, Line* line);

void SetMoney(const event::v1::Money& money, int sign, MoneyLine* line);

// Each adds the lines of the event, if it is of one of its types.
void AddHire(const Registry& registry, const Event& event, Lines* lines);
void AddSpend(const Registry& registry, const Event& event, Lines* lines);
void AddInvesting(const Registry& registry, const Event& event, Lines* lines);
void AddOther(const Registry& registry, const Event& event, Lines* lines);

}  // namespace anchorledger::metrics::reference
