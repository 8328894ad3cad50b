#include "services/import/closed_days.h"

#include <optional>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_placement.h"

namespace anchorledger::importing {
namespace {

std::optional<base::Date> DayOf(const append::BulkEvent& event) {
  if (event.header->has_effective_on()) return base::Date{event.header->effective_on().days()};
  return event_types::BusinessDateOf(*event.payload);
}

}  // namespace

base::StatusOr<bool> ClosedDays::Hold(const append::BulkEvent& event, const StreamReader& read) {
  const std::string& anchor_id = event.header->anchor_id();
  if (anchor_id.empty()) return false;
  const std::optional<base::Date> day = DayOf(event);
  if (!day.has_value()) return false;
  auto calendar = calendars_.find(anchor_id);
  if (calendar == calendars_.end()) {
    AL_ASSIGN_OR_RETURN(const auto history, read(event_types::PeriodStream(anchor_id)));
    calendar = calendars_.emplace(anchor_id, domain::PeriodCalendar::Of(*history)).first;
  }
  return calendar->second.StateOf(*day) == domain::DayState::kClosed;
}

}  // namespace anchorledger::importing
