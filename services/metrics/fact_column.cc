#include "services/metrics/fact_column.h"

#include <algorithm>
#include <limits>

namespace anchorledger::metrics {
namespace {

using projections::Fact;
using projections::Symbol;

// Puts up to two keys of a fact into one number.
std::uint64_t PackedKey(const Fact& fact, const std::vector<KeySlot>& per) {
  std::uint64_t key = 0;
  for (const KeySlot slot : per) key = (key << 32) | KeyOf(fact, slot);
  return key;
}

// The spans in which a fact can take part.
std::pair<int, int> SpansOf(const FactFold& fold, const Fact& fact, Scope& scope) {
  const int own = scope.SpanOf(fact);
  const int last = scope.LastSpanOfAny();
  switch (fold.window) {
    case FoldWindow::kDuring:
      return {own, own};
    case FoldWindow::kUpToEnd:
      return {own, last};
    case FoldWindow::kAlways:
      return {0, last};
  }
  return {own, own};
}

}  // namespace

BoundFold::BoundFold(const FactFold& fold, Scope* scope)
    : fold_(fold),
      scope_(scope),
      basis_(fold.basis.value_or(scope->query().basis)),
      where_symbols_(scope->Find(fold.where.texts())) {
  if (fold.having) having_symbols_ = scope->Find(fold.having->texts());
}

bool BoundFold::TakesPart(const Fact& fact, base::Period window) const {
  const std::uint8_t basis = fact.dimensions.basis;
  return (basis == 0 ? kActual : basis) == basis_ &&
         fold_.where.Holds(fact, {window, where_symbols_});
}

bool BoundFold::Keeps(const Fact& fact, base::Period window) const {
  return !fold_.having || fold_.having->Holds(fact, {window, having_symbols_});
}

Value BoundFold::NumberOf(const Fact& fact, base::Period window) const {
  if (fold_.operation == FoldOperation::kCount) return Value::Number(1);
  if (fold_.slot) return Value::Number(fact.measures[*fold_.slot]);
  if (fold_.formula) return fold_.formula->Run(fact, window);
  return Value::Number(1);  // a fact that is spread has the weights instead
}

std::vector<Choice> Choose(const BoundFold& bound, std::span<const Fact> facts) {
  const FactFold& fold = bound.fold();
  Scope& scope = bound.scope();
  // By key and span, the fact chosen so far: the facts come in order, so the first that takes part
  // is FIRST, and the last is LAST.
  absl::flat_hash_map<std::uint64_t, Series<const Fact*>> chosen;
  for (const Fact& fact : facts) {
    const auto [from, to] = SpansOf(fold, fact, scope);
    for (int span = from; span <= to; ++span) {
      if (!bound.TakesPart(fact, scope.WindowOf(span, fact.dimensions.anchor))) continue;
      const Fact*& slot = chosen[PackedKey(fact, fold.per)].At(span);
      if (slot == nullptr || fold.operation == FoldOperation::kLast) slot = &fact;
    }
  }
  std::vector<Choice> choices;
  for (const auto& [key, series] : chosen) {
    for (int span = series.first(); span <= series.last(); ++span) {
      const Fact* fact = *series.Find(span);
      if (fact == nullptr) continue;
      const base::Period window = scope.WindowOf(span, fact->dimensions.anchor);
      if (!bound.Keeps(*fact, window)) continue;
      choices.push_back({key, span, fact, bound.NumberOf(*fact, window)});
    }
  }
  return choices;
}

void FactColumn::AddNumber(const Fact& fact, int span, absl::int128 number) {
  const Place place = bound_.scope().Locate(fact);
  const CurrencyIndex currency = CurrencyOf(place);
  if (currency == kOtherCurrency) return;
  if (fold().operation == FoldOperation::kMedian) {
    if (!place.passes) return;
    for (const GroupIndex group : place.groups) {
      numbers_.At(currency, group, span).push_back(number);
    }
    return;
  }
  const auto add = [&](Table<Amount>& table, GroupIndex group) {
    Amount& amount = table.At(currency, group, span);
    const bool first = !amount.present;
    amount.present = true;
    if (fold().operation == FoldOperation::kMin) {
      amount.sum = first ? number : std::min(amount.sum, number);
    } else if (fold().operation == FoldOperation::kMax) {
      amount.sum = first ? number : std::max(amount.sum, number);
    } else {
      amount.sum += number;
    }
  };
  if (fold().whole) {
    if (!place.passes && bound_.scope().query().cut_whole) return;
    add(amounts_, kEverything);
    if (place.whole != kEverything) add(amounts_, place.whole);
    return;
  }
  if (!place.passes) return;
  for (const GroupIndex group : place.groups) add(amounts_, group);
  if (!by_anchor_) return;
  Table<Amount>& own = anchors_[fact.dimensions.anchor];
  for (const GroupIndex group : place.groups) add(own, group);
}

void FactColumn::AddSum(const Fact& sum, const Place& place) {
  const std::int64_t number = sum.measures[*fold().slot];
  const CurrencyIndex currency = CurrencyOf(place);
  if (currency == kOtherCurrency) return;
  if (fold().whole) {
    if (!place.passes && bound_.scope().query().cut_whole) return;
    amounts_.At(currency, kEverything, place.span).sum += number;
    if (place.whole != kEverything) amounts_.At(currency, place.whole, place.span).sum += number;
    return;
  }
  if (!place.passes) return;
  for (const GroupIndex group : place.groups) {
    amounts_.At(currency, group, place.span).sum += number;
  }
  if (!by_anchor_) return;
  Table<Amount>& own = anchors_[sum.dimensions.anchor];
  for (const GroupIndex group : place.groups) own.At(currency, group, place.span).sum += number;
}

base::Status FactColumn::AddEach(const Fact& fact) {
  Scope& scope = bound_.scope();
  const auto [from, to] = SpansOf(fold(), fact, scope);
  for (int span = from; span <= to; ++span) {
    const base::Period window = scope.WindowOf(span, fact.dimensions.anchor);
    if (!bound_.TakesPart(fact, window)) continue;
    const Value number = bound_.NumberOf(fact, window);
    if (number.kind == Value::Kind::kOverflow) {
      return base::MakeError(base::ErrorReason::kOverflow, "a measure does not fit");
    }
    if (number.defined()) AddNumber(fact, span, number.num);
  }
  return {};
}

void FactColumn::AddChoice(const Choice& choice) {
  if (!choice.number.defined()) return;
  if (!fold().spread.empty()) {
    for (const FactFold::Weight& weight : fold().spread) {
      Fact copy = *choice.fact;
      copy.dimensions.phase = weight.phase;
      AddNumber(copy, choice.span, weight.weight);
    }
    return;
  }
  if (!fold().without_phase) return AddNumber(*choice.fact, choice.span, choice.number.num);
  Fact copy = *choice.fact;
  copy.dimensions.phase = 0;
  AddNumber(copy, choice.span, choice.number.num);
}

base::Status FactColumn::AddFacts(std::span<const Fact> facts) {
  if (!fold().chooses()) {
    for (const Fact& fact : facts) AL_RETURN_IF_ERROR(AddEach(fact));
    return {};
  }
  for (const Choice& choice : Choose(bound_, facts)) AddChoice(choice);
  return {};
}

void FactColumn::Finish() {
  if (!fold().schema->cells || fold().window != FoldWindow::kUpToEnd) return;
  const int last = bound_.scope().LastSpanOfCells();
  const auto accumulate = [last](Series<Amount>& series) { Accumulate(last, &series); };
  amounts_.ForEach(accumulate);
  for (auto& [anchor, table] : anchors_) table.ForEach(accumulate);
}

Value FactColumn::Empty() const {
  const bool counts =
      fold().operation == FoldOperation::kSum || fold().operation == FoldOperation::kCount;
  return counts ? Value::Number(0) : Value::Missing(Undefined::kNotReported);
}

Value FactColumn::At(CurrencyIndex currency, GroupIndex group, int span) const {
  const CurrencyIndex own = fold().by_currency ? currency : kNoCurrency;
  if (fold().operation == FoldOperation::kMedian) {
    const Numbers* numbers = numbers_.Find(own, GroupOf(group), span);
    return numbers == nullptr || numbers->empty() ? Empty() : MedianOf(*numbers);
  }
  const Amount* amount = amounts_.Find(own, GroupOf(group), span);
  if (amount == nullptr || (!amount->present && amount->sum == 0)) return Empty();
  return Value::Number(amount->sum);
}

Value FactColumn::AtAnchor(Symbol anchor, CurrencyIndex currency, GroupIndex group,
                           int span) const {
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) return Empty();
  const CurrencyIndex own = fold().by_currency ? currency : kNoCurrency;
  const Amount* amount = found->second.Find(own, group, span);
  return amount == nullptr ? Empty() : Value::Number(amount->sum);
}

