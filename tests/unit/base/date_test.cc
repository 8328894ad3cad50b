#include "proto/base/date.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "proto/base/time.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::base {
namespace {

Date D(std::string_view text) { return *ParseIsoDate(text); }

TEST_CASE("every accepted day agrees with the calendar of the standard library") {
  int wrong = 0;
  for (Date date = kFirstDate; date <= kLastDate; date = date.PlusDays(1)) {
    const std::chrono::sys_days day{std::chrono::days(date.days)};
    const std::chrono::year_month_day civil(day);
    const CivilDate ours = ToCivil(date);
    const bool same =
        ours.year == static_cast<int>(civil.year()) &&
        ours.month == static_cast<int>(static_cast<unsigned>(civil.month())) &&
        ours.day == static_cast<int>(static_cast<unsigned>(civil.day())) &&
        *FromCivil(ours) == date &&
        WeekdayOf(date) == static_cast<int>(std::chrono::weekday(day).iso_encoding()) - 1;
    wrong += same ? 0 : 1;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a date is written and read as YYYY-MM-DD and in no other form") {
  CHECK(D("1970-01-01").days == 0);
  CHECK(FormatIsoDate(D("2024-02-29")) == "2024-02-29");
  CHECK(FormatIsoDate(D("1900-01-01")) == "1900-01-01");
  const auto* const bad = GENERATE("", "2024-2-29", "2023-02-29", "2024-13-01", "2024-00-10",
                                   "2024-04-31", "2024/01/01", "20240101", "2024-01-0x",
                                   "1899-12-31", "2200-01-01", "2024-01-01 ", "-024-01-01");
  CHECK_REASON(ParseIsoDate(bad), kFieldInvalid);
}

TEST_CASE("a period is valid when it does not run backwards") {
  CHECK(IsValidPeriod({D("2024-01-01"), D("2024-01-01")}));
  CHECK_FALSE(IsValidPeriod({D("2024-01-02"), D("2024-01-01")}));
  CHECK_FALSE(IsValidPeriod({D("2024-01-02"), kLastDate.PlusDays(1)}));
  CHECK(Period{D("2024-01-01"), D("2024-01-31")}.Contains(D("2024-01-31")));
  CHECK_FALSE(Period{D("2024-01-01"), D("2024-01-31")}.Contains(D("2024-02-01")));
}

TEST_CASE("months count from 1970, also before it") {
  CHECK(MonthOf(D("1970-01-31")).value == 0);
  CHECK(MonthOf(D("1969-12-31")).value == -1);
  CHECK(FormatMonth(MonthIndex{-1}) == "1969-12");
  CHECK(DaysOf(MonthOf(D("2024-02-10"))) == Period{D("2024-02-01"), D("2024-02-29")});
}

TEST_CASE("every day lies in the days of its month") {
  for (Date day = kFirstDate.PlusDays(-40); day < kLastDate.PlusDays(40); day = day.PlusDays(1)) {
    if (!DaysOf(MonthOf(day)).Contains(day)) FAIL(FormatIsoDate(day));
  }
}

TEST_CASE("adding months keeps the day or takes the last one of the month") {
  CHECK(AddMonths(D("2024-01-31"), 1) == D("2024-02-29"));
  CHECK(AddMonths(D("2023-01-31"), 1) == D("2023-02-28"));
  CHECK(AddMonths(D("2024-03-15"), -3) == D("2023-12-15"));
  CHECK(AddMonths(D("2024-03-15"), 24) == D("2026-03-15"));
}

TEST_CASE("a fiscal year is named by the year in which it ends") {
  const FiscalYearStart october = *ParseFiscalYearStart("10-01");
  CHECK(FiscalYearOf(D("2023-10-01"), october) == 2024);
  CHECK(FiscalYearOf(D("2024-09-30"), october) == 2024);
  CHECK(DaysOfFiscalYear(2024, october) == Period{D("2023-10-01"), D("2024-09-30")});
  const FiscalYearStart april6 = *ParseFiscalYearStart("04-06");
  CHECK(FiscalYearOf(D("2024-04-05"), april6) == 2024);
  CHECK(FiscalYearOf(D("2024-04-06"), april6) == 2025);
}

TEST_CASE("a fiscal year that starts on January 1 is the calendar year") {
  CHECK(FiscalYearOf(D("2024-12-31"), FiscalYearStart{}) == 2024);
  CHECK(DaysOfFiscalYear(2024, FiscalYearStart{}) == Period{D("2024-01-01"), D("2024-12-31")});
  CHECK_REASON(ParseFiscalYearStart("02-29"), kFieldInvalid);
  CHECK_REASON(ParseFiscalYearStart("13-01"), kFieldInvalid);
  CHECK_REASON(ParseFiscalYearStart("7-01"), kFieldInvalid);
}

TEST_CASE("an instant belongs to its UTC day, also before 1970") {
  CHECK(UtcDateOf(Instant{0}) == Date{0});
  CHECK(UtcDateOf(Instant{-1}) == Date{-1});
  CHECK(UtcDateOf(EndOfDay(Date{19'000})) == Date{19'000});
  CHECK(EndOfDay(Date{19'000}).PlusMicros(1) == StartOfDay(Date{19'001}));
}

TEST_CASE("an instant is written with microseconds and read back") {
  const Instant instant = *ParseInstant("2024-02-29T12:34:56.000001Z");
  CHECK(FormatInstant(instant) == "2024-02-29T12:34:56.000001Z");
  CHECK(FormatInstant(Instant{-1}) == "1969-12-31T23:59:59.999999Z");
  CHECK(*ParseInstant("2024-02-29T12:34:56Z") == instant.PlusMicros(-1));
  CHECK(*ParseInstant("2024-02-29T12:34:56.5Z") == instant.PlusMicros(499'999));
  const auto* const bad =
      GENERATE("2024-02-29", "2024-02-29T24:00:00Z", "2024-02-29T12:34:56", "2024-02-29T12:34:56.Z",
               "2024-02-29T12:34:56.1234567Z", "2024-02-30T12:34:56Z", "2024-02-29T12:34:60Z");
  CHECK_REASON(ParseInstant(bad), kFieldInvalid);
}

}  // namespace
}  // namespace anchorledger::base
