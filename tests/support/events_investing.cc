#include "anchorledger/event/v1/envelope.pb.h"
#include "tests/support/event_words.h"
#include "tests/support/events.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;

base::Money SameCurrency(base::Money like, std::int64_t minor) { return {minor, like.currency}; }

bool HasTerms(pb::Instrument instrument) {
  return instrument == pb::INSTRUMENT_LOAN || instrument == pb::INSTRUMENT_FORGIVABLE_LOAN ||
         instrument == pb::INSTRUMENT_EQ2;
}

void AssignTerms(pb::InvestmentTerms* terms, pb::Instrument instrument) {
  terms->set_rate_bp(500);
  terms->set_rate_kind(pb::RATE_KIND_FIXED);
  terms->set_term_months(60);
  terms->set_amort(pb::AMORTISATION_INTEREST_ONLY);
  terms->set_seniority(pb::SENIORITY_SENIOR);
  if (instrument == pb::INSTRUMENT_FORGIVABLE_LOAN) terms->add_forgiveness_conditions("kept_open");
}

}  // namespace

Draft CapitalAllocated(Text id, base::Money amount, Text on, Text deploy_by) {
  pb::EventPayload payload;
  auto* event = payload.mutable_capital_allocated();
  event->set_allocation_id(std::string(id));
  event->set_pool(pb::CAPITAL_POOL_RESERVES);
  Assign(event->mutable_amount(), amount);
  event->set_rule(pb::ALLOCATION_RULE_MIN_1PCT_50M);
  event->set_counts_for_pbi(true);
  event->mutable_deploy_by()->set_days(
      (deploy_by.empty() ? base::AddMonths(Day(on), 60) : Day(deploy_by)).days);
  event->set_board_ref("minutes-1");
  return Draft(std::move(payload)).On(on);
}

Draft InvestmentCommitted(Text id, Text instrument, base::Money amount, Text on, Text payee) {
  pb::EventPayload payload;
  auto* event = payload.mutable_investment_committed();
  event->set_investment_id(std::string(id));
  event->set_instrument(Word<pb::Instrument>(instrument));
  event->set_payee_org_id(std::string(payee));
  Assign(event->mutable_amount(), amount);
  event->set_purpose(pb::INVESTMENT_PURPOSE_WORKING_CAPITAL);
  event->set_theme(pb::THEME_EMPLOYMENT);
  if (HasTerms(event->instrument())) AssignTerms(event->mutable_terms(), event->instrument());
  return Draft(std::move(payload)).On(on);
}

Draft InvestmentCancelled(Text id, base::Money undisbursed, Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_investment_cancelled();
  event->set_investment_id(std::string(id));
  Assign(event->mutable_undisbursed(), undisbursed);
  event->set_reason("not_needed");
  return Draft(std::move(payload)).On(on);
}

Draft LoanDisbursed(Text id, Count draw_no, base::Money amount, Text funded_on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_loan_disbursed();
  event->set_investment_id(std::string(id));
  event->set_draw_no(static_cast<std::int32_t>(draw_no));
  Assign(event->mutable_amount(), amount);
  Assign(event->mutable_funded_on(), funded_on);
  event->set_ledger_ref("ledger-1");
  return Draft(std::move(payload));
}

Draft LoanInterestAccrued(Text id, base::Money interest, Text from, Text to) {
  pb::EventPayload payload;
  auto* event = payload.mutable_loan_interest_accrued();
  event->set_investment_id(std::string(id));
  Assign(event->mutable_period(), from, to);
  Assign(event->mutable_interest(), interest);
  event->set_capitalised(true);
  return Draft(std::move(payload));
}

Draft LoanRepaymentReceived(Text id, base::Money principal, Text received_on,
                            Count interest_minor) {
  pb::EventPayload payload;
  auto* event = payload.mutable_loan_repayment_received();
  event->set_investment_id(std::string(id));
  Assign(event->mutable_received_on(), received_on);
  Assign(event->mutable_principal(), principal);
  Assign(event->mutable_interest(), SameCurrency(principal, interest_minor));
  Assign(event->mutable_fees(), SameCurrency(principal, 0));
  event->set_prepayment(false);
  return Draft(std::move(payload));
}

