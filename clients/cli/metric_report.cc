#include "clients/cli/metric_report.h"

#include <map>

#include "clients/cli/output/proto_json.h"
#include "proto/base/date.h"

namespace anchorledger::cli {
namespace {

std::string EnumWord(const google::protobuf::EnumDescriptor* type, int number) {
  const auto* value = type->FindValueByNumber(number);
  return value == nullptr ? "unknown" : ShortEnumName(*value);
}

std::string WhyUndefined(api::v1::UndefinedReason reason) {
  switch (reason) {
    case api::v1::UNDEFINED_REASON_DENOMINATOR_ZERO:
      return "undefined (nothing to divide by)";
    case api::v1::UNDEFINED_REASON_NOT_REPORTED:
      return "undefined (not reported)";
    case api::v1::UNDEFINED_REASON_OTHER_CURRENCY:
      return "undefined (other currency)";
    case api::v1::UNDEFINED_REASON_UNKNOWN_METRIC:
      return "undefined (unknown metric)";
    default:
      return "";
  }
}

Json GroupToJson(const api::v1::MetricCell& cell) {
  Json group = Json::object();
  for (const auto& key : cell.group()) {
    group[EnumWord(api::v1::MetricDimension_descriptor(), key.dimension())] = key.key();
  }
  return group;
}

Json PartsToJson(const api::v1::MetricCell& cell) {
  Json parts = Json::array();
  for (const auto& part : cell.parts()) {
    Json object = {{"name", part.name()},
                   {"value", MetricValueToJson(part.has_value() ? &part.value() : nullptr)},
                   {"unit", part.unit()},
                   {"numerator", nullptr},
                   {"denominator", nullptr}};
    if (part.has_numerator()) object["numerator"] = part.numerator();
    if (part.has_denominator()) object["denominator"] = part.denominator();
    if (part.suppressed()) object["suppressed"] = true;
    parts.push_back(std::move(object));
  }
  return parts;
}

std::string GroupText(const api::v1::MetricCell& cell) {
  std::string text;
  for (const auto& key : cell.group()) text += (text.empty() ? "" : " / ") + key.key();
  return text.empty() ? "all" : text;
}

void AddCellRows(const api::v1::MetricResult& result, const api::v1::MetricCell& cell,
                 const std::string& group, Report* report) {
  const auto bound = [](bool present, std::int64_t number) {
    return present ? CountCell(number) : Cell{nullptr, ""};
  };
  report->AddRow(
      {TextCell(result.metric_id()),
       TextCell(result.name()),
       TextCell(group),
       {MetricValueToJson(cell.has_value() ? &cell.value() : nullptr), ShowMetricValue(cell)},
       TextCell(cell.unit()),
       bound(cell.has_numerator(), cell.numerator()),
       bound(cell.has_denominator(), cell.denominator())});
  for (const auto& part : cell.parts()) {
    const std::string shown = part.has_value()
                                  ? ShowPlainValue(part.value(), part.unit(), cell.currency())
                              : part.suppressed() ? "hidden (small number)"
                                                  : WhyUndefined(part.undefined());
    report->AddRow({TextCell(result.metric_id()),
                    TextCell("  " + part.name()),
                    TextCell(group),
                    {MetricValueToJson(part.has_value() ? &part.value() : nullptr), shown},
                    TextCell(part.unit()),
                    bound(part.has_numerator(), part.numerator()),
                    bound(part.has_denominator(), part.denominator())});
  }
}

}  // namespace

std::string ShowPlainValue(const api::v1::MetricValue& value, const std::string& unit,
                           const std::string& currency) {
  switch (value.value_case()) {
    case api::v1::MetricValue::kMoneyMinor:
      return MoneyCell(value.money_minor(), currency).text;
    case api::v1::MetricValue::kCount:
      return GroupDigits(value.count());
    case api::v1::MetricValue::kBoolean:
      return value.boolean() ? "yes" : "no";
    default:
      return value.shown() + (unit == "percent" ? " %" : "");
  }
}

Json MetricValueToJson(const api::v1::MetricValue* value) {
  if (value == nullptr) return nullptr;
  switch (value->value_case()) {
    case api::v1::MetricValue::kMoneyMinor:
      return value->money_minor();
    case api::v1::MetricValue::kCount:
      return value->count();
    case api::v1::MetricValue::kBoolean:
      return value->boolean();
    case api::v1::MetricValue::kRatio:
    case api::v1::MetricValue::kDays:
    case api::v1::MetricValue::kHundredths:
      return value->shown();
    case api::v1::MetricValue::VALUE_NOT_SET:
      break;
  }
  return nullptr;
}

std::string ShowMetricValue(const api::v1::MetricCell& cell) {
  if (cell.has_value()) return ShowPlainValue(cell.value(), cell.unit(), cell.currency());
  return cell.suppressed() ? "hidden (small number)" : WhyUndefined(cell.undefined());
}

Json MetricCellToJson(const std::string& metric_id, const api::v1::MetricCell& cell) {
  Json object = {{"metric", metric_id},
                 {"group", GroupToJson(cell)},
                 {"value", MetricValueToJson(cell.has_value() ? &cell.value() : nullptr)},
                 {"unit", cell.unit()},
                 {"currency", cell.currency()},
                 {"numerator", nullptr},
                 {"denominator", nullptr},
                 {"as_of_position", cell.as_of_position()}};
  if (cell.has_numerator()) object["numerator"] = cell.numerator();
  if (cell.has_denominator()) object["denominator"] = cell.denominator();
  if (cell.has_from()) object["from"] = base::FormatIsoDate({cell.from().days()});
  if (cell.has_to()) object["to"] = base::FormatIsoDate({cell.to().days()});
  object["open"] = cell.open();
  if (cell.undefined() != api::v1::UNDEFINED_REASON_UNSPECIFIED) {
    object["undefined"] = EnumWord(api::v1::UndefinedReason_descriptor(), cell.undefined());
  }
  if (cell.suppressed()) object["suppressed"] = true;
  if (cell.denominator_used() != api::v1::DENOMINATOR_USED_UNSPECIFIED) {
    object["denominator_used"] =
        EnumWord(api::v1::DenominatorUsed_descriptor(), cell.denominator_used());
  }
  if (cell.target_state() != api::v1::TARGET_STATE_UNSPECIFIED) {
    object["target_state"] = EnumWord(api::v1::TargetState_descriptor(), cell.target_state());
  }
  if (cell.has_goal_met()) object["goal_met"] = cell.goal_met();
  if (cell.parts_size() > 0) object["parts"] = PartsToJson(cell);
  return object;
}

Json MetricAnswerToJson(const api::v1::QueryMetricsResponse& response) {
  Json cells = Json::array();
  Json totals = Json::array();
  Json metrics = Json::array();
  for (const auto& result : response.results()) {
    for (const auto& cell : result.cells()) {
      cells.push_back(MetricCellToJson(result.metric_id(), cell));
    }
    for (const auto& cell : result.totals()) {
      totals.push_back(MetricCellToJson(result.metric_id(), cell));
    }
    metrics.push_back({{"metric", result.metric_id()},
                       {"name", result.name()},
                       {"edition", result.edition()},
                       {"editions_used", std::vector<std::string>(result.editions_used().begin(),
                                                                  result.editions_used().end())}});
  }
  return {{"as_of_position", response.as_of_position()},
          {"cells", std::move(cells)},
          {"totals", std::move(totals)},
          {"metrics", std::move(metrics)}};
}

Report MetricTable(const api::v1::QueryMetricsResponse& response) {
  Report report({{"metric", "Metric"},
                 {"name", "Name"},
                 {"group", "Group"},
                 {"value", "Value", Alignment::kRight},
                 {"unit", "Unit"},
                 {"numerator", "Numerator", Alignment::kRight},
                 {"denominator", "Denominator", Alignment::kRight}});
  bool open = false;
  for (const auto& result : response.results()) {
    for (const auto& cell : result.cells()) {
      AddCellRows(result, cell, GroupText(cell), &report);
      open = open || cell.open();
    }
    for (const auto& cell : result.totals()) {
      AddCellRows(result, cell, cell.group().empty() ? "total" : GroupText(cell) + " total",
                  &report);
    }
  }
  report.AddNote("True for log position " +
                 GroupDigits(static_cast<std::int64_t>(response.as_of_position())) +
                 (open ? "; the last period is not over yet." : "."));
  return report;
}

}  // namespace anchorledger::cli
