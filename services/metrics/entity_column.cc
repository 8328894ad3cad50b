#include "services/metrics/entity_column.h"

#include <algorithm>
#include <limits>

#include "absl/container/flat_hash_set.h"

namespace anchorledger::metrics {
namespace {

using projections::Fact;
using projections::Symbol;

bool HasSomething(const Amount& amount) { return amount.present || amount.sum != 0; }

bool Less(const Value& a, const Value& b) { return Compare(a, Comparison::kLess, b).positive(); }

Value Middle(std::vector<Value> values) {
  if (values.empty()) return Value::Missing(Undefined::kNotReported);
  std::sort(values.begin(), values.end(), Less);
  const std::size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  return Divide(Add(values[middle - 1], values[middle]), Value::Number(2));
}

}  // namespace

EntityColumn::EntityColumn(const EntityFold& fold, Scope* scope) : fold_(fold), scope_(scope) {
  for (const FactFold& input : fold.inputs) inputs_.push_back({BoundFold(input, scope), {}, {}});
  outputs_.resize(fold.outputs.size());
}

void EntityColumn::Add(std::size_t input, const Fact& fact, const Place& place, int span,
                       absl::int128 number, bool is_sum) {
  const FactFold& fold = fold_.inputs[input];
  const Symbol entity = KeyOf(fact, fold_.keys[input]);
  const CurrencyIndex currency = fold.by_currency ? place.currency : kNoCurrency;
  if (entity == 0 || currency == kOtherCurrency) return;
  if (!place.passes && scope_->query().cut_whole) return;
  const auto add = [&](GroupIndex group) {
    Amount& amount = inputs_[input].amounts[Slot{entity, currency, group}].At(span);
    amount.sum += number;
    amount.present = amount.present || !is_sum;
  };
  if (placed()) {
    add(kEverything);
  } else if (fold.whole) {
    add(kEverything);
    if (place.whole != kEverything) add(place.whole);
  } else if (place.passes) {
    for (const GroupIndex group : place.groups) add(group);
  }
}

void EntityColumn::AddSum(std::size_t input, const Fact& sum, const Place& place) {
  const std::int64_t number = sum.measures[*fold_.inputs[input].slot];
  Add(input, sum, place, place.span, number, /*is_sum=*/true);
}

base::Status EntityColumn::AddFacts(std::size_t input, std::span<const Fact> facts) {
  Input& state = inputs_[input];
  const FactFold& fold = state.bound.fold();
  if (fold.chooses()) {
    for (const Choice& choice : Choose(state.bound, facts)) {
      if (!choice.number.defined()) continue;
      const Symbol entity = KeyOf(*choice.fact, fold_.keys[input]);
      if (placed() && entity != 0) state.chosen[entity].At(choice.span) = choice.fact;
      Add(input, *choice.fact, scope_->Locate(*choice.fact), choice.span, choice.number.num,
          /*is_sum=*/false);
    }
    return {};
  }
  for (const Fact& fact : facts) {
    const int own = scope_->SpanOf(fact);
    const int last = fold.window == FoldWindow::kDuring ? own : scope_->LastSpanOfAny();
    for (int span = fold.window == FoldWindow::kAlways ? 0 : own; span <= last; ++span) {
      const base::Period window = scope_->WindowOf(span, fact.dimensions.anchor);
      if (!state.bound.TakesPart(fact, window)) continue;
      const Value number = state.bound.NumberOf(fact, window);
      if (number.kind == Value::Kind::kOverflow) {
        return base::MakeError(base::ErrorReason::kOverflow, "a measure does not fit");
      }
      if (!number.defined()) continue;
      Add(input, fact, scope_->Locate(fact), span, number.num, /*is_sum=*/false);
    }
  }
  return {};
}

const Amount* EntityColumn::Read(std::size_t input, const Slot& slot, int span) const {
  const FactFold& fold = fold_.inputs[input];
  Slot own = slot;
  if (!fold.by_currency) own.currency = kNoCurrency;
  if (placed()) own.group = kEverything;
  if (!placed() && fold.whole) own.group = scope_->WholeOf(slot.group);
  const auto found = inputs_[input].amounts.find(own);
  if (found == inputs_[input].amounts.end()) return nullptr;
  const Amount* amount = found->second.Find(span);
  return amount != nullptr && HasSomething(*amount) ? amount : nullptr;
}

// `present` becomes true when an input that decides about it is there: one that is cut, or any one
// where nothing is cut.
void EntityColumn::ReadInputs(const Slot& slot, int span, base::Period window,
                              std::vector<Value>* values, bool* present) const {
  values->clear();
  *present = false;
  for (std::size_t input = 0; input < inputs_.size(); ++input) {
    const FactFold& fold = fold_.inputs[input];
    const Amount* amount = Read(input, slot, span);
    if (amount != nullptr) {
      values->push_back(Value::Number(amount->sum));
      *present = *present || !fold.whole || slot.group == kEverything;
      continue;
    }
    const bool counts =
        fold.operation == FoldOperation::kSum || fold.operation == FoldOperation::kCount;
    values->push_back(counts ? Value::Number(0) : Value::Missing(Undefined::kNotReported));
  }
  values->push_back(Value::Number(window.from.days));
  values->push_back(Value::Number(window.to.days));
}

void EntityColumn::Combine(const std::vector<Value>& values, CurrencyIndex currency,
                           GroupIndex group, int span) {
  for (std::size_t i = 0; i < fold_.outputs.size(); ++i) {
    const EntityFold::Output& output = fold_.outputs[i];
    const Value value = output.value.Run(values, scope_->CurrencyAt(currency));
    Combined& combined = outputs_[i].At(currency, group, span);
    combined.present = true;
    if (value.kind == Value::Kind::kOverflow) combined.sum = value;
    if (!value.defined()) continue;
    switch (output.combination) {
      case Combination::kSum:
        combined.sum = metrics::Add(combined.sum, value);
        break;
      case Combination::kCount:
        combined.sum = metrics::Add(combined.sum, Value::Number(1));
        break;
      case Combination::kCountPositive:
        combined.sum = metrics::Add(combined.sum, Value::Number(value.positive() ? 1 : 0));
        break;
      case Combination::kMedian:
      case Combination::kMin:
      case Combination::kMax:
        combined.values.push_back(value);
        break;
    }
  }
}

void EntityColumn::FinishSlot(const Slot& slot) {
  int first = std::numeric_limits<int>::max();
  int last = -1;
  for (std::size_t input = 0; input < inputs_.size(); ++input) {
    Slot own = slot;
    if (!fold_.inputs[input].by_currency) own.currency = kNoCurrency;
    if (fold_.inputs[input].whole) own.group = scope_->WholeOf(slot.group);
    const auto found = inputs_[input].amounts.find(own);
    if (found == inputs_[input].amounts.end() || found->second.empty()) continue;
    first = std::min(first, found->second.first());
    last = std::max(last, found->second.last());
  }
  std::vector<Value> values;
  for (int span = first; span <= last; ++span) {
    bool present = false;
    ReadInputs(slot, span, scope_->CellWindow(span, slot.group), &values, &present);
    if (present) Combine(values, slot.currency, slot.group, span);
  }
}

const Fact* EntityColumn::PlacingFact(Symbol entity, int span, bool* without_phase) const {
  for (const std::size_t input : fold_.placed_by) {
    const auto found = inputs_[input].chosen.find(entity);
    if (found == inputs_[input].chosen.end()) continue;
    const Fact* const* fact = found->second.Find(span);
    if (fact == nullptr || *fact == nullptr) continue;
    *without_phase = fold_.inputs[input].without_phase;
    return *fact;
  }
  return nullptr;
}

void EntityColumn::FinishPlaced() {
  // The entities that can be placed, and the currencies in which they have numbers.
  absl::flat_hash_map<Symbol, std::vector<CurrencyIndex>> entities;
  for (const std::size_t input : fold_.placed_by) {
    for (const auto& [entity, series] : inputs_[input].chosen) entities[entity];
  }
  for (std::size_t input = 0; input < inputs_.size(); ++input) {
    for (const auto& [slot, series] : inputs_[input].amounts) {
      const auto found = entities.find(slot.entity);
      if (found == entities.end() || fold_.inputs[input].by_currency != fold_.by_currency) continue;
      std::vector<CurrencyIndex>& list = found->second;
      if (std::find(list.begin(), list.end(), slot.currency) == list.end()) {
        list.push_back(slot.currency);
      }
    }
  }
  std::vector<Value> values;
  for (const auto& [entity, currencies] : entities) {
    for (int span = 0; span <= scope_->LastSpanOfCells(); ++span) {
      bool without_phase = false;
      const Fact* fact = PlacingFact(entity, span, &without_phase);
      if (fact == nullptr) continue;
      Fact copy = *fact;
      if (without_phase) copy.dimensions.phase = 0;
      const Place place = scope_->Locate(copy);
      if (!place.passes) continue;
      const base::Period window = scope_->WindowOf(span, fact->dimensions.anchor);
      for (const CurrencyIndex currency : currencies) {
        bool present = false;
        ReadInputs({entity, currency, kEverything}, span, window, &values, &present);
        for (const GroupIndex group : place.groups) Combine(values, currency, group, span);
      }
    }
  }
}

void EntityColumn::Finish() {
  const int last = scope_->LastSpanOfCells();
  for (std::size_t input = 0; input < inputs_.size(); ++input) {
    const FactFold& fold = fold_.inputs[input];
    if (!fold.schema->cells || fold.window != FoldWindow::kUpToEnd) continue;
    for (auto& [slot, series] : inputs_[input].amounts) Accumulate(last, &series);
  }
  if (placed()) return FinishPlaced();
  absl::flat_hash_set<Slot> slots;
  for (std::size_t input = 0; input < inputs_.size(); ++input) {
    const FactFold& fold = fold_.inputs[input];
    if (fold.by_currency != fold_.by_currency) continue;
    for (const auto& [slot, series] : inputs_[input].amounts) {
      if (!fold.whole || slot.group == kEverything) slots.insert(slot);
    }
  }
  for (const Slot& slot : slots) FinishSlot(slot);
}

Value EntityColumn::At(std::size_t output, CurrencyIndex currency, GroupIndex group,
                       int span) const {
  const CurrencyIndex own = fold_.by_currency ? currency : kNoCurrency;
  const Combined* combined = outputs_[output].Find(own, group, span);
  switch (fold_.outputs[output].combination) {
    case Combination::kSum:
    case Combination::kCount:
    case Combination::kCountPositive:
      return combined == nullptr ? Value::Number(0) : combined->sum;
    case Combination::kMedian:
      return combined == nullptr ? Middle({}) : Middle(combined->values);
    case Combination::kMin:
    case Combination::kMax:
      break;
  }
  if (combined == nullptr || combined->values.empty()) return Middle({});
  const auto& values = combined->values;
  return fold_.outputs[output].combination == Combination::kMin
             ? *std::min_element(values.begin(), values.end(), Less)
             : *std::max_element(values.begin(), values.end(), Less);
}

bool EntityColumn::PresentAt(CurrencyIndex currency, GroupIndex group, int span) const {
  const CurrencyIndex own = fold_.by_currency ? currency : kNoCurrency;
  const Combined* combined = outputs_.front().Find(own, group, span);
  return combined != nullptr && combined->present;
}

int EntityColumn::FirstSpan(CurrencyIndex currency, GroupIndex group) const {
  const CurrencyIndex own = fold_.by_currency ? currency : kNoCurrency;
  const Series<Combined>* series = outputs_.front().Find(own, group);
  return series == nullptr ? std::numeric_limits<int>::max() : series->first();
}

}  // namespace anchorledger::metrics
