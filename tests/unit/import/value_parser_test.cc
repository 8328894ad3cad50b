#include "services/import/value_parser.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/status_matchers.h"

namespace anchorledger::importing {
namespace {

std::string Read(std::string_view format, std::string_view text) {
  const auto parsed = DateFormat::Parse(format, 70);
  if (!parsed.ok()) return "bad format";
  const auto date = parsed->Match(text);
  return date.has_value() ? base::FormatIsoDate(*date) : "none";
}

struct DateExample {
  const char* format;
  const char* text;
  const char* wanted;
};

TEST_CASE("dates are read by their format, whole and exactly") {
  const DateExample example = GENERATE(values<DateExample>({
      {"%d-%b-%y", "03-May-20", "2020-05-03"},
      {"%d-%b-%y", "3-may-20", "2020-05-03"},
      {"%d-%b-%y", "03-Sept-99", "1999-09-03"},
      {"%d %b %Y", "7 December 2020", "2020-12-07"},
      {"%d/%m/%Y", "03/05/2020", "2020-05-03"},
      {"%m/%d/%Y", "03/05/2020", "2020-03-05"},
      {"%Y-%m-%d %H:%M:%S", "2020-04-03 00:00:00", "2020-04-03"},
      {"%Y-%m-%d %H:%M:%S", "2020-04-03 23:59:59", "2020-04-03"},
      {"%Y-%m-%d %H:%M:%S", "2020-04-03 24:00:00", "none"},
      {"%Y-%m-%d %H:%M:%S", "2020-04-03", "none"},
      {"%Y%m%d", "20200403", "2020-04-03"},
      {"%d/%m/%Y", "31/04/2020", "none"},
      {"%d/%m/%Y", "29/02/2019", "none"},
      {"%d/%m/%Y", "29/02/2020", "2020-02-29"},
      {"%d/%m/%Y", "3/5/20", "none"},
      {"%d/%m/%Y", "03/05/2020 ", "none"},
      {"%d/%m/%Y", "03/05/2020x", "none"},
      {"%d/%m/%Y", "", "none"},
      {"%d-%b-%y", "03-Mae-20", "none"},
      {"%d/%m/%y", "01/01/70", "1970-01-01"},
      {"%d/%m/%y", "01/01/69", "2069-01-01"},
      {"%Y", "2020", "bad format"},
      {"%d/%m/%Y/%d", "01/01/2020/01", "bad format"},
      {"%d/%q/%Y", "01/01/2020", "bad format"},
      {"%d/%m/%Y%", "01/01/2020", "bad format"},
  }));
  INFO(example.format << " of " << example.text);
  CHECK(Read(example.format, example.text) == example.wanted);
}

TEST_CASE("an example of an amount is read as one by its own format") {
  const base::Currency euro = *base::ParseCurrency("EUR");
  const NumberFormat format = GENERATE(NumberFormat{.decimal_sign = '.', .thousands_sign = ','},
                                       NumberFormat{.decimal_sign = ',', .thousands_sign = '.'},
                                       NumberFormat{.decimal_sign = ',', .thousands_sign = '\0'});
  INFO(ExampleOf(format, 2));
  CHECK(ParseMinorUnits(ExampleOf(format, 2), format, euro) == 123'450);
  CHECK(ParseMinorUnits(ExampleOf(format, 0), format, euro) == 123'400);
}

TEST_CASE("a day outside the ledger's bounds is not a date") {
  CHECK(Read("%Y-%m-%d", "1899-12-31") == "none");
  CHECK(Read("%Y-%m-%d", "2200-01-01") == "none");
}

struct AmountExample {
  const char* text;
  const char* wanted;  // minor units, or "none"
};

std::string Minor(std::string_view text, const NumberFormat& format, std::string_view currency) {
  const auto minor = ParseMinorUnits(text, format, *base::ParseCurrency(currency));
  return minor.has_value() ? std::to_string(*minor) : "none";
}

TEST_CASE("amounts become whole minor units without rounding") {
  const AmountExample example = GENERATE(values<AmountExample>({
      {"298800.0", "29880000"},
      {"149900", "14990000"},
      {"20832.5", "2083250"},
      {"0.01", "1"},
      {".5", "50"},
      {"5.", "500"},
      {"1.500", "150"},
      {"1.005", "none"},
      {"0", "0"},
      {"-0.00", "0"},
      {"-36000.0", "-3600000"},
      {"36000-", "-3600000"},
      {"(36,000.00)", "none"},
      {"(36000.00)", "-3600000"},
      {"( 36000 )", "-3600000"},
      {"\xe2\x88\x92"
       "5",
       "-500"},
      {"+5", "500"},
      {" 5 ", "500"},
      {"\xc2\xa0"
       "5\xc2\xa0",
       "500"},
      {"\xc2\xa3"
       "5",
       "500"},
      {"-\xc2\xa3"
       "5",
       "-500"},
      {"\xc2\xa3-5", "-500"},
      {"(\xc2\xa3"
       "5)",
       "-500"},
      {"GBP 5", "500"},
      {"5 GBP", "500"},
      {"$5", "none"},
      {"--5", "none"},
      {"-(5)", "none"},
      {"1,000", "none"},
      {"1e3", "none"},
      {"1 000", "none"},
      {"abc", "none"},
      {"", "none"},
      {"-", "none"},
      {".", "none"},
      {"5.5.5", "none"},
      {"92233720368547758.07", "none"},
      {"9999999999999999.99", "999999999999999999"},
  }));
  INFO(example.text);
  CHECK(Minor(example.text, {}, "GBP") == example.wanted);
}

TEST_CASE("signs of groups and decimals are those of the file") {
  const NumberFormat english{.decimal_sign = '.', .thousands_sign = ','};
  CHECK(Minor("1,234,567.89", english, "USD") == "123456789");
  CHECK(Minor("1,234", english, "USD") == "123400");
  CHECK(Minor("$1,234.50", english, "USD") == "123450");
  CHECK(Minor("($1,234.50)", english, "USD") == "-123450");
  CHECK(Minor("12,34", english, "USD") == "none");
  CHECK(Minor("1,23,456", english, "USD") == "none");
  CHECK(Minor(",123", english, "USD") == "none");
  CHECK(Minor("1234,567", english, "USD") == "none");
  const NumberFormat german{.decimal_sign = ',', .thousands_sign = '.'};
  CHECK(Minor("1.234,5", german, "EUR") == "123450");
  CHECK(Minor("1.234", german, "EUR") == "123400");
  CHECK(Minor("1.23", german, "EUR") == "none");
}

TEST_CASE("the currency decides the number of digits") {
  CHECK(Minor("1500", {}, "JPY") == "1500");
  CHECK(Minor("1500.5", {}, "JPY") == "none");
  CHECK(Minor("1.234", {}, "BHD") == "1234");
}

TEST_CASE("a factor makes hundredths of whole and broken numbers") {
  CHECK(Times(*ParseDecimal("35", {}), 100) == 3500);
  CHECK(Times(*ParseDecimal("2.5", {}), 100) == 250);
  CHECK_FALSE(Times(*ParseDecimal("2.555", {}), 100).has_value());
  CHECK(Times(*ParseDecimal("-2", {}), 1) == -2);
  CHECK_FALSE(Times(*ParseDecimal("999999999999999999", {}), 100).has_value());
}

}  // namespace
}  // namespace anchorledger::importing
