// Aggregates of a definition to folds.
#pragma once

#include <string>

#include "anchorledger/metric/v1/definition.pb.h"
#include "proto/base/status.h"
#include "services/metrics/compiler.h"
#include "services/metrics/plan.h"

namespace anchorledger::metrics {

// Compiles the aggregates of one definition. Errors name the place in the definition's file.
class FoldCompiler {
 public:
  // `extra`, where not null, is a condition that the facts of every fold must meet too. All three
  // must outlive the compiler.
  FoldCompiler(const SourcedDefinition& source, const ClassSets& sets, const Expression* extra)
      : source_(source), sets_(sets), extra_(extra) {}

  base::StatusOr<FactFold> Facts(const metric::v1::FactAggregate& aggregate,
                                 const std::string& path) const;
  base::StatusOr<EntityFold> Entities(const metric::v1::EntityAggregate& aggregate,
                                      const std::string& path) const;
  base::StatusOr<BaselineFold> Baseline(const metric::v1::BaselineAggregate& aggregate,
                                        const std::string& path) const;

 private:
  base::Status Bad(const std::string& path, std::string_view what) const;
  base::Status At(const std::string& path, const base::Status& status) const;
  base::Status CompileConditions(const metric::v1::FactAggregate& aggregate,
                                 const std::string& path, FactFold* fold) const;
  base::Status CompileMeasure(const metric::v1::FactAggregate& aggregate, const std::string& path,
                              FactFold* fold) const;
  base::Status CompileKeys(const metric::v1::FactAggregate& aggregate, const std::string& path,
                           FactFold* fold) const;
  // What a kind that is kept as cells, or an operation, cannot do.
  base::Status CheckFold(const FactFold& fold, const std::string& path) const;
  base::Status CompilePlacing(const metric::v1::EntityAggregate& aggregate, const std::string& path,
                              EntityFold* fold) const;

  const SourcedDefinition& source_;
  const ClassSets& sets_;
  const Expression* extra_;
};

}  // namespace anchorledger::metrics
