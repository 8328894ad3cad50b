#include "proto/base/date.h"

#include <array>
#include <cstdio>

namespace anchorledger::base {
namespace {

constexpr std::int32_t kDaysInMonth[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

constexpr bool IsLeapYear(std::int32_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

constexpr std::int32_t LastDayOf(std::int32_t year, std::int32_t month) {
  return month == 2 && IsLeapYear(year) ? 29 : kDaysInMonth[month - 1];
}

constexpr std::int32_t FloorDiv(std::int32_t a, std::int32_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

// Days from civil and back, by counting years from March so that the leap day comes last; an era
// is the 400 years after which the calendar repeats.
constexpr std::int32_t DaysFromCivil(std::int32_t year, std::int32_t month, std::int32_t day) {
  const std::int32_t shifted_year = month <= 2 ? year - 1 : year;
  const std::int32_t era = FloorDiv(shifted_year, 400);
  const std::int32_t year_of_era = shifted_year - era * 400;
  const std::int32_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int32_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

constexpr std::int32_t kFirstYear = 1900;
constexpr std::int32_t kYears = 300;

// The first day of each month of the years that dates may lie in, and the day after the last.
constexpr auto kMonthStarts = [] {
  std::array<std::int32_t, std::size_t{kYears} * 12 + 1> starts{};
  for (std::int32_t month = 0; month <= kYears * 12; ++month) {
    starts[static_cast<std::size_t>(month)] =
        DaysFromCivil(kFirstYear + month / 12, month % 12 + 1, 1);
  }
  return starts;
}();

std::string Padded(std::int32_t value, int width) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%0*d", width, value);
  return buffer.data();
}

// The number written by exactly these digits, or -1.
std::int32_t ParseDigits(std::string_view digits) {
  std::int32_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

Status BadDate(std::string_view text) {
  return MakeError(ErrorReason::kFieldInvalid,
                   "\"" + std::string(text.substr(0, 32)) +
                       "\" is not a day between 1900-01-01 and 2199-12-31, as YYYY-MM-DD");
}

}  // namespace

const Date kFirstDate{DaysFromCivil(1900, 1, 1)};
const Date kLastDate{DaysFromCivil(2199, 12, 31)};

bool IsValidDate(Date date) { return kFirstDate <= date && date <= kLastDate; }

bool IsValidPeriod(Period period) {
  return IsValidDate(period.from) && IsValidDate(period.to) && period.from <= period.to;
}

CivilDate ToCivil(Date date) {
  const std::int32_t shifted = date.days + 719'468;
  const std::int32_t era = FloorDiv(shifted, 146'097);
  const std::int32_t day_of_era = shifted - era * 146'097;
  const std::int32_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int32_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int32_t shifted_month = (5 * day_of_year + 2) / 153;
  const std::int32_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  return {.year = year_of_era + era * 400 + (month <= 2 ? 1 : 0),
          .month = month,
          .day = day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

StatusOr<Date> FromCivil(const CivilDate& civil) {
  const auto& [year, month, day] = civil;
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 ||
      day > LastDayOf(year, month)) {
    return BadDate(std::to_string(year) + "-" + std::to_string(month) + "-" + std::to_string(day));
  }
  return Date{DaysFromCivil(year, month, day)};
}

StatusOr<Date> ParseIsoDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return BadDate(text);
  const CivilDate civil{.year = ParseDigits(text.substr(0, 4)),
                        .month = ParseDigits(text.substr(5, 2)),
                        .day = ParseDigits(text.substr(8, 2))};
  StatusOr<Date> date = FromCivil(civil);
  if (!date.ok()) return BadDate(text);
  return date;
}

std::string FormatIsoDate(Date date) {
  const CivilDate civil = ToCivil(date);
  return Padded(civil.year, 4) + "-" + Padded(civil.month, 2) + "-" + Padded(civil.day, 2);
}

// Asked for every fact: an estimate by the mean length of a month is off by one month at most, and
// the first days of the months say which way.
MonthIndex MonthOf(Date date) {
  const std::int32_t since = date.days - kMonthStarts.front();
  if (since >= 0 && date.days < kMonthStarts.back()) {
    std::int32_t month = static_cast<std::int32_t>(std::int64_t{since} * 4'800 / 146'097);
    if (kMonthStarts[static_cast<std::size_t>(month)] > date.days) --month;
    if (kMonthStarts[static_cast<std::size_t>(month) + 1] <= date.days) ++month;
    return MonthIndex{month + (kFirstYear - 1970) * 12};
  }
  const CivilDate civil = ToCivil(date);
  return MonthIndex{(civil.year - 1970) * 12 + civil.month - 1};
}

Period DaysOf(MonthIndex month) {
  const std::int32_t year = 1970 + FloorDiv(month.value, 12);
  const std::int32_t month_of_year = month.value - (year - 1970) * 12 + 1;
  return {.from = Date{DaysFromCivil(year, month_of_year, 1)},
          .to = Date{DaysFromCivil(year, month_of_year, LastDayOf(year, month_of_year))}};
}

std::string FormatMonth(MonthIndex month) { return FormatIsoDate(DaysOf(month).from).substr(0, 7); }

Date AddMonths(Date date, std::int32_t months) {
  const Period days = DaysOf(MonthIndex{MonthOf(date).value + months});
  const Date wanted = days.from.PlusDays(ToCivil(date).day - 1);
  return wanted < days.to ? wanted : days.to;
}

std::int32_t WeekdayOf(Date date) {
  // 1970-01-01 was a Thursday.
  return date.days + 3 - FloorDiv(date.days + 3, 7) * 7;
}

StatusOr<FiscalYearStart> ParseFiscalYearStart(std::string_view text) {
  if (text.size() == 5 && text[2] == '-') {
    const FiscalYearStart start{.month = ParseDigits(text.substr(0, 2)),
                                .day = ParseDigits(text.substr(3, 2))};
    if (start.month >= 1 && start.month <= 12 && start.day >= 1 &&
        start.day <= kDaysInMonth[start.month - 1]) {
      return start;
    }
  }
  return MakeError(ErrorReason::kFieldInvalid, "\"" + std::string(text.substr(0, 16)) +
                                                   "\" is not a day of every year, as MM-DD");
}

std::int32_t FiscalYearOf(Date date, FiscalYearStart start) {
  const CivilDate civil = ToCivil(date);
  if (start == FiscalYearStart{}) return civil.year;
  const bool begun =
      civil.month != start.month ? civil.month > start.month : civil.day >= start.day;
  return begun ? civil.year + 1 : civil.year;
}

Period DaysOfFiscalYear(std::int32_t year, FiscalYearStart start) {
  const std::int32_t first_year = start == FiscalYearStart{} ? year : year - 1;
  const Date from{DaysFromCivil(first_year, start.month, start.day)};
  const Date next{DaysFromCivil(first_year + 1, start.month, start.day)};
  return {.from = from, .to = next.PlusDays(-1)};
}

}  // namespace anchorledger::base
