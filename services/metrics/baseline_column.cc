#include "services/metrics/baseline_column.h"

#include <algorithm>

namespace anchorledger::metrics {
namespace {

using projections::Fact;
using projections::Symbol;

constexpr std::size_t kValue = projections::MeasureSlot(projections::FactKind::kBaseline, "value");
constexpr std::size_t kFromDay =
    projections::MeasureSlot(projections::FactKind::kBaseline, "from_day");
constexpr std::size_t kToDay = projections::MeasureSlot(projections::FactKind::kBaseline, "to_day");

base::Date DayOf(std::int64_t days) { return {static_cast<std::int32_t>(days)}; }

}  // namespace

void BaselineColumn::AddBaselines(std::span<const Fact> facts) {
  for (const Fact& fact : facts) {
    if (!baselines_.TakesPart(fact, {})) continue;
    const Place place = scope_->Locate(fact);
    const CurrencyIndex currency = place.currency;
    if (currency == kOtherCurrency) continue;
    if (!place.passes && scope_->query().cut_whole) continue;
    const base::Period period{DayOf(fact.measures[kFromDay]), DayOf(fact.measures[kToDay])};
    std::vector<Reported>& list = reported_[fact.dimensions.anchor];
    // Facts come in the order in which they count: a later one replaces that of the same period.
    const auto same = std::find_if(list.begin(), list.end(), [&](const Reported& other) {
      return other.period == period && other.currency == currency;
    });
    if (same != list.end()) {
      same->value = fact.measures[kValue];
      same->position = fact.position;
    } else {
      list.push_back({period, currency, fact.measures[kValue], fact.position});
    }
  }
  for (auto& [anchor, list] : reported_) {
    std::sort(list.begin(), list.end(),
              [](const Reported& a, const Reported& b) { return a.period.from < b.period.from; });
  }
}

bool BaselineColumn::IsInForce(const Fact& fact, int span) const {
  const auto found = reported_.find(fact.dimensions.anchor);
  if (found == reported_.end()) return false;
  const base::Period window = scope_->WindowOf(span, fact.dimensions.anchor);
  return std::any_of(found->second.begin(), found->second.end(), [&](const Reported& reported) {
    return reported.position == fact.position && reported.period.from >= window.from &&
           reported.period.to <= window.to;
  });
}

std::optional<absl::int128> BaselineColumn::Tiled(Symbol anchor, CurrencyIndex currency,
                                                  int span) const {
  const auto found = reported_.find(anchor);
  if (found == reported_.end()) return std::nullopt;
  const base::Period window = scope_->WindowOf(span, anchor);
  const CurrencyIndex own = fold_.fallback.by_currency ? currency : kNoCurrency;
  base::Date next = window.from;
  absl::int128 sum = 0;
  for (const Reported& reported : found->second) {
    if (reported.currency != own || reported.period.from < window.from ||
        reported.period.to > window.to) {
      continue;
    }
    if (reported.period.from != next) return std::nullopt;
    sum += reported.value;
    next = reported.period.to.PlusDays(1);
  }
  if (next != window.to.PlusDays(1)) return std::nullopt;
  return sum;
}

bool BaselineColumn::ReportedIn(CurrencyIndex currency) const {
  for (const auto& [anchor, list] : reported_) {
    for (const Reported& reported : list) {
      if (reported.currency == currency) return true;
    }
  }
  return false;
}

Value BaselineColumn::At(CurrencyIndex currency, GroupIndex group, int span,
                         DenominatorUsed* used) const {
  absl::int128 sum = 0;
  bool baseline = false;
  bool fallback = false;
  // A group of one anchor takes that anchor's baseline; any other takes all of them.
  const bool one_anchor = scope_->WholeOf(group) != kEverything;
  std::vector<Symbol> anchors = fallback_.Anchors();
  for (const auto& [anchor, list] : reported_) anchors.push_back(anchor);
  std::sort(anchors.begin(), anchors.end());
  anchors.erase(std::unique(anchors.begin(), anchors.end()), anchors.end());
  for (const Symbol anchor : anchors) {
    if (one_anchor && anchor != scope_->AnchorOf(group)) continue;
    if (const std::optional<absl::int128> tiled = Tiled(anchor, currency, span)) {
      sum += *tiled;
      baseline = true;
      continue;
    }
    const Value own = fallback_.AtAnchor(anchor, currency, group, span);
    sum += own.num;
    fallback = fallback || own.num != 0;
  }
  *used = !baseline  ? DenominatorUsed::kFallback
          : fallback ? DenominatorUsed::kMixed
                     : DenominatorUsed::kBaseline;
  return Value::Number(sum);
}

}  // namespace anchorledger::metrics
