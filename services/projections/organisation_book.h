// Organisations of a tenant: which ones are anchors, where the others are at home.
#pragma once

#include <cstdint>

#include "proto/base/date.h"
#include "proto/base/money.h"
#include "services/projections/forkable_map.h"
#include "services/projections/known_versions.h"

namespace anchorledger::projections {

struct Organisation {
  bool anchor = false;
  Symbol home_geo = 0;                 // of a partner
  base::Currency currency;             // of an anchor's books
  base::FiscalYearStart fiscal_start;  // of an anchor
};

// From AnchorRegistered and PartnerOnboarded. What is known of an organisation holds for all dates:
// facts may be effective before their organisations became known.
class OrganisationBook {
 public:
  void Assert(Symbol tenant, Symbol organisation, base::Position event, base::Position born,
              const Organisation& value) {
    known_.At(KeyOf(tenant, organisation)).Assert(event, born, value);
  }
  void Retract(Symbol tenant, Symbol organisation, base::Position event, base::Position died) {
    known_.At(KeyOf(tenant, organisation)).Retract(event, died);
  }

  bool IsAnchor(Symbol tenant, Symbol organisation, base::Position cut) const {
    bool found = false;
    Each(tenant, organisation, cut, [&](const Organisation& value) { found |= value.anchor; });
    return found;
  }
  bool IsPartner(Symbol tenant, Symbol organisation, base::Position cut) const {
    bool found = false;
    Each(tenant, organisation, cut, [&](const Organisation& value) { found |= !value.anchor; });
    return found;
  }
  // 0 when unknown.
  Symbol HomeGeo(Symbol tenant, Symbol organisation, base::Position cut) const {
    Symbol found = 0;
    Each(tenant, organisation, cut, [&](const Organisation& value) {
      if (value.home_geo != 0) found = value.home_geo;
    });
    return found;
  }
  // The anchor as known, or null.
  const Organisation* Anchor(Symbol tenant, Symbol organisation, base::Position cut) const {
    const Organisation* found = nullptr;
    Each(tenant, organisation, cut, [&](const Organisation& value) {
      if (value.anchor) found = &value;
    });
    return found;
  }

  // Becomes a fork of the book; see ForkableMap.
  void ForkFrom(const OrganisationBook& live, base::Mutex& mutex, base::Position at) {
    known_.ForkFrom(live.known_, mutex, at);
  }

 private:
  template <class Visitor>
  void Each(Symbol tenant, Symbol organisation, base::Position cut, Visitor visit) const {
    const KnownVersions<Organisation>* known = known_.Find(KeyOf(tenant, organisation));
    if (known == nullptr) return;
    known->Each(cut, [&](const KnownVersion<Organisation>& v) { visit(v.value); });
  }

  ForkableMap<KnownVersions<Organisation>> known_;
};

}  // namespace anchorledger::projections
