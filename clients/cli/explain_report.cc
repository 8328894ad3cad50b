#include "clients/cli/explain_report.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "clients/cli/metric_report.h"
#include "proto/base/date.h"

namespace anchorledger::cli {
namespace {

// Measures that are days since 1970-01-01.
bool IsDay(std::string_view measure) {
  return measure.ends_with("_day") || measure == "deploy_by" || measure == "committed_on";
}

std::string MeasureText(const api::v1::FactMeasure& measure, const std::string& currency) {
  if (IsDay(measure.name())) {
    const base::Date day{static_cast<std::int32_t>(measure.value())};
    return base::IsValidDate(day) ? base::FormatIsoDate(day) : "open";
  }
  const Amount kind = measure.money()                                     ? Amount::kMoney
                      : measure.name().find("_x100") != std::string::npos ? Amount::kHundredths
                                                                          : Amount::kCount;
  return AmountCell(measure.value(), kind, currency).text;
}

std::string SaysText(const api::v1::MetricContribution& one, const std::string& currency) {
  std::string text;
  for (const auto& measure : one.measures()) {
    text += (text.empty() ? "" : ", ") + measure.name() + " " + MeasureText(measure, currency);
  }
  return text;
}

std::string PositionsText(const google::protobuf::RepeatedField<std::uint64_t>& positions) {
  std::string text;
  for (const std::uint64_t position : positions) {
    text += (text.empty() ? "" : " ") + std::to_string(position);
  }
  return text;
}

Amounts AmountsOfCell(const api::v1::ExplainMetricRequest& request,
                      const api::v1::MetricCell& cell) {
  std::string unit = cell.unit();
  auto value_case = cell.value().value_case();
  for (const auto& part : cell.parts()) {
    if (part.name() != request.part()) continue;
    unit = part.unit();
    value_case = part.value().value_case();
  }
  return AmountsOf(request.metric_id(), unit, cell.currency(), value_case);
}

}  // namespace

Report ExplainReport(const api::v1::ExplainMetricRequest& request,
                     const api::v1::ExplainMetricResponse& response) {
  const api::v1::MetricCell& cell = response.cell();
  const bool median = response.combination() == api::v1::CONTRIBUTION_COMBINATION_MEDIAN;
  const bool amended = std::any_of(response.contributions().begin(), response.contributions().end(),
                                   [](const auto& one) { return one.amended_by_size() > 0; });
  const bool is_fraction = !median && (cell.has_denominator() || response.denominator_total() != 0);
  Report report({{"position", "Event", Alignment::kRight},
                 {"effective_on", "Effective"},
                 {"fact", "Fact"},
                 {"numerator", median ? "Value" : "Adds", Alignment::kRight},
                 {"denominator", "Adds below", Alignment::kRight, /*in_table=*/is_fraction},
                 {"currency", "", Alignment::kLeft, /*in_table=*/false},
                 {"middle", "", Alignment::kLeft, /*in_table=*/median},
                 {"says", "Says", Alignment::kLeft, /*in_table=*/median || amended},
                 {"amended_by", "Amended by", Alignment::kLeft, /*in_table=*/amended}});
  const Amounts amounts = AmountsOfCell(request, cell);
  for (const auto& one : response.contributions()) {
    report.AddRow({CountCell(static_cast<std::int64_t>(one.position())),
                   TextCell(base::FormatIsoDate({one.effective_on().days()})), TextCell(one.fact()),
                   AmountCell(one.numerator(), amounts.numerator, cell.currency()),
                   AmountCell(one.denominator(), amounts.denominator, cell.currency()),
                   TextCell(cell.currency()), TextCell(one.in_middle() ? "middle" : ""),
                   TextCell(SaysText(one, cell.currency())),
                   TextCell(PositionsText(one.amended_by()))});
  }
  if (!median) {
    report.AddTotals(
        {"", "", "all pages",
         AmountCell(response.numerator_total(), amounts.numerator, cell.currency()).text,
         AmountCell(response.denominator_total(), amounts.denominator, cell.currency()).text, "",
         "", "", ""});
  }
  report.AddNote("Value: " + ShowMetricValue(cell));
  if (median) report.AddNote("The value is the middle of all values; they do not add up to it.");
  return report;
}

}  // namespace anchorledger::cli
