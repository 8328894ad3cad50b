// Values as they leave the engine: rounded once, in the unit of their metric.
#pragma once

#include <cstdint>
#include <string>

#include "anchorledger/metric/v1/definition.pb.h"
#include "proto/base/money.h"
#include "proto/base/status.h"
#include "services/metrics/value.h"

namespace anchorledger::metrics {

// Whether values of this unit come with a numerator and a denominator.
bool IsFraction(metric::v1::MetricUnit unit);

// "money", "percent", ... as api.v1.MetricCell.unit says; for counts the label.
std::string UnitText(metric::v1::MetricUnit unit, const std::string& label);

// A defined value in the form of api.v1.MetricValue.
struct Presented {
  std::int64_t number = 0;       // minor units, count, hundredths, truth (1 or 0), or numerator
  std::int64_t denominator = 0;  // of PERCENT, MULTIPLE and DAYS; else 0
  std::string shown;             // as text, rounded half away from zero
};

// Requires value.defined(). OVERFLOW when a number does not fit into 64 bits.
base::StatusOr<Presented> Present(const Value& value, metric::v1::MetricUnit unit,
                                  base::Currency currency);

// The two numbers of a value that contributions of events must add up to: numerator and denominator
// of fractions and of days; else the number as presented, and 0. Undefined values have their
// numerator, where the denominator is zero, else zeros.
struct Measured {
  absl::int128 numerator = 0;
  absl::int128 denominator = 0;
};
Measured Measure(const Value& value, metric::v1::MetricUnit unit);

}  // namespace anchorledger::metrics
