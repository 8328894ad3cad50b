#include "services/query/change_scopes.h"

#include <algorithm>
#include <functional>
#include <map>

#include "services/metrics/plan.h"

namespace anchorledger::query {
namespace {

using metrics::FactFold;
using metrics::FoldWindow;
using metrics::Plan;
using projections::Fact;
using projections::FactKind;
using projections::Symbol;

// Whether any fold of the plan is as wanted.
bool AnyFold(const Plan& plan, const std::function<bool(const FactFold&)>& wanted) {
  if (std::any_of(plan.facts.begin(), plan.facts.end(), wanted)) return true;
  for (const metrics::EntityFold& entity : plan.entities) {
    if (std::any_of(entity.inputs.begin(), entity.inputs.end(), wanted)) return true;
  }
  return std::any_of(plan.baselines.begin(), plan.baselines.end(),
                     [&](const metrics::BaselineFold& baseline) {
                       return wanted(baseline.facts) || wanted(baseline.fallback);
                     });
}

// Whether a number of the metric may have to be hidden.
bool CountsPersons(const Plan& plan) {
  constexpr auto kNone = metric::v1::METRIC_PRIVACY_UNSPECIFIED;
  const auto& parts = plan.definition.parts();
  return plan.definition.privacy() != kNone ||
         std::any_of(parts.begin(), parts.end(),
                     [](const auto& part) { return part.privacy() != kNone; });
}

// What is known of the facts of one anchor that differ.
struct Differing {
  std::set<FactKind> kinds;
  std::set<std::int32_t> years;
  base::Date last = base::kFirstDate;
};

// Whether facts of these kinds move what is asked about later years: balances, stocks, spells.
bool MoveLaterYears(const std::set<FactKind>& kinds, const metrics::Catalogue& catalogue) {
  const auto lasting = [&](const FactFold& fold) {
    return fold.window != FoldWindow::kDuring && kinds.contains(fold.schema->kind);
  };
  return std::any_of(catalogue.plans().begin(), catalogue.plans().end(),
                     [&](const Plan& plan) { return AnyFold(plan, lasting); });
}

}  // namespace

std::vector<ChangeScope> ScopesOf(const projections::Shadow& shadow,
                                  const metrics::Catalogue& catalogue, base::Date today) {
  const projections::FactView& view = shadow.after();
  std::map<std::string, Differing> anchors;
  std::map<std::string, base::FiscalYearStart> starts;
  for (const projections::TableKey& table : shadow.differences().Tables()) {
    const base::FiscalYearStart start = view.FiscalYearStartOf(table.tenant, table.anchor, {});
    const std::string id(view.Text(table.anchor));
    shadow.differences().EachOf(table, [&](const Fact& fact, std::int32_t) {
      Differing& differing = anchors[id];
      differing.kinds.insert(table.kind);
      differing.years.insert(base::FiscalYearOf(fact.effective_on, start));
      differing.last = std::max(differing.last, fact.effective_on);
      starts[id] = start;
    });
  }
  std::vector<ChangeScope> scopes;
  for (auto& [id, differing] : anchors) {
    const base::FiscalYearStart start = starts[id];
    if (MoveLaterYears(differing.kinds, catalogue)) {
      const std::int32_t until = base::FiscalYearOf(today, start);
      for (std::int32_t year = *differing.years.begin(); year <= until; ++year) {
        differing.years.insert(year);
      }
    }
    ChangeScope& scope = scopes.emplace_back();
    scope.anchor = id;
    scope.kinds = std::move(differing.kinds);
    scope.periods.push_back({.fiscal_year = {}, .from = {}, .to = std::max(today, differing.last)});
    for (const std::int32_t year : differing.years) {
      const base::Period days = base::DaysOfFiscalYear(year, start);
      scope.periods.push_back(
          {.fiscal_year = "FY" + std::to_string(year), .from = days.from, .to = days.to});
    }
  }
  return scopes;
}

std::vector<const Plan*> PlansMovedBy(const std::set<FactKind>& kinds,
                                      const metrics::Catalogue& catalogue, base::Date on) {
  std::vector<const Plan*> all;
  for (const Plan& each : catalogue.plans()) {
    const std::string& id = each.definition.id();
    if (!all.empty() && all.back()->definition.id() == id) continue;
    all.push_back(catalogue.Find(id, on));
  }
  const auto moved = [&](const Plan* plan) {
    const auto of_kinds = [&](const FactFold& fold) { return kinds.contains(fold.schema->kind); };
    // A target may speak of any metric.
    return plan->definition.per_target() || AnyFold(*plan, of_kinds);
  };
  const bool persons = std::any_of(all.begin(), all.end(), [&](const Plan* plan) {
    return moved(plan) && CountsPersons(*plan);
  });
  std::erase_if(
      all, [&](const Plan* plan) { return !moved(plan) && !(persons && CountsPersons(*plan)); });
  return all;
}

}  // namespace anchorledger::query
