// Rules of investing events.
#include <string>

#include "anchorledger/event/v1/capital_flows.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/investing.pb.h"
#include "services/domain/event_types/compare.h"
#include "services/domain/event_types/event_rules.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;

constexpr int kPlaceBasedTermMonths = 60;  // allocations are deployed within five years

bool IsLoan(pb::Instrument instrument) {
  return instrument == pb::INSTRUMENT_LOAN || instrument == pb::INSTRUMENT_FORGIVABLE_LOAN ||
         instrument == pb::INSTRUMENT_EQ2;
}

// A schedule stands for amort = custom and for nothing else; otherwise it is derived.
void CheckSchedule(pb::Amortisation amort, bool has_schedule, std::string_view path,
                   const Violations& out) {
  if (amort == pb::AMORTISATION_CUSTOM && !has_schedule) {
    out.AddMissing(path, "is empty; amort = custom needs a schedule");
  }
  if (amort != pb::AMORTISATION_CUSTOM && has_schedule) {
    out.Add(path, "is given; it is derived from the terms unless amort = custom");
  }
}

// The planned principal is not more than the amount, and none of it is due before the commitment.
void CheckInstalments(const pb::InvestmentCommitted& event, const pb::EventHeader& header,
                      const Violations& out) {
  std::int64_t left = event.amount().minor();
  for (int i = 0; i < event.terms().schedule_size(); ++i) {
    const pb::Instalment& instalment = event.terms().schedule(i);
    const std::string path = "terms.schedule[" + std::to_string(i) + "]";
    if (header.has_effective_on() && instalment.has_due_on() &&
        instalment.due_on().days() < header.effective_on().days()) {
      out.Add(path + ".due_on", "is " + base::FormatIsoDate({instalment.due_on().days()}) +
                                    ", before the commitment");
    }
    if (instalment.principal().minor() < 0 || left < 0) continue;
    left -= instalment.principal().minor();
    if (left < 0) {
      out.Add(path + ".principal", "takes the planned principal above the amount, " +
                                       std::to_string(event.amount().minor()));
    }
  }
}

void CheckLoanTerms(const pb::InvestmentTerms& terms, const Violations& out) {
  if (!terms.has_rate_bp()) out.AddMissing("terms.rate_bp", "is missing; a loan has a rate");
  if (terms.rate_kind() == pb::RATE_KIND_UNSPECIFIED) {
    out.AddMissing("terms.rate_kind", "is missing; a loan has a fixed or a floating rate");
  }
  if (!terms.has_term_months())
    out.AddMissing("terms.term_months", "is missing; a loan has a term");
  if (terms.amort() == pb::AMORTISATION_UNSPECIFIED) {
    out.AddMissing("terms.amort", "is missing; a loan is paid back in some way");
  }
}

void CheckGrantTerms(const pb::InvestmentTerms& terms, const Violations& out) {
  if (terms.has_rate_bp()) out.Add("terms.rate_bp", "is given; a grant has no rate");
  if (terms.rate_kind() != pb::RATE_KIND_UNSPECIFIED) {
    out.Add("terms.rate_kind", "is given; a grant has no rate");
  }
  if (terms.has_term_months()) out.Add("terms.term_months", "is given; a grant has no term");
  if (terms.amort() != pb::AMORTISATION_UNSPECIFIED) {
    out.Add("terms.amort", "is given; a grant is not paid back");
  }
}

// At least one of the parts is more than nothing.
void CheckMoves(std::int64_t sum_of_signs, std::string_view fields, const Violations& out) {
  if (sum_of_signs == 0) out.Add(fields, "and the other parts are all 0; something has to move");
}

std::int64_t Sign(const pb::Money& money) { return money.minor() == 0 ? 0 : 1; }

template <class Deposit>
void CheckDeposit(const Deposit& event, const Violations& out) {
  if (!event.linked_loan_id().empty() && event.linked_loan_id() == event.investment_id()) {
    out.Add("linked_loan_id", "is the deposit itself; wanted the loan that it makes possible");
  }
}

}  // namespace

