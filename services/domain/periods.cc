#include "services/domain/periods.h"

#include <algorithm>
#include <optional>

#include "anchorledger/event/v1/corrections.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/in_words.h"
#include "services/domain/rule_errors.h"
#include "services/domain/stream_rules.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

// Numbers of the control group, whose events are about the books and not entries in them.
constexpr int kFirstControlType = 1200;

base::Status HardClosed(base::Date day, const std::string& anchor_id) {
  return Refuse({.rule = "period_hard_closed",
                 .field = "effective_on",
                 .message = InWords(day) + " lies in a hard-closed period of anchor \"" +
                            anchor_id + "\"; it takes nothing until it is reopened",
                 .reason = base::ErrorReason::kPeriodHardClosed});
}

base::Status NeedsLateReason(base::Date day, const std::string& anchor_id) {
  return Refuse({.rule = "late_reason",
                 .field = "header.late_reason",
                 .message = InWords(day) + " lies in a closed period of anchor \"" + anchor_id +
                            "\"; give a late_reason to record it as a late entry",
                 .reason = base::ErrorReason::kPeriodClosed});
}

// The true day of a reversal or credit whose effective date had to move.
std::optional<base::Date> OccurredOn(const Subject& subject) {
  if (const auto* reversed = subject.As<pb::PurchaseReversed>()) {
    if (reversed->has_occurred_on()) return ToDate(reversed->occurred_on());
  }
  if (const auto* credit = subject.As<pb::SupplierCreditRecorded>()) {
    if (credit->has_occurred_on()) return ToDate(credit->occurred_on());
  }
  return std::nullopt;
}

base::Status MustMove(base::Date day, base::Date open) {
  return Refuse({.rule = "reversal_moves",
                 .field = "effective_on",
                 .message = InWords(day) +
                            " lies in a closed period; a reversal takes the earliest open day, " +
                            InWords(open) + ", and keeps the true day in occurred_on",
                 .reason = base::ErrorReason::kPeriodClosed});
}

// A reversal that moved did so from a closed day to the earliest open one.
base::Status CheckMoved(const Subject& subject, base::Date occurred_on,
                        const PeriodCalendar& calendar) {
  switch (calendar.StateOf(occurred_on)) {
    case DayState::kHardClosed:
      return HardClosed(occurred_on, subject.header.anchor_id());
    case DayState::kOpen:
      if (occurred_on == subject.effective_on) return base::Status();
      return Refuse({.rule = "reversal_moves",
                     .field = "occurred_on",
                     .message = InWords(occurred_on) +
                                " lies in an open period; take it as effective_on and leave "
                                "occurred_on out"});
    case DayState::kClosed:
      break;
  }
  const base::Date open = calendar.EarliestOpenFrom(occurred_on);
  return subject.effective_on == open ? base::Status() : MustMove(occurred_on, open);
}

}  // namespace

PeriodCalendar PeriodCalendar::Of(const History& period_stream) {
  PeriodCalendar calendar;
  for (std::size_t i = 0; i < period_stream.size(); ++i) {
    if (period_stream.at(i).in_force()) calendar.Add(period_stream.at(i));
  }
  return calendar;
}

void PeriodCalendar::Add(const Entry& entry) {
  if (const auto* closed = entry.As<pb::PeriodClosed>()) {
    const DayState state = closed->hard() ? DayState::kHardClosed : DayState::kClosed;
    changes_.push_back({ToPeriod(closed->period()), state});
  } else if (const auto* reopened = entry.As<pb::PeriodReopened>()) {
    changes_.push_back({ToPeriod(reopened->period()), DayState::kOpen});
  }
}

DayState PeriodCalendar::StateOf(base::Date day) const {
  const auto last = std::find_if(changes_.rbegin(), changes_.rend(), [day](const Change& change) {
    return change.period.Contains(day);
  });
  return last == changes_.rend() ? DayState::kOpen : last->state;
}

base::Date PeriodCalendar::EarliestOpenFrom(base::Date day) const {
  while (StateOf(day) != DayState::kOpen) {
    // The day after the end of the change that decides about this day is the next that may differ;
    // a later change may begin before it.
    base::Date next = base::kLastDate;
    for (const Change& change : changes_) {
      if (change.period.from > day) next = std::min(next, change.period.from);
      if (change.period.to >= day) next = std::min(next, change.period.to.PlusDays(1));
    }
    day = next;
    if (day == base::kLastDate) break;
  }
  return day;
}

