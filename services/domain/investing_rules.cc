// Allocations, commitments and what they name, deposits, contributions and co-investments.
#include <string>

#include "anchorledger/event/v1/capital_flows.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/investing.pb.h"
#include "anchorledger/event/v1/registry.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/fact_rules.h"
#include "services/domain/in_words.h"
#include "services/domain/reference_sets.h"
#include "services/domain/rule_errors.h"
#include "services/domain/stream_rules.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;
using event_types::StreamNamed;

// Place-based allocations have to be deployed within five years.
constexpr std::int32_t kPbiDeployMonthsMax = 60;

base::Status CheckAllocationOf(const Subject& subject, const std::string& allocation_id,
                               BatchView& view) {
  if (allocation_id.empty()) return base::Status();
  AL_ASSIGN_OR_RETURN(const History* history, view.Read(StreamNamed("allocation", allocation_id)));
  const Entry* opening = history->Opening();
  if (opening == nullptr || opening->header->anchor_id() == subject.header.anchor_id()) {
    return base::Status();
  }
  return Refuse({.rule = "anchor_of_parent",
                 .field = "allocation_id",
                 .message = "allocation \"" + allocation_id + "\" belongs to anchor \"" +
                            opening->header->anchor_id() + "\", the commitment to \"" +
                            subject.header.anchor_id() + "\"",
                 .events = {opening->position}});
}

// Deposits lie with community lenders.
base::Status CheckInstitution(const std::string& institution_id, BatchView& view) {
  AL_ASSIGN_OR_RETURN(const History* history, view.Read(StreamNamed("partner", institution_id)));
  const Entry* opening = history->Opening();
  const auto* partner = opening == nullptr ? nullptr : opening->As<pb::PartnerOnboarded>();
  if (partner != nullptr &&
      (partner->kind() == pb::PARTNER_KIND_CDFI || partner->kind() == pb::PARTNER_KIND_CDCU ||
       partner->kind() == pb::PARTNER_KIND_BANK)) {
    return base::Status();
  }
  return Refuse({.rule = "deposit_institution",
                 .field = "institution_id",
                 .message = "\"" + institution_id +
                            "\" takes no deposits; wanted a partner of kind cdfi, cdcu or bank"});
}

base::Status CheckLinkedLoan(const std::string& loan_id, BatchView& view) {
  if (loan_id.empty()) return base::Status();
  AL_ASSIGN_OR_RETURN(const History* history, view.Read(StreamNamed("investment", loan_id)));
  const Entry* opening = history->Opening();
  const auto* commitment = opening == nullptr ? nullptr : opening->As<pb::InvestmentCommitted>();
  if (commitment == nullptr || commitment->instrument() == pb::INSTRUMENT_LOAN ||
      commitment->instrument() == pb::INSTRUMENT_FORGIVABLE_LOAN ||
      commitment->instrument() == pb::INSTRUMENT_EQ2) {
    return base::Status();
  }
  return Refuse({.rule = "linked_loan",
                 .field = "linked_loan_id",
                 .message = "investment \"" + loan_id + "\" is an investment of kind " +
                            EnumInWords(*pb::Instrument_descriptor(), commitment->instrument()) +
                            ", not a loan",
                 .events = {opening->position}});
}

}  // namespace

base::Status CheckInvestingFact(const Subject& subject, BatchView& view) {
  if (const auto* commitment = subject.As<pb::InvestmentCommitted>()) {
    AL_RETURN_IF_ERROR(CheckAllocationOf(subject, commitment->allocation_id(), view));
    return CheckReferenceSetKind("benchmark_set_id", commitment->benchmark_set_id(),
                                 pb::REFERENCE_SET_KIND_BENCHMARK_RATE, view);
  }
  if (const auto* placed = subject.As<pb::DepositPlaced>()) {
    AL_RETURN_IF_ERROR(CheckInstitution(placed->institution_id(), view));
    return CheckLinkedLoan(placed->linked_loan_id(), view);
  }
  if (const auto* withdrawn = subject.As<pb::DepositWithdrawn>()) {
    AL_RETURN_IF_ERROR(CheckInstitution(withdrawn->institution_id(), view));
    return CheckLinkedLoan(withdrawn->linked_loan_id(), view);
  }
  return base::Status();
}

// Restatements of one allocation stay in its currency, with its anchor, and within its five years.
base::Status CheckAllocationStream(const base::StreamId&, const History& history) {
  const Entry* first = nullptr;
  const pb::CapitalAllocated* first_event = nullptr;
  for (const Entry* entry : history.ByDate()) {
    const auto* allocated = entry->As<pb::CapitalAllocated>();
    if (allocated == nullptr) continue;
    if (first == nullptr) {
      first = entry;
      first_event = allocated;
    }
    if (allocated->amount().currency() != first_event->amount().currency()) {
      return Refuse({.rule = "one_currency",
                     .field = "amount.currency",
                     .message = EventInWords(entry->position) + " is in " +
                                allocated->amount().currency() + ", the allocation is in " +
                                first_event->amount().currency(),
                     .events = {first->position, entry->position}});
    }
    if (entry->header->anchor_id() != first->header->anchor_id()) {
      return Refuse(
          {.rule = "anchor_of_parent",
           .field = "header.anchor_id",
           .message = "the allocation belongs to anchor \"" + first->header->anchor_id() + "\"",
           .events = {first->position, entry->position}});
    }
    const base::Date latest = base::AddMonths(first->effective_on, kPbiDeployMonthsMax);
    if (allocated->counts_for_pbi() && ToDate(allocated->deploy_by()) > latest) {
      return Refuse({.rule = "pbi_five_years",
                     .field = "deploy_by",
                     .message = InWords(ToDate(allocated->deploy_by())) +
                                " is more than five years after the allocation of " +
                                InWords(first->effective_on) + "; wanted " + InWords(latest) +
                                " at the latest",
                     .events = {entry->position}});
    }
  }
  return base::Status();
}

// Reports of one co-investment are about one deal and in one currency.
base::Status CheckCoInvestmentStream(const base::StreamId&, const History& history) {
  const Entry* first = nullptr;
  const pb::CoInvestmentReported* first_event = nullptr;
  const Entry* priced = nullptr;
  std::string currency;
  base::Status status;
  history.Each<pb::CoInvestmentReported>([&](const Entry& entry,
                                             const pb::CoInvestmentReported& report) {
    if (!status.ok()) return;
    if (first == nullptr) {
      first = &entry;
      first_event = &report;
    }
    if (report.deal_id() != first_event->deal_id()) {
      status = Refuse({.rule = "deal_of_coinvestment",
                       .field = "deal_id",
                       .message = "the co-investment stands in deal \"" + first_event->deal_id() +
                                  "\", not \"" + report.deal_id() +
                                  "\"; capital in another deal is another co-investment",
                       .events = {first->position, entry.position}});
    }
    if (!report.has_amount() || !status.ok()) return;
    if (priced != nullptr && report.amount().currency() != currency) {
      status =
          Refuse({.rule = "one_currency",
                  .field = "amount.currency",
                  .message = EventInWords(entry.position) + " is in " + report.amount().currency() +
                             ", the co-investment is in " + currency,
                  .events = {priced->position, entry.position}});
    }
    priced = &entry;
    currency = report.amount().currency();
  });
  return status;
}

}  // namespace anchorledger::domain
