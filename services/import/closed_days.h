// Which days of an anchor's books are closed, before an event is checked.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "proto/base/status.h"
#include "services/append/bulk_appender.h"
#include "services/domain/history.h"
#include "services/domain/periods.h"

namespace anchorledger::importing {

// A hint: most rows of a late file lie in closed periods, and checking each of them once to learn
// that it needs a reason, and once more with it, would be twice the work. The check decides; what
// is answered here may be old or missing. Not thread-safe.
class ClosedDays {
 public:
  using StreamReader =
      std::function<base::StatusOr<std::shared_ptr<const domain::History>>(const base::StreamId&)>;

  // Whether the day of the event is closed to entries without a reason. False where header and
  // payload do not say which anchor's day it is. `read` is asked once for each anchor.
  base::StatusOr<bool> Hold(const append::BulkEvent& event, const StreamReader& read);

  // From here on streams are read anew.
  void Forget() { calendars_.clear(); }

 private:
  absl::flat_hash_map<std::string, domain::PeriodCalendar> calendars_;  // by anchor
};

}  // namespace anchorledger::importing
