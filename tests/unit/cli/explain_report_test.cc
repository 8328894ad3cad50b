#include "clients/cli/explain_report.h"

#include <google/protobuf/text_format.h>

#include <catch2/catch.hpp>
#include <sstream>

namespace anchorledger::cli {
namespace {

std::string Written(const std::string& text, OutputFormat format) {
  api::v1::ExplainMetricResponse response;
  REQUIRE(google::protobuf::TextFormat::ParseFromString(text, &response));
  std::ostringstream out;
  ExplainReport({}, response).Write(format, out);
  return out.str();
}

constexpr const char* kAmended = R"(
  cell { value { money_minor: 9000 shown: "90.00" } unit: "money" currency: "USD" }
  contributions {
    position: 14 fact: "purchase" effective_on { days: 19787 } numerator: 9000
    measures { name: "net" value: 9000 money: true }
    amended_by: 15 amended_by: 17
  }
  contributions_total: 1 numerator_total: 9000 combination: CONTRIBUTION_COMBINATION_SUM)";

constexpr const char* kMedian = R"(
  cell { value { days { numerator: 30 denominator: 1 } shown: "30.00" } unit: "days" }
  contributions {
    position: 3 fact: "phase_spell" effective_on { days: 18293 } numerator: 30 denominator: 1
    measures { name: "last_day" value: 18322 } in_middle: true
  }
  contributions {
    position: 5 fact: "phase_spell" effective_on { days: 18293 } numerator: 90 denominator: 1
    measures { name: "last_day" value: 1000000 }
  }
  contributions_total: 2 numerator_total: 30 denominator_total: 1
  combination: CONTRIBUTION_COMBINATION_MEDIAN)";

TEST_CASE("what counts is shown beside the amendments that made it so") {
  const std::string table = Written(kAmended, OutputFormat::kTable);
  CHECK_THAT(table, Catch::Contains("net 90.00 USD"));
  CHECK_THAT(table, Catch::Contains("15 17"));
  CHECK(Written(kAmended, OutputFormat::kCsv) ==
        "position,effective_on,fact,numerator,denominator,currency,middle,says,amended_by\r\n"
        "14,2024-03-05,purchase,9000,0,USD,,net 90.00 USD,15 17\r\n");
}

TEST_CASE("an explanation without amendments has no column for them in the table") {
  std::string text = kAmended;
  text.erase(text.find("amended_by: 15"), std::string("amended_by: 15 amended_by: 17").size());
  CHECK(Written(text, OutputFormat::kTable).find("Amended") == std::string::npos);
}

TEST_CASE("a median shows its values and which is the middle, and no sum") {
  const std::string table = Written(kMedian, OutputFormat::kTable);
  CHECK_THAT(table, Catch::Contains("middle"));
  CHECK_THAT(table, Catch::Contains("last_day 2020-03-01"));
  CHECK_THAT(table, Catch::Contains("last_day open"));
  CHECK_THAT(table, Catch::Contains("do not add up"));
  CHECK(table.find("all pages") == std::string::npos);
}

}  // namespace
}  // namespace anchorledger::cli
