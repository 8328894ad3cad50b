#include "clients/cli/demo/network.h"

#include <algorithm>

#include "anchorledger/event/v1/enums.pb.h"

namespace anchorledger::cli {
namespace {

using api::v1::ProposedEvent;

constexpr std::int32_t kFirstDay = 16'801;  // 2016-01-01
constexpr std::int32_t kLastDay = 20'453;   // 2025-12-31
constexpr std::size_t kPlaces = 40;
constexpr std::size_t kPartnershipsPerAnchor = 6;
constexpr std::size_t kCorrectableMax = 4'096;
constexpr std::int32_t kLoanSteps = 12;
// With fewer, the second anchor would get more than the first one's tenth.
constexpr std::uint64_t kAnchorsMin = 20;
constexpr std::size_t kClosedBooks = 3;
constexpr std::int32_t kLateEntries = 4;

event::v1::Money Usd(std::int64_t minor) {
  event::v1::Money money;
  money.set_minor(minor);
  money.set_currency("USD");
  return money;
}

event::v1::Date DayOf(std::int32_t days) {
  event::v1::Date date;
  date.set_days(days);
  return date;
}

event::v1::GeoRef Place(std::uint64_t number) {
  event::v1::GeoRef place;
  place.set_scheme(event::v1::GEO_SCHEME_ZCTA5);
  place.set_code(std::to_string(10'000 + number * 37));
  return place;
}

}  // namespace

Network::Network(const NetworkSize& size)
    : size_(size),
      anchors_(std::clamp<std::uint64_t>(size.events / 20'000, kAnchorsMin, 200)),
      suppliers_(std::clamp<std::uint64_t>(size.events / anchors_ / 200, 20, 400)),
      random_(size.seed) {}

std::uint64_t Network::Random(std::uint64_t below) { return random_() % below; }

std::size_t Network::PickAnchor() {
  if (Random(10) == 0) return 0;
  const std::uint64_t a = Random(anchors_ - 1);
  const std::uint64_t b = Random(anchors_ - 1);
  return 1 + std::min(a, b);
}

std::size_t Network::Skewed(std::size_t count) {
  // The smaller of two draws, squared towards zero: a few members get most.
  const std::uint64_t a = Random(count);
  const std::uint64_t b = Random(count);
  return std::min(a, b) * std::max<std::uint64_t>(std::min(a, b), 1) / count;
}

std::int32_t Network::Day() const {
  const auto span = static_cast<std::uint64_t>(kLastDay - kFirstDay - 400);
  const std::uint64_t done = std::min(made_, size_.events);
  return kFirstDay + 30 +
         static_cast<std::int32_t>(span * done / std::max<std::uint64_t>(size_.events, 1));
}

std::string Network::Id(const char* kind, std::uint64_t number) const {
  return size_.prefix + "-" + kind + "-" + std::to_string(number);
}

ProposedEvent Network::NewEvent(std::size_t anchor, std::int32_t day) {
  ProposedEvent event;
  event.set_anchor_id(Id("anchor", anchor));
  *event.mutable_effective_on() = DayOf(day);
  event.mutable_any();
  return event;
}

std::vector<ProposedEvent> Network::Registry() {
  std::vector<ProposedEvent> events;
  AddAnchors(&events);
  AddPartnerships(&events);
  AddSuppliers(&events);
  return events;
}

void Network::AddAnchors(std::vector<ProposedEvent>* events) {
  constexpr int kStarts[] = {1, 7, 10};
  for (std::size_t i = 0; i < anchors_; ++i) {
    ProposedEvent event = NewEvent(i, kFirstDay);
    auto* anchor = event.mutable_payload()->mutable_anchor_registered();
    anchor->set_anchor_id(Id("anchor", i));
    anchor->set_legal_name(Id("Hospital", i));
    anchor->mutable_fiscal_year_start()->set_month(kStarts[i % 3]);
    anchor->mutable_fiscal_year_start()->set_day(1);
    anchor->set_currency("USD");
    anchor->set_time_zone("America/New_York");
    anchor->set_han_member(i % 2 == 0);
    events->push_back(std::move(event));
  }
  constexpr event::v1::GeographyPurpose kPurposes[] = {event::v1::GEOGRAPHY_PURPOSE_LOCAL,
                                                       event::v1::GEOGRAPHY_PURPOSE_DISADVANTAGED,
                                                       event::v1::GEOGRAPHY_PURPOSE_TARGET};
  for (const auto purpose : kPurposes) {
    ProposedEvent event = NewEvent(0, kFirstDay);
    auto* geography = event.mutable_payload()->mutable_geography_defined();
    geography->set_geo_id(Id("area", static_cast<std::uint64_t>(purpose)));
    geography->set_name(Id("Area", static_cast<std::uint64_t>(purpose)));
    geography->set_purpose(purpose);
    geography->set_applies_to(event::v1::GEOGRAPHY_USE_ALL);
    for (std::size_t place = 0; place < kPlaces; place += static_cast<std::size_t>(purpose) + 1) {
      *geography->add_members() = Place(place);
    }
    *geography->mutable_valid_from() = DayOf(kFirstDay);
    geography->set_rationale(event::v1::GEOGRAPHY_RATIONALE_POVERTY);
    geography->set_population(400'000);
    events->push_back(std::move(event));
  }
}

void Network::AddPartnerships(std::vector<ProposedEvent>* events) {
  constexpr event::v1::PartnerKind kKinds[] = {event::v1::PARTNER_KIND_CLT,
                                               event::v1::PARTNER_KIND_WORKER_COOP,
                                               event::v1::PARTNER_KIND_CDFI};
  for (std::size_t i = 0; i < anchors_ * kPartnershipsPerAnchor; ++i) {
    const std::size_t anchor = i / kPartnershipsPerAnchor;
    ProposedEvent partner = NewEvent(anchor, kFirstDay);
    auto* onboarded = partner.mutable_payload()->mutable_partner_onboarded();
    onboarded->set_partner_id(Id("partner", i));
    onboarded->set_org_name(Id("Partner", i));
    onboarded->set_kind(kKinds[i % 3]);
    *onboarded->mutable_home_geo() = Place(Random(kPlaces));
    events->push_back(std::move(partner));

    ProposedEvent proposal = NewEvent(anchor, kFirstDay);
    proposal.set_partnership_id(Id("partnership", i));
    auto* proposed = proposal.mutable_payload()->mutable_partnership_proposed();
    proposed->set_partnership_id(Id("partnership", i));
    proposed->set_title(Id("Partnership", i));
    proposed->set_cwb_model(event::v1::CWB_MODEL_MIXED);
    proposed->add_strategies(event::v1::STRATEGY_HIRING);
    proposed->add_strategies(event::v1::STRATEGY_PURCHASING);
    proposed->add_strategies(event::v1::STRATEGY_INVESTING);
    proposed->set_lead_anchor_id(Id("anchor", anchor));
    proposed->set_lead_partner_id(Id("partner", i));
    proposed->set_geo_id(Id("area", event::v1::GEOGRAPHY_PURPOSE_TARGET));
    proposed->set_proposed_by_side(event::v1::PARTNERSHIP_SIDE_ANCHOR);
    events->push_back(std::move(proposal));

    std::int32_t day = kFirstDay;
    for (const auto phase : {event::v1::PHASE_MOTIVATION, event::v1::PHASE_INITIATION,
                             event::v1::PHASE_IMPLEMENTATION, event::v1::PHASE_EVALUATION}) {
      ProposedEvent entered = NewEvent(anchor, day);
      entered.set_partnership_id(Id("partnership", i));
      auto* phase_entered = entered.mutable_payload()->mutable_phase_entered();
      phase_entered->set_phase(phase);
      phase_entered->set_concurrent(phase == event::v1::PHASE_EVALUATION);
      events->push_back(std::move(entered));
      day += static_cast<std::int32_t>(200 + Random(500));
    }
  }
}

void Network::AddSuppliers(std::vector<ProposedEvent>* events) {
  constexpr event::v1::SupplierClass kClasses[] = {
      event::v1::SUPPLIER_CLASS_MBE, event::v1::SUPPLIER_CLASS_WBE,
      event::v1::SUPPLIER_CLASS_WORKER_OWNED, event::v1::SUPPLIER_CLASS_NONPROFIT};
  for (std::size_t i = 0; i < anchors_ * suppliers_; ++i) {
    const std::size_t anchor = i / suppliers_;
    ProposedEvent event = NewEvent(anchor, kFirstDay);
    auto* supplier = event.mutable_payload()->mutable_supplier_registered();
    supplier->set_supplier_id(Id("supplier", i));
    supplier->set_name(Id("Supplier", i));
    *supplier->mutable_business_geo() = Place(Random(kPlaces));
    supplier->set_ownership_form(event::v1::OWNERSHIP_FORM_CORP);
    supplier->set_size(event::v1::SUPPLIER_SIZE_SMALL);
    supplier->set_naics("561720");
    events->push_back(std::move(event));
    if (Random(3) != 0) continue;
    ProposedEvent classified = NewEvent(anchor, kFirstDay);
    auto* held = classified.mutable_payload()->mutable_supplier_classified();
    held->set_supplier_id(Id("supplier", i));
    held->set_class_(kClasses[Random(4)]);
    held->set_pct_owned_bp(6'000);
    held->set_certifier(event::v1::CLASS_CERTIFIER_STATE);
    *held->mutable_valid_from() = DayOf(kFirstDay);
    if (Random(2) == 0) {
      *held->mutable_valid_to() = DayOf(kFirstDay + 365 + static_cast<std::int32_t>(Random(2'000)));
    }
    events->push_back(std::move(classified));
  }
}

std::vector<ProposedEvent> Network::Next(std::size_t count) {
  std::vector<ProposedEvent> batch;
  while (batch.size() < count && made_ < size_.events) {
    const std::size_t before = batch.size();
    const std::uint64_t kind = Random(1'000);
    if (kind < 10) {
      AddCorrection(&batch);
    } else if (kind < 15 && batch.size() + kLoanSteps <= count) {
      AddLoan(&batch);
    } else if (kind < 25 && batch.size() + 2 <= count) {
      AddGrant(&batch);
    } else if (kind < 30) {
      AddSupport(&batch);
    } else if (kind < 120) {
      AddHire(&batch);
    } else {
      AddPurchase(&batch);
    }
    made_ += batch.size() - before;
  }
  return batch;
}

void Network::AddPurchase(std::vector<ProposedEvent>* batch) {
  const std::size_t anchor = PickAnchor();
  const std::int32_t day = Day() - static_cast<std::int32_t>(Random(30));
  ProposedEvent event = NewEvent(anchor, day);
  if (Random(4) == 0) {
    event.set_partnership_id(
        Id("partnership", anchor * kPartnershipsPerAnchor + Random(kPartnershipsPerAnchor)));
  }
  const std::string supplier = Id("supplier", anchor * suppliers_ + Skewed(suppliers_));
  const bool construction = Random(12) == 0;
  const auto minor = static_cast<std::int64_t>(1'000 + Random(5'000) * Random(5'000));
  if (Random(50) == 0) {
    auto* credit = event.mutable_payload()->mutable_supplier_credit_recorded();
    credit->set_credit_id(Id("c", next_id_++));
    credit->set_supplier_id(supplier);
    *credit->mutable_credit_date() = DayOf(day);
    *credit->mutable_amount() = Usd(minor / 4 + 1);
    credit->set_reason(event::v1::SUPPLIER_CREDIT_REASON_REBATE);
    credit->mutable_category()->set_scheme(event::v1::CATEGORY_SCHEME_INTERNAL);
    credit->mutable_category()->set_code("general");
    credit->set_is_construction(construction);
    credit->set_addressable(true);
  } else {
    auto* purchase = event.mutable_payload()->mutable_purchase_recorded();
    purchase->set_purchase_id(Id("p", next_id_++));
    purchase->set_supplier_id(supplier);
    *purchase->mutable_invoice_date() = DayOf(day);
    *purchase->mutable_amount() = Usd(minor);
    purchase->mutable_category()->set_scheme(event::v1::CATEGORY_SCHEME_INTERNAL);
    purchase->mutable_category()->set_code("general");
    purchase->set_is_construction(construction);
    purchase->set_addressable(Random(10) != 0);
  }
  batch->push_back(std::move(event));
}

std::vector<ProposedEvent> Network::LateEntries() {
  constexpr std::int32_t kLastDayOf2016 = kFirstDay + 365;
  std::vector<ProposedEvent> events;
  for (std::size_t anchor = 0; anchor < kClosedBooks; ++anchor) {
    ProposedEvent closing = NewEvent(anchor, kLastDayOf2016);
    auto* closed = closing.mutable_payload()->mutable_period_closed();
    *closed->mutable_period()->mutable_from() = DayOf(kFirstDay);
    *closed->mutable_period()->mutable_to() = DayOf(kLastDayOf2016);
    closed->set_hard(false);
    events.push_back(std::move(closing));
    for (std::int32_t i = 0; i < kLateEntries; ++i) {
      const std::int32_t day = kFirstDay + 60 * (i + 1);
      ProposedEvent event = NewEvent(anchor, day);
      event.set_late_reason("restatement");
      auto* purchase = event.mutable_payload()->mutable_purchase_recorded();
      purchase->set_purchase_id(Id("p", next_id_++));
      purchase->set_supplier_id(Id("supplier", anchor * suppliers_ + Random(suppliers_)));
      *purchase->mutable_invoice_date() = DayOf(day);
      *purchase->mutable_amount() = Usd(static_cast<std::int64_t>(1'000 + Random(100'000)));
      purchase->mutable_category()->set_scheme(event::v1::CATEGORY_SCHEME_INTERNAL);
      purchase->mutable_category()->set_code("general");
      purchase->set_is_construction(false);
      purchase->set_addressable(true);
      events.push_back(std::move(event));
    }
  }
  return events;
}

void Network::AddHire(std::vector<ProposedEvent>* batch) {
  const std::size_t anchor = PickAnchor();
  ProposedEvent event = NewEvent(anchor, Day() - static_cast<std::int32_t>(Random(30)));
  event.set_partnership_id(
      Id("partnership", anchor * kPartnershipsPerAnchor + Random(kPartnershipsPerAnchor)));
  auto* hire = event.mutable_payload()->mutable_hire_recorded();
  hire->set_employer_org_id(Id("anchor", anchor));
  hire->set_cohort_id(Id("cohort", next_id_++));
  hire->set_count(static_cast<std::int64_t>(1 + Random(15)));
  *hire->mutable_residence_geo() = Place(Random(kPlaces));
  if (Random(3) == 0) hire->set_pathway_id(Id("program", anchor));
  hire->set_education_required(
      static_cast<event::v1::EducationLevel>(event::v1::EDUCATION_LEVEL_NONE + Random(5)));
  hire->set_job_family("31");
  hire->set_fte_x100(100);
  hire->set_starting_wage_cents_per_hour(static_cast<std::int64_t>(1'500 + Random(2'500)));
  hire->set_benefits_eligible(true);
  hire->set_hire_kind(event::v1::HIRE_KIND_PERMANENT);
  batch->push_back(std::move(event));
}

void Network::AddLoan(std::vector<ProposedEvent>* batch) {
  const std::size_t anchor = PickAnchor();
  const std::size_t partnership = anchor * kPartnershipsPerAnchor + Random(kPartnershipsPerAnchor);
  const std::string loan = Id("loan", next_id_++);
  const std::int32_t start = Day() - 30;
  const auto amount = static_cast<std::int64_t>((1 + Random(90)) * 1'200'000);
  for (std::int32_t step = 0; step < kLoanSteps; ++step) {
    ProposedEvent event = NewEvent(anchor, start + step * 30);
    event.set_partnership_id(Id("partnership", partnership));
    auto* payload = event.mutable_payload();
    if (step == 0) {
      auto* committed = payload->mutable_investment_committed();
      committed->set_investment_id(loan);
      committed->set_instrument(event::v1::INSTRUMENT_LOAN);
      committed->set_payee_org_id(Id("partner", partnership));
      committed->set_deal_id(Id("deal", partnership));
      *committed->mutable_amount() = Usd(amount);
      committed->set_purpose(event::v1::INVESTMENT_PURPOSE_CONSTRUCTION);
      committed->set_theme(event::v1::THEME_HOUSING);
      auto* terms = committed->mutable_terms();
      terms->set_rate_bp(static_cast<std::int32_t>(Random(500)));
      terms->set_rate_kind(event::v1::RATE_KIND_FIXED);
      terms->set_term_months(60);
      terms->set_amort(event::v1::AMORTISATION_LEVEL);
      terms->set_grace_months(0);
      terms->set_seniority(event::v1::SENIORITY_SENIOR);
    } else if (step == 1) {
      auto* draw = payload->mutable_loan_disbursed();
      draw->set_investment_id(loan);
      draw->set_draw_no(1);
      *draw->mutable_amount() = Usd(amount);
      *draw->mutable_funded_on() = event.effective_on();
      draw->set_ledger_ref(loan);
    } else {
      auto* repaid = payload->mutable_loan_repayment_received();
      repaid->set_investment_id(loan);
      *repaid->mutable_received_on() = event.effective_on();
      *repaid->mutable_principal() = Usd(amount / 60);
      *repaid->mutable_interest() = Usd(amount / 1'000);
      *repaid->mutable_fees() = Usd(0);
      repaid->set_prepayment(false);
    }
    batch->push_back(std::move(event));
  }
}

void Network::AddGrant(std::vector<ProposedEvent>* batch) {
  const std::size_t anchor = PickAnchor();
  const std::size_t partnership = anchor * kPartnershipsPerAnchor + Random(kPartnershipsPerAnchor);
  const auto amount = static_cast<std::int64_t>((1 + Random(500)) * 100'000);
  const std::string grant = Id("grant", next_id_++);
  ProposedEvent commitment = NewEvent(anchor, Day() - 30);
  commitment.set_partnership_id(Id("partnership", partnership));
  auto* committed = commitment.mutable_payload()->mutable_investment_committed();
  committed->set_investment_id(grant);
  committed->set_instrument(event::v1::INSTRUMENT_GRANT);
  committed->set_payee_org_id(Id("partner", partnership));
  *committed->mutable_amount() = Usd(amount);
  committed->set_purpose(event::v1::INVESTMENT_PURPOSE_ACQUISITION);
  committed->set_theme(event::v1::THEME_HOUSING);
  ProposedEvent payment = NewEvent(anchor, Day());
  payment.set_partnership_id(Id("partnership", partnership));
  auto* paid = payment.mutable_payload()->mutable_grant_disbursed();
  paid->set_investment_id(grant);
  *paid->mutable_amount() = Usd(amount);
  paid->set_restriction_code("acquisition");
  paid->set_matching_required(false);
  batch->push_back(std::move(commitment));
  batch->push_back(std::move(payment));
}

void Network::AddSupport(std::vector<ProposedEvent>* batch) {
  const std::size_t anchor = PickAnchor();
  ProposedEvent event = NewEvent(anchor, Day());
  event.set_partnership_id(
      Id("partnership", anchor * kPartnershipsPerAnchor + Random(kPartnershipsPerAnchor)));
  auto* convening = event.mutable_payload()->mutable_convening_held();
  convening->set_convening_id(Id("convening", next_id_++));
  convening->set_purpose(event::v1::CONVENING_PURPOSE_MIXED);
  convening->set_participants_count(static_cast<std::int64_t>(10 + Random(60)));
  convening->set_orgs_count(static_cast<std::int64_t>(2 + Random(10)));
  convening->set_residents_count(static_cast<std::int64_t>(Random(10)));
  convening->set_decision_made(false);
  batch->push_back(std::move(event));
}

void Network::AddCorrection(std::vector<ProposedEvent>* batch) {
  if (correctable_.empty()) return AddPurchase(batch);
  const Correctable target = correctable_.front();
  correctable_.pop_front();
  ProposedEvent event;
  event.set_anchor_id(target.anchor);
  event.mutable_any();
  auto* payload = event.mutable_payload();
  constexpr std::uint32_t kPurchaseRecorded = 806;
  if (Random(4) == 0) {
    payload->mutable_event_voided()->set_target_position(target.position);
    payload->mutable_event_voided()->set_target_event_type(kPurchaseRecorded);
    payload->mutable_event_voided()->set_reason(event::v1::VOID_REASON_DUPLICATE);
  } else {
    auto* amended = payload->mutable_event_amended();
    amended->set_target_position(target.position);
    amended->set_target_event_type(kPurchaseRecorded);
    amended->set_reason(event::v1::AMEND_REASON_TYPO);
    auto* change = amended->add_field_changes();
    change->set_path("amount.minor");
    change->set_old_json("\"" + std::to_string(target.minor) + "\"");
    change->set_new_json("\"" + std::to_string(target.minor + 100) + "\"");
  }
  batch->push_back(std::move(event));
}

void Network::Acknowledge(const std::vector<ProposedEvent>& batch,
                          const api::v1::AppendEventsResponse& response) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (!batch[i].payload().has_purchase_recorded() || correctable_.size() >= kCorrectableMax) {
      continue;
    }
    const auto& purchase = batch[i].payload().purchase_recorded();
    correctable_.push_back({response.events(static_cast<int>(i)).position(),
                            purchase.amount().minor(), batch[i].anchor_id(),
                            purchase.invoice_date().days()});
  }
}

}  // namespace anchorledger::cli
