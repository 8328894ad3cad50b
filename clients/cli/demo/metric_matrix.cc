#include "clients/cli/demo/metric_matrix.h"

#include <map>

#include "clients/cli/metric_report.h"
#include "clients/cli/output/proto_json.h"

namespace anchorledger::cli {
namespace {

constexpr const char* kPhases[] = {"motivation", "initiation", "implementation", "evaluation"};

std::string StrategyName(const metric::v1::MetricDefinition& definition) {
  return EnumWord(*event::v1::Strategy_descriptor(), definition.strategy(), "");
}

// The cells of one metric by phase; "" is the total.
using PhaseCells = std::map<std::string, const api::v1::MetricCell*>;

PhaseCells CellsByPhase(const api::v1::MetricResult& result) {
  PhaseCells cells;
  for (const auto& cell : result.cells()) {
    if (cell.group_size() == 1) cells[cell.group(0).key()] = &cell;
  }
  if (result.totals_size() > 0) cells[""] = &result.totals(0);
  return cells;
}

// One line of the matrix: a metric's value, or one of its parts.
struct Line {
  std::string part;  // empty: the value
  std::string name;
};

std::vector<Line> LinesOf(const metric::v1::MetricDefinition& definition) {
  std::vector<Line> lines = {{"", definition.name()}};
  for (const auto& part : definition.parts()) lines.push_back({part.name(), "  " + part.name()});
  return lines;
}

Cell CellOf(const api::v1::MetricCell& cell, const std::string& part_name) {
  if (part_name.empty()) {
    return {MetricValueToJson(cell.has_value() ? &cell.value() : nullptr), ShowMetricValue(cell)};
  }
  for (const auto& part : cell.parts()) {
    if (part.name() != part_name || !part.has_value()) continue;
    return {MetricValueToJson(&part.value()),
            ShowPlainValue(part.value(), part.unit(), cell.currency())};
  }
  return {nullptr, ""};
}

Cell MatrixCell(const PhaseCells& cells, const std::string& phase, const std::string& part) {
  const auto found = cells.find(phase);
  return found == cells.end() ? Cell{nullptr, ""} : CellOf(*found->second, part);
}

}  // namespace

Report MetricMatrix(const api::v1::ListMetricsResponse& definitions,
                    const api::v1::QueryMetricsResponse& by_phase) {
  std::vector<Column> columns = {{"strategy", "Strategy"}, {"metric", "Metric"}, {"name", "Name"}};
  for (const char* phase : kPhases) columns.push_back({phase, phase, Alignment::kRight});
  columns.push_back({"all", "all phases", Alignment::kRight});
  Report report(std::move(columns));

  std::map<std::string, const api::v1::MetricResult*> results;
  for (const auto& result : by_phase.results()) results[result.metric_id()] = &result;
  for (const auto& definition : definitions.metrics()) {
    const auto found = results.find(definition.id());
    if (found == results.end()) continue;
    const PhaseCells cells = CellsByPhase(*found->second);
    for (const Line& line : LinesOf(definition)) {
      std::vector<Cell> row = {TextCell(StrategyName(definition)), TextCell(definition.id()),
                               TextCell(line.name)};
      bool any = false;
      for (const char* phase : kPhases) row.push_back(MatrixCell(cells, phase, line.part));
      row.push_back(MatrixCell(cells, "", line.part));
      for (std::size_t i = 3; i < row.size(); ++i) any = any || !row[i].value.is_null();
      if (any) report.AddRow(std::move(row));
    }
    results.erase(found);
  }
  return report;
}

}  // namespace anchorledger::cli
