#include "clients/cli/metric_report.h"

#include <google/protobuf/text_format.h>

#include <catch2/catch.hpp>
#include <sstream>

namespace anchorledger::cli {
namespace {

api::v1::QueryMetricsResponse Answer(const std::string& text) {
  api::v1::QueryMetricsResponse answer;
  REQUIRE(google::protobuf::TextFormat::ParseFromString(text, &answer));
  return answer;
}

std::string Written(const Report& report, OutputFormat format) {
  std::ostringstream out;
  report.Write(format, out);
  return out.str();
}

constexpr const char* kShare = R"(
  as_of_position: 9
  results {
    metric_id: "P-03" name: "Local spend share"
    cells {
      group { dimension: METRIC_DIMENSION_PARTNERSHIP key: "a, b" }
      group { dimension: METRIC_DIMENSION_QUARTER key: "2024-Q1" }
      value { ratio { numerator: 1 denominator: 2 } shown: "50.00" }
      unit: "percent" currency: "USD" numerator: 100 denominator: 200 as_of_position: 9
      denominator_used: DENOMINATOR_USED_BASELINE goal_met: true
      from { days: 19723 } to { days: 19813 }
      parts { name: "rest" unit: "money" undefined: UNDEFINED_REASON_NOT_REPORTED }
    }
    totals { unit: "percent" suppressed: true as_of_position: 9 }
  })";

TEST_CASE("CSV has a column for each dimension, all that is known of a cell, and no totals") {
  api::v1::MetricQuery query;
  query.add_group_by(api::v1::METRIC_DIMENSION_PARTNERSHIP);
  query.add_group_by(api::v1::METRIC_DIMENSION_QUARTER);
  CHECK(Written(MetricCsv(Answer(kShare), query), OutputFormat::kCsv) ==
        "metric,name,part,partnership,quarter,value,unit,numerator,denominator,undefined,"
        "suppressed,currency,from,to,open,denominator_used,target_state,goal_met,"
        "as_of_position\r\n"
        "P-03,Local spend share,,\"a, b\",2024-Q1,50.00,percent,100,200,,,USD,2024-01-01,"
        "2024-03-31,false,baseline,,true,9\r\n"
        "P-03,Local spend share,rest,\"a, b\",2024-Q1,,money,,,not_reported,,USD,2024-01-01,"
        "2024-03-31,false,baseline,,true,9\r\n");
}

TEST_CASE("the table shows amounts with their currency and what else there is to say") {
  const std::string table = Written(MetricTable(Answer(kShare)), OutputFormat::kTable);
  CHECK(table.find("1.00 USD") != std::string::npos);
  CHECK(table.find("2.00 USD") != std::string::npos);
  CHECK(table.find("goal met; divided by the reported baseline") != std::string::npos);
  CHECK(table.find("hidden (small number)") != std::string::npos);
}

TEST_CASE("whether a target is met is said, and there is no column where nothing is") {
  const auto text = [](const std::string& state) {
    return Written(
        MetricTable(Answer("results { metric_id: 'X-20' cells { target_state: " + state + " } }")),
        OutputFormat::kTable);
  };
  CHECK(text("TARGET_STATE_MET").find("target met") != std::string::npos);
  CHECK(text("TARGET_STATE_NOT_MET").find("target not met") != std::string::npos);
  CHECK(text("TARGET_STATE_NOT_YET_DUE").find("target not yet due") != std::string::npos);
  CHECK(text("TARGET_STATE_UNSPECIFIED").find("Remark") == std::string::npos);
}

TEST_CASE("numbers with decimals carry thousands signs and their unit") {
  api::v1::MetricValue value;
  value.set_hundredths(6005400);
  value.set_shown("60054.00");
  CHECK(ShowPlainValue(value, "FTE", "") == "60,054.00 FTE");
  CHECK(ShowPlainValue(value, "percent", "") == "60,054.00 %");
}

TEST_CASE("a mean weighed by balances is made of no money") {
  using api::v1::MetricValue;
  CHECK(AmountsOf("P-03", "percent", "USD", MetricValue::kRatio).numerator == Amount::kMoney);
  CHECK(AmountsOf("I-10", "percent", "USD", MetricValue::kRatio).numerator == Amount::kCount);
  CHECK(AmountsOf("H-13", "money per hour", "USD", MetricValue::kMoneyMinor).denominator ==
        Amount::kCount);
  CHECK(AmountsOf("H-05", "percent", "", MetricValue::kRatio).numerator == Amount::kCount);
}

}  // namespace
}  // namespace anchorledger::cli
