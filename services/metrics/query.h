// A question to the engine, and its answer, in types that cannot be wrong: whoever builds them has
// checked dates, currencies and metric ids.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/money.h"
#include "proto/base/strong_id.h"
#include "services/metrics/plan.h"
#include "services/metrics/value.h"
#include "services/projections/fact_view.h"

namespace anchorledger::metrics {

// Numbers as in api.v1.MetricDimension.
enum class Dimension : std::uint8_t {
  kPartnership = 1,
  kPartner = 2,
  kPhase = 3,
  kStrategy = 4,
  kGeography = 5,
  kSupplierClass = 6,
  kMonth = 7,
  kQuarter = 8,
  kFiscalYear = 9,
  kAnchor = 10,
  kTarget = 11,  // in answers only
};

constexpr bool IsTime(Dimension dimension) {
  return dimension == Dimension::kMonth || dimension == Dimension::kQuarter ||
         dimension == Dimension::kFiscalYear;
}

// The key of facts that have none in a dimension.
inline constexpr std::string_view kNoKey = "none";

// An empty list does not narrow. "none" and 0 stand for facts without the thing.
struct Filter {
  std::vector<std::string> anchors;
  std::vector<std::string> partnerships;
  std::vector<std::string> partners;
  std::vector<std::string> geographies;        // "scheme:code"
  std::vector<std::uint8_t> phases;            // event.v1.Phase
  std::vector<std::uint8_t> strategies;        // event.v1.Strategy
  std::vector<std::uint8_t> supplier_classes;  // event.v1.SupplierClass
  // Facts of kinds whose entity is such a thing; of both, where both are given, there are none.
  std::vector<std::string> suppliers;
  std::vector<std::string> investments;
};

struct Query {
  std::string tenant;
  std::optional<base::Date> from;  // nothing = from the beginning
  base::Date to;
  std::vector<Dimension> group_by;  // each once, at most one of time, never kTarget
  Filter filter;
  projections::KnownAt known;
  std::uint8_t basis = 1;   // event.v1.Basis, never 0; 1 = actual
  base::Currency currency;  // empty = each in cells of its own
  base::Date today;         // decides whether a span is still open
  // Cuts also what would stay whole: for readers who may see nothing beyond the filter.
  bool cut_whole = false;
  // Of reading facts; must outlive the answer. Null: none.
  const projections::ReadBounds* bounds = nullptr;
};

enum class DenominatorUsed : std::uint8_t {
  kNoChoice = 0,
  kBaseline = 1,
  kFallback = 2,
  kMixed = 3
};
enum class TargetState : std::uint8_t { kNoTarget = 0, kNotYetDue = 1, kMet = 2, kNotMet = 3 };

struct Cell {
  std::size_t group = 0;  // in Answer::groups
  int span = -1;          // in Answer::spans; -1 = not grouped by time
  base::Period window;    // clipped to that of the query
  bool open = false;
  base::Currency currency;
  Value value;               // Missing(kPartsOnly) where there are parts only
  std::vector<Value> parts;  // in the order of the definition
  DenominatorUsed denominator = DenominatorUsed::kNoChoice;
  TargetState target = TargetState::kNoTarget;
  bool target_of_persons = false;  // the target is set for a metric that counts persons
  // Set by Suppress: the value (and each part) that may not be shown.
  bool suppressed = false;
  std::vector<bool> parts_suppressed;  // empty = none
  // Set by Suppress: the value may be shown, its numerator and denominator may not.
  bool fraction_hidden = false;
};

struct MetricAnswer {
  const Plan* plan = nullptr;
  std::vector<Dimension> dimensions;  // of the keys of its groups, time left out
  std::vector<Cell> cells;
  std::vector<Cell> totals;
  std::vector<std::string> editions_used;
};

struct Answer {
  std::vector<std::vector<std::string>> groups;  // keys in the order of MetricAnswer::dimensions
  std::vector<std::string> spans;                // labels of spans of time
  std::vector<MetricAnswer> metrics;             // in the order asked for
  base::Position as_of;
};

}  // namespace anchorledger::metrics
