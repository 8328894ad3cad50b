#include "clients/cli/demo/metric_matrix.h"

#include <map>

#include "clients/cli/metric_report.h"
#include "clients/cli/output/proto_json.h"

namespace anchorledger::cli {
namespace {

constexpr const char* kPhases[] = {"motivation", "initiation", "implementation", "evaluation"};

std::string StrategyName(const metric::v1::MetricDefinition& definition) {
  const auto* value = event::v1::Strategy_descriptor()->FindValueByNumber(definition.strategy());
  return value == nullptr ? "" : ShortEnumName(*value);
}

// The text of a cell, or of its first part where a metric has parts only.
std::string ShownValue(const api::v1::MetricCell& cell) {
  const std::string shown = ShowMetricValue(cell);
  if (!shown.empty() || cell.parts().empty()) return shown;
  std::string parts;
  for (const auto& part : cell.parts()) {
    if (!part.has_value()) continue;
    parts += (parts.empty() ? "" : ", ") + part.name() + " " + part.value().shown();
  }
  return parts;
}

Json ValueOrParts(const api::v1::MetricCell& cell) {
  return MetricValueToJson(cell.has_value() ? &cell.value() : nullptr);
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

bool HasValue(const PhaseCells& cells) {
  for (const auto& [phase, cell] : cells) {
    if (cell->has_value()) return true;
    for (const auto& part : cell->parts()) {
      if (part.has_value()) return true;
    }
  }
  return false;
}

Cell MatrixCell(const PhaseCells& cells, const std::string& phase) {
  const auto found = cells.find(phase);
  if (found == cells.end()) return {nullptr, ""};
  return {ValueOrParts(*found->second), ShownValue(*found->second)};
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
    if (!HasValue(cells)) continue;
    std::vector<Cell> row = {TextCell(StrategyName(definition)), TextCell(definition.id()),
                             TextCell(definition.name())};
    for (const char* phase : kPhases) row.push_back(MatrixCell(cells, phase));
    row.push_back(MatrixCell(cells, ""));
    report.AddRow(std::move(row));
    results.erase(found);
  }
  return report;
}

}  // namespace anchorledger::cli