void CheckRules(const pb::CapitalAllocated& event, const RuleContext& context) {
  if (!event.counts_for_pbi()) return;
  if (event.pool() != pb::CAPITAL_POOL_UNSPECIFIED && event.pool() != pb::CAPITAL_POOL_RESERVES &&
      event.pool() != pb::CAPITAL_POOL_OPERATING) {
    context.out.Add("counts_for_pbi",
                    "is true; only reserves and operating funds count as place-based investing");
  }
  if (!event.has_deploy_by() || !context.header.has_effective_on()) return;
  const base::Date last =
      base::AddMonths({context.header.effective_on().days()}, kPlaceBasedTermMonths);
  if (event.deploy_by().days() > last.days) {
    context.out.Add("deploy_by", "is " + base::FormatIsoDate({event.deploy_by().days()}) +
                                     "; place-based investing is deployed within five years, by " +
                                     base::FormatIsoDate(last));
  }
}

void CheckRules(const pb::InvestmentCommitted& event, const RuleContext& context) {
  const Violations& out = context.out;
  const pb::InvestmentTerms& terms = event.terms();
  if (IsLoan(event.instrument())) CheckLoanTerms(terms, out);
  if (event.instrument() == pb::INSTRUMENT_GRANT) CheckGrantTerms(terms, out);
  if (event.instrument() == pb::INSTRUMENT_FORGIVABLE_LOAN &&
      terms.forgiveness_conditions().empty()) {
    out.AddMissing("terms.forgiveness_conditions", "is empty; a forgivable loan has conditions");
  }
  CheckSchedule(terms.amort(), !terms.schedule().empty(), "terms.schedule", out);
  CheckInstalments(event, context.header, out);
  if (terms.has_grace_months() && terms.has_term_months()) {
    CheckAtMost({"terms.grace_months", terms.grace_months()},
                {"terms.term_months", terms.term_months()}, out);
  }
}

void CheckRules(const pb::LoanInterestAccrued& event, const RuleContext& context) {
  if (event.has_capitalised() && !event.capitalised()) {
    context.out.Add("capitalised", "is false; only interest added to the principal is recorded");
  }
}

void CheckRules(const pb::LoanRepaymentReceived& event, const RuleContext& context) {
  CheckMoves(Sign(event.principal()) + Sign(event.interest()) + Sign(event.fees()), "principal",
             context.out);
}

void CheckRules(const pb::LoanTermsModified& event, const RuleContext& context) {
  const Violations& out = context.out;
  const pb::LoanTermsChange& changes = event.changes();
  const bool has_amort = changes.amort() != pb::AMORTISATION_UNSPECIFIED;
  const bool changed = changes.has_rate_bp() || changes.has_term_months() || has_amort ||
                       changes.has_grace_months() || !changes.schedule().empty();
  if (event.has_changes() && !changed) out.AddMissing("changes", "is empty; nothing is modified");
  // A new schedule for a loan that already has one of its own needs no new amort.
  if (has_amort) {
    CheckSchedule(changes.amort(), !changes.schedule().empty(), "changes.schedule", out);
  }
  if (changes.has_grace_months() && changes.has_term_months()) {
    CheckAtMost({"changes.grace_months", changes.grace_months()},
                {"changes.term_months", changes.term_months()}, out);
  }
}

void CheckRules(const pb::LoanForgiven& event, const RuleContext& context) {
  CheckMoves(Sign(event.principal()) + Sign(event.interest()), "principal", context.out);
}

void CheckRules(const pb::LoanWrittenOff& event, const RuleContext& context) {
  CheckMoves(Sign(event.principal()) + Sign(event.interest()), "principal", context.out);
}

void CheckRules(const pb::DepositPlaced& event, const RuleContext& context) {
  CheckDeposit(event, context.out);
  if (!event.has_maturity() || !context.header.has_effective_on()) return;
  if (event.maturity().days() < context.header.effective_on().days()) {
    context.out.Add("maturity", "is " + base::FormatIsoDate({event.maturity().days()}) +
                                    ", before the deposit was placed");
  }
}

void CheckRules(const pb::DepositWithdrawn& event, const RuleContext& context) {
  CheckDeposit(event, context.out);
}

}  // namespace anchorledger::event_types
