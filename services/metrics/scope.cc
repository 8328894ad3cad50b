#include "services/metrics/scope.h"

#include <algorithm>
#include <string_view>

#include "services/metrics/names.h"
#include "services/projections/fact_schema.h"

namespace anchorledger::metrics {
namespace {

using projections::Dimensions;
using projections::Fact;
using projections::Symbol;

// Stands for a text that no fact has; symbols are given out from 1.
constexpr Symbol kUnseen = ~Symbol{0};

Granularity GranularityOf(const std::vector<Dimension>& group_by) {
  for (const Dimension dimension : group_by) {
    if (dimension == Dimension::kMonth) return Granularity::kMonth;
    if (dimension == Dimension::kQuarter) return Granularity::kQuarter;
    if (dimension == Dimension::kFiscalYear) return Granularity::kFiscalYear;
  }
  return Granularity::kWhole;
}

std::vector<Symbol> SymbolsOf(const projections::FactView& view,
                              const std::vector<std::string>& texts) {
  std::vector<Symbol> symbols;
  for (const std::string& text : texts) {
    const Symbol symbol = text == kNoKey ? 0 : view.Find(text);
    symbols.push_back(text != kNoKey && symbol == 0 ? kUnseen : symbol);
  }
  return symbols;
}

// As SymbolsOf, rising, for things that every fact about them names: nothing stands for "none".
std::vector<Symbol> ThingsNamed(const projections::FactView& view,
                                const std::vector<std::string>& ids) {
  std::vector<Symbol> symbols;
  for (const std::string& id : ids) {
    const Symbol symbol = view.Find(id);
    symbols.push_back(symbol == 0 ? kUnseen : symbol);
  }
  std::sort(symbols.begin(), symbols.end());
  return symbols;
}

template <typename T, typename U>
bool Wanted(const std::vector<T>& list, U value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

Scope::Scope(const projections::FactView& view, const Query& query)
    : view_(view), query_(query), timeline_(GranularityOf(query.group_by), query.from, query.to) {
  BindGroups();
  keys_.push_back(Key{});
  wholes_.push_back(kEverything);
  anchors_.push_back(0);
  currencies_.push_back(base::Currency());
  BindFilter();
}

void Scope::BindFilter() {
  const Filter& filter = query_.filter;
  tenant_ = view_.Find(query_.tenant);
  reachable_ = tenant_ != 0;
  for (const Symbol anchor : SymbolsOf(view_, filter.anchors)) {
    if (anchor != kUnseen) anchors_wanted_.push_back(anchor);
  }
  if (!filter.anchors.empty() && anchors_wanted_.empty()) reachable_ = false;
  partnerships_ = SymbolsOf(view_, filter.partnerships);
  partners_ = SymbolsOf(view_, filter.partners);
  const std::vector<Symbol> places = SymbolsOf(view_, filter.geographies);
  geographies_.insert(places.begin(), places.end());
  suppliers_ = ThingsNamed(view_, filter.suppliers);
  investments_ = ThingsNamed(view_, filter.investments);
  if (!partners_.empty() || !geographies_.empty()) by_place_or_partner_ = true;
  for (const std::uint8_t number : filter.supplier_classes) classes_ |= std::uint32_t{1} << number;
  filtered_ = !partnerships_.empty() || !partners_.empty() || !geographies_.empty() ||
              !filter.phases.empty() || !filter.strategies.empty() || classes_ != 0;
  for (const Symbol anchor : anchors_wanted_) StartOf(anchor);
}

bool Scope::Passes(const Dimensions& d) const {
  if (!Wanted(partnerships_, d.partnership) || !Wanted(partners_, d.partner) ||
      !(geographies_.empty() || geographies_.contains(d.geography)) ||
      !Wanted(query_.filter.phases, d.phase) || !Wanted(query_.filter.strategies, d.strategy)) {
    return false;
  }
  if (classes_ == 0) return true;
  return d.class_mask == 0 ? (classes_ & 1) != 0 : (classes_ & d.class_mask) != 0;
}

bool Scope::IsAboutThings(const Fact& fact) const {
  const auto fits = [&fact](const std::vector<Symbol>& wanted, std::string_view thing) {
    return wanted.empty() || (projections::IsAbout(fact.kind, thing) &&
                              std::binary_search(wanted.begin(), wanted.end(), fact.entity));
  };
  return fits(suppliers_, "supplier") && fits(investments_, "investment");
}

std::vector<Symbol> Scope::ThingsOf(projections::FactKind kind) const {
  if (projections::IsAbout(kind, "supplier")) return suppliers_;
  if (projections::IsAbout(kind, "investment")) return investments_;
  return {};
}

void Scope::BindGroups() {
  constexpr std::uint64_t kSymbol = 0xffffffffU;
  constexpr std::uint64_t kByte = 0xff;
  for (const Dimension dimension : query_.group_by) {
    if (IsTime(dimension)) continue;
    dimensions_.push_back(dimension);
    switch (dimension) {
      case Dimension::kPartnership:
        mask_.parties |= kSymbol;
        break;
      case Dimension::kPartner:
        by_place_or_partner_ = true;
        mask_.parties |= kSymbol << kSecond;
        break;
      case Dimension::kGeography:
        by_place_or_partner_ = true;
        mask_.places |= kSymbol;
        break;
      case Dimension::kAnchor:
        mask_.places |= kSymbol << kSecond;
        by_anchor_ = true;
        break;
      case Dimension::kPhase:
        mask_.kinds |= kByte;
        break;
      case Dimension::kStrategy:
        mask_.kinds |= kByte << kStrategyAt;
        break;
      case Dimension::kSupplierClass:
        by_class_ = true;  // one key for each class, see FindGroups
        break;
      case Dimension::kMonth:
      case Dimension::kQuarter:
      case Dimension::kFiscalYear:
      case Dimension::kTarget:
        break;
    }
  }
}

std::uint32_t Scope::PartOf(const Key& key, Dimension dimension) {
  constexpr std::uint64_t kByte = 0xff;
  switch (dimension) {
    case Dimension::kPartnership:
      return static_cast<std::uint32_t>(key.parties);
    case Dimension::kPartner:
      return static_cast<std::uint32_t>(key.parties >> kSecond);
    case Dimension::kGeography:
      return static_cast<std::uint32_t>(key.places);
    case Dimension::kAnchor:
      return static_cast<std::uint32_t>(key.places >> kSecond);
    case Dimension::kPhase:
      return static_cast<std::uint32_t>(key.kinds & kByte);
    case Dimension::kStrategy:
      return static_cast<std::uint32_t>((key.kinds >> kStrategyAt) & kByte);
    case Dimension::kSupplierClass:
      return static_cast<std::uint32_t>((key.kinds >> kClassAt) & kByte);
    case Dimension::kMonth:
    case Dimension::kQuarter:
    case Dimension::kFiscalYear:
    case Dimension::kTarget:
      break;
  }
  return 0;
}

GroupIndex Scope::NumberOfAnchor(Symbol anchor) {
  const bool by_anchor =
      std::find(dimensions_.begin(), dimensions_.end(), Dimension::kAnchor) != dimensions_.end();
  if (!by_anchor) return kEverything;
  return whole_numbers_.try_emplace(anchor, static_cast<GroupIndex>(whole_numbers_.size() + 1))
      .first->second;
}

GroupIndex Scope::NumberOf(const Key& key, Symbol anchor) {
  const auto [found, added] = numbers_.try_emplace(key, static_cast<GroupIndex>(keys_.size()));
  if (added) {
    keys_.push_back(key);
    wholes_.push_back(NumberOfAnchor(anchor));
    anchors_.push_back(anchor);
  }
  return found->second;
}

void Scope::FindGroups(const Key& key, const Dimensions& d) {
  last_groups_.assign(1, kEverything);
  if (!grouped()) return;
  if (!by_class_) {
    last_groups_.push_back(NumberOf(key, d.anchor));
    return;
  }
  // A supplier with several classes stands in the group of each that was asked for.
  std::uint32_t mask = d.class_mask == 0 ? 1 : d.class_mask;
  if (classes_ != 0) mask &= classes_;
  for (std::uint32_t number = 0; mask >> number != 0; ++number) {
    if (((mask >> number) & 1) == 0) continue;
    Key own = key;
    own.kinds |= std::uint64_t{number} << kClassAt;
    last_groups_.push_back(NumberOf(own, d.anchor));
  }
}

CurrencyIndex Scope::IndexOf(base::Currency currency) {
  if (currency.empty()) return kNoCurrency;
  if (!query_.currency.empty() && currency != query_.currency) return kOtherCurrency;
  const auto found = std::find(currencies_.begin(), currencies_.end(), currency);
  if (found != currencies_.end()) return static_cast<CurrencyIndex>(found - currencies_.begin());
  currencies_.push_back(currency);
  return static_cast<CurrencyIndex>(currencies_.size() - 1);
}

Place Scope::Locate(const Fact& fact) {
  const Dimensions& d = fact.dimensions;
  if (!any_ || last_currency_ != d.currency) {
    last_currency_ = d.currency;
    last_currency_index_ = IndexOf(d.currency);
  }
  const bool passes = (!filtered_ || Passes(d)) && (!by_thing() || IsAboutThings(fact));
  Place place{SpanOf(fact), last_currency_index_, passes, {}, kEverything};
  if (by_anchor_) place.whole = NumberOfAnchor(d.anchor);
  if (place.passes) {
    const Key key = KeyOf(d);
    if (!any_ || key != last_key_ || (by_class_ && last_classes_ != d.class_mask)) {
      FindGroups(key, d);
      last_key_ = key;
      last_classes_ = d.class_mask;
      any_ = true;
    }
    place.groups = last_groups_;
  }
  return place;
}

int Scope::SpanOf(const Fact& fact) {
  if (timeline_.granularity() == Granularity::kWhole) return 0;
  if (last_day_ != fact.effective_on || last_anchor_ != fact.dimensions.anchor) {
    last_day_ = fact.effective_on;
    last_anchor_ = fact.dimensions.anchor;
    last_span_ = timeline_.SpanOf(std::min(fact.effective_on, query_.to), StartOf(last_anchor_));
  }
  return last_span_;
}

base::FiscalYearStart Scope::StartOf(Symbol anchor) {
  if (timeline_.granularity() != Granularity::kFiscalYear || anchor == 0) return {1, 1};
  const auto found = starts_.find(anchor);
  if (found != starts_.end()) return found->second;
  const base::FiscalYearStart start = view_.FiscalYearStartOf(tenant_, anchor, query_.known);
  starts_.emplace(anchor, start);
  if (std::find(starts_met_.begin(), starts_met_.end(), start) == starts_met_.end()) {
    starts_met_.push_back(start);
  }
  return start;
}

base::Period Scope::WindowOf(int span, Symbol anchor) {
  return timeline_.WindowOf(span, StartOf(anchor));
}

base::Period Scope::CellWindow(int span, GroupIndex group) {
  const bool by_anchor = wholes_[group] != kEverything;
  if (by_anchor) return WindowOf(span, anchors_[group]);
  if (starts_met_.empty()) return timeline_.WindowOf(span, {1, 1});
  // Fiscal years of several anchors: from the first day of the earliest to the last of the latest.
  base::Period window = timeline_.WindowOf(span, starts_met_[0]);
  for (const base::FiscalYearStart start : starts_met_) {
    const base::Period other = timeline_.WindowOf(span, start);
    window.from = std::min(window.from, other.from);
    window.to = std::max(window.to, other.to);
  }
  return window;
}

base::Currency Scope::HomeCurrency(GroupIndex group) const {
  if (!query_.currency.empty()) return query_.currency;
  if (by_anchor_ && group != kEverything) {
    return view_.CurrencyOf(tenant_, anchors_[group], query_.known);
  }
  if (anchors_wanted_.empty()) return view_.CommonCurrency(tenant_, query_.known);
  const base::Currency first = view_.CurrencyOf(tenant_, anchors_wanted_.front(), query_.known);
  const bool same =
      std::all_of(anchors_wanted_.begin(), anchors_wanted_.end(), [&](const Symbol anchor) {
        return view_.CurrencyOf(tenant_, anchor, query_.known) == first;
      });
  return same ? first : base::Currency();
}

int Scope::LastSpanOfCells() {
  int last = starts_met_.empty() ? timeline_.LastSpan({1, 1}) : 0;
  for (const base::FiscalYearStart start : starts_met_) {
    last = std::max(last, timeline_.LastSpan(start));
  }
  return last;
}

std::vector<std::string> Scope::KeysOf(GroupIndex group) const {
  std::vector<std::string> keys;
  if (group == kEverything) return keys;
  for (const Dimension dimension : dimensions_) {
    keys.push_back(TextOf(dimension, PartOf(keys_[group], dimension)));
  }
  return keys;
}

std::string Scope::TextOf(Dimension dimension, std::uint32_t key) const {
  if (key == 0) return std::string(kNoKey);
  if (dimension == Dimension::kPhase) return PhaseName(key);
  if (dimension == Dimension::kStrategy) return StrategyName(key);
  if (dimension == Dimension::kSupplierClass) return SupplierClassName(key);
  return std::string(view_.Text(key));
}

projections::FactSelection Scope::Select(projections::FactKind kind, base::Period days) const {
  return {.kind = kind,
          .tenant = tenant_,
          .anchors = anchors_wanted_,
          .from = days.from,
          .to = days.to,
          .known = query_.known,
          .rolled_up = !by_place_or_partner_,
          .entities = {},
          .wanted = nullptr,
          .bounds = query_.bounds};
}

std::vector<Symbol> Scope::Find(const std::vector<std::string>& texts) const {
  std::vector<Symbol> symbols;
  for (const std::string& text : texts) symbols.push_back(view_.Find(text));
  return symbols;
}

}  // namespace anchorledger::metrics
