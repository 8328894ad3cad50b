#include "services/projections/context.h"

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/projections/event_symbols.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

// Both directions walk the same keys; `assert` says which one it is.
struct Change {
  const InForceEvent& event;
  base::Position at;
  bool assert;
  SymbolTable& symbols;
  Context& context;

  Symbol Of(const std::string& text) const { return symbols.Intern(text); }
  template <class Book, class Value>
  void Put(Book& book, Symbol key, const Value& value) const {
    if (assert) {
      book.Assert(event.tenant, key, event.position, at, value);
    } else {
      book.Retract(event.tenant, key, event.position, at);
    }
  }
  template <class Value>
  void Put(KnownVersions<Value>& versions, const Value& value) const {
    if (assert) {
      versions.Assert(event.position, at, value);
    } else {
      versions.Retract(event.position, at);
    }
  }
  void Mention(MentionBook& book, std::uint64_t named) const {
    if (assert) {
      book.Assert(base::Position(named), event.position, at);
    } else {
      book.Retract(base::Position(named), event.position, at);
    }
  }
};

void Anchor(const Change& change, const pb::AnchorRegistered& anchor) {
  change.Put(change.context.organisations, change.Of(anchor.anchor_id()),
             Organisation{.anchor = true,
                          .home_geo = 0,
                          .currency = CurrencyOf(anchor.currency()),
                          .fiscal_start = {anchor.fiscal_year_start().month(),
                                           anchor.fiscal_year_start().day()}});
}

void Partner(const Change& change, const pb::PartnerOnboarded& partner) {
  change.Put(change.context.organisations, change.Of(partner.partner_id()),
             Organisation{.anchor = false,
                          .home_geo = PlaceSymbol(partner.home_geo(), change.symbols),
                          .currency = {},
                          .fiscal_start = {}});
}

void Geography(const Change& change, const pb::GeographyDefined& geography) {
  const GeographyMembership membership{
      .purpose = static_cast<std::uint8_t>(geography.purpose()),
      .applies_to = static_cast<std::uint8_t>(geography.applies_to()),
      .from = DateOf(geography.valid_from()),
      .to = geography.has_valid_to() ? DateOf(geography.valid_to()) : kNoLastDay};
  for (const pb::GeoRef& member : geography.members()) {
    change.Put(change.context.geographies, PlaceSymbol(member, change.symbols), membership);
  }
}

void Supplier(const Change& change, const pb::SupplierRegistered& supplier) {
  change.Put(
      change.context.suppliers.At(change.event.tenant, change.Of(supplier.supplier_id())).profiles,
      SupplierProfile{.from = change.event.effective_on,
                      .business_geo = PlaceSymbol(supplier.business_geo(), change.symbols),
                      .partner = change.Of(supplier.partner_id())});
}

void Classified(const Change& change, const pb::SupplierClassified& classified) {
  change.Put(
      change.context.suppliers.At(change.event.tenant, change.Of(classified.supplier_id())).classes,
      SupplierClassSpan{
          .supplier_class = static_cast<std::uint8_t>(classified.class_()),
          .self_certified = classified.certifier() == pb::CLASS_CERTIFIER_SELF,
          .from = DateOf(classified.valid_from()),
          .to = classified.has_valid_to() ? DateOf(classified.valid_to()) : kNoLastDay});
}

void ClassEnded(const Change& change, const pb::SupplierClassificationEnded& ended) {
  change.Put(change.context.suppliers.At(change.event.tenant, change.Of(ended.supplier_id())).ends,
             SupplierClassEnd{.supplier_class = static_cast<std::uint8_t>(ended.class_()),
                              .on = DateOf(ended.on())});
}

PartnershipBook::Partnership& PartnershipOf(const Change& change) {
  return change.context.partnerships.At(change.event.tenant, change.event.partnership);
}

void Moved(const Change& change, pb::Phase phase, bool entered, bool concurrent) {
  change.Put(PartnershipOf(change).moves, PhaseMove{.on = change.event.effective_on,
                                                    .phase = static_cast<std::uint8_t>(phase),
                                                    .entered = entered,
                                                    .concurrent = concurrent});
}

void Committed(const Change& change, const pb::InvestmentCommitted& committed) {
  change.Put(change.context.investments, change.Of(committed.investment_id()),
             Investment{.payee = change.Of(committed.payee_org_id()),
                        .borrower = change.Of(committed.ultimate_borrower_id()),
                        .deal = change.Of(committed.deal_id()),
                        .allocation = change.Of(committed.allocation_id()),
                        .instrument = static_cast<std::uint8_t>(committed.instrument()),
                        .operating_subsidy =
                            committed.purpose() == pb::INVESTMENT_PURPOSE_OPERATING_SUBSIDY,
                        .committed_on = change.event.effective_on,
                        .rate_bp = committed.terms().rate_bp(),
                        .term_months = committed.terms().term_months()});
}

