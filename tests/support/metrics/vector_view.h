// A fact view over a plain vector: what the engine must get right, without a projection.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "proto/base/check.h"
#include "proto/base/date.h"
#include "services/projections/fact_schema.h"
#include "services/projections/fact_view.h"

namespace anchorledger::testing {

inline base::Date Day(std::string_view text) {
  const auto date = base::ParseIsoDate(text);
  AL_CHECK(date.ok());
  return *date;
}

class VectorView : public projections::FactView {
 public:
  projections::Symbol Intern(std::string_view text) {
    if (text.empty()) return 0;
    const auto found = symbols_.find(text);
    if (found != symbols_.end()) return found->second;
    texts_.emplace_back(text);
    const auto symbol = static_cast<projections::Symbol>(texts_.size());
    symbols_.emplace(std::string(text), symbol);
    return symbol;
  }
  // Facts without a position get the next one.
  void Add(projections::Fact fact) {
    if (fact.position.value() == 0) fact.position = base::Position(++last_position_);
    facts_.push_back(fact);
  }
  void SetFiscalYear(std::string_view anchor, base::FiscalYearStart start) {
    starts_[Intern(anchor)] = start;
  }
  void SetCurrency(std::string_view anchor, std::string_view code) {
    currencies_[Intern(anchor)] = *base::ParseCurrency(code);
  }
  void Register(projections::NamedThing kind, std::string_view id) {
    registered_.insert({kind, Intern(id)});
  }
  void DefinePlaces(std::string_view set, std::initializer_list<std::string_view> places) {
    projections::PlaceSet& defined = sets_[Intern(set)];
    defined.edition = "geography/" + std::string(set) + "@1";
    for (const std::string_view place : places) defined.places.push_back(Intern(place));
  }
  void Amend(std::uint64_t event, std::uint64_t at) {
    amendments_[base::Position(event)].emplace_back(at);
  }
  const std::vector<projections::Fact>& facts() const { return facts_; }
  // How often facts were asked for, in any way.
  int reads() const { return reads_; }

  base::Position position() const override { return base::Position(last_position_); }

  base::Status Sums(const projections::FactSelection& selection,
                    const projections::FactSink& sink) const override {
    AL_CHECK(projections::FindKindSchema(selection.kind)->cells);
    return SumUp(selection, /*by_entity=*/false, sink);
  }
  base::Status SumsByEntity(const projections::FactSelection& selection,
                            const projections::FactSink& sink) const override {
    return SumUp(selection, /*by_entity=*/true, sink);
  }
  base::Status Facts(const projections::FactSelection& selection,
                     const projections::FactSink& sink) const override {
    ++reads_;
    std::vector<projections::Fact> wanted;
    for (const projections::Fact& fact : facts_) {
      if (Selected(fact, selection)) wanted.push_back(fact);
    }
    std::stable_sort(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) {
      return std::pair(a.effective_on, a.position) < std::pair(b.effective_on, b.position);
    });
    for (const projections::Fact& fact : wanted) sink(fact);
    return {};
  }

