#include "services/metrics/ledger.h"

#include <algorithm>

namespace anchorledger::metrics {
namespace {

using projections::Fact;
using projections::Symbol;

std::uint64_t PackedKey(const Fact& fact, const std::vector<KeySlot>& per) {
  std::uint64_t key = 0;
  for (const KeySlot slot : per) key = (key << 32) | KeyOf(fact, slot);
  return key;
}

bool Less(const Value& a, const Value& b) { return Compare(a, Comparison::kLess, b).positive(); }

// What a value adds to an output that is a sum or a count.
Value Added(const Value& value, Combination combination) {
  if (value.kind == Value::Kind::kOverflow) return value;
  switch (combination) {
    case Combination::kSum:
      return value.defined() ? value : Value::Number(0);
    case Combination::kCount:
      return Value::Number(value.defined() ? 1 : 0);
    default:
      return Value::Number(value.positive() ? 1 : 0);
  }
}

}  // namespace

FoldLedger::FoldLedger(const FactFold& fold, const CellAim& aim, std::optional<KeySlot> entity,
                       bool anywhere)
    : bound_(fold, aim.scope), aim_(aim), entity_(entity), anywhere_(anywhere) {}

bool FoldLedger::InSpan(const Fact& fact) const {
  const int span = aim_.scope->SpanOf(fact);
  switch (fold().window) {
    case FoldWindow::kDuring:
      return span == aim_.span;
    case FoldWindow::kUpToEnd:
      return span <= aim_.span;
    case FoldWindow::kAlways:
      return true;
  }
  return false;
}

bool FoldLedger::Counts(const Fact& fact) {
  const Place place = aim_.scope->Locate(fact);
  if (fold().by_currency && fact.dimensions.currency != aim_.currency) return false;
  if (anywhere_ || fold().whole) {
    if (!place.passes && aim_.scope->query().cut_whole) return false;
    return anywhere_ || aim_.anchor == 0 || aim_.anchor == fact.dimensions.anchor;
  }
  if (!place.passes) return false;
  return std::any_of(place.groups.begin(), place.groups.end(), [this](GroupIndex group) {
    if (group >= groups_.size()) groups_.resize(group + 1);
    if (!groups_[group]) groups_[group] = aim_.is_group(group);
    return *groups_[group];
  });
}

bool FoldLedger::Put(const Fact& fact, absl::int128 number, int sign) {
  const Symbol entity = EntityOf(fact);
  if ((entity_ && entity == 0) || !Counts(fact)) return false;
  State& state = states_[entity];
  state.sum += sign * number;
  state.facts += sign;
  const FoldOperation operation = fold().operation;
  if (operation == FoldOperation::kMin || operation == FoldOperation::kMax ||
      operation == FoldOperation::kMedian) {
    state.numbers.push_back(number);
  }
  return true;
}

bool FoldLedger::PutSpread(const Fact& fact, const Value& number, int sign) {
  if (!number.defined()) return false;
  if (fold().spread.empty() && !fold().without_phase) return Put(fact, number.num, sign);
  Fact copy = fact;
  copy.dimensions.phase = 0;
  if (fold().spread.empty()) return Put(copy, number.num, sign);
  bool changed = false;
  for (const FactFold::Weight& weight : fold().spread) {
    copy.dimensions.phase = weight.phase;
    changed = Put(copy, weight.weight, sign) || changed;
  }
  return changed;
}

bool FoldLedger::Add(const Fact& fact) {
  if (!InSpan(fact)) return false;
  const base::Period window = aim_.scope->WindowOf(aim_.span, fact.dimensions.anchor);
  if (!bound_.TakesPart(fact, window)) return false;
  if (!fold().chooses()) return PutSpread(fact, bound_.NumberOf(fact, window), 1);

  const std::uint64_t key = PackedKey(fact, fold().per);
  const auto [chosen, added] = chosen_.try_emplace(key, fact);
  if (!added && fold().operation == FoldOperation::kFirst) return false;
  bool changed = false;
  if (!added) {
    const Fact before = chosen->second;
    const base::Period then = aim_.scope->WindowOf(aim_.span, before.dimensions.anchor);
    if (bound_.Keeps(before, then)) changed = PutSpread(before, bound_.NumberOf(before, then), -1);
    chosen_for_.erase(EntityOf(before));
    chosen->second = fact;
  }
  if (bound_.Keeps(fact, window)) {
    changed = PutSpread(fact, bound_.NumberOf(fact, window), 1) || changed;
    chosen_for_[EntityOf(fact)] = fact;
  }
  return changed || entity_.has_value();
}

bool FoldLedger::PresentAt(Symbol entity) const {
  const auto found = states_.find(entity);
  if (found == states_.end()) return false;
  return fold().schema->cells ? found->second.sum != 0 : found->second.facts > 0;
}

const Fact* FoldLedger::ChosenFor(Symbol entity) const {
  const auto found = chosen_for_.find(entity);
  return found == chosen_for_.end() ? nullptr : &found->second;
}

Value FoldLedger::At(Symbol entity) const {
  const auto found = states_.find(entity);
  const State* state =
      found == states_.end() || found->second.facts == 0 ? nullptr : &found->second;
  switch (fold().operation) {
    case FoldOperation::kSum:
    case FoldOperation::kCount:
      return Value::Number(state == nullptr ? absl::int128(0) : state->sum);
    case FoldOperation::kFirst:
    case FoldOperation::kLast:
      return state == nullptr ? Value::Missing(Undefined::kNotReported) : Value::Number(state->sum);
    case FoldOperation::kMin:
    case FoldOperation::kMax:
    case FoldOperation::kMedian:
      break;
  }
  if (state == nullptr) return Value::Missing(Undefined::kNotReported);
  const auto& numbers = state->numbers;
  if (fold().operation == FoldOperation::kMedian) return MedianOf(numbers);
  return Value::Number(fold().operation == FoldOperation::kMin
                           ? *std::min_element(numbers.begin(), numbers.end())
                           : *std::max_element(numbers.begin(), numbers.end()));
}

EntityLedger::EntityLedger(const EntityFold& fold, const CellAim& aim) : fold_(fold), aim_(aim) {
  const bool placed = !fold.placed_by.empty();
  for (std::size_t i = 0; i < fold.inputs.size(); ++i) {
    inputs_.emplace_back(fold.inputs[i], aim, fold.keys[i], placed);
  }
  sums_.assign(fold.outputs.size(), Value::Number(0));
}

bool EntityLedger::Placed(const Fact& fact, bool without_phase) const {
  Fact copy = fact;
  if (without_phase) copy.dimensions.phase = 0;
  const Place place = aim_.scope->Locate(copy);
  return place.passes && std::any_of(place.groups.begin(), place.groups.end(), aim_.is_group);
}

// The values of the outputs for an entity; empty where it does not stand in the cell.
std::vector<Value> EntityLedger::Evaluate(Symbol entity) const {
  base::Period window = aim_.window;
  bool present = false;
  bool in_currency = false;
  std::vector<Value> values;
  for (const FoldLedger& input : inputs_) {
    values.push_back(input.At(entity));
    if (!input.PresentAt(entity)) continue;
    const bool decides = !input.fold().whole || aim_.everything;
    present = present || decides;
    in_currency = in_currency || (decides && input.fold().by_currency == fold_.by_currency);
  }
  if (!fold_.placed_by.empty()) {
    const Fact* placing = nullptr;
    bool without_phase = false;
    for (const std::size_t input : fold_.placed_by) {
      if (placing != nullptr) break;
      placing = inputs_[input].ChosenFor(entity);
      without_phase = fold_.inputs[input].without_phase;
    }
    present = placing != nullptr && Placed(*placing, without_phase);
    if (present) window = aim_.scope->WindowOf(aim_.span, placing->dimensions.anchor);
  }
  if (!present || !in_currency) return {};
  values.push_back(Value::Number(window.from.days));
  values.push_back(Value::Number(window.to.days));
  std::vector<Value> results;
  for (const EntityFold::Output& output : fold_.outputs) {
    results.push_back(output.value.Run(values, aim_.currency));
  }
  return results;
}

bool EntityLedger::Add(std::size_t input, const Fact& fact) {
  if (!inputs_[input].Add(fact)) return false;
  const Symbol entity = inputs_[input].EntityOf(fact);
  if (entity == 0) return false;
  std::vector<Value> now = Evaluate(entity);
  std::vector<Value>& before = values_[entity];
  if (now == before) return false;
  for (std::size_t i = 0; i < fold_.outputs.size(); ++i) {
    const Combination combination = fold_.outputs[i].combination;
    const Value missing = Value::Missing(Undefined::kNotReported);
    const Value minus = Added(before.empty() ? missing : before[i], combination);
    const Value plus = Added(now.empty() ? missing : now[i], combination);
    sums_[i] = metrics::Add(Subtract(sums_[i], minus), plus);
  }
  before = std::move(now);
  return true;
}

Value EntityLedger::At(std::size_t output) const {
  const Combination combination = fold_.outputs[output].combination;
  if (combination == Combination::kSum || combination == Combination::kCount ||
      combination == Combination::kCountPositive) {
    return sums_[output];
  }
  std::vector<Value> defined;
  for (const auto& [entity, values] : values_) {
    if (!values.empty() && values[output].defined()) defined.push_back(values[output]);
  }
  if (defined.empty()) return Value::Missing(Undefined::kNotReported);
  std::sort(defined.begin(), defined.end(), Less);
  if (combination == Combination::kMin) return defined.front();
  if (combination == Combination::kMax) return defined.back();
  const std::size_t middle = defined.size() / 2;
  if (defined.size() % 2 == 1) return defined[middle];
  return Divide(metrics::Add(defined[middle - 1], defined[middle]), Value::Number(2));
}

}  // namespace anchorledger::metrics
