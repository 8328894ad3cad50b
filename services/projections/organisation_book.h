// Organisations of a tenant: which ones are anchors, where the others are at home.
#pragma once

#include <cstdint>

#include "absl/container/flat_hash_map.h"
#include "proto/base/date.h"
#include "proto/base/money.h"
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
    known_[KeyOf(tenant, organisation)].Assert(event, born, value);
  }
  void Retract(Symbol tenant, Symbol organisation, base::Position event, base::Position died) {
    known_[KeyOf(tenant, organisation)].Retract(event, died);
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

 private:
  template <class Visitor>
  void Each(Symbol tenant, Symbol organisation, base::Position cut, Visitor visit) const {
    const auto found = known_.find(KeyOf(tenant, organisation));
    if (found == known_.end()) return;
    found->second.Each(cut, [&](const KnownVersion<Organisation>& v) { visit(v.value); });
  }

  absl::flat_hash_map<std::uint64_t, KnownVersions<Organisation>> known_;
};

}  // namespace anchorledger::projections
