// Whole days, without time or zone, as days since 1970-01-01.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "proto/base/status.h"

namespace anchorledger::base {

// A day. Any number of days can be held; IsValidDate says which ones the ledger accepts.
struct Date {
  std::int32_t days = 0;
  friend constexpr bool operator==(Date, Date) = default;
  friend constexpr auto operator<=>(Date, Date) = default;
  template <typename H>
  friend H AbslHashValue(H state, Date date) {
    return H::combine(std::move(state), date.days);
  }
  constexpr Date PlusDays(std::int32_t count) const { return Date{days + count}; }
};

struct CivilDate {
  std::int32_t year = 1970;
  std::int32_t month = 1;  // 1..12
  std::int32_t day = 1;    // 1..31
  bool operator==(const CivilDate&) const = default;
};

// A closed interval: both days belong to it.
struct Period {
  Date from;
  Date to;
  bool operator==(const Period&) const = default;
  constexpr bool Contains(Date date) const { return from <= date && date <= to; }
};

// Months since 1970-01, which is 0.
struct MonthIndex {
  std::int32_t value = 0;
  friend constexpr bool operator==(MonthIndex, MonthIndex) = default;
  friend constexpr auto operator<=>(MonthIndex, MonthIndex) = default;
  template <typename H>
  friend H AbslHashValue(H state, MonthIndex month) {
    return H::combine(std::move(state), month.value);
  }
};

// The day a fiscal year starts, for example July 1; February 29 is not allowed.
struct FiscalYearStart {
  std::int32_t month = 1;
  std::int32_t day = 1;
  bool operator==(const FiscalYearStart&) const = default;
};

extern const Date kFirstDate;  // 1900-01-01, the earliest that is accepted
extern const Date kLastDate;   // 2199-12-31, the latest that is accepted

bool IsValidDate(Date date);        // within kFirstDate..kLastDate
bool IsValidPeriod(Period period);  // both days valid and from <= to

CivilDate ToCivil(Date date);
// FIELD_INVALID when there is no such day or it is out of bounds.
StatusOr<Date> FromCivil(const CivilDate& civil);

// "2024-02-29", exactly; else FIELD_INVALID.
StatusOr<Date> ParseIsoDate(std::string_view text);
std::string FormatIsoDate(Date date);

MonthIndex MonthOf(Date date);
Period DaysOf(MonthIndex month);            // first to last day of the month
std::string FormatMonth(MonthIndex month);  // "2024-02"
// The same day `months` later, or the last day of that month when it has no such day.
Date AddMonths(Date date, std::int32_t months);
// Monday is 0.
std::int32_t WeekdayOf(Date date);

// "07-01", exactly, of a day that every year has; else FIELD_INVALID.
StatusOr<FiscalYearStart> ParseFiscalYearStart(std::string_view text);
// A fiscal year is named by the calendar year in which it ends: with a start of July 1 the day
// 2023-07-01 is in 2024; with a start of January 1 it is the calendar year.
std::int32_t FiscalYearOf(Date date, FiscalYearStart start);
Period DaysOfFiscalYear(std::int32_t year, FiscalYearStart start);

}  // namespace anchorledger::base
