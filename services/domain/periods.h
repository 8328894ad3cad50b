// Closed periods: which days of an anchor's books take entries, and on which terms.
#pragma once

#include <vector>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/domain/batch_view.h"
#include "services/domain/history.h"
#include "services/domain/subject.h"

namespace anchorledger::domain {

enum class DayState {
  kOpen,
  kClosed,      // takes late facts, with a reason
  kHardClosed,  // takes nothing until it is reopened
};

// The closings and reopenings of one anchor, in the order of recording; the last one that holds a
// day decides about it.
class PeriodCalendar {
 public:
  static PeriodCalendar Of(const History& period_stream);

  DayState StateOf(base::Date day) const;
  // The first open day on or after `day`.
  base::Date EarliestOpenFrom(base::Date day) const;
  // Whether every day of the period is in the state.
  bool IsWholly(base::Period period, DayState state) const;
  // Whether no day of the period is in the state.
  bool IsNowhere(base::Period period, DayState state) const;

  // A PeriodClosed or PeriodReopened that comes next.
  void Add(const Entry& entry);

 private:
  struct Change {
    base::Period period;
    DayState state;
  };
  // Days on which the state may change, within the period, its first day included.
  std::vector<base::Date> Edges(base::Period period) const;

  std::vector<Change> changes_;
};

// Whether the event is late. PERIOD_CLOSED when it would be and says no reason, or is a reversal
// that has to move to an open day; PERIOD_HARD_CLOSED when its day takes nothing.
base::StatusOr<bool> CheckPeriod(const Subject& subject, BatchView& view);

// Whether a correction that touches this day of the anchor is late; `header` is the correction's.
base::StatusOr<bool> CheckCorrectedDay(const event::v1::EventHeader& header,
                                       const std::string& anchor_id, base::Date day,
                                       BatchView& view);

}  // namespace anchorledger::domain
