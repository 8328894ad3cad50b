// The name indexes: what is found without its id (see world.h).
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/text.h"
#include "services/domain/world.h"

namespace anchorledger::domain {

namespace pb = ::anchorledger::event::v1;

std::vector<NameEntry> NameKeysOf(const pb::EventPayload& payload) {
  std::vector<NameEntry> entries;
  if (payload.has_partner_onboarded()) {
    const pb::PartnerOnboarded& partner = payload.partner_onboarded();
    entries.push_back({NameIndex::kPartnerName, base::FoldForComparison(partner.org_name())});
    if (!partner.ein().empty()) entries.push_back({NameIndex::kPartnerEin, partner.ein()});
  } else if (payload.has_geography_defined()) {
    const pb::GeographyDefined& geography = payload.geography_defined();
    entries.push_back({NameIndex::kGeography, std::to_string(geography.purpose()) + "/" +
                                                  base::FoldForComparison(geography.name())});
  } else if (payload.has_reference_set_published()) {
    entries.push_back(
        {NameIndex::kReferenceSets, std::to_string(payload.reference_set_published().kind())});
  }
  return entries;
}

bool MayEnterName(int event_type) {
  return event_type == pb::EventPayload::kPartnerOnboarded ||
         event_type == pb::EventPayload::kGeographyDefined ||
         event_type == pb::EventPayload::kReferenceSetPublished ||
         event_type == pb::EventPayload::kEventAmended;
}

}  // namespace anchorledger::domain
