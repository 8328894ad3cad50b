#include "services/metrics/reference/registry.h"

#include <tuple>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::metrics::reference {

namespace pb = ::anchorledger::event::v1;

std::string PlaceOf(const pb::GeoRef& place) {
  if (place.scheme() == pb::GEO_SCHEME_UNSPECIFIED || place.code().empty()) return "";
  const auto* scheme = pb::GeoScheme_descriptor()->FindValueByNumber(place.scheme());
  return scheme == nullptr ? "" : event_types::WordOf(*scheme) + ":" + place.code();
}

base::Currency CurrencyOf(const std::string& code) {
  const auto currency = base::ParseCurrency(code);
  return currency.ok() ? *currency : base::Currency();
}

bool Registry::IsAnchor(std::string_view organisation) const {
  for (const Event& event : events_) {
    if (event.payload->has_anchor_registered() &&
        event.payload->anchor_registered().anchor_id() == organisation) {
      return true;
    }
  }
  return false;
}

bool Registry::IsPartner(std::string_view organisation) const {
  for (const Event& event : events_) {
    if (event.payload->has_partner_onboarded() &&
        event.payload->partner_onboarded().partner_id() == organisation) {
      return true;
    }
  }
  return false;
}

std::string Registry::AsPartner(const std::string& organisation) const {
  return IsAnchor(organisation) ? "" : organisation;
}

std::string Registry::HomeOf(std::string_view organisation) const {
  for (const Event& event : events_) {
    if (event.payload->has_partner_onboarded() &&
        event.payload->partner_onboarded().partner_id() == organisation) {
      return PlaceOf(event.payload->partner_onboarded().home_geo());
    }
  }
  return "";
}

base::Currency Registry::CurrencyOfAnchor(std::string_view anchor) const {
  for (const Event& event : events_) {
    if (event.payload->has_anchor_registered() &&
        event.payload->anchor_registered().anchor_id() == anchor) {
      return CurrencyOf(event.payload->anchor_registered().currency());
    }
  }
  return {};
}

base::FiscalYearStart Registry::FiscalYearStartOf(std::string_view anchor) const {
  for (const Event& event : events_) {
    if (event.payload->has_anchor_registered() &&
        event.payload->anchor_registered().anchor_id() == anchor) {
      const pb::MonthDay& start = event.payload->anchor_registered().fiscal_year_start();
      return {start.month(), start.day()};
    }
  }
  return {};
}

bool Registry::Serves(std::string_view place, int purpose, int use, base::Date day) const {
  for (const Event& event : events_) {
    if (place.empty() || !event.payload->has_geography_defined()) continue;
    const pb::GeographyDefined& geography = event.payload->geography_defined();
    if (geography.purpose() != purpose) continue;
    if (geography.applies_to() != use && geography.applies_to() != pb::GEOGRAPHY_USE_ALL) continue;
    if (day.days < geography.valid_from().days()) continue;
    if (geography.has_valid_to() && day.days > geography.valid_to().days()) continue;
    for (const pb::GeoRef& member : geography.members()) {
      if (PlaceOf(member) == place) return true;
    }
  }
  return false;
}

std::vector<std::string> Registry::MembersOf(std::string_view geography) const {
  std::vector<std::string> members;
  for (const Event& event : events_) {
    if (!event.payload->has_geography_defined()) continue;
    if (event.payload->geography_defined().geo_id() != geography) continue;
    for (const pb::GeoRef& member : event.payload->geography_defined().members()) {
      members.push_back(PlaceOf(member));
    }
  }
  return members;
}

SupplierProfile Registry::SupplierOn(std::string_view supplier, base::Date day) const {
  const pb::SupplierRegistered* holds = nullptr;
  for (const Event& event : events_) {
    if (!event.payload->has_supplier_registered()) continue;
    const pb::SupplierRegistered& registered = event.payload->supplier_registered();
    if (registered.supplier_id() != supplier) continue;
    if (holds == nullptr || event.on <= day) holds = &registered;
  }
  if (holds == nullptr) return {};
  return {PlaceOf(holds->business_geo()), holds->partner_id()};
}

