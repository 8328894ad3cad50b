// Suppliers: their profile on a date, and the classes they hold on a date.
#pragma once

#include <cstdint>

#include "proto/base/date.h"
#include "services/projections/forkable_map.h"
#include "services/projections/known_versions.h"

namespace anchorledger::projections {

// From SupplierRegistered: holds from `from` until the next one.
struct SupplierProfile {
  base::Date from;
  Symbol business_geo = 0;
  Symbol partner = 0;
};

// From SupplierClassified.
struct SupplierClassSpan {
  std::uint8_t supplier_class = 0;  // event.v1.SupplierClass
  bool self_certified = false;
  base::Date from;
  base::Date to;
};

// From SupplierClassificationEnded.
struct SupplierClassEnd {
  std::uint8_t supplier_class = 0;
  base::Date on;
};

// The classes held on a day.
struct ClassesHeld {
  std::uint32_t mask = 0;     // bit n = class n
  std::uint32_t vouched = 0;  // of these: for which somebody but the supplier vouches

  // Some classes of the group are held, and nobody but the supplier vouches for any of these. A
  // certificate for another class says nothing about them.
  bool SelfCertifiedOnly(std::uint32_t group) const {
    return (mask & group) != 0 && (vouched & group) == 0;
  }
};

class SupplierBook {
 public:
  struct Supplier {
    KnownVersions<SupplierProfile> profiles;
    KnownVersions<SupplierClassSpan> classes;
    KnownVersions<SupplierClassEnd> ends;

    Supplier AsOf(base::Position at) const {
      return {profiles.AsOf(at), classes.AsOf(at), ends.AsOf(at)};
    }
  };

  Supplier& At(Symbol tenant, Symbol supplier) { return suppliers_.At(KeyOf(tenant, supplier)); }

  // The latest profile that begins on or before the day; before the first one: the first one.
  // Unknown supplier: an empty profile.
  SupplierProfile ProfileOn(Symbol tenant, Symbol supplier, base::Date day,
                            base::Position cut) const;
  // Whether a profile of another event comes before the one of `event`, which begins on `day`.
  bool HasProfileBefore(Symbol tenant, Symbol supplier, base::Date day, base::Position event,
                        base::Position cut) const;
  // A class is held when the day lies in its span and no end, recorded after it, lies in the span
  // on or before the day.
  ClassesHeld ClassesOn(Symbol tenant, Symbol supplier, base::Date day, base::Position cut) const;

  // Becomes a fork of the book; see ForkableMap.
  void ForkFrom(const SupplierBook& live, base::Mutex& mutex, base::Position at) {
    suppliers_.ForkFrom(live.suppliers_, mutex, at);
  }

 private:
  const Supplier* Find(Symbol tenant, Symbol supplier) const {
    return suppliers_.Find(KeyOf(tenant, supplier));
  }

  ForkableMap<Supplier> suppliers_;
};

}  // namespace anchorledger::projections
