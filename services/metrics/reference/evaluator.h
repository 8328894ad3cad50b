// The slow, obvious evaluator: reads raw events and folds them anew for every cell. No cells kept,
// no cache, no index, nothing shared with the engine but the vocabulary of events.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/date.h"
#include "services/metrics/reference/in_force.h"
#include "services/metrics/reference/lines.h"
#include "services/metrics/reference/question.h"
#include "services/metrics/reference/registry.h"

namespace anchorledger::metrics::reference {

// The ids of all metrics it knows, in rising order; X-20 is answered by Targets.
std::vector<std::string> MetricIds();

// The history of one tenant as known at one cut-off.
class Evaluator {
 public:
  // `cut` as given by CutOf.
  Evaluator(const std::vector<RecordedEvent>& events, std::string_view tenant, std::uint64_t cut);
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  // Every group that some line stands in; spans from the first day of the window (without one, of
  // the first line) to the last; every currency, the empty one first.
  std::vector<std::vector<std::string>> Groups(const Query& query) const;
  std::vector<Span> Spans(const Query& query) const;
  std::vector<base::Currency> Currencies() const;

  // What the metric says in this cell. kUnknownMetric for an id that it does not know.
  Result Evaluate(std::string_view metric, const Query& query, const Address& address) const;

  // for each span every target set up to its end, as it was set last.
  std::vector<TargetResult> Targets(const Query& query) const;

 private:
  std::vector<const Line*> AllLines() const;
  TargetResult ResultOf(const Line& target, const Query& query, const Span& span) const;

  const Registry registry_;
  const Lines lines_;
};

}  // namespace anchorledger::metrics::reference
