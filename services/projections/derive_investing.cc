// Facts of investments: commitments, cash, principal and terms.
#include "services/projections/derivation.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

bool IsLoan(std::uint8_t instrument) {
  return instrument == pb::INSTRUMENT_LOAN || instrument == pb::INSTRUMENT_FORGIVABLE_LOAN ||
         instrument == pb::INSTRUMENT_EQ2;
}

std::uint32_t InstrumentFlag(std::uint8_t instrument) {
  constexpr FactKind kKind = FactKind::kCommitment;
  switch (static_cast<pb::Instrument>(instrument)) {
    case pb::INSTRUMENT_LOAN:
    case pb::INSTRUMENT_FORGIVABLE_LOAN:
    case pb::INSTRUMENT_EQ2:
      return FlagBit(kKind, "loan");
    case pb::INSTRUMENT_GRANT:
    case pb::INSTRUMENT_RECOVERABLE_GRANT:
      return FlagBit(kKind, "grant");
    case pb::INSTRUMENT_DEPOSIT:
    case pb::INSTRUMENT_LINKED_DEPOSIT:
      return FlagBit(kKind, "deposit");
    case pb::INSTRUMENT_EQUITY:
      return FlagBit(kKind, "equity");
    case pb::INSTRUMENT_GUARANTEE:
      return FlagBit(kKind, "guarantee");
    case pb::INSTRUMENT_LAND:
    case pb::INSTRUMENT_IN_KIND:
      return FlagBit(kKind, "in_kind");
    default:
      return 0;
  }
}

// What every fact of an investment takes from its commitment. False when the money goes to an
// anchor of the tenant.
bool SetInvestment(const Derivation& d, Symbol id, const Investment& investment, Fact& fact) {
  fact.entity = id;
  fact.entity2 = investment.deal;
  fact.link = investment.allocation;
  fact.dimensions.partner = d.AsPartner(investment.payee);
  fact.dimensions.geography = d.HomeOf(investment.borrower);
  if (fact.dimensions.geography == 0) fact.dimensions.geography = d.HomeOf(investment.payee);
  return !d.IsAnchor(investment.payee);
}

void SetTarget(const Derivation& d, std::uint32_t flag, Fact& fact) {
  const std::uint32_t purposes =
      d.PurposesOn(fact.dimensions.geography, pb::GEOGRAPHY_USE_INVESTING, fact.effective_on);
  SetIf(Derivation::Serves(purposes, pb::GEOGRAPHY_PURPOSE_TARGET), flag, fact);
}

void EmitCommitment(Derivation& d, const std::string& id, const pb::Money& amount,
                    std::int64_t sign) {
  constexpr FactKind kKind = FactKind::kCommitment;
  const Symbol investment = d.Of(id);
  const Investment* known = d.context().investments.Find(d.event().tenant, investment, d.cut());
  Fact fact = d.Start(kKind);
  if (known == nullptr || !SetInvestment(d, investment, *known, fact)) return;
  SetTarget(d, FlagBit(kKind, "target"), fact);
  SetIf(true, InstrumentFlag(known->instrument), fact);
  SetIf(known->operating_subsidy, FlagBit(kKind, "operating_subsidy"), fact);
  SetMoney(MeasureSlot(kKind, "committed"), amount, fact);
  fact.measures[MeasureSlot(kKind, "committed")] *= sign;
  d.Emit(fact);
}

void EmitCash(Derivation& d, const std::string& id, const pb::Money& amount, std::size_t slot,
              std::uint32_t flag) {
  constexpr FactKind kKind = FactKind::kCash;
  const Symbol investment = d.Of(id);
  const Investment* known = d.context().investments.Find(d.event().tenant, investment, d.cut());
  Fact fact = d.Start(kKind);
  if (known == nullptr || !SetInvestment(d, investment, *known, fact)) return;
  SetTarget(d, FlagBit(kKind, "target"), fact);
  SetIf(true, flag, fact);
  SetIf(known->operating_subsidy, FlagBit(kKind, "operating_subsidy"), fact);
  SetMoney(slot, amount, fact);
  d.Emit(fact);
}

// Signed change of principal; `part` names the measure that keeps the same amount as a positive
// number, or is the principal itself.
void EmitPrincipal(Derivation& d, const std::string& id, const pb::Money& amount, std::int64_t sign,
                   std::size_t part) {
  constexpr FactKind kKind = FactKind::kPrincipal;
  const Symbol investment = d.Of(id);
  const Investment* known = d.context().investments.Find(d.event().tenant, investment, d.cut());
  Fact fact = d.Start(kKind);
  if (known == nullptr || amount.minor() == 0) return;
  if (!SetInvestment(d, investment, *known, fact)) return;
  SetMoney(part, amount, fact);
  fact.measures[MeasureSlot(kKind, "principal")] = sign * amount.minor();
  d.Emit(fact);
}