  projections::Symbol Find(std::string_view text) const override {
    const auto found = symbols_.find(text);
    return found == symbols_.end() ? 0 : found->second;
  }
  std::string_view Text(projections::Symbol symbol) const override {
    return symbol == 0 ? std::string_view() : texts_[symbol - 1];
  }
  base::FiscalYearStart FiscalYearStartOf(projections::Symbol, projections::Symbol anchor,
                                          const projections::KnownAt&) const override {
    const auto found = starts_.find(anchor);
    return found == starts_.end() ? base::FiscalYearStart{1, 1} : found->second;
  }
  base::Currency CurrencyOf(projections::Symbol, projections::Symbol anchor,
                            const projections::KnownAt&) const override {
    const auto found = currencies_.find(anchor);
    return found == currencies_.end() ? base::Currency() : found->second;
  }
  base::Currency CommonCurrency(projections::Symbol, const projections::KnownAt&) const override {
    base::Currency common;
    for (const auto& [anchor, currency] : currencies_) {
      if (!common.empty() && common != currency) return {};
      common = currency;
    }
    return common;
  }
  std::optional<projections::PlaceSet> PlacesOf(projections::Symbol, projections::Symbol set,
                                                const projections::KnownAt&) const override {
    const auto found = sets_.find(set);
    return found == sets_.end() ? std::nullopt : std::optional(found->second);
  }
  // What a fact stands under, or Register was told.
  bool Knows(projections::Symbol tenant, projections::NamedThing kind,
             projections::Symbol thing) const override {
    using projections::NamedThing;
    const auto in = [&](const projections::Fact& fact) {
      const projections::Dimensions& d = fact.dimensions;
      switch (kind) {
        case NamedThing::kAnchor:
          return d.anchor;
        case NamedThing::kPartner:
          return d.partner;
        case NamedThing::kPartnership:
          return d.partnership;
        case NamedThing::kPlace:
          return d.geography;
        case NamedThing::kSupplier:
          return projections::IsAbout(fact.kind, "supplier") ? fact.entity : 0;
        case NamedThing::kInvestment:
          return projections::IsAbout(fact.kind, "investment") ? fact.entity : 0;
      }
      return projections::Symbol{0};
    };
    return registered_.contains({kind, thing}) ||
           std::any_of(facts_.begin(), facts_.end(), [&](const projections::Fact& fact) {
             return fact.dimensions.tenant == tenant && in(fact) == thing;
           });
  }
  std::vector<base::Position> AmendmentsOf(base::Position event,
                                           const projections::KnownAt&) const override {
    const auto found = amendments_.find(event);
    return found == amendments_.end() ? std::vector<base::Position>() : found->second;
  }
  std::vector<std::string> EditionsUsed(const projections::FactSelection& selection,
                                        std::uint32_t flags) const override {
    std::vector<std::string> names;
    const std::uint32_t purposes = projections::PlacesBehind(selection.kind, flags).purposes;
    for (const auto& [purpose, name] : {std::pair(1U, "local"), {2U, "target"}}) {
      if ((purposes >> purpose & 1U) != 0) names.push_back("geography/" + std::string(name) + "@1");
    }
    return names;
  }

 private:
  static bool Selected(const projections::Fact& fact, const projections::FactSelection& selection) {
    const auto& anchors = selection.anchors;
    const bool anchor = anchors.empty() || std::find(anchors.begin(), anchors.end(),
                                                     fact.dimensions.anchor) != anchors.end();
    const bool known = !selection.known.position || fact.position <= *selection.known.position;
    return fact.kind == selection.kind && fact.dimensions.tenant == selection.tenant && anchor &&
           known && selection.from <= fact.effective_on && fact.effective_on <= selection.to;
  }

  base::Status SumUp(const projections::FactSelection& selection, bool by_entity,
                     const projections::FactSink& sink) const {
    ++reads_;
    std::vector<projections::Fact> sums;
    for (const projections::Fact& fact : facts_) {
      if (!Selected(fact, selection)) continue;
      projections::Fact sum = fact;
      sum.position = base::Position();
      const base::Date first = base::DaysOf(base::MonthOf(fact.effective_on)).from;
      sum.effective_on = std::max(first, selection.from);
      if (!by_entity) sum.entity = sum.entity2 = sum.link = 0;
      if (!by_entity && selection.rolled_up) sum.dimensions.partner = sum.dimensions.geography = 0;
      const auto same = std::find_if(sums.begin(), sums.end(), [&](const auto& other) {
        return other.effective_on == sum.effective_on && other.dimensions == sum.dimensions &&
               std::tie(other.entity, other.entity2, other.link) ==
                   std::tie(sum.entity, sum.entity2, sum.link);
      });
      if (same == sums.end()) {
        sums.push_back(sum);
        continue;
      }
      for (std::size_t i = 0; i < sum.measures.size(); ++i) same->measures[i] += sum.measures[i];
    }
    std::stable_sort(sums.begin(), sums.end(),
                     [](const auto& a, const auto& b) { return a.effective_on < b.effective_on; });
    for (const projections::Fact& sum : sums) {
      if (sum.measures != projections::Measures{}) sink(sum);
    }
    return {};
  }

