#include "services/metrics/timeline.h"

#include <algorithm>

namespace anchorledger::metrics {
namespace {

constexpr int kMonthsInQuarter = 3;
constexpr int kMonthsInYear = 12;

int FloorDiv(int a, int b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

base::Date FirstDayOf(int month) { return base::DaysOf(base::MonthIndex{month}).from; }
base::Date LastDayOf(int month) { return base::DaysOf(base::MonthIndex{month}).to; }

}  // namespace

Timeline::Timeline(Granularity granularity, std::optional<base::Date> from, base::Date to)
    : granularity_(granularity), from_(from.value_or(base::kFirstDate)), to_(to) {
  // With the calendar year as fiscal year a day has the lowest number.
  first_ = NumberOf(from_, base::FiscalYearStart{1, 1});
}

int Timeline::NumberOf(base::Date day, base::FiscalYearStart start) const {
  switch (granularity_) {
    case Granularity::kWhole:
      return 0;
    case Granularity::kMonth:
      return base::MonthOf(day).value;
    case Granularity::kQuarter:
      return FloorDiv(base::MonthOf(day).value, kMonthsInQuarter);
    case Granularity::kFiscalYear:
      return base::FiscalYearOf(day, start);
  }
  return 0;
}

int Timeline::SpanOf(base::Date day, base::FiscalYearStart start) const {
  return NumberOf(std::max(day, from_), start) - first_;
}

base::Period Timeline::WindowOf(int span, base::FiscalYearStart start) const {
  const int number = first_ + span;
  base::Period days{from_, to_};
  switch (granularity_) {
    case Granularity::kWhole:
      return days;
    case Granularity::kMonth:
      days = base::DaysOf(base::MonthIndex{number});
      break;
    case Granularity::kQuarter:
      days = {FirstDayOf(number * kMonthsInQuarter),
              LastDayOf(number * kMonthsInQuarter + kMonthsInQuarter - 1)};
      break;
    case Granularity::kFiscalYear:
      days = base::DaysOfFiscalYear(number, start);
      break;
  }
  return {std::max(days.from, from_), std::min(days.to, to_)};
}

base::Period Timeline::ReachOf(int span) const {
  base::Period reach = WindowOf(span, {1, 1});
  if (granularity_ != Granularity::kFiscalYear) return reach;
  // A fiscal year begins at most a year before the calendar year in which it ends.
  const base::Period before = base::DaysOfFiscalYear(first_ + span - 1, {1, 1});
  reach.from = std::max(before.from, from_);
  return reach;
}

std::string Timeline::Label(int span) const {
  const int number = first_ + span;
  switch (granularity_) {
    case Granularity::kWhole:
      return {};
    case Granularity::kMonth:
      return base::FormatMonth(base::MonthIndex{number});
    case Granularity::kQuarter: {
      const std::string month = base::FormatMonth(base::MonthIndex{number * kMonthsInQuarter});
      const int quarter = number - FloorDiv(number * kMonthsInQuarter, kMonthsInYear) * 4;
      return month.substr(0, 4) + "-Q" + std::to_string(quarter + 1);
    }
    case Granularity::kFiscalYear:
      return "FY" + std::to_string(number);
  }
  return {};
}

}  // namespace anchorledger::metrics
