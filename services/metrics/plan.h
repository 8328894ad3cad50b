// A metric made ready to run: which facts are folded how, and the formulas over the results.
//
// The names of a definition are gone: every number that a formula can speak of is a variable, and
// each variable comes from one fold. Metrics that a definition refers to are part of its own plan.
// Plans are immutable; the engine keeps what it counts elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "anchorledger/metric/v1/definition.pb.h"
#include "proto/base/date.h"
#include "services/metrics/predicate.h"
#include "services/metrics/program.h"
#include "services/projections/fact_schema.h"

namespace anchorledger::metrics {

enum class FoldOperation : std::uint8_t { kSum, kCount, kFirst, kLast, kMin, kMax, kMedian };
enum class FoldWindow : std::uint8_t { kDuring, kUpToEnd, kAlways };

// Facts of one kind, folded. Mirrors metric.v1.FactAggregate.
struct FactFold {
  const projections::KindSchema* schema = nullptr;
  Predicate where;
  std::optional<Predicate> having;
  FoldOperation operation = FoldOperation::kSum;
  FoldWindow window = FoldWindow::kDuring;
  std::optional<std::size_t> slot;     // the measure, when it is one and no formula
  std::optional<FactFormula> formula;  // else
  std::vector<KeySlot> per;            // of kFirst and kLast, at most two
  bool by_currency = false;            // money, or a number that money is divided by
  bool whole = false;
  std::optional<std::uint8_t> basis;  // event.v1.Basis; nothing = that of the query
  struct Weight {
    std::uint8_t phase = 0;
    std::int64_t weight = 0;
  };
  std::vector<Weight> spread;
  bool without_phase = false;

  bool chooses() const {
    return operation == FoldOperation::kFirst || operation == FoldOperation::kLast;
  }
};

enum class Combination : std::uint8_t { kSum, kCount, kCountPositive, kMedian, kMin, kMax };

// Folds for each entity, and numbers made of their values. Mirrors metric.v1.EntityAggregate.
struct EntityFold {
  struct Output {
    Program value;  // over the inputs, in their order, then window_start and window_end
    Combination combination = Combination::kSum;
  };
  std::vector<FactFold> inputs;
  std::vector<KeySlot> keys;           // of each input: where its kind keeps the entity
  std::vector<std::size_t> placed_by;  // inputs, in the order in which they are asked
  std::vector<Output> outputs;
  bool by_currency = false;  // any input is
};

// Baselines that tile the window, anchor by anchor, else facts. Mirrors
// metric.v1.BaselineAggregate.
struct BaselineFold {
  std::string measure;
  FactFold facts;     // the reported baselines of that measure
  FactFold fallback;  // never whole; a sum or a count
};

// Where the value of a variable comes from.
struct Variable {
  enum class From : std::uint8_t { kFacts, kEntities, kBaseline };
  From from = From::kFacts;
  std::size_t fold = 0;    // in the list of that form
  std::size_t output = 0;  // of an entity fold
  bool used = false;       // by the value or a part; what is not used is not counted
};

struct Plan {
  metric::v1::MetricDefinition definition;
  std::string source;  // file and line, for messages
  base::Date valid_from;

  std::vector<FactFold> facts;
  std::vector<EntityFold> entities;
  std::vector<BaselineFold> baselines;
  std::vector<Variable> variables;

  std::optional<Program> value;  // over the variables; absent for parts only and targets
  std::vector<Program> parts;
  std::optional<Program> goal;  // over one variable, the value
};

}  // namespace anchorledger::metrics