std::vector<base::Date> PeriodCalendar::Edges(base::Period period) const {
  std::vector<base::Date> edges = {period.from};
  for (const Change& change : changes_) {
    for (base::Date edge : {change.period.from, change.period.to.PlusDays(1)}) {
      if (period.Contains(edge)) edges.push_back(edge);
    }
  }
  return edges;
}

bool PeriodCalendar::IsWholly(base::Period period, DayState state) const {
  const std::vector<base::Date> edges = Edges(period);
  return std::all_of(edges.begin(), edges.end(),
                     [&](base::Date day) { return StateOf(day) == state; });
}

bool PeriodCalendar::IsNowhere(base::Period period, DayState state) const {
  const std::vector<base::Date> edges = Edges(period);
  return std::none_of(edges.begin(), edges.end(),
                      [&](base::Date day) { return StateOf(day) == state; });
}

base::StatusOr<bool> CheckPeriod(const Subject& subject, BatchView& view) {
  const std::string& anchor_id = subject.header.anchor_id();
  if (subject.type >= kFirstControlType || anchor_id.empty()) return false;
  AL_ASSIGN_OR_RETURN(const History* history, view.Read(event_types::PeriodStream(anchor_id)));
  const PeriodCalendar calendar = PeriodCalendar::Of(*history);
  switch (calendar.StateOf(subject.effective_on)) {
    case DayState::kHardClosed:
      return HardClosed(subject.effective_on, anchor_id);
    case DayState::kClosed:
      break;
    case DayState::kOpen:
      if (const auto occurred_on = OccurredOn(subject)) {
        AL_RETURN_IF_ERROR(CheckMoved(subject, *occurred_on, calendar));
      }
      return false;
  }
  if (subject.As<pb::PurchaseReversed>() != nullptr) {
    return MustMove(subject.effective_on, calendar.EarliestOpenFrom(subject.effective_on));
  }
  if (subject.header.late_reason().empty()) return NeedsLateReason(subject.effective_on, anchor_id);
  return true;
}

base::StatusOr<bool> CheckCorrectedDay(const pb::EventHeader& header, const std::string& anchor_id,
                                       base::Date day, BatchView& view) {
  if (anchor_id.empty()) return false;
  AL_ASSIGN_OR_RETURN(const History* history, view.Read(event_types::PeriodStream(anchor_id)));
  switch (PeriodCalendar::Of(*history).StateOf(day)) {
    case DayState::kOpen:
      return false;
    case DayState::kHardClosed:
      return HardClosed(day, anchor_id);
    case DayState::kClosed:
      break;
  }
  if (header.late_reason().empty()) return NeedsLateReason(day, anchor_id);
  return true;
}

base::Status CheckPeriodStream(const base::StreamId&, const History& history) {
  PeriodCalendar calendar;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const Entry& entry = history.at(i);
    if (!entry.in_force()) continue;
    if (const auto* closed = entry.As<pb::PeriodClosed>()) {
      const DayState state = closed->hard() ? DayState::kHardClosed : DayState::kClosed;
      const base::Period period = ToPeriod(closed->period());
      if (calendar.IsWholly(period, state)) {
        return Refuse({.rule = "period_open",
                       .field = "period",
                       .message = InWords(period) + " is closed already in this way",
                       .events = {entry.position}});
      }
      if (!closed->hard() && !calendar.IsNowhere(period, DayState::kHardClosed)) {
        return Refuse({.rule = "period_open",
                       .field = "hard",
                       .message = InWords(period) +
                                  " holds hard-closed days; reopen them before closing softly",
                       .events = {entry.position}});
      }
    } else if (const auto* reopened = entry.As<pb::PeriodReopened>()) {
      const base::Period period = ToPeriod(reopened->period());
      if (calendar.IsWholly(period, DayState::kOpen)) {
        return Refuse({.rule = "period_closed",
                       .field = "period",
                       .message = InWords(period) + " is not closed, so it cannot be reopened",
                       .events = {entry.position}});
      }
    }
    calendar.Add(entry);
  }
  return base::Status();
}

}  // namespace anchorledger::domain
