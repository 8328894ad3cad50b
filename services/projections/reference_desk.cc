#include "services/projections/reference_desk.h"

#include <algorithm>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/projections/event_symbols.h"
#include "services/projections/partnership_book.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

template <class Value>
void Put(KnownVersions<Value>& versions, const InForceEvent& event, base::Position at, bool assert,
         Value value) {
  if (assert) {
    versions.Assert(event.position, at, std::move(value));
  } else {
    versions.Retract(event.position, at);
  }
}

}  // namespace

bool ReferenceDesk::Knows(const InForceEvent& event) {
  return event.payload->has_anchor_registered() || event.payload->has_geography_defined() ||
         event.payload->has_reference_set_published();
}

void ReferenceDesk::CopyFrom(const ReferenceDesk& live, base::Position at) {
  const base::MutexLock lock(mutex_);
  const base::MutexLock live_lock(live.mutex_);
  for (const auto& [key, anchor] : live.anchors_) anchors_.emplace(key, anchor.AsOf(at));
  for (const auto& [tenant, editions] : live.editions_) {
    editions_.emplace(tenant, editions.AsOf(at));
  }
}

void ReferenceDesk::Assert(const InForceEvent& event, base::Position born, SymbolTable& symbols) {
  Change(event, born, /*assert=*/true, symbols);
}

void ReferenceDesk::Retract(const InForceEvent& event, base::Position died, SymbolTable& symbols) {
  Change(event, died, /*assert=*/false, symbols);
}

void ReferenceDesk::Change(const InForceEvent& event, base::Position at, bool assert,
                           SymbolTable& symbols) {
  const std::string suffix = "@" + std::to_string(event.position.value());
  base::MutexLock lock(mutex_);
  if (event.payload->has_anchor_registered()) {
    const pb::AnchorRegistered& anchor = event.payload->anchor_registered();
    Put(anchors_[KeyOf(event.tenant, symbols.Intern(anchor.anchor_id()))], event, at, assert,
        Anchor{
            .fiscal_start = {anchor.fiscal_year_start().month(), anchor.fiscal_year_start().day()},
            .currency = projections::CurrencyOf(anchor.currency())});
  } else if (event.payload->has_geography_defined()) {
    const pb::GeographyDefined& geography = event.payload->geography_defined();
    Put(editions_[event.tenant], event, at, assert,
        Edition{.name = "geography/" + geography.geo_id() + suffix,
                .set = 0,
                .from = DateOf(geography.valid_from()),
                .to = geography.has_valid_to() ? DateOf(geography.valid_to()) : kNoLastDay});
  } else if (event.payload->has_reference_set_published()) {
    const pb::ReferenceSetPublished& set = event.payload->reference_set_published();
    Put(editions_[event.tenant], event, at, assert,
        Edition{.name = "reference-set/" + set.set_id() + suffix,
                .set = symbols.Intern(set.set_id()),
                .from = DateOf(set.valid_from()),
                .to = kNoLastDay});
  }
}

const ReferenceDesk::Anchor* ReferenceDesk::Find(Symbol tenant, Symbol anchor,
                                                 base::Position cut) const {
  const auto found = anchors_.find(KeyOf(tenant, anchor));
  return found == anchors_.end() ? nullptr : found->second.Last(cut);
}

base::FiscalYearStart ReferenceDesk::FiscalYearStartOf(Symbol tenant, Symbol anchor,
                                                       base::Position cut) const {
  base::MutexLock lock(mutex_);
  const Anchor* known = Find(tenant, anchor, cut);
  return known == nullptr ? base::FiscalYearStart{} : known->fiscal_start;
}

base::Currency ReferenceDesk::CurrencyOf(Symbol tenant, Symbol anchor, base::Position cut) const {
  base::MutexLock lock(mutex_);
  const Anchor* known = Find(tenant, anchor, cut);
  return known == nullptr ? base::Currency{} : known->currency;
}

std::vector<std::string> ReferenceDesk::EditionsIn(Symbol tenant, base::Period period,
                                                   base::Position cut) const {
  std::vector<std::string> names;
  base::MutexLock lock(mutex_);
  const auto found = editions_.find(tenant);
  if (found == editions_.end()) return names;
  const KnownVersions<Edition>& editions = found->second;
  editions.Each(cut, [&](const KnownVersion<Edition>& edition) {
    bool valid = edition.value.from <= period.to && period.from <= edition.value.to;
    // An edition of a reference set ends where a later one begins.
    editions.Each(cut, [&](const KnownVersion<Edition>& other) {
      if (other.value.set == 0 || other.value.set != edition.value.set) return;
      const bool later =
          std::pair(edition.value.from, edition.event) < std::pair(other.value.from, other.event);
      if (later && other.value.from <= period.from) valid = false;
    });
    if (valid) names.push_back(edition.value.name);
  });
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace anchorledger::projections
