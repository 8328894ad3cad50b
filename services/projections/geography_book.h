// Dated sets of places: what is local, disadvantaged or aimed at on a day.
#pragma once

#include <cstdint>

#include "proto/base/date.h"
#include "services/projections/forkable_map.h"
#include "services/projections/known_versions.h"

namespace anchorledger::projections {

// One place is a member of one definition.
struct GeographyMembership {
  std::uint8_t purpose = 0;     // event.v1.GeographyPurpose
  std::uint8_t applies_to = 0;  // event.v1.GeographyUse
  base::Date from;
  base::Date to;
};

// From GeographyDefined. Membership is equality of scheme and code; nothing is guessed.
class GeographyBook {
 public:
  void Assert(Symbol tenant, Symbol place, base::Position event, base::Position born,
              const GeographyMembership& value) {
    places_.At(KeyOf(tenant, place)).Assert(event, born, value);
  }
  void Retract(Symbol tenant, Symbol place, base::Position event, base::Position died) {
    places_.At(KeyOf(tenant, place)).Retract(event, died);
  }

  // Bit n: the place belongs to a definition of purpose n that is valid on the day, for this use or
  // for all. An unknown place (0) belongs to none.
  std::uint32_t PurposesOn(Symbol tenant, Symbol place, std::uint8_t use, base::Date day,
                           base::Position cut) const;

  // Becomes a fork of the book; see ForkableMap.
  void ForkFrom(const GeographyBook& live, base::Mutex& mutex, base::Position at) {
    places_.ForkFrom(live.places_, mutex, at);
  }

 private:
  ForkableMap<KnownVersions<GeographyMembership>> places_;
};

}  // namespace anchorledger::projections
