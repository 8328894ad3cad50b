// What readers ask of the reference data while the follower adds to it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "proto/base/date.h"
#include "proto/base/money.h"
#include "proto/base/mutex.h"
#include "services/projections/in_force_event.h"
#include "services/projections/known_versions.h"
#include "services/projections/symbols.h"

namespace anchorledger::projections {

// Fiscal years and currencies of anchors; editions of geographies and reference sets. Bitemporal:
// an answer for a cut-off does not change when more becomes known. Threads: any.
class ReferenceDesk {
 public:
  // Becomes a copy of what another desk knew at a position. Must be empty. There are few anchors
  // and editions.
  void CopyFrom(const ReferenceDesk& live, base::Position at);

  // As AssertContext and RetractContext, for the types that it knows.
  void Assert(const InForceEvent& event, base::Position born, SymbolTable& symbols);
  void Retract(const InForceEvent& event, base::Position died, SymbolTable& symbols);
  static bool Knows(const InForceEvent& event);

  base::FiscalYearStart FiscalYearStartOf(Symbol tenant, Symbol anchor, base::Position cut) const;
  base::Currency CurrencyOf(Symbol tenant, Symbol anchor, base::Position cut) const;

  // "geography/<id>@<position>" and "reference-set/<id>@<position>" of what is valid on some day of
  // the period; sorted.
  std::vector<std::string> EditionsIn(Symbol tenant, base::Period period, base::Position cut) const;

 private:
  struct Anchor {
    base::FiscalYearStart fiscal_start;
    base::Currency currency;
  };
  struct Edition {
    std::string name;
    Symbol set = 0;  // of a reference set: the set whose editions follow each other
    base::Date from;
    base::Date to;
  };
  void Change(const InForceEvent& event, base::Position at, bool assert, SymbolTable& symbols);
  const Anchor* Find(Symbol tenant, Symbol anchor, base::Position cut) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable base::Mutex mutex_;
  absl::flat_hash_map<std::uint64_t, KnownVersions<Anchor>> anchors_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<Symbol, KnownVersions<Edition>> editions_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace anchorledger::projections
