#include "services/projections/shadow_view.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace anchorledger::projections {
namespace {

bool IsPast(const KnownAt& known) { return known.day.has_value() || known.position.has_value(); }

// Differences of sums, by what sums are kept apart by.
class SumDifferences {
 public:
  enum class Apart : std::uint8_t { kDimensions, kEntities };

  SumDifferences(const FactSelection& selection, Apart apart)
      : selection_(selection), apart_(apart) {}

  void Add(const Fact& fact, std::int32_t count) {
    Fact key = KeyOf(fact);
    if (selection_.rolled_up) {
      key.dimensions.partner = 0;
      key.dimensions.geography = 0;
    }
    fits_ = AddTo(sums_[std::move(key)], fact.measures, count) && fits_;
  }

  // Gives the sum of the live view, with what it differs by; each difference is given once.
  void Give(const Fact& sum, const FactSink& sink) {
    const auto found = sums_.empty() ? sums_.end() : sums_.find(KeyOf(sum));
    if (found == sums_.end()) return sink(sum);
    Fact changed = sum;
    fits_ = AddTo(changed.measures, found->second, 1) && fits_;
    sums_.erase(found);
    if (!IsZero(changed.measures)) sink(changed);
  }

  // Gives what no sum of the live view was like.
  base::Status GiveRest(const FactSink& sink) {
    for (const auto& [key, measures] : sums_) {
      if (IsZero(measures)) continue;
      Fact sum = key;
      sum.measures = measures;
      sink(sum);
    }
    return fits_ ? base::Status() : SumOverflow();
  }

 private:
  struct Hash {
    std::size_t operator()(const Fact& key) const {
      return absl::HashOf(key.effective_on.days, key.dimensions, key.entity, key.entity2, key.link);
    }
  };

  // A sum without its measures.
  Fact KeyOf(const Fact& fact) const {
    Fact key;
    key.kind = fact.kind;
    key.effective_on =
        std::max(selection_.from, base::DaysOf(base::MonthOf(fact.effective_on)).from);
    key.dimensions = fact.dimensions;
    if (apart_ == Apart::kEntities) {
      key.entity = fact.entity;
      key.entity2 = fact.entity2;
      key.link = fact.link;
    }
    return key;
  }

  const FactSelection& selection_;
  const Apart apart_;
  absl::flat_hash_map<Fact, Measures, Hash> sums_;
  bool fits_ = true;
};

}  // namespace

base::Status ShadowView::Sums(const FactSelection& selection, const FactSink& sink) const {
  if (IsPast(selection.known)) return live_->Sums(selection, sink);
  SumDifferences differences(selection, SumDifferences::Apart::kDimensions);
  facts_.EachIn(selection, [&](const Fact& fact, std::int32_t n) { differences.Add(fact, n); });
  AL_RETURN_IF_ERROR(live_->Sums(selection, [&](const Fact& sum) { differences.Give(sum, sink); }));
  return differences.GiveRest(sink);
}

base::Status ShadowView::SumsByEntity(const FactSelection& selection, const FactSink& sink) const {
  if (IsPast(selection.known)) return live_->SumsByEntity(selection, sink);
  SumDifferences differences(selection, SumDifferences::Apart::kEntities);
  facts_.EachIn(selection, [&](const Fact& fact, std::int32_t n) { differences.Add(fact, n); });
  AL_RETURN_IF_ERROR(
      live_->SumsByEntity(selection, [&](const Fact& sum) { differences.Give(sum, sink); }));
  return differences.GiveRest(sink);
}

base::Status ShadowView::Facts(const FactSelection& selection, const FactSink& sink) const {
  if (IsPast(selection.known)) return live_->Facts(selection, sink);
  struct Hash {
    std::size_t operator()(const Fact& fact) const {
      return absl::HashOf(fact.effective_on.days, fact.position.value(), fact.entity,
                          fact.measures);
    }
  };
  absl::flat_hash_map<Fact, std::int32_t, Hash> gone;
  std::vector<Fact> facts;
  facts_.EachIn(selection, [&](const Fact& fact, std::int32_t count) {
    if (count < 0) gone[fact] = -count;
    for (std::int32_t i = 0; i < count; ++i) facts.push_back(fact);
  });
  AL_RETURN_IF_ERROR(live_->Facts(selection, [&](const Fact& fact) {
    const auto found = gone.find(fact);
    if (found == gone.end() || found->second == 0) {
      facts.push_back(fact);
    } else {
      --found->second;
    }
  }));
  std::sort(facts.begin(), facts.end(), FactBefore);
  for (const Fact& fact : facts) sink(fact);
  return base::Status();
}

base::FiscalYearStart ShadowView::FiscalYearStartOf(Symbol tenant, Symbol anchor,
                                                    const KnownAt& known) const {
  if (IsPast(known)) return live_->FiscalYearStartOf(tenant, anchor, known);
  return desk_.FiscalYearStartOf(tenant, anchor, position_);
}

base::Currency ShadowView::CurrencyOf(Symbol tenant, Symbol anchor, const KnownAt& known) const {
  if (IsPast(known)) return live_->CurrencyOf(tenant, anchor, known);
  return desk_.CurrencyOf(tenant, anchor, position_);
}

base::Currency ShadowView::CommonCurrency(Symbol tenant, const KnownAt& known) const {
  if (IsPast(known)) return live_->CommonCurrency(tenant, known);
  return desk_.CommonCurrency(tenant, position_);
}

std::optional<PlaceSet> ShadowView::PlacesOf(Symbol tenant, Symbol set,
                                             const KnownAt& known) const {
  if (IsPast(known)) return live_->PlacesOf(tenant, set, known);
  return desk_.PlacesOf(tenant, set, position_);
}

std::vector<std::string> ShadowView::EditionsUsed(const FactSelection& selection,
                                                  std::uint32_t flags) const {
  if (IsPast(selection.known)) return live_->EditionsUsed(selection, flags);
  return desk_.GeographiesIn(selection.tenant, PlacesBehind(selection.kind, flags),
                             {selection.from, selection.to}, position_);
}

}  // namespace anchorledger::projections
