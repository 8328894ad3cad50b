#include "services/metrics/single_things.h"

#include <span>

namespace anchorledger::metrics {
namespace {

// What a metric is made of, as far as a filter cuts it.
struct Cut {
  bool about_it = false;
  bool about_others = false;
};

void Note(std::span<const FactFold> folds, std::string_view thing, Cut* cut) {
  for (const FactFold& fold : folds) {
    if (fold.whole) continue;
    (projections::IsAbout(fold.schema->kind, thing) ? cut->about_it : cut->about_others) = true;
  }
}

}  // namespace

bool CanBeAskedOf(const Plan& plan, std::string_view thing) {
  if (plan.definition.per_target()) return false;
  Cut cut;
  for (const Variable& variable : plan.variables) {
    if (!variable.used) continue;
    if (variable.from == Variable::From::kFacts) Note({&plan.facts[variable.fold], 1}, thing, &cut);
    if (variable.from == Variable::From::kEntities) {
      Note(plan.entities[variable.fold].inputs, thing, &cut);
    }
  }
  return cut.about_it && !cut.about_others;
}

}  // namespace anchorledger::metrics
