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
  return event.payload->has_anchor_registered() || event.payload->has_geography_defined();
}

void ReferenceDesk::CopyFrom(const ReferenceDesk& live, base::Position at) {
  const base::MutexLock lock(mutex_);
  const base::MutexLock live_lock(live.mutex_);
  for (const auto& [key, anchor] : live.anchors_) anchors_.emplace(key, anchor.AsOf(at));
  for (const auto& [tenant, geographies] : live.geographies_) {
    geographies_.emplace(tenant, geographies.AsOf(at));
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
  base::MutexLock lock(mutex_);
  Register(event, symbols);
  if (event.payload->has_anchor_registered()) {
    const pb::AnchorRegistered& anchor = event.payload->anchor_registered();
    Put(anchors_[KeyOf(event.tenant, symbols.Intern(anchor.anchor_id()))], event, at, assert,
        Anchor{
            .fiscal_start = {anchor.fiscal_year_start().month(), anchor.fiscal_year_start().day()},
            .currency = projections::CurrencyOf(anchor.currency())});
  } else if (event.payload->has_geography_defined()) {
    const pb::GeographyDefined& geography = event.payload->geography_defined();
    std::vector<Symbol> places;
    for (const pb::GeoRef& member : geography.members()) {
      places.push_back(PlaceSymbol(member, symbols));
    }
    Put(geographies_[event.tenant], event, at, assert,
        Geography{.id = symbols.Intern(geography.geo_id()),
                  .name = "geography/" + geography.geo_id() + "@" +
                          std::to_string(event.position.value()),
                  .places = std::move(places),
                  .use = static_cast<std::uint8_t>(geography.applies_to()),
                  .purpose = static_cast<std::uint8_t>(geography.purpose()),
                  .from = DateOf(geography.valid_from()),
                  .to = geography.has_valid_to() ? DateOf(geography.valid_to()) : kNoLastDay});
  }
}

void ReferenceDesk::RegisterPlace(Symbol tenant, const pb::GeoRef& place, SymbolTable& symbols) {
  const Symbol symbol = PlaceSymbol(place, symbols);
  if (symbol != 0) registered_.insert({KeyOf(tenant, symbol), NamedThing::kPlace});
}

void ReferenceDesk::Register(const InForceEvent& event, SymbolTable& symbols) {
  const pb::EventPayload& payload = *event.payload;
  const auto add = [&](NamedThing kind, const std::string& id)
                       ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
                         registered_.insert({KeyOf(event.tenant, symbols.Intern(id)), kind});
                       };
  switch (payload.event_case()) {
    case pb::EventPayload::kAnchorRegistered:
      add(NamedThing::kAnchor, payload.anchor_registered().anchor_id());
      break;
    case pb::EventPayload::kPartnerOnboarded:
      add(NamedThing::kPartner, payload.partner_onboarded().partner_id());
      RegisterPlace(event.tenant, payload.partner_onboarded().home_geo(), symbols);
      break;
    case pb::EventPayload::kPartnershipProposed:
      add(NamedThing::kPartnership, payload.partnership_proposed().partnership_id());
      break;
    case pb::EventPayload::kSupplierRegistered:
      add(NamedThing::kSupplier, payload.supplier_registered().supplier_id());
      RegisterPlace(event.tenant, payload.supplier_registered().business_geo(), symbols);
      break;
    case pb::EventPayload::kInvestmentCommitted:
      add(NamedThing::kInvestment, payload.investment_committed().investment_id());
      break;
    case pb::EventPayload::kGeographyDefined:
      for (const pb::GeoRef& member : payload.geography_defined().members()) {
        RegisterPlace(event.tenant, member, symbols);
      }
      break;
    default:
      break;
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

base::Currency ReferenceDesk::CommonCurrency(Symbol tenant, base::Position cut) const {
  base::Currency common;
  base::MutexLock lock(mutex_);
  for (const auto& [key, versions] : anchors_) {
    if (key >> 32 != tenant) continue;
    const Anchor* anchor = versions.Last(cut);
    if (anchor == nullptr) continue;
    if (!common.empty() && common != anchor->currency) return {};
    common = anchor->currency;
  }
  return common;
}

bool ReferenceDesk::Registered(Symbol tenant, NamedThing kind, Symbol thing) const {
  base::MutexLock lock(mutex_);
  return registered_.contains(ThingKey{KeyOf(tenant, thing), kind});
}

std::vector<std::string> ReferenceDesk::GeographiesIn(Symbol tenant, PlacesNeeded needed,
                                                      base::Period period,
                                                      base::Position cut) const {
  std::vector<std::string> names;
  base::MutexLock lock(mutex_);
  const auto found = geographies_.find(tenant);
  if (found == geographies_.end()) return names;
  found->second.Each(cut, [&](const KnownVersion<Geography>& version) {
    const Geography& geography = version.value;
    const bool applies = geography.use == needed.use || geography.use == pb::GEOGRAPHY_USE_ALL;
    const bool valid = geography.from <= period.to && period.from <= geography.to;
    if (applies && valid && (needed.purposes >> geography.purpose & 1U) != 0) {
      names.push_back(geography.name);
    }
  });
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<PlaceSet> ReferenceDesk::PlacesOf(Symbol tenant, Symbol set,
                                                base::Position cut) const {
  std::optional<PlaceSet> found;
  base::MutexLock lock(mutex_);
  const auto geographies = geographies_.find(tenant);
  if (geographies == geographies_.end()) return found;
  geographies->second.Each(cut, [&](const KnownVersion<Geography>& version) {
    if (version.value.id == set) found = PlaceSet{version.value.name, version.value.places};
  });
  return found;
}

}  // namespace anchorledger::projections
