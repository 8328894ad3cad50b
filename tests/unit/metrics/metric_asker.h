// Asks the embedded catalogue over a vector of facts, and reads the answer.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "services/metrics/catalogue.h"
#include "services/metrics/engine.h"
#include "services/metrics/query.h"
#include "tests/support/metrics/vector_view.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {

// The catalogue that ships, compiled once.
const metrics::Catalogue& ShippedCatalogue();

// The question about everything from 2020-01-01 to 2020-12-31.
metrics::Query Year2020();
// The question about one window.
metrics::Query During(std::string_view from, std::string_view to);

// The answer for one metric of the catalogue.
struct Asked {
  metrics::Answer answer;
  const metrics::MetricAnswer& metric() const { return answer.metrics.front(); }
  // The only cell. Fails the test where there is not exactly one.
  const metrics::Cell& cell() const;
  // The cell with these keys (the span of time last), in `cells`; fails where there is none.
  const metrics::Cell& at(const std::vector<std::string>& keys) const;
  bool has(const std::vector<std::string>& keys) const;
  const metrics::Cell* find(const std::vector<std::string>& keys) const;
};
Asked Ask(const VectorView& view, std::string_view metric, const metrics::Query& query);

// "5", "5/7", "true", "undefined:denominator_zero", ...
std::string Shown(const metrics::Value& value);

}  // namespace anchorledger::testing