void EmitRate(Derivation& d, Symbol id, const Investment& investment) {
  constexpr FactKind kKind = FactKind::kLoanRate;
  Fact fact = d.Start(kKind);
  if (!IsLoan(investment.instrument) || !SetInvestment(d, id, investment, fact)) return;
  fact.measures[MeasureSlot(kKind, "rate_bp")] = investment.rate_bp;
  fact.measures[MeasureSlot(kKind, "term_months")] = investment.term_months;
  fact.measures[MeasureSlot(kKind, "committed_on")] = investment.committed_on.days;
  d.Emit(fact);
}

constexpr std::size_t kOut = MeasureSlot(FactKind::kCash, "disbursed");
constexpr std::size_t kBack = MeasureSlot(FactKind::kCash, "returned");
constexpr std::size_t kPrincipalSlot = MeasureSlot(FactKind::kPrincipal, "principal");

void DeriveDeposit(Derivation& d, const std::string& id, const pb::Money& amount, bool rollover,
                   std::size_t slot) {
  // The same money with a new maturity: no cash flows.
  if (rollover) return;
  EmitCash(d, id, amount, slot, FlagBit(FactKind::kCash, "deposit"));
}

void DeriveLoanDisbursed(Derivation& d, const pb::LoanDisbursed& loan) {
  EmitCash(d, loan.investment_id(), loan.amount(), kOut, FlagBit(FactKind::kCash, "loan"));
  EmitPrincipal(d, loan.investment_id(), loan.amount(), 1, kPrincipalSlot);
}

}  // namespace

void DeriveCommitment(Derivation& d, const pb::InvestmentCommitted& committed) {
  EmitCommitment(d, committed.investment_id(), committed.amount(), 1);
  const Symbol id = d.Of(committed.investment_id());
  const Investment* known = d.context().investments.Find(d.event().tenant, id, d.cut());
  if (known != nullptr) EmitRate(d, id, *known);
}

void DeriveTermsModified(Derivation& d, const pb::LoanTermsModified& modified) {
  const Symbol id = d.Of(modified.investment_id());
  const std::optional<Investment> terms = d.context().investments.WithTermsOn(
      d.event().tenant, id, d.event().effective_on, d.event().position, d.cut());
  if (terms.has_value()) EmitRate(d, id, *terms);
}

void DeriveInvestmentFlow(Derivation& d, const pb::EventPayload& payload) {
  constexpr std::uint32_t kGrant = FlagBit(FactKind::kCash, "grant");
  switch (payload.event_case()) {
    case pb::EventPayload::kInvestmentCancelled: {
      const pb::InvestmentCancelled& e = payload.investment_cancelled();
      return EmitCommitment(d, e.investment_id(), e.undisbursed(), -1);
    }
    case pb::EventPayload::kLoanDisbursed:
      return DeriveLoanDisbursed(d, payload.loan_disbursed());
    case pb::EventPayload::kLoanInterestAccrued: {
      const pb::LoanInterestAccrued& e = payload.loan_interest_accrued();
      if (!e.capitalised()) return;
      return EmitPrincipal(d, e.investment_id(), e.interest(), 1,
                           MeasureSlot(FactKind::kPrincipal, "capitalised"));
    }
    case pb::EventPayload::kLoanRepaymentReceived: {
      const pb::LoanRepaymentReceived& e = payload.loan_repayment_received();
      return EmitPrincipal(d, e.investment_id(), e.principal(), -1,
                           MeasureSlot(FactKind::kPrincipal, "repaid"));
    }
    case pb::EventPayload::kLoanForgiven: {
      const pb::LoanForgiven& e = payload.loan_forgiven();
      return EmitPrincipal(d, e.investment_id(), e.principal(), -1,
                           MeasureSlot(FactKind::kPrincipal, "forgiven"));
    }
    case pb::EventPayload::kLoanWrittenOff: {
      const pb::LoanWrittenOff& e = payload.loan_written_off();
      return EmitPrincipal(d, e.investment_id(), e.principal(), -1, kPrincipalSlot);
    }
    case pb::EventPayload::kGrantDisbursed: {
      const pb::GrantDisbursed& e = payload.grant_disbursed();
      return EmitCash(d, e.investment_id(), e.amount(), kOut, kGrant);
    }
    case pb::EventPayload::kGrantReturned: {
      const pb::GrantReturned& e = payload.grant_returned();
      return EmitCash(d, e.investment_id(), e.amount(), kBack, kGrant);
    }
    case pb::EventPayload::kDepositPlaced: {
      const pb::DepositPlaced& e = payload.deposit_placed();
      return DeriveDeposit(d, e.investment_id(), e.amount(), e.rollover(), kOut);
    }
    case pb::EventPayload::kDepositWithdrawn: {
      const pb::DepositWithdrawn& e = payload.deposit_withdrawn();
      return DeriveDeposit(d, e.investment_id(), e.amount(), e.rollover(), kBack);
    }
    case pb::EventPayload::kEquityFunded: {
      const pb::EquityFunded& e = payload.equity_funded();
      return EmitCash(d, e.investment_id(), e.amount(), kOut, FlagBit(FactKind::kCash, "equity"));
    }
    default:
      return;
  }
}

}  // namespace anchorledger::projections
