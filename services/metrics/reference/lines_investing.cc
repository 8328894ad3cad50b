// Lines of investing.
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/metrics/reference/line_start.h"

namespace anchorledger::metrics::reference {
namespace {

namespace pb = ::anchorledger::event::v1;

bool IsLoan(pb::Instrument instrument) {
  return instrument == pb::INSTRUMENT_LOAN || instrument == pb::INSTRUMENT_FORGIVABLE_LOAN ||
         instrument == pb::INSTRUMENT_EQ2;
}

// What a line takes from the commitment of its investment. Null when that is not in force, or pays
// an anchor of the tenant.
const pb::InvestmentCommitted* SetInvestment(const Registry& registry, const std::string& id,
                                             Line* line) {
  const pb::InvestmentCommitted* committed = registry.CommitmentOf(id);
  if (committed == nullptr || registry.IsAnchor(committed->payee_org_id())) return nullptr;
  line->partner = committed->payee_org_id();
  line->geography = registry.HomeOf(committed->ultimate_borrower_id());
  if (line->geography.empty()) line->geography = registry.HomeOf(committed->payee_org_id());
  return committed;
}

class Adder {
 public:
  Adder(const Registry& registry, const Event& event, Lines* lines)
      : registry_(registry), event_(event), lines_(*lines) {}

  void Commit(const std::string& id, const pb::Money& amount, int sign) {
    Commitment line;
    Start(registry_, event_, &line);
    const pb::InvestmentCommitted* committed = SetInvestment(registry_, id, &line);
    if (committed == nullptr) return;
    SetMoney(amount, sign, &line);
    line.investment = id;
    line.deal = committed->deal_id();
    line.guarantee = committed->instrument() == pb::INSTRUMENT_GUARANTEE;
    line.operating_subsidy = committed->purpose() == pb::INVESTMENT_PURPOSE_OPERATING_SUBSIDY;
    lines_.commitments.push_back(line);
  }

  void Pay(const std::string& id, const pb::Money& amount, CashKind kind, bool returned) {
    Cash line;
    Start(registry_, event_, &line);
    const pb::InvestmentCommitted* committed = SetInvestment(registry_, id, &line);
    if (committed == nullptr) return;
    SetMoney(amount, 1, &line);
    line.investment = id;
    line.allocation = committed->allocation_id();
    line.kind = kind;
    line.returned = returned;
    lines_.cash.push_back(line);
  }

  void Owe(const std::string& id, const pb::Money& amount, int sign) {
    Principal line;
    Start(registry_, event_, &line);
    if (SetInvestment(registry_, id, &line) == nullptr) return;
    SetMoney(amount, sign, &line);
    line.investment = id;
    lines_.principal.push_back(line);
  }

  void Rate(const std::string& id) {
    LoanRate line;
    Start(registry_, event_, &line);
    const pb::InvestmentCommitted* committed = SetInvestment(registry_, id, &line);
    if (committed == nullptr || !IsLoan(committed->instrument())) return;
    line.investment = id;
    line.rate_bp = registry_.RateAfter(id, event_);
    lines_.rates.push_back(line);
  }

  void Give(const pb::InKindContributed& contributed) {
    if (registry_.IsAnchor(contributed.recipient_id())) return;
    InKind line;
    Start(registry_, event_, &line);
    SetMoney(contributed.fair_value(), 1, &line);
    line.partner = contributed.recipient_id();
    line.investment = contributed.investment_id();
    const auto* committed = registry_.CommitmentOf(contributed.investment_id());
    if (committed != nullptr) {
      line.allocation = committed->allocation_id();
      line.geography = registry_.HomeOf(committed->ultimate_borrower_id());
    }
    if (line.geography.empty()) line.geography = registry_.HomeOf(line.partner);
    lines_.in_kind.push_back(line);
  }

 private:
  const Registry& registry_;
  const Event& event_;
  Lines& lines_;
};

// A rollover is the same money with a new maturity: nothing flows.
template <class Deposit>
void AddDeposit(const Deposit& deposit, bool returned, Adder* adder) {
  if (deposit.rollover()) return;
  adder->Pay(deposit.investment_id(), deposit.amount(), CashKind::kDeposit, returned);
}

void AddLoan(const pb::EventPayload& payload, Adder* adder) {
  if (payload.has_loan_disbursed()) {
    const pb::LoanDisbursed& e = payload.loan_disbursed();
    adder->Pay(e.investment_id(), e.amount(), CashKind::kLoan, /*returned=*/false);
    adder->Owe(e.investment_id(), e.amount(), 1);
  }
  if (payload.has_loan_interest_accrued() && payload.loan_interest_accrued().capitalised()) {
    const pb::LoanInterestAccrued& e = payload.loan_interest_accrued();
    adder->Owe(e.investment_id(), e.interest(), 1);
  }
  if (payload.has_loan_repayment_received()) {
    const pb::LoanRepaymentReceived& e = payload.loan_repayment_received();
    adder->Owe(e.investment_id(), e.principal(), -1);
  }
  if (payload.has_loan_forgiven()) {
    adder->Owe(payload.loan_forgiven().investment_id(), payload.loan_forgiven().principal(), -1);
  }
  if (payload.has_loan_written_off()) {
    adder->Owe(payload.loan_written_off().investment_id(), payload.loan_written_off().principal(),
               -1);
  }
  if (payload.has_loan_terms_modified()) adder->Rate(payload.loan_terms_modified().investment_id());
}

void AddCommitment(const pb::EventPayload& payload, Adder* adder) {
  if (payload.has_investment_committed()) {
    const pb::InvestmentCommitted& e = payload.investment_committed();
    adder->Commit(e.investment_id(), e.amount(), 1);
    adder->Rate(e.investment_id());
  }
  if (payload.has_investment_cancelled()) {
    const pb::InvestmentCancelled& e = payload.investment_cancelled();
    adder->Commit(e.investment_id(), e.undisbursed(), -1);
  }
}

}  // namespace

void AddInvesting(const Registry& registry, const Event& event, Lines* lines) {
  const pb::EventPayload& payload = *event.payload;
  Adder adder(registry, event, lines);
  AddCommitment(payload, &adder);
  AddLoan(payload, &adder);
  if (payload.has_grant_disbursed()) {
    const pb::GrantDisbursed& e = payload.grant_disbursed();
    adder.Pay(e.investment_id(), e.amount(), CashKind::kGrant, /*returned=*/false);
  }
  if (payload.has_grant_returned()) {
    const pb::GrantReturned& e = payload.grant_returned();
    adder.Pay(e.investment_id(), e.amount(), CashKind::kGrant, /*returned=*/true);
  }
  if (payload.has_deposit_placed()) AddDeposit(payload.deposit_placed(), false, &adder);
  if (payload.has_deposit_withdrawn()) AddDeposit(payload.deposit_withdrawn(), true, &adder);
  if (payload.has_equity_funded()) {
    const pb::EquityFunded& e = payload.equity_funded();
    adder.Pay(e.investment_id(), e.amount(), CashKind::kEquity, /*returned=*/false);
  }
  if (payload.has_in_kind_contributed()) adder.Give(payload.in_kind_contributed());
}

}  // namespace anchorledger::metrics::reference
