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
// editions of reference sets used).
Json MetricAnswerToJson(const api::v1::QueryMetricsResponse& response);

// What a person reads in place of a value: "1,234.56 USD", "16.06 %", "undefined (...)".
std::string ShowMetricValue(const api::v1::MetricCell& cell);

// The value alone, as a person reads it.
std::string ShowPlainValue(const api::v1::MetricValue& value, const std::string& unit,
                           const std::string& currency);

// One row a cell and, below, the totals.
Report MetricTable(const api::v1::QueryMetricsResponse& response);

}  // namespace anchorledger::cli
