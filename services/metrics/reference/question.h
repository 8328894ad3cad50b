// What can be asked of the reference evaluator, and what it answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/money.h"
#include "services/metrics/reference/value.h"

namespace anchorledger::metrics::reference {

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
};

// An empty list does not narrow. "none" and 0 stand for events without the thing.
struct Filter {
  std::vector<std::string> anchors;
  std::vector<std::string> partnerships;
  std::vector<std::string> partners;
  std::vector<std::string> geographies;  // "scheme:code"
  std::vector<int> phases;               // event.v1.Phase
  std::vector<int> strategies;           // event.v1.Strategy
  std::vector<int> supplier_classes;     // event.v1.SupplierClass
  std::vector<std::string> suppliers;    // events that are not about one of these do not count
  std::vector<std::string> investments;  // likewise
};

struct Query {
  std::optional<base::Date> from;  // nothing = from the beginning
  base::Date to;
  std::vector<Dimension> group_by;  // at most one of time
  Filter filter;
  int basis = 1;  // event.v1.Basis; 1 = actual
};

// A span of time that the window is cut into: the whole window, a month, a quarter, a fiscal year.
struct Span {
  int number = 0;
  std::string label;  // "2024-02", "2024-Q1", "FY2024"; "" for the whole window
};

// One cell. Without keys it is the total over all groups.
struct Address {
  std::optional<std::vector<std::string>> keys;  // in the order of group_by, time left out
  Span span;
  base::Currency currency;  // empty: what is not money
};

enum class DenominatorUsed : std::uint8_t { kNoChoice, kBaseline, kFallback, kMixed };
enum class TargetState : std::uint8_t { kNoTarget, kNotYetDue, kMet, kNotMet };

struct Result {
  Value value = Missing(Why::kPartsOnly);
  std::vector<Value> parts;  // in the order of the definition in the catalogue
  DenominatorUsed denominator = DenominatorUsed::kNoChoice;
};

// A target that was set, and how far its metric has come.
struct TargetResult {
  std::string target_id;
  std::vector<std::string> keys;
  Span span;
  base::Currency currency;
  Value value;
  TargetState state = TargetState::kNoTarget;
};

}  // namespace anchorledger::metrics::reference
