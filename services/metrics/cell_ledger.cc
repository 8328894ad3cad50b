#include "services/metrics/cell_ledger.h"

#include <algorithm>
#include <utility>

namespace anchorledger::metrics {
namespace {

using projections::Fact;
using projections::Symbol;

}  // namespace

// Baselines of anchors whose periods tile the window, and facts of the other anchors.
class CellLedger::Baseline {
 public:
  Baseline(const BaselineFold& fold, const CellAim& aim)
      : column_(fold, aim.scope),
        reported_(fold.facts, aim),
        fallback_(fold.fallback, aim),
        aim_(aim) {}

  void Prepare(std::span<const Fact> facts) { column_.AddBaselines(facts); }
  // Only the last report of a period counts, and only where the periods tile the window.
  bool AddReported(const Fact& fact) {
    return Tiled(fact.dimensions.anchor) && column_.IsInForce(fact, aim_.span) &&
           reported_.Add(fact);
  }
  bool AddFallback(const Fact& fact) {
    return !Tiled(fact.dimensions.anchor) && fallback_.Add(fact);
  }
  Value At() const { return Add(reported_.At(), fallback_.At()); }

 private:
  bool Tiled(Symbol anchor) {
    const auto found = tiled_.find(anchor);
    if (found != tiled_.end()) return found->second;
    const CurrencyIndex currency = aim_.scope->IndexOf(aim_.currency);
    const bool tiled = column_.Tiled(anchor, currency, aim_.span).has_value();
    return tiled_.emplace(anchor, tiled).first->second;
  }

  BaselineColumn column_;  // knows which anchors are tiled
  FoldLedger reported_;
  FoldLedger fallback_;
  const CellAim& aim_;
  std::map<Symbol, bool> tiled_;
};

// Where the facts of a kind go.
struct CellLedger::Feed {
  FoldLedger* facts = nullptr;
  EntityLedger* entities = nullptr;
  std::size_t input = 0;
  Baseline* baseline = nullptr;
  bool fallback = false;
  bool placed = false;        // of entities: where they stand is decided by facts of any of them
  bool needs_others = false;  // facts about things that were not asked about have an influence
};

CellLedger::~CellLedger() = default;

CellLedger::CellLedger(const Plan& plan, const CellAim& aim)
    : plan_(plan),
      aim_(aim),
      facts_(plan.facts.size()),
      entities_(plan.entities.size()),
      baselines_(plan.baselines.size()) {
  for (const Variable& variable : plan.variables) {
    if (!variable.used) continue;
    if (variable.from == Variable::From::kFacts) {
      const FactFold& fold = plan.facts[variable.fold];
      facts_[variable.fold] = std::make_unique<FoldLedger>(fold, aim);
      AddFeed(fold, {.facts = facts_[variable.fold].get()});
    } else if (variable.from == Variable::From::kBaseline) {
      const BaselineFold& fold = plan.baselines[variable.fold];
      baselines_[variable.fold] = std::make_unique<Baseline>(fold, aim);
      Baseline* baseline = baselines_[variable.fold].get();
      AddFeed(fold.facts, {.baseline = baseline});
      AddFeed(fold.fallback, {.baseline = baseline, .fallback = true});
    } else if (entities_[variable.fold] == nullptr) {
      const EntityFold& fold = plan.entities[variable.fold];
      entities_[variable.fold] = std::make_unique<EntityLedger>(fold, aim);
      for (std::size_t input = 0; input < fold.inputs.size(); ++input) {
        AddFeed(fold.inputs[input], {.entities = entities_[variable.fold].get(),
                                     .input = input,
                                     .placed = !fold.placed_by.empty()});
      }
    }
  }
}

CellLedger::Range CellLedger::RangeOf(const FactFold& fold) const {
  base::Period days = aim_.scope->timeline().ReachOf(aim_.span);
  if (fold.window != FoldWindow::kDuring) days.from = base::kFirstDate;
  if (fold.window == FoldWindow::kAlways) days.to = base::kLastDate;
  return {fold.schema->kind, days.from, days.to};
}

void CellLedger::AddFeed(const FactFold& fold, Feed feed) {
  feed.needs_others = fold.whole || fold.chooses() || feed.placed || feed.baseline != nullptr;
  (fold.whole ? whole_feeds_ : cut_feeds_)[RangeOf(fold)].push_back(feed);
}

base::Status CellLedger::PrepareBaselines() {
  for (const auto& baseline : baselines_) {
    if (baseline == nullptr) continue;
    std::vector<Fact> facts;
    AL_RETURN_IF_ERROR(
        aim_.scope->view().Facts(aim_.scope->Select(projections::FactKind::kBaseline,
                                                    aim_.scope->timeline().ReachOf(aim_.span)),
                                 [&facts](const Fact& fact) { facts.push_back(fact); }));
    baseline->Prepare(facts);
  }
  return {};
}

bool CellLedger::Give(const Feed& feed, const Fact& fact) {
  if (feed.facts != nullptr) return feed.facts->Add(fact);
  if (feed.entities != nullptr) return feed.entities->Add(feed.input, fact);
  return feed.fallback ? feed.baseline->AddFallback(fact) : feed.baseline->AddReported(fact);
}

base::Status CellLedger::RunPass(bool whole, const Changed& changed) {
  for (const auto& [range, feeds] : whole ? whole_feeds_ : cut_feeds_) {
    const auto& [kind, from, to] = range;
    projections::FactSelection selection = aim_.scope->Select(kind, {from, to});
    const bool needs_others =
        std::any_of(feeds.begin(), feeds.end(), [](const Feed& feed) { return feed.needs_others; });
    if (!needs_others && aim_.scope->by_thing()) {
      selection.entities = aim_.scope->ThingsOf(kind);
      if (selection.entities.empty()) continue;
    } else if (!needs_others) {
      selection.wanted = [this](const projections::Dimensions& dimensions) {
        return IsInCell(dimensions);
      };
    }
    AL_RETURN_IF_ERROR(aim_.scope->view().Facts(selection, [&](const Fact& fact) {
      bool any = false;
      for (const Feed& feed : feeds) any = Give(feed, fact) || any;
      if (any) changed(fact);
    }));
  }
  return {};
}

bool CellLedger::IsInCell(const projections::Dimensions& dimensions) const {
  Fact fact;
  fact.effective_on = aim_.window.from;
  fact.dimensions = dimensions;
  const Place place = aim_.scope->Locate(fact);
  return place.passes && std::any_of(place.groups.begin(), place.groups.end(), aim_.is_group);
}

base::Status CellLedger::Run(const Changed& changed) {
  if (!aim_.scope->Reachable()) return {};
  AL_RETURN_IF_ERROR(PrepareBaselines());
  AL_RETURN_IF_ERROR(RunPass(/*whole=*/true, changed));
  return RunPass(/*whole=*/false, changed);
}

Value CellLedger::ReadOne(const Variable& variable) const {
  switch (variable.from) {
    case Variable::From::kFacts:
      return facts_[variable.fold]->At();
    case Variable::From::kEntities:
      return entities_[variable.fold]->At(variable.output);
    case Variable::From::kBaseline:
      return baselines_[variable.fold]->At();
  }
  return Value::Missing(Undefined::kNotReported);
}

std::vector<Value> CellLedger::Variables() const {
  std::vector<Value> values;
  for (const Variable& variable : plan_.variables) {
    values.push_back(variable.used ? ReadOne(variable) : Value::Missing(Undefined::kNotReported));
  }
  return values;
}

}  // namespace anchorledger::metrics
