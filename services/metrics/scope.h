// One query bound to one view: names are symbols, days are spans, groups have numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "proto/base/date.h"
#include "proto/base/money.h"
#include "proto/base/status.h"
#include "services/metrics/query.h"
#include "services/metrics/table.h"
#include "services/metrics/timeline.h"
#include "services/projections/fact_view.h"

namespace anchorledger::metrics {

// Group 0 is everything; it is the only one when nothing but time was grouped by.
inline constexpr GroupIndex kEverything = 0;
// Currency 0 is "none"; facts in a currency that was not asked for have kOtherCurrency.
inline constexpr CurrencyIndex kNoCurrency = 0;
inline constexpr CurrencyIndex kOtherCurrency = ~CurrencyIndex{0};

// Where a fact counts.
struct Place {
  int span = 0;
  CurrencyIndex currency = kNoCurrency;
  bool passes = false;                 // the filter; anchors are chosen when reading
  std::span<const GroupIndex> groups;  // kEverything first; valid until the next Locate
  GroupIndex whole = kEverything;      // for what stays whole: the anchor's number, or 0
};

// Not thread-safe: groups and currencies get their numbers as facts are met.
class Scope {
 public:
  Scope(const projections::FactView& view, const Query& query);

  // Whether the view knows the tenant and the anchors at all; where not, nothing can be found.
  bool Reachable() const { return reachable_; }

  Place Locate(const projections::Fact& fact);
  // As Locate, for facts before the window or after it: the span is the nearest one.
  int SpanOf(const projections::Fact& fact);
  base::Period WindowOf(int span, projections::Symbol anchor);
  int LastSpan(projections::Symbol anchor) { return timeline_.LastSpan(StartOf(anchor)); }
  // No anchor's last span is beyond this one, whichever fiscal years are met later. What lasts is
  // carried to there, also where an anchor's own last span is earlier.
  int LastSpanOfAny() const {
    const int calendar = timeline_.LastSpan({1, 1});
    return timeline_.granularity() == Granularity::kFiscalYear ? calendar + 1 : calendar;
  }
  base::FiscalYearStart StartOf(projections::Symbol anchor);

  // What stays whole counts for a group under this number.
  GroupIndex WholeOf(GroupIndex group) const { return wholes_[group]; }
  projections::Symbol AnchorOf(GroupIndex group) const { return anchors_[group]; }
  std::size_t group_count() const { return keys_.size(); }
  std::vector<std::string> KeysOf(GroupIndex group) const;
  std::size_t currency_count() const { return currencies_.size(); }
  CurrencyIndex IndexOf(base::Currency currency);
  base::Currency CurrencyAt(CurrencyIndex index) const { return currencies_[index]; }

  // The currency of money that was asked for and is not there: the one asked for, else that of the
  // group's anchor, else the one that all anchors asked about share; empty where they differ.
  base::Currency HomeCurrency(GroupIndex group) const;

  // Whether the question narrows by anything but anchors and single things.
  bool filtered() const { return filtered_; }
  // Whether facts with these dimensions pass that filter.
  bool Passes(const projections::Dimensions& d) const;

  // Whether single things are asked about, such as suppliers: sums over all of them will not do.
  bool by_thing() const { return !suppliers_.empty() || !investments_.empty(); }
  // The things asked about that facts of a kind are about, rising; empty where there are none such.
  std::vector<projections::Symbol> ThingsOf(projections::FactKind kind) const;

  // The selection of a kind over some days, for the tenant and anchors of the query.
  projections::FactSelection Select(projections::FactKind kind, base::Period days) const;
  // The symbols of texts, 0 for those that were never seen.
  std::vector<projections::Symbol> Find(const std::vector<std::string>& texts) const;

  // The window of a cell: that of the group's anchor, or of the only fiscal year that was met.
  base::Period CellWindow(int span, GroupIndex group);
  int LastSpanOfCells();

  const projections::FactView& view() const { return view_; }
  const Query& query() const { return query_; }
  const Timeline& timeline() const { return timeline_; }
  const std::vector<Dimension>& dimensions() const { return dimensions_; }
  bool grouped() const { return !dimensions_.empty(); }

 private:
  // The keys of a group, each dimension at a fixed place; 0 where it is not grouped by.
  struct Key {
    std::uint64_t parties = 0;  // partnership, partner
    std::uint64_t places = 0;   // geography, anchor
    std::uint64_t kinds = 0;    // phase, strategy, supplier class
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      std::uint64_t hash = key.parties * 0x9e3779b97f4a7c15U;
      hash = (hash ^ (hash >> 32) ^ key.places) * 0xbf58476d1ce4e5b9U;
      hash = (hash ^ (hash >> 29) ^ key.kinds) * 0x94d049bb133111ebU;
      return static_cast<std::size_t>(hash ^ (hash >> 31));
    }
  };
  static constexpr int kSecond = 32;  // bits to the second place of a word of the key
  static constexpr int kStrategyAt = 8;
  static constexpr int kClassAt = 16;

  void BindFilter();
  void BindGroups();
  bool IsAboutThings(const projections::Fact& fact) const;
  Key KeyOf(const projections::Dimensions& d) const {
    return {(d.partnership | (std::uint64_t{d.partner} << kSecond)) & mask_.parties,
            (d.geography | (std::uint64_t{d.anchor} << kSecond)) & mask_.places,
            (d.phase | (std::uint64_t{d.strategy} << kStrategyAt)) & mask_.kinds};
  }
  static std::uint32_t PartOf(const Key& key, Dimension dimension);
  void FindGroups(const Key& key, const projections::Dimensions& d);
  GroupIndex NumberOf(const Key& key, projections::Symbol anchor);
  GroupIndex NumberOfAnchor(projections::Symbol anchor);
  std::string TextOf(Dimension dimension, std::uint32_t key) const;

  const projections::FactView& view_;
  const Query& query_;
  Timeline timeline_;
  std::vector<Dimension> dimensions_;  // of groups, time left out
  Key mask_;                           // the places of the key that are grouped by
  bool by_class_ = false;
  bool by_anchor_ = false;
  bool by_place_or_partner_ = false;  // grouped or filtered; else sums rolled up will do
  bool filtered_ = false;
  bool reachable_ = true;

  projections::Symbol tenant_ = 0;
  std::vector<projections::Symbol> anchors_wanted_;
  std::vector<projections::Symbol> partnerships_;
  std::vector<projections::Symbol> partners_;
  absl::flat_hash_set<projections::Symbol> geographies_;  // may be thousands
  std::vector<projections::Symbol> suppliers_;
  std::vector<projections::Symbol> investments_;
  std::uint32_t classes_ = 0;  // bit 0 = suppliers without a class; 0 = any

  absl::flat_hash_map<Key, GroupIndex, KeyHash> numbers_;
  std::vector<Key> keys_;
  std::vector<GroupIndex> wholes_;
  std::vector<projections::Symbol> anchors_;
  absl::flat_hash_map<projections::Symbol, GroupIndex> whole_numbers_;
  std::vector<base::Currency> currencies_;
  absl::flat_hash_map<projections::Symbol, base::FiscalYearStart> starts_;
  std::vector<base::FiscalYearStart> starts_met_;

  // The last fact located: neighbours are often alike.
  bool any_ = false;
  Key last_key_;
  std::uint32_t last_classes_ = 0;
  std::vector<GroupIndex> last_groups_;
  base::Currency last_currency_;
  CurrencyIndex last_currency_index_ = kNoCurrency;
  std::optional<base::Date> last_day_;
  projections::Symbol last_anchor_ = 0;
  int last_span_ = 0;
};

}  // namespace anchorledger::metrics
