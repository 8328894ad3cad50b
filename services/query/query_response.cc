#include "services/query/query_response.h"

#include <algorithm>
#include <string>
#include <vector>

#include "anchorledger/api/v1/metrics.pb.h"
#include "proto/base/ratio.h"
#include "services/metrics/engine.h"
#include "services/metrics/presentation.h"

namespace anchorledger::query {
namespace {

namespace api = ::anchorledger::api::v1;
namespace metric = ::anchorledger::metric::v1;
using base::Status;
using metrics::Cell;
using metrics::Value;

void SetFraction(std::int64_t numerator, std::int64_t denominator, api::MetricRatio* ratio) {
  ratio->set_numerator(numerator);
  ratio->set_denominator(denominator);
}

Status FillValue(const Value& value, metric::MetricUnit unit, base::Currency currency,
                 api::MetricValue* proto) {
  AL_ASSIGN_OR_RETURN(const metrics::Presented presented, metrics::Present(value, unit, currency));
  proto->set_shown(presented.shown);
  switch (unit) {
    case metric::METRIC_UNIT_MONEY:
    case metric::METRIC_UNIT_MONEY_PER_HOUR:
      proto->set_money_minor(presented.number);
      break;
    case metric::METRIC_UNIT_PERCENT:
    case metric::METRIC_UNIT_MULTIPLE:
      SetFraction(presented.number, presented.denominator, proto->mutable_ratio());
      break;
    case metric::METRIC_UNIT_DAYS:
      SetFraction(presented.number, presented.denominator, proto->mutable_days());
      break;
    case metric::METRIC_UNIT_HOURS:
    case metric::METRIC_UNIT_FTE:
      proto->set_hundredths(presented.number);
      break;
    case metric::METRIC_UNIT_BOOLEAN:
      proto->set_boolean(presented.number != 0);
      break;
    default:
      proto->set_count(presented.number);
      break;
  }
  return absl::OkStatus();
}

// What cells and parts have alike: value, numerator, denominator, and why there is none.
template <typename Proto>
Status FillNumbers(const Value& value, metric::MetricUnit unit, base::Currency currency,
                   bool suppressed, bool fraction_hidden, Proto* proto) {
  if (suppressed) {
    proto->set_suppressed(true);
    return absl::OkStatus();
  }
  if (!value.defined()) {
    proto->set_undefined(static_cast<api::UndefinedReason>(value.why));
  } else {
    AL_RETURN_IF_ERROR(FillValue(value, unit, currency, proto->mutable_value()));
  }
  const bool divided = value.defined() || value.why == metrics::Undefined::kDenominatorZero;
  if (!metrics::IsFraction(unit) || fraction_hidden || !divided) return absl::OkStatus();
  AL_ASSIGN_OR_RETURN(const std::int64_t numerator, base::ToInt64(value.num));
  AL_ASSIGN_OR_RETURN(const std::int64_t denominator, base::ToInt64(value.den));
  proto->set_numerator(numerator);
  proto->set_denominator(denominator);
  return absl::OkStatus();
}

// The keys of a cell in the order of `group_by`; a target comes last.
void FillGroup(const metrics::Answer& answer, const metrics::MetricAnswer& metric, const Cell& cell,
               const metrics::Query& query, api::MetricCell* proto) {
  const auto add = [proto](metrics::Dimension dimension, const std::string& key) {
    api::GroupKey& group = *proto->add_group();
    group.set_dimension(static_cast<api::MetricDimension>(dimension));
    group.set_key(key);
  };
  const std::vector<std::string>& keys = answer.groups[cell.group];
  std::size_t next = 0;
  for (const metrics::Dimension dimension : query.group_by) {
    if (metrics::IsTime(dimension)) {
      add(dimension, answer.spans[static_cast<std::size_t>(cell.span)]);
    } else if (next < keys.size()) {
      add(dimension, keys[next++]);
    }
  }
  for (; next < keys.size(); ++next) add(metric.dimensions[next], keys[next]);
}

Status FillParts(const metrics::MetricAnswer& metric, const Cell& cell, api::MetricCell* proto) {
  const metric::MetricDefinition& definition = metric.plan->definition;
  for (std::size_t i = 0; i < cell.parts.size(); ++i) {
    const metric::MetricPart& part = definition.parts(static_cast<int>(i));
    api::CellPart& filled = *proto->add_parts();
    filled.set_name(part.name());
    filled.set_unit(metrics::UnitText(part.unit(), part.unit_label()));
    const bool suppressed = i < cell.parts_suppressed.size() && cell.parts_suppressed[i];
    AL_RETURN_IF_ERROR(FillNumbers(cell.parts[i], part.unit(), cell.currency, suppressed,
                                   cell.fraction_hidden, &filled));
  }
  return absl::OkStatus();
}

}  // namespace

Status FillCell(const metrics::Answer& answer, const metrics::MetricAnswer& metric,
                const Cell& cell, const metrics::Query& query, api::MetricCell* proto) {
  const metric::MetricDefinition& definition = metric.plan->definition;
  FillGroup(answer, metric, cell, query, proto);
  proto->set_unit(metrics::UnitText(definition.unit(), definition.unit_label()));
  proto->set_currency(std::string(cell.currency.code()));
  proto->set_as_of_position(answer.as_of.value());
  if (query.from || cell.window.from != base::kFirstDate) {
    proto->mutable_from()->set_days(cell.window.from.days);
  }
  proto->mutable_to()->set_days(cell.window.to.days);
  proto->set_open(cell.open);
  AL_RETURN_IF_ERROR(FillNumbers(cell.value, definition.unit(), cell.currency, cell.suppressed,
                                 cell.fraction_hidden, proto));
  AL_RETURN_IF_ERROR(FillParts(metric, cell, proto));
  proto->set_denominator_used(static_cast<api::DenominatorUsed>(cell.denominator));
  proto->set_target_state(static_cast<api::TargetState>(cell.target));
  if (metric.plan->goal && cell.value.defined() && !cell.suppressed) {
    proto->set_goal_met(metrics::GoalMet(*metric.plan, cell.value));
  }
  return absl::OkStatus();
}

Status FillResponse(const metrics::Answer& answer, const metrics::Query& query,
                    api::QueryMetricsResponse* response) {
  response->set_as_of_position(answer.as_of.value());
  for (const metrics::MetricAnswer& metric : answer.metrics) {
    api::MetricResult& result = *response->add_results();
    result.set_metric_id(metric.plan->definition.id());
    result.set_name(metric.plan->definition.name());
    result.set_edition(metric.plan->definition.edition());
    result.mutable_cells()->Reserve(static_cast<int>(metric.cells.size()));
    for (const Cell& cell : metric.cells) {
      AL_RETURN_IF_ERROR(FillCell(answer, metric, cell, query, result.add_cells()));
    }
    for (const Cell& cell : metric.totals) {
      AL_RETURN_IF_ERROR(FillCell(answer, metric, cell, query, result.add_totals()));
    }
    for (const std::string& edition : metric.editions_used) result.add_editions_used(edition);
  }
  return absl::OkStatus();
}

}  // namespace anchorledger::query
