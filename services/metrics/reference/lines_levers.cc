// Lines of hiring and purchasing.
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/metrics/reference/line_start.h"

namespace anchorledger::metrics::reference {
namespace {

namespace pb = ::anchorledger::event::v1;

// What a line takes from its supplier on a day. False when the supplier belongs to an anchor.
bool SetSupplier(const Registry& registry, const std::string& supplier, base::Date day,
                 Spend* spend) {
  const SupplierProfile profile = registry.SupplierOn(supplier, day);
  const ClassesHeld held = registry.ClassesOn(supplier, day);
  spend->supplier = supplier;
  spend->partner = registry.AsPartner(profile.partner);
  spend->geography = profile.business_geo;
  spend->local = registry.Serves(profile.business_geo, pb::GEOGRAPHY_PURPOSE_LOCAL,
                                 pb::GEOGRAPHY_USE_PURCHASING, day);
  spend->classes = held.classes;
  spend->vouched_classes = held.vouched;
  return profile.partner.empty() || !spend->partner.empty();
}

void AddPurchase(const Registry& registry, const Event& event, Lines* lines) {
  const pb::PurchaseRecorded& purchase = event.payload->purchase_recorded();
  Spend spend;
  Start(registry, event, &spend);
  SetMoney(purchase.amount(), 1, &spend);
  spend.addressable = purchase.addressable();
  spend.construction = purchase.is_construction();
  if (SetSupplier(registry, purchase.supplier_id(), event.on, &spend)) {
    lines->spend.push_back(spend);
  }
}

// Its own day and amount; supplier, classes, place, flags and partnership of its purchase.
void AddReversal(const Registry& registry, const Event& event, Lines* lines) {
  const pb::PurchaseReversed& reversal = event.payload->purchase_reversed();
  const Event* reversed = registry.PurchaseOf(reversal.purchase_id());
  // What does not count cannot be taken back.
  if (reversed == nullptr || reversed->header->has_corroborates_position()) return;
  const pb::PurchaseRecorded& purchase = reversed->payload->purchase_recorded();
  Spend spend;
  Start(registry, event, reversed->header->partnership_id(), &spend);
  SetMoney(reversal.amount(), -1, &spend);
  spend.anchor = reversed->header->anchor_id();
  spend.addressable = purchase.addressable();
  spend.construction = purchase.is_construction();
  if (SetSupplier(registry, purchase.supplier_id(), reversed->on, &spend)) {
    lines->spend.push_back(spend);
  }
}

void AddCredit(const Registry& registry, const Event& event, Lines* lines) {
  const pb::SupplierCreditRecorded& credit = event.payload->supplier_credit_recorded();
  Spend spend;
  Start(registry, event, &spend);
  SetMoney(credit.amount(), -1, &spend);
  spend.addressable = credit.addressable();
  spend.construction = credit.is_construction();
  if (SetSupplier(registry, credit.supplier_id(), event.on, &spend)) lines->spend.push_back(spend);
}

// An award is no money, so it counts whoever the supplier belongs to.
void AddAward(const Registry& registry, const Event& event, Lines* lines) {
  Spend supplier;
  Start(registry, event, &supplier);
  SetSupplier(registry, event.payload->contract_awarded().supplier_id(), event.on, &supplier);
  lines->others.push_back(supplier);
}

}  // namespace

void AddHire(const Registry& registry, const Event& event, Lines* lines) {
  if (!event.payload->has_hire_recorded()) return;
  const pb::HireRecorded& recorded = event.payload->hire_recorded();
  Hire hire;
  Start(registry, event, &hire);
  const auto lives_in = [&](pb::GeographyPurpose purpose) {
    return registry.Serves(hire.geography, purpose, pb::GEOGRAPHY_USE_HIRING, event.on);
  };
  hire.partner = registry.AsPartner(recorded.employer_org_id());
  hire.geography = PlaceOf(recorded.residence_geo());
  hire.count = recorded.count();
  hire.permanent = recorded.hire_kind() == pb::HIRE_KIND_PERMANENT;
  hire.by_anchor = recorded.employer_org_id() == hire.anchor;
  hire.local = lives_in(pb::GEOGRAPHY_PURPOSE_LOCAL);
  hire.disadvantaged = lives_in(pb::GEOGRAPHY_PURPOSE_DISADVANTAGED);
  hire.pathway = !recorded.pathway_id().empty();
  hire.sub_bachelor = recorded.education_required() >= pb::EDUCATION_LEVEL_NONE &&
                      recorded.education_required() < pb::EDUCATION_LEVEL_BACH;
  hire.has_wage = recorded.has_starting_wage_cents_per_hour();
  if (hire.has_wage) {
    hire.minor = recorded.count() * recorded.starting_wage_cents_per_hour();
    hire.currency = registry.CurrencyOfAnchor(hire.anchor);
  }
  lines->hires.push_back(hire);
}

void AddSpend(const Registry& registry, const Event& event, Lines* lines) {
  if (event.payload->has_purchase_recorded()) AddPurchase(registry, event, lines);
  if (event.payload->has_purchase_reversed()) AddReversal(registry, event, lines);
  if (event.payload->has_supplier_credit_recorded()) AddCredit(registry, event, lines);
  if (event.payload->has_contract_awarded()) AddAward(registry, event, lines);
}

}  // namespace anchorledger::metrics::reference
