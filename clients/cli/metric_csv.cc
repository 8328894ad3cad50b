#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/metric_report.h"
#include "clients/cli/output/proto_json.h"

namespace anchorledger::cli {
namespace {

std::string DimensionName(int dimension) {
  return EnumWord(*api::v1::MetricDimension_descriptor(), dimension, std::to_string(dimension));
}

// What was grouped by, and what cells are named by besides: some metrics have a cell a target.
std::vector<std::string> DimensionsOf(const api::v1::QueryMetricsResponse& response,
                                      const api::v1::MetricQuery& query) {
  std::vector<std::string> names;
  const auto add = [&](int dimension) {
    std::string name = DimensionName(dimension);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(std::move(name));
    }
  };
  for (const int dimension : query.group_by()) add(dimension);
  for (const auto& result : response.results()) {
    for (const auto& cell : result.cells()) {
      for (const auto& key : cell.group()) add(key.dimension());
    }
  }
  return names;
}

constexpr const char* kOfTheValue[] = {"value",       "unit",      "numerator",
                                       "denominator", "undefined", "suppressed"};
constexpr const char* kOfTheCell[] = {
    "currency",         "from",         "to",       "open",
    "denominator_used", "target_state", "goal_met", "as_of_position"};

Cell MemberOf(const Json& object, const std::string& key) {
  const auto found = object.find(key);
  return found == object.end() ? NoCell() : Cell{*found, ""};
}

}  // namespace

Report MetricCsv(const api::v1::QueryMetricsResponse& response, const api::v1::MetricQuery& query) {
  const std::vector<std::string> dimensions = DimensionsOf(response, query);
  std::vector<Column> columns = {{"metric", ""}, {"name", ""}, {"part", ""}};
  for (const std::string& dimension : dimensions) columns.push_back({dimension, ""});
  for (const char* key : kOfTheValue) columns.push_back({key, ""});
  for (const char* key : kOfTheCell) columns.push_back({key, ""});
  Report report(std::move(columns));
  for (const auto& result : response.results()) {
    for (const auto& cell : result.cells()) {
      const Json whole = MetricCellToJson(result.metric_id(), cell);
      const auto add = [&](const Json& value, const std::string& part) {
        std::vector<Cell> row = {TextCell(result.metric_id()), TextCell(result.name()),
                                 TextCell(part)};
        for (const std::string& name : dimensions) row.push_back(MemberOf(whole["group"], name));
        for (const char* key : kOfTheValue) row.push_back(MemberOf(value, key));
        for (const char* key : kOfTheCell) row.push_back(MemberOf(whole, key));
        report.AddRow(std::move(row));
      };
      add(whole, "");
      for (const Json& part : whole.value("parts", Json::array())) add(part, part["name"]);
    }
  }
  return report;
}

}  // namespace anchorledger::cli
