// Definitions to plans.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "anchorledger/metric/v1/definition.pb.h"
#include "proto/base/status.h"
#include "services/metrics/plan.h"
#include "services/metrics/predicate.h"

namespace anchorledger::metrics {

// A definition and where it stands. `place` gives file and line of a field, named by its path in
// the definition, such as "aggregates[1].facts.where".
struct SourcedDefinition {
  metric::v1::MetricDefinition definition;
  std::string file;
  int line = 0;
  std::vector<std::pair<std::string, int>> lines;  // path -> line, for the fields that were found

  // "file:line" of the field, or of the nearest field around it.
  std::string PlaceOf(std::string_view path) const;
};

// Compiles one definition. `all` holds every definition of the catalogue, also this one, for
// metric('X-01') in formulas: it means the latest edition of X-01 whose valid_from is not after
// that of this definition, so that an edition never changes its meaning later.
//
// Fails with FIELD_INVALID and "file:line: field: what is wrong".
base::StatusOr<Plan> CompileMetric(const SourcedDefinition& source,
                                   const std::vector<SourcedDefinition>& all,
                                   const ClassSets& sets);

}  // namespace anchorledger::metrics
