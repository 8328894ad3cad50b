#include "services/projections/geography_book.h"

#include "anchorledger/event/v1/enums.pb.h"

namespace anchorledger::projections {

std::uint32_t GeographyBook::PurposesOn(Symbol tenant, Symbol place, std::uint8_t use,
                                        base::Date day, base::Position cut) const {
  std::uint32_t purposes = 0;
  if (place == 0) return purposes;
  const KnownVersions<GeographyMembership>* memberships = places_.Find(KeyOf(tenant, place));
  if (memberships == nullptr) return purposes;
  memberships->Each(cut, [&](const KnownVersion<GeographyMembership>& v) {
    const bool applies =
        v.value.applies_to == use || v.value.applies_to == event::v1::GEOGRAPHY_USE_ALL;
    if (applies && v.value.from <= day && day <= v.value.to) {
      purposes |= std::uint32_t{1} << v.value.purpose;
    }
  });
  return purposes;
}

}  // namespace anchorledger::projections
