#include "services/metrics/shapes.h"

#include "anchorledger/metric/v1/definition.pb.h"

namespace anchorledger::metrics {
namespace {

namespace pb = ::anchorledger::metric::v1;
using domain::ValueForm;

// Requires the unit of a value: PARTS is none.
ValueForm FormOf(pb::MetricUnit unit) {
  switch (unit) {
    case pb::METRIC_UNIT_MONEY:
    case pb::METRIC_UNIT_MONEY_PER_HOUR:
      return ValueForm::kMoney;
    case pb::METRIC_UNIT_PERCENT:
      return ValueForm::kShare;
    case pb::METRIC_UNIT_MULTIPLE:
      return ValueForm::kMultiple;
    case pb::METRIC_UNIT_DAYS:
      return ValueForm::kDays;
    case pb::METRIC_UNIT_HOURS:
    case pb::METRIC_UNIT_FTE:
      return ValueForm::kHundredths;
    case pb::METRIC_UNIT_BOOLEAN:
      return ValueForm::kFlag;
    default:
      return ValueForm::kCount;
  }
}

}  // namespace

domain::MetricShapes ShapesOf(const Catalogue& catalogue) {
  domain::MetricShapes shapes;
  for (const Plan& plan : catalogue.plans()) {
    const pb::MetricDefinition& definition = plan.definition;
    domain::MetricShape& shape = shapes[definition.id()];
    if (plan.value) shape.values.push_back({.part = "", .form = FormOf(definition.unit())});
    for (const pb::MetricPart& part : definition.parts()) {
      shape.values.push_back({.part = part.name(), .form = FormOf(part.unit())});
    }
  }
  return shapes;
}

}  // namespace anchorledger::metrics
