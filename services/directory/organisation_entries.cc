#include "anchorledger/event/v1/registry.pb.h"
#include "services/directory/entries.h"

namespace anchorledger::directory {

namespace pb = ::anchorledger::event::v1;

std::optional<api::v1::Anchor> AnchorEntry(const domain::History& history) {
  std::optional<api::v1::Anchor> entry;
  history.Each<pb::AnchorRegistered>(
      [&](const domain::Entry& event, const pb::AnchorRegistered& registered) {
        entry.emplace();
        entry->set_anchor_id(registered.anchor_id());
        entry->set_legal_name(registered.legal_name());
        *entry->mutable_fiscal_year_start() = registered.fiscal_year_start();
        entry->set_currency(registered.currency());
        entry->set_time_zone(registered.time_zone());
        *entry->mutable_facility_ids() = registered.facility_ids();
        entry->set_position(event.position.value());
      });
  return entry;
}

std::optional<api::v1::Partner> PartnerEntry(const domain::History& history) {
  std::optional<api::v1::Partner> entry;
  history.Each<pb::PartnerOnboarded>(
      [&](const domain::Entry& event, const pb::PartnerOnboarded& onboarded) {
        entry.emplace();
        entry->set_partner_id(onboarded.partner_id());
        entry->set_org_name(onboarded.org_name());
        entry->set_kind(onboarded.kind());
        entry->set_legal_form(onboarded.legal_form());
        entry->set_developed_by(onboarded.developed_by());
        if (onboarded.has_home_geo()) *entry->mutable_home_geo() = onboarded.home_geo();
        entry->set_position(event.position.value());
      });
  return entry;
}

}  // namespace anchorledger::directory