Draft LoanTermsModified(Text id, Count rate_bp, Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_loan_terms_modified();
  event->set_investment_id(std::string(id));
  event->mutable_changes()->set_rate_bp(static_cast<std::int32_t>(rate_bp));
  event->set_reason(pb::LOAN_TERMS_REASON_RENEWAL);
  event->set_tdr(false);
  return Draft(std::move(payload)).On(on);
}

Draft LoanForgiven(Text id, base::Money principal, Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_loan_forgiven();
  event->set_investment_id(std::string(id));
  Assign(event->mutable_principal(), principal);
  Assign(event->mutable_interest(), SameCurrency(principal, 0));
  event->add_conditions_met("kept_open");
  event->set_approved_by_ref("minutes-2");
  return Draft(std::move(payload)).On(on);
}

Draft LoanWrittenOff(Text id, base::Money principal, Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_loan_written_off();
  event->set_investment_id(std::string(id));
  Assign(event->mutable_principal(), principal);
  Assign(event->mutable_interest(), SameCurrency(principal, 0));
  event->set_reason("insolvent");
  return Draft(std::move(payload)).On(on);
}

Draft GrantDisbursed(Text id, base::Money amount, Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_grant_disbursed();
  event->set_investment_id(std::string(id));
  Assign(event->mutable_amount(), amount);
  event->set_restriction_code("general");
  event->set_matching_required(false);
  return Draft(std::move(payload)).On(on);
}

Draft GrantReturned(Text id, base::Money amount, Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_grant_returned();
  event->set_investment_id(std::string(id));
  Assign(event->mutable_amount(), amount);
  event->set_reason("unspent");
  return Draft(std::move(payload)).On(on);
}

Draft DepositPlaced(Text id, base::Money amount, Text on, Text institution) {
  pb::EventPayload payload;
  auto* event = payload.mutable_deposit_placed();
  event->set_investment_id(std::string(id));
  event->set_institution_id(std::string(institution));
  Assign(event->mutable_amount(), amount);
  event->set_rate_bp(100);
  event->set_rollover(false);
  return Draft(std::move(payload)).On(on);
}

Draft DepositWithdrawn(Text id, base::Money amount, Text on, Text institution) {
  pb::EventPayload payload;
  auto* event = payload.mutable_deposit_withdrawn();
  event->set_investment_id(std::string(id));
  event->set_institution_id(std::string(institution));
  Assign(event->mutable_amount(), amount);
  event->set_rollover(false);
  return Draft(std::move(payload)).On(on);
}

Draft EquityFunded(Text id, base::Money amount, Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_equity_funded();
  event->set_investment_id(std::string(id));
  Assign(event->mutable_amount(), amount);
  return Draft(std::move(payload)).On(on);
}

Draft InKindContributed(Text recipient, base::Money fair_value, Text on, Text investment) {
  pb::EventPayload payload;
  auto* event = payload.mutable_in_kind_contributed();
  event->set_investment_id(std::string(investment));
  event->set_recipient_id(std::string(recipient));
  event->set_kind(pb::IN_KIND_KIND_SPACE);
  Assign(event->mutable_fair_value(), fair_value);
  event->set_valuation_method("market_rent");
  return Draft(std::move(payload)).On(on);
}

Draft CoInvestmentReported(Text id, Text deal, base::Money amount, Text on, Text stage,
                           Text timing) {
  pb::EventPayload payload;
  auto* event = payload.mutable_co_investment_reported();
  event->set_coinvestment_id(std::string(id));
  event->set_deal_id(std::string(deal));
  event->set_source_org_kind(pb::SOURCE_ORG_KIND_BANK);
  Assign(event->mutable_amount(), amount);
  event->set_use(pb::CAPITAL_USE_CAPITAL);
  event->set_timing(Word<pb::CoInvestmentTiming>(timing));
  event->set_causal_claim(pb::CAUSAL_CLAIM_ALIGNED);
  event->set_stage(Word<pb::CoInvestmentStage>(stage));
  return Draft(std::move(payload)).On(on);
}

}  // namespace anchorledger::testing
