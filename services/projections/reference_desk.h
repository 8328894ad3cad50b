// What readers ask of the reference data while the follower adds to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "anchorledger/event/v1/common.pb.h"
#include "proto/base/date.h"
#include "proto/base/money.h"
#include "proto/base/mutex.h"
#include "services/projections/fact_schema.h"
#include "services/projections/fact_view.h"
#include "services/projections/in_force_event.h"
#include "services/projections/known_versions.h"
#include "services/projections/symbols.h"

namespace anchorledger::projections {

// Fiscal years and currencies of anchors, definitions of places: bitemporal, an answer for a
// cut-off does not change when more becomes known. And what was ever registered, which has no
// cut-off. Threads: any.
class ReferenceDesk {
 public:
  // Becomes a copy of what another desk knew at a position, but for what was registered there. Must
  // be empty. There are few anchors and definitions.
  void CopyFrom(const ReferenceDesk& live, base::Position at);

  // As AssertContext and RetractContext, for the types that it knows.
  void Assert(const InForceEvent& event, base::Position born, SymbolTable& symbols);
  void Retract(const InForceEvent& event, base::Position died, SymbolTable& symbols);
  static bool Knows(const InForceEvent& event);

  base::FiscalYearStart FiscalYearStartOf(Symbol tenant, Symbol anchor, base::Position cut) const;
  base::Currency CurrencyOf(Symbol tenant, Symbol anchor, base::Position cut) const;

  // As FactView says.
  base::Currency CommonCurrency(Symbol tenant, base::Position cut) const;

  // Whether anything in the context ever named it: its registration, or of a place a definition or
  // the home of an organisation or supplier.
  bool Registered(Symbol tenant, NamedThing kind, Symbol thing) const;

  // "geography/<id>@<position>" of those needed that are valid on some day of the period; sorted.
  std::vector<std::string> GeographiesIn(Symbol tenant, PlacesNeeded needed, base::Period period,
                                         base::Position cut) const;

  // As FactView says.
  std::optional<PlaceSet> PlacesOf(Symbol tenant, Symbol set, base::Position cut) const;

 private:
  struct Anchor {
    base::FiscalYearStart fiscal_start;
    base::Currency currency;
  };
  struct Geography {
    Symbol id = 0;
    std::string name;
    std::vector<Symbol> places;
    std::uint8_t use = 0;
    std::uint8_t purpose = 0;
    base::Date from;
    base::Date to;
  };
  // Thing and kind of a tenant.
  using ThingKey = std::pair<std::uint64_t, NamedThing>;

  void Register(const InForceEvent& event, SymbolTable& symbols)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void RegisterPlace(Symbol tenant, const event::v1::GeoRef& place, SymbolTable& symbols)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Change(const InForceEvent& event, base::Position at, bool assert, SymbolTable& symbols);
  const Anchor* Find(Symbol tenant, Symbol anchor, base::Position cut) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable base::Mutex mutex_;
  absl::flat_hash_map<std::uint64_t, KnownVersions<Anchor>> anchors_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<Symbol, KnownVersions<Geography>> geographies_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_set<ThingKey> registered_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace anchorledger::projections
