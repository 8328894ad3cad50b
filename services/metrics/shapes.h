// The catalogue as the rules for events know it.
#pragma once

#include "services/domain/metric_shape.h"
#include "services/metrics/catalogue.h"

namespace anchorledger::metrics {

// The values that targets may be set for, of every metric and edition.
domain::MetricShapes ShapesOf(const Catalogue& catalogue);

}  // namespace anchorledger::metrics
