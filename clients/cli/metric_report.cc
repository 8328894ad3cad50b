#include "clients/cli/metric_report.h"

#include <utility>
#include <vector>

#include "clients/cli/output/proto_json.h"
#include "proto/base/date.h"
#include "proto/base/money.h"

namespace anchorledger::cli {
namespace {

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
    group[EnumWord(*api::v1::MetricDimension_descriptor(), key.dimension())] = key.key();
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
    if (part.undefined() != api::v1::UNDEFINED_REASON_UNSPECIFIED) {
      object["undefined"] = EnumWord(*api::v1::UndefinedReason_descriptor(), part.undefined());
    }
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

// What else there is to say of a cell: its target, the public goal, what it was divided by.
std::string RemarkOf(const api::v1::MetricCell& cell) {
  std::string remark;
  const auto add = [&](const std::string& words) {
    remark += (remark.empty() ? "" : "; ") + words;
  };
  switch (cell.target_state()) {
    case api::v1::TARGET_STATE_MET:
      add("target met");
      break;
    case api::v1::TARGET_STATE_NOT_MET:
      add("target not met");
      break;
    case api::v1::TARGET_STATE_NOT_YET_DUE:
      add("target not yet due");
      break;
    default:
      break;
  }
  if (cell.has_goal_met()) add(cell.goal_met() ? "goal met" : "goal not met");
  switch (cell.denominator_used()) {
    case api::v1::DENOMINATOR_USED_BASELINE:
      add("divided by the reported baseline");
      break;
    case api::v1::DENOMINATOR_USED_FALLBACK:
      add("no baseline reported; divided by what the log holds");
      break;
    case api::v1::DENOMINATOR_USED_MIXED:
      add("divided by baselines of some anchors and the log of others");
      break;
    default:
      break;
  }
  return remark;
}

bool AnyRemark(const api::v1::QueryMetricsResponse& response) {
  for (const auto& result : response.results()) {
    for (const auto* cells : {&result.cells(), &result.totals()}) {
      for (const auto& cell : *cells) {
        if (!RemarkOf(cell).empty()) return true;
      }
    }
  }
  return false;
}

// The rows of one table, cell by cell.
class TableRows {
 public:
  TableRows(const api::v1::MetricResult& result, bool with_remarks, Report* report)
      : result_(result), with_remarks_(with_remarks), report_(report) {}

  void Add(const api::v1::MetricCell& cell, const std::string& group) {
    AddRow(cell, cell, result_.name(), group, ShowMetricValue(cell), RemarkOf(cell));
    for (const auto& part : cell.parts()) {
      AddRow(cell, part, "  " + part.name(), group, ShowMetricPart(part, cell.currency()), "");
    }
  }

 private:
  // `one` is the cell itself or one of its parts.
  template <typename CellOrPart>
  void AddRow(const api::v1::MetricCell& cell, const CellOrPart& one, const std::string& name,
              const std::string& group, const std::string& shown, const std::string& remark) {
    const auto amounts =
        AmountsOf(result_.metric_id(), one.unit(), cell.currency(), one.value().value_case());
    std::vector<Cell> row = {
        TextCell(result_.metric_id()),
        TextCell(name),
        TextCell(group),
        {MetricValueToJson(one.has_value() ? &one.value() : nullptr), shown},
        TextCell(one.unit()),
        one.has_numerator() ? AmountCell(one.numerator(), amounts.numerator, cell.currency())
                            : NoCell(),
        one.has_denominator() ? AmountCell(one.denominator(), amounts.denominator, cell.currency())
                              : NoCell()};
    if (with_remarks_) row.push_back(TextCell(remark));
    report_->AddRow(std::move(row));
  }

  const api::v1::MetricResult& result_;
  const bool with_remarks_;
  Report* const report_;
};

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
      break;
  }
  const std::string number = GroupDecimal(value.shown());
  if (unit == "percent") return number + " %";
  return unit == "FTE" || unit == "hours" || unit == "days" ? number + " " + unit : number;
}

Amounts AmountsOf(const std::string& metric_id, const std::string& unit,
                  const std::string& currency, api::v1::MetricValue::ValueCase value) {
  // A mean weighed by balances: its sums are amounts times basis points, which nobody can spend.
  constexpr const char* kWeightedMean = "I-10";
  if (value == api::v1::MetricValue::kHundredths) return {Amount::kHundredths, Amount::kCount};
  if (currency.empty() || metric_id == kWeightedMean) return {Amount::kCount, Amount::kCount};
  if (unit == "money per hour") return {Amount::kMoney, Amount::kCount};
  const bool of_money = unit == "money" || unit == "percent" || unit == "multiple";
  return of_money ? Amounts{Amount::kMoney, Amount::kMoney}
                  : Amounts{Amount::kCount, Amount::kCount};
}

Cell AmountCell(std::int64_t amount, Amount kind, const std::string& currency) {
  switch (kind) {
    case Amount::kMoney:
      return MoneyCell(amount, currency);
    case Amount::kHundredths:
      return {Json(amount), GroupDecimal(base::FormatMinor(amount, 2))};
    case Amount::kCount:
      break;
  }
  return CountCell(amount);
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

std::string ShowMetricPart(const api::v1::CellPart& part, const std::string& currency) {
  if (part.has_value()) return ShowPlainValue(part.value(), part.unit(), currency);
  return part.suppressed() ? "hidden (small number)" : WhyUndefined(part.undefined());
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
    object["undefined"] = EnumWord(*api::v1::UndefinedReason_descriptor(), cell.undefined());
  }
  if (cell.suppressed()) object["suppressed"] = true;
  if (cell.denominator_used() != api::v1::DENOMINATOR_USED_UNSPECIFIED) {
    object["denominator_used"] =
        EnumWord(*api::v1::DenominatorUsed_descriptor(), cell.denominator_used());
  }
  if (cell.target_state() != api::v1::TARGET_STATE_UNSPECIFIED) {
    object["target_state"] = EnumWord(*api::v1::TargetState_descriptor(), cell.target_state());
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
  std::vector<Column> columns = {{"metric", "Metric"},
                                 {"name", "Name"},
                                 {"group", "Group"},
                                 {"value", "Value", Alignment::kRight},
                                 {"unit", "Unit"},
                                 {"numerator", "Numerator", Alignment::kRight},
                                 {"denominator", "Denominator", Alignment::kRight}};
  const bool with_remarks = AnyRemark(response);
  if (with_remarks) columns.push_back({"remark", "Remark"});
  Report report(std::move(columns));
  bool open = false;
  for (const auto& result : response.results()) {
    TableRows rows(result, with_remarks, &report);
    for (const auto& cell : result.cells()) {
      rows.Add(cell, GroupText(cell));
      open = open || cell.open();
    }
    for (const auto& cell : result.totals()) {
      rows.Add(cell, cell.group().empty() ? "total" : GroupText(cell) + " total");
    }
  }
  report.AddNote("True for log position " +
                 GroupDigits(static_cast<std::int64_t>(response.as_of_position())) +
                 (open ? "; the last period is not over yet." : "."));
  return report;
}

}  // namespace anchorledger::cli