ClassesHeld Registry::ClassesOn(std::string_view supplier, base::Date day) const {
  const auto ended = [&](const pb::SupplierClassified& held, std::uint64_t position) {
    for (const Event& event : events_) {
      if (!event.payload->has_supplier_classification_ended()) continue;
      const pb::SupplierClassificationEnded& end = event.payload->supplier_classification_ended();
      if (end.supplier_id() != supplier || end.class_() != held.class_()) continue;
      // A class that was granted anew after the end, or from a later day on, is another one.
      if (event.position < position || end.on().days() < held.valid_from().days()) continue;
      if (end.on().days() <= day.days) return true;
    }
    return false;
  };
  ClassesHeld held;
  for (const Event& event : events_) {
    if (!event.payload->has_supplier_classified()) continue;
    const pb::SupplierClassified& classified = event.payload->supplier_classified();
    if (classified.supplier_id() != supplier) continue;
    if (day.days < classified.valid_from().days()) continue;
    if (classified.has_valid_to() && day.days > classified.valid_to().days()) continue;
    if (ended(classified, event.position)) continue;
    held.classes.insert(classified.class_());
    if (classified.certifier() != pb::CLASS_CERTIFIER_SELF) {
      held.vouched.insert(classified.class_());
    }
  }
  return held;
}

std::vector<PhaseSpell> Registry::SpellsOf(std::string_view partnership) const {
  std::vector<PhaseSpell> spells;
  const auto leave = [&](base::Date on, int phase, bool all) {
    for (PhaseSpell& spell : spells) {
      if (!spell.last && (all || spell.phase == phase)) spell.last = on.PlusDays(-1);
    }
  };
  for (const Event& event : events_) {
    if (event.header->partnership_id() != partnership) continue;
    if (event.payload->has_phase_exited()) {
      leave(event.on, event.payload->phase_exited().phase(), /*all=*/false);
    } else if (event.payload->has_phase_entered()) {
      const pb::PhaseEntered& entered = event.payload->phase_entered();
      leave(event.on, entered.phase(), /*all=*/!entered.concurrent());
      spells.push_back({event.position, entered.phase(), event.on, std::nullopt});
    }
  }
  return spells;
}

int Registry::PhaseOn(std::string_view partnership, base::Date day, int home_phase) const {
  if (partnership.empty()) return 0;
  int entered_last = 0;
  for (const PhaseSpell& spell : SpellsOf(partnership)) {
    if (!spell.OpenOn(day)) continue;
    if (spell.phase == home_phase) return home_phase;
    entered_last = spell.phase;
  }
  return entered_last;
}

Lead Registry::LeadOf(std::string_view partnership) const {
  Lead lead;
  std::string joined;
  for (const Event& event : events_) {
    if (event.header->partnership_id() != partnership) continue;
    if (event.payload->has_partnership_proposed()) {
      lead.anchor = event.payload->partnership_proposed().lead_anchor_id();
      lead.partner = event.payload->partnership_proposed().lead_partner_id();
    } else if (event.payload->has_party_joined() &&
               event.payload->party_joined().role() == pb::PARTY_ROLE_LEAD_PARTNER) {
      joined = event.payload->party_joined().org_id();
    }
  }
  if (lead.partner.empty()) lead.partner = joined;
  return lead;
}

const pb::InvestmentCommitted* Registry::CommitmentOf(std::string_view investment) const {
  for (const Event& event : events_) {
    if (event.payload->has_investment_committed() &&
        event.payload->investment_committed().investment_id() == investment) {
      return &event.payload->investment_committed();
    }
  }
  return nullptr;
}

const Event* Registry::PurchaseOf(std::string_view purchase) const {
  for (const Event& event : events_) {
    if (event.payload->has_purchase_recorded() &&
        event.payload->purchase_recorded().purchase_id() == purchase) {
      return &event;
    }
  }
  return nullptr;
}

std::int32_t Registry::RateAfter(std::string_view investment, const Event& until) const {
  const pb::InvestmentCommitted* committed = CommitmentOf(investment);
  std::int32_t rate = committed == nullptr ? 0 : committed->terms().rate_bp();
  for (const Event& event : events_) {
    if (std::tie(event.on, event.position) > std::tie(until.on, until.position)) break;
    if (!event.payload->has_loan_terms_modified()) continue;
    const pb::LoanTermsModified& modified = event.payload->loan_terms_modified();
    if (modified.investment_id() != investment || !modified.changes().has_rate_bp()) continue;
    rate = modified.changes().rate_bp();
  }
  return rate;
}

}  // namespace anchorledger::metrics::reference
