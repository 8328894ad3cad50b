// How a window is cut into spans of time: one span, months, quarters or fiscal years.
#pragma once

#include <optional>
#include <string>

#include "proto/base/date.h"

namespace anchorledger::metrics {

enum class Granularity { kWhole, kMonth, kQuarter, kFiscalYear };

// Spans are numbered from 0, that of the first day of the window, and clipped to the window. Where
// the boundaries of fiscal years lie is asked for with every call, since it differs by anchor;
// other granularities ignore it.
class Timeline {
 public:
  // Without `from` the window begins with the first day that the ledger accepts.
  Timeline(Granularity granularity, std::optional<base::Date> from, base::Date to);

  // The number of the span of a day; days before the window are in span 0. Requires day <= to.
  int SpanOf(base::Date day, base::FiscalYearStart start) const;
  // The days of a span, clipped.
  base::Period WindowOf(int span, base::FiscalYearStart start) const;
  // All days that the span can have, whatever the fiscal year, clipped.
  base::Period ReachOf(int span) const;
  // The number of the last span, for an anchor with this fiscal year.
  int LastSpan(base::FiscalYearStart start) const { return SpanOf(to_, start); }
  // "2024-02", "2024-Q1", "FY2024"; empty for the whole.
  std::string Label(int span) const;

  Granularity granularity() const { return granularity_; }
  base::Period window() const { return {from_, to_}; }
  // Whether spans begin with the first day of a month, so that sums by month can be used.
  bool AlignedToMonths(base::FiscalYearStart start) const {
    return granularity_ != Granularity::kFiscalYear || start.day == 1;
  }

 private:
  // Number of the month, quarter or fiscal year of a day, counted from any fixed point.
  int NumberOf(base::Date day, base::FiscalYearStart start) const;

  Granularity granularity_;
  base::Date from_;
  base::Date to_;
  // The number that span 0 has. Fiscal years of all anchors are numbered alike, so the first is
  // the earliest that any fiscal year can give to the first day.
  int first_ = 0;
};

}  // namespace anchorledger::metrics
