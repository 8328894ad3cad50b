#include "anchorledger/event/v1/capital_flows.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/investing.pb.h"
#include "services/directory/entries.h"
#include "services/domain/loan.h"

namespace anchorledger::directory {
namespace {

namespace pb = ::anchorledger::event::v1;

void SetCommitment(const domain::Entry& event, const pb::InvestmentCommitted& committed,
                   api::v1::Investment* entry) {
  entry->set_investment_id(committed.investment_id());
  entry->set_anchor_id(event.header->anchor_id());
  entry->set_partnership_id(event.header->partnership_id());
  entry->set_payee_org_id(committed.payee_org_id());
  entry->set_instrument(committed.instrument());
  entry->set_deal_id(committed.deal_id());
  entry->set_allocation_id(committed.allocation_id());
  entry->mutable_committed_on()->set_days(event.effective_on.days);
  entry->set_currency(committed.amount().currency());
  entry->set_committed_minor(committed.amount().minor());
  entry->set_position(event.position.value());
}

void AddDisbursed(std::int64_t minor, api::v1::Investment* entry) {
  entry->set_disbursed_minor(entry->disbursed_minor() + minor);
}

void AddReturned(std::int64_t minor, api::v1::Investment* entry) {
  entry->set_returned_minor(entry->returned_minor() + minor);
}

// Calls `add` when the event is a T.
template <class T, class Add>
void On(const domain::Entry& event, const Add& add) {
  if (const T* payload = event.As<T>(); payload != nullptr) add(*payload);
}

// What one event adds to the sums. Sums fit: Check keeps them below what was committed.
void AddFlow(const domain::Entry& event, api::v1::Investment* entry) {
  On<pb::InvestmentCancelled>(event, [&](const auto& cancelled) {
    entry->set_committed_minor(entry->committed_minor() - cancelled.undisbursed().minor());
  });
  On<pb::LoanDisbursed>(event, [&](const auto& e) { AddDisbursed(e.amount().minor(), entry); });
  On<pb::GrantDisbursed>(event, [&](const auto& e) { AddDisbursed(e.amount().minor(), entry); });
  On<pb::EquityFunded>(event, [&](const auto& e) { AddDisbursed(e.amount().minor(), entry); });
  On<pb::DepositPlaced>(event, [&](const auto& e) {
    if (!e.rollover()) AddDisbursed(e.amount().minor(), entry);
  });
  On<pb::DepositWithdrawn>(event, [&](const auto& e) {
    if (!e.rollover()) AddReturned(e.amount().minor(), entry);
  });
  On<pb::GrantReturned>(event, [&](const auto& e) { AddReturned(e.amount().minor(), entry); });
  On<pb::LoanRepaymentReceived>(event, [&](const auto& e) {
    entry->set_repaid_minor(entry->repaid_minor() + e.principal().minor());
  });
  On<pb::LoanForgiven>(event, [&](const auto& e) {
    entry->set_forgiven_minor(entry->forgiven_minor() + e.principal().minor());
  });
  On<pb::LoanWrittenOff>(event, [&](const auto& e) {
    entry->set_written_off_minor(entry->written_off_minor() + e.principal().minor());
  });
}

}  // namespace

std::optional<api::v1::Investment> InvestmentEntry(const domain::History& history) {
  std::optional<api::v1::Investment> entry;
  history.Each<pb::InvestmentCommitted>(
      [&](const domain::Entry& event, const pb::InvestmentCommitted& committed) {
        SetCommitment(event, committed, &entry.emplace());
      });
  if (!entry.has_value()) return entry;
  for (const domain::Entry* event : domain::CountedByDate(history)) AddFlow(*event, &*entry);
  const domain::LoanLedger loan = domain::LoanLedger::Of(history);
  entry->set_outstanding_minor(loan.Outstanding(base::kLastDate));
  if (const auto rate = loan.RateBp(base::kLastDate); rate.has_value()) {
    entry->set_rate_bp(*rate);
  }
  return entry;
}

}  // namespace anchorledger::directory
