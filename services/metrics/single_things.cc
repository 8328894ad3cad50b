#include "services/metrics/single_things.h"

namespace anchorledger::metrics {
namespace {

// What a metric is made of, as a filter for single things sees it.
struct Cut {
  bool about_them = false;
  bool about_others = false;
  bool stays_whole = false;
};

void Note(const FactFold& fold, std::string_view thing, bool own_when_whole, Cut* cut) {
  const bool about = projections::IsAbout(fold.schema->kind, thing);
  if (!fold.whole) {
    (about ? cut->about_them : cut->about_others) = true;
  } else if (!about || !own_when_whole) {
    cut->stays_whole = true;
  }
}

void Note(const EntityFold& fold, std::string_view thing, Cut* cut) {
  for (std::size_t i = 0; i < fold.inputs.size(); ++i) {
    Note(fold.inputs[i], thing, fold.keys[i] == KeySlot::kEntity, cut);
  }
}

}  // namespace

metric::v1::MetricNarrowing NarrowingTo(const Plan& plan, std::string_view thing) {
  if (plan.definition.per_target()) return metric::v1::METRIC_NARROWING_UNSPECIFIED;
  Cut cut;
  for (const Variable& variable : plan.variables) {
    if (!variable.used) continue;
    switch (variable.from) {
      case Variable::From::kFacts:
        Note(plan.facts[variable.fold], thing, false, &cut);
        break;
      case Variable::From::kEntities:
        Note(plan.entities[variable.fold], thing, &cut);
        break;
      case Variable::From::kBaseline:
        cut.stays_whole = true;
        break;
    }
  }
  if (!cut.about_them || cut.about_others) return metric::v1::METRIC_NARROWING_UNSPECIFIED;
  return cut.stays_whole ? metric::v1::METRIC_NARROWING_SHARE : metric::v1::METRIC_NARROWING_OWN;
}

}  // namespace anchorledger::metrics
