// What the rules know of the metrics of the catalogue.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace anchorledger::domain {

// How a value is stated. Mirrors metric.v1.MetricUnit where that decides the form.
enum class ValueForm : std::uint8_t {
  kCount,       // Quantity.count
  kMoney,       // Quantity.money, also for money an hour
  kShare,       // Quantity.basis_points or ratio
  kMultiple,    // Quantity.hundredths or ratio
  kDays,        // Quantity.days
  kHundredths,  // Quantity.hundredths
  kFlag,        // Quantity.flag
};

// The values that can be spoken of, of all editions of one metric. Of a metric that has a value,
// its numerator and denominator can be spoken of too.
struct MetricShape {
  struct Spoken {
    std::string part;  // empty = the value
    ValueForm form = ValueForm::kCount;
  };
  std::vector<Spoken> values;  // none for a metric that is itself about targets
};

// By metric id.
using MetricShapes = std::map<std::string, MetricShape, std::less<>>;

}  // namespace anchorledger::domain
