#pragma once
// How metric values are shown.
#include "anchorledger/api/v1/metrics.pb.h"
#include "clients/cli/output/report.h"

namespace anchorledger::cli {

// Money and counts as whole numbers (money in minor units), yes or no as booleans, fractions as
// decimal text so that nothing passes through floating point; null where there is no value.
Json MetricValueToJson(const api::v1::MetricValue* value);

// A cell for programs: `metric`, `group` (an object), `value`, `unit`, `currency`, `numerator`,
// `denominator`, `as_of_position`, and what else is known of it.
Json MetricCellToJson(const std::string& metric_id, const api::v1::MetricCell& cell);

// The whole answer for programs: `as_of_position`, `cells`, `totals`, `metrics` (name, edition and
// the editions of places used).
Json MetricAnswerToJson(const api::v1::QueryMetricsResponse& response);

// What a person reads in place of a value: "1,234.56 USD", "16.06 %", "undefined (...)".
std::string ShowMetricValue(const api::v1::MetricCell& cell);

// The same of a part.
std::string ShowMetricPart(const api::v1::CellPart& part, const std::string& currency);

// The value alone, as a person reads it.
std::string ShowPlainValue(const api::v1::MetricValue& value, const std::string& unit,
                           const std::string& currency);

// What the whole numbers count that a value is made of, or that an event adds to it.
enum class Amount { kCount, kMoney, kHundredths };
struct Amounts {
  Amount numerator;
  Amount denominator;
};
Amounts AmountsOf(const std::string& metric_id, const std::string& unit,
                  const std::string& currency, api::v1::MetricValue::ValueCase value);
// The whole number for programs, money or decimals for people.
Cell AmountCell(std::int64_t amount, Amount kind, const std::string& currency);

// For people: one row a cell and one for each of its parts, then the totals.
Report MetricTable(const api::v1::QueryMetricsResponse& response);

// For a spreadsheet: the same without totals, so that a column can be summed, and with one column
// for each dimension of the group, the name of the part (empty: the value itself) and all that is
// known of the cell. `query` says what was grouped by.
Report MetricCsv(const api::v1::QueryMetricsResponse& response, const api::v1::MetricQuery& query);

}  // namespace anchorledger::cli
