#include "services/metrics/reader.h"

#include <algorithm>
#include <set>

namespace anchorledger::metrics {
namespace {

using projections::Fact;
using projections::FactKind;
using projections::FactSelection;
using projections::Symbol;

}  // namespace

void Reader::Want(Columns* columns) {
  for (const auto& column : columns->facts) {
    if (column != nullptr) WantFold(column->fold(), /*by_entity=*/false, {.facts = column.get()});
  }
  for (const auto& column : columns->entities) {
    if (column == nullptr) continue;
    for (std::size_t input = 0; input < column->fold().inputs.size(); ++input) {
      WantFold(column->fold().inputs[input], /*by_entity=*/true,
               {.entities = column.get(), .input = input});
    }
  }
  for (std::size_t i = 0; i < columns->baselines.size(); ++i) {
    BaselineColumn* column = columns->baselines[i].get();
    if (column == nullptr) continue;
    WantFold(columns->plan().baselines[i].facts, /*by_entity=*/false, {.baselines = column});
    WantFold(column->fallback().fold(), /*by_entity=*/false, {.facts = &column->fallback()});
  }
}

void Reader::WantFold(const FactFold& fold, bool by_entity, Sink sink) {
  base::Period days = scope_->timeline().window();
  if (fold.window != FoldWindow::kDuring) days.from = base::kFirstDate;
  if (fold.window == FoldWindow::kAlways) days.to = base::kLastDate;
  const Mode mode = !fold.schema->cells               ? Mode::kFacts
                    : by_entity || scope_->by_thing() ? Mode::kSumsByEntity
                                                      : Mode::kSums;
  const bool passing = scope_->filtered() && LeavesOutOthers(sink);
  wanted_[Key{mode, fold.schema->kind, days.from, days.to, passing}].push_back(sink);
}

std::optional<base::Period> Reader::DaysRead(projections::FactKind kind) const {
  const auto found = days_read_.find(kind);
  if (found == days_read_.end()) return std::nullopt;
  return found->second;
}

void Reader::Note(projections::FactKind kind, base::Period days) {
  const auto [found, first] = days_read_.try_emplace(kind, days);
  if (first) return;
  found->second.from = std::min(found->second.from, days.from);
  found->second.to = std::max(found->second.to, days.to);
}

base::Status Reader::ReadAll() {
  if (!scope_->Reachable()) return {};
  for (const auto& [key, sinks] : wanted_) {
    if (IsBesideThePoint(key, sinks)) continue;
    AL_RETURN_IF_ERROR(std::get<Mode>(key) == Mode::kFacts ? ReadFacts(key, sinks)
                                                           : ReadSums(key, sinks));
  }
  return {};
}

// Whether things are asked about that facts of this kind are not about.
bool Reader::IsBesideThePoint(const Key& key, const std::vector<Sink>& sinks) const {
  return scope_->by_thing() && scope_->ThingsOf(std::get<FactKind>(key)).empty() &&
         std::all_of(sinks.begin(), sinks.end(), LeavesOutOthers);
}

FactSelection Reader::Selected(const Key& key, base::Period days,
                               const std::vector<Sink>& sinks) const {
  FactSelection selection = scope_->Select(std::get<FactKind>(key), days);
  if (std::all_of(sinks.begin(), sinks.end(), LeavesOutOthers)) {
    selection.entities = scope_->ThingsOf(selection.kind);
  }
  if (std::get<bool>(key)) {
    selection.wanted = [scope = scope_](const projections::Dimensions& dimensions) {
      return scope->Passes(dimensions);
    };
  }
  return selection;
}

// Whether facts about things that were not asked about have no influence: nothing stays whole, and
// nothing is chosen among them.
bool Reader::LeavesOutOthers(const Sink& sink) {
  if (sink.baselines != nullptr) return false;
  const FactFold& fold =
      sink.facts != nullptr ? sink.facts->fold() : sink.entities->fold().inputs[sink.input];
  const bool placed = sink.entities != nullptr && !sink.entities->fold().placed_by.empty();
  return !fold.whole && !fold.chooses() && !placed;
}

base::Status Reader::Scan(Mode mode, const FactSelection& selection,
                          const projections::FactSink& sink) const {
  switch (mode) {
    case Mode::kSums:
      return scope_->view().Sums(selection, sink);
    case Mode::kSumsByEntity:
      return scope_->view().SumsByEntity(selection, sink);
    case Mode::kFacts:
      return scope_->view().Facts(selection, sink);
  }
  return {};
}

void Reader::Give(const Fact& sum, std::optional<int> span, const std::vector<Sink>& sinks) {
  std::optional<Place> found;  // for the first that needs it: many sums count for nobody
  for (const Sink& sink : sinks) {
    if (!sink.Counts(sum)) continue;
    if (!found) {
      found = scope_->Locate(sum);
      if (span) found->span = *span;
    }
    if (sink.facts != nullptr) {
      sink.facts->AddSum(sum, *found);
    } else {
      sink.entities->AddSum(sink.input, sum, *found);
    }
  }
}

base::Status Reader::ReadSums(const Key& key, const std::vector<Sink>& sinks) {
  const auto& [mode, kind, from, to, passing] = key;
  std::set<Symbol> by_span;
  std::optional<base::Date> noted;
  AL_RETURN_IF_ERROR(Scan(mode, Selected(key, {from, to}, sinks), [&](const Fact& sum) {
    const Symbol anchor = sum.dimensions.anchor;
    if (noted != sum.effective_on) {  // sums come by month, so this is rare
      noted = sum.effective_on;
      Note(kind, {sum.effective_on, base::DaysOf(base::MonthOf(sum.effective_on)).to});
    }
    if (!scope_->timeline().AlignedToMonths(scope_->StartOf(anchor))) {
      by_span.insert(anchor);
      return;
    }
    Give(sum, std::nullopt, sinks);
  }));
  for (const Symbol anchor : by_span) AL_RETURN_IF_ERROR(ReadSumsBySpan(key, anchor, sinks));
  return {};
}

base::Status Reader::ReadSumsBySpan(const Key& key, Symbol anchor, const std::vector<Sink>& sinks) {
  const auto& [mode, kind, from, to, passing] = key;
  bool first = true;
  for (int span = 0; span <= scope_->LastSpan(anchor); ++span) {
    base::Period days = scope_->WindowOf(span, anchor);
    if (days.from > days.to) continue;
    if (first) days.from = std::min(days.from, from);
    first = false;
    FactSelection selection = Selected(key, days, sinks);
    selection.anchors = {anchor};
    AL_RETURN_IF_ERROR(Scan(mode, selection, [&](const Fact& sum) { Give(sum, span, sinks); }));
  }
  return {};
}

base::Status Reader::ReadFacts(const Key& key, const std::vector<Sink>& sinks) {
  const auto& [mode, kind, from, to, passing] = key;
  std::vector<Fact>& facts = facts_.emplace_back();
  AL_RETURN_IF_ERROR(Scan(mode, Selected(key, {from, to}, sinks),
                          [&facts](const Fact& fact) { facts.push_back(fact); }));
  // They come by day.
  if (!facts.empty()) Note(kind, {facts.front().effective_on, facts.back().effective_on});
  for (const Sink& sink : sinks) {
    if (sink.facts != nullptr) {
      AL_RETURN_IF_ERROR(sink.facts->AddFacts(facts));
    } else if (sink.entities != nullptr) {
      AL_RETURN_IF_ERROR(sink.entities->AddFacts(sink.input, facts));
    } else {
      sink.baselines->AddBaselines(facts);
    }
  }
  return {};
}

}  // namespace anchorledger::metrics