std::vector<Symbol> FactColumn::Anchors() const {
  std::vector<Symbol> anchors;
  for (const auto& [anchor, table] : anchors_) anchors.push_back(anchor);
  return anchors;
}

bool FactColumn::PresentAt(CurrencyIndex currency, GroupIndex group, int span) const {
  const CurrencyIndex own = fold().by_currency ? currency : kNoCurrency;
  if (fold().operation == FoldOperation::kMedian) {
    const Numbers* numbers = numbers_.Find(own, GroupOf(group), span);
    return numbers != nullptr && !numbers->empty();
  }
  const Amount* amount = amounts_.Find(own, GroupOf(group), span);
  return amount != nullptr && (amount->present || amount->sum != 0);
}

int FactColumn::FirstSpan(CurrencyIndex currency, GroupIndex group) const {
  const CurrencyIndex own = fold().by_currency ? currency : kNoCurrency;
  if (const auto* series = amounts_.Find(own, GroupOf(group))) return series->first();
  if (const auto* series = numbers_.Find(own, GroupOf(group))) return series->first();
  return std::numeric_limits<int>::max();
}

Value MedianOf(std::vector<absl::int128> numbers) {
  if (numbers.empty()) return Value::Missing(Undefined::kNotReported);
  std::sort(numbers.begin(), numbers.end());
  const std::size_t middle = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return Value::Number(numbers[middle]);
  Value sum = Add(Value::Number(numbers[middle - 1]), Value::Number(numbers[middle]));
  return Divide(sum, Value::Number(2));
}

}  // namespace anchorledger::metrics