void TermsModified(const Change& change, const pb::LoanTermsModified& modified) {
  TermsChange terms{.on = change.event.effective_on, .rate_bp = {}, .term_months = {}};
  if (modified.changes().has_rate_bp()) terms.rate_bp = modified.changes().rate_bp();
  if (modified.changes().has_term_months()) terms.term_months = modified.changes().term_months();
  change.Put(
      change.context.investments.Changes(change.event.tenant, change.Of(modified.investment_id())),
      terms);
}

void Apply(const Change& change) {
  const pb::EventPayload& payload = *change.event.payload;
  switch (payload.event_case()) {
    case pb::EventPayload::kAnchorRegistered:
      return Anchor(change, payload.anchor_registered());
    case pb::EventPayload::kPartnerOnboarded:
      return Partner(change, payload.partner_onboarded());
    case pb::EventPayload::kGeographyDefined:
      return Geography(change, payload.geography_defined());
    case pb::EventPayload::kSupplierRegistered:
      return Supplier(change, payload.supplier_registered());
    case pb::EventPayload::kSupplierClassified:
      return Classified(change, payload.supplier_classified());
    case pb::EventPayload::kSupplierClassificationEnded:
      return ClassEnded(change, payload.supplier_classification_ended());
    case pb::EventPayload::kPartnershipProposed:
      return change.Put(
          PartnershipOf(change).leads,
          PartnershipLead{
              .lead_anchor = change.Of(payload.partnership_proposed().lead_anchor_id()),
              .lead_partner = change.Of(payload.partnership_proposed().lead_partner_id())});
    case pb::EventPayload::kPartyJoined:
      if (payload.party_joined().role() != pb::PARTY_ROLE_LEAD_PARTNER) return;
      return change.Put(PartnershipOf(change).partners_joined,
                        change.Of(payload.party_joined().org_id()));
    case pb::EventPayload::kPhaseEntered:
      return Moved(change, payload.phase_entered().phase(), true,
                   payload.phase_entered().concurrent());
    case pb::EventPayload::kPhaseExited:
      return Moved(change, payload.phase_exited().phase(), false, false);
    case pb::EventPayload::kInvestmentCommitted:
      return Committed(change, payload.investment_committed());
    case pb::EventPayload::kLoanTermsModified:
      return TermsModified(change, payload.loan_terms_modified());
    case pb::EventPayload::kMilestoneAchieved:
      for (const std::uint64_t named : payload.milestone_achieved().evidence_positions()) {
        change.Mention(change.context.evidence, named);
      }
      return;
    case pb::EventPayload::kJobsReported:
      if (!payload.jobs_reported().has_baseline_ref()) return;
      return change.Mention(change.context.baselines, payload.jobs_reported().baseline_ref());
    default:
      return;
  }
}

}  // namespace

void Context::ForkFrom(const Context& live, base::Position at) {
  organisations.ForkFrom(live.organisations, live.mutex, at);
  suppliers.ForkFrom(live.suppliers, live.mutex, at);
  geographies.ForkFrom(live.geographies, live.mutex, at);
  partnerships.ForkFrom(live.partnerships, live.mutex, at);
  investments.ForkFrom(live.investments, live.mutex, at);
  evidence.ForkFrom(live.evidence, live.mutex, at);
  baselines.ForkFrom(live.baselines, live.mutex, at);
  corrections.ForkFrom(live.corrections, live.mutex, at);
}

bool StatesContext(const InForceEvent& event) {
  const pb::EventPayload& payload = *event.payload;
  switch (payload.event_case()) {
    case pb::EventPayload::kAnchorRegistered:
    case pb::EventPayload::kPartnerOnboarded:
    case pb::EventPayload::kGeographyDefined:
    case pb::EventPayload::kSupplierRegistered:
    case pb::EventPayload::kSupplierClassified:
    case pb::EventPayload::kSupplierClassificationEnded:
    case pb::EventPayload::kPartnershipProposed:
    case pb::EventPayload::kPhaseEntered:
    case pb::EventPayload::kPhaseExited:
    case pb::EventPayload::kInvestmentCommitted:
    case pb::EventPayload::kLoanTermsModified:
    case pb::EventPayload::kMilestoneAchieved:
      return true;
    case pb::EventPayload::kPartyJoined:
      return payload.party_joined().role() == pb::PARTY_ROLE_LEAD_PARTNER;
    case pb::EventPayload::kJobsReported:
      return payload.jobs_reported().has_baseline_ref();
    default:
      return false;
  }
}

void AssertContext(const InForceEvent& event, base::Position born, SymbolTable& symbols,
                   Context& context) {
  Apply(Change{event, born, true, symbols, context});
}

void RetractContext(const InForceEvent& event, base::Position died, SymbolTable& symbols,
                    Context& context) {
  Apply(Change{event, died, false, symbols, context});
}

}  // namespace anchorledger::projections