  std::vector<projections::Fact> facts_;
  std::map<std::string, projections::Symbol, std::less<>> symbols_;
  std::vector<std::string> texts_;
  std::map<projections::Symbol, base::FiscalYearStart> starts_;
  std::map<projections::Symbol, base::Currency> currencies_;
  std::map<projections::Symbol, projections::PlaceSet> sets_;
  std::set<std::pair<projections::NamedThing, projections::Symbol>> registered_;
  std::map<base::Position, std::vector<base::Position>> amendments_;
  std::uint64_t last_position_ = 0;
  mutable int reads_ = 0;
};

// Builds one fact by the names of its schema, of tenant "network" and anchor "hospital":
//   FactBuilder(view, "hire").On("2020-03-01").Measure("count", 4).Flags({"permanent"}).Add();
class FactBuilder {
 public:
  FactBuilder(VectorView& view, std::string_view kind)
      : view_(view), schema_(*projections::FindKindSchema(kind)) {
    fact_.kind = schema_.kind;
    fact_.dimensions.tenant = view.Intern("network");
    fact_.dimensions.anchor = view.Intern("hospital");
    fact_.dimensions.basis = 1;
  }
  FactBuilder& On(std::string_view day) {
    fact_.effective_on = Day(day);
    return *this;
  }
  FactBuilder& At(std::uint64_t position) {
    fact_.position = base::Position(position);
    return *this;
  }
  FactBuilder& Measure(std::string_view name, std::int64_t value) {
    fact_.measures[*projections::FindMeasure(schema_, name)] = value;
    return *this;
  }
  FactBuilder& Flags(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
      fact_.dimensions.flags |= *projections::FindFlag(schema_, name);
    }
    return *this;
  }
  FactBuilder& Entity(std::string_view text) {
    fact_.entity = view_.Intern(text);
    return *this;
  }
  FactBuilder& Entity2(std::string_view text) {
    fact_.entity2 = view_.Intern(text);
    return *this;
  }
  FactBuilder& Link(std::string_view text) {
    fact_.link = view_.Intern(text);
    return *this;
  }
  FactBuilder& Anchor(std::string_view text) {
    fact_.dimensions.anchor = view_.Intern(text);
    return *this;
  }
  FactBuilder& Partnership(std::string_view text) {
    fact_.dimensions.partnership = view_.Intern(text);
    return *this;
  }
  FactBuilder& Partner(std::string_view text) {
    fact_.dimensions.partner = view_.Intern(text);
    return *this;
  }
  FactBuilder& Geography(std::string_view text) {
    fact_.dimensions.geography = view_.Intern(text);
    return *this;
  }
  FactBuilder& Phase(std::uint8_t phase) {
    fact_.dimensions.phase = phase;
    return *this;
  }
  FactBuilder& Strategy(std::uint8_t strategy) {
    fact_.dimensions.strategy = strategy;
    return *this;
  }
  FactBuilder& Basis(std::uint8_t basis) {
    fact_.dimensions.basis = basis;
    return *this;
  }
  FactBuilder& Classes(std::initializer_list<unsigned> classes) {
    for (const unsigned number : classes) fact_.dimensions.class_mask |= 1U << number;
    return *this;
  }
  FactBuilder& In(std::string_view currency) {
    fact_.dimensions.currency = *base::ParseCurrency(currency);
    return *this;
  }
  void Add() { view_.Add(fact_); }

 private:
  VectorView& view_;
  const projections::KindSchema& schema_;
  projections::Fact fact_;
};

}  // namespace anchorledger::testing
