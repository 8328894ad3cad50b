// The investment stream: the commitment, what was paid out and came back under it, and the balance
// of a loan on every day.
#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/numeric/int128.h"
#include "anchorledger/event/v1/capital_flows.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/investing.pb.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/in_words.h"
#include "services/domain/loan.h"
#include "services/domain/rule_errors.h"
#include "services/domain/stream_rules.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

// Sums of amounts: any number of 64-bit amounts fits.
using Sum = absl::int128;

struct Commitment {
  const Entry* entry = nullptr;
  const pb::InvestmentCommitted* event = nullptr;

  const std::string& currency() const { return event->amount().currency(); }
};

// Sums may leave 64 bits, which no message needs to show exactly.
std::string InWords(Sum sum, const std::string& currency) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  if (sum > kMax) return "more than " + AmountInWords(kMax, currency);
  if (sum < -kMax) return "less than " + AmountInWords(-kMax, currency);
  return AmountInWords(static_cast<std::int64_t>(sum), currency);
}

bool IsLoan(pb::Instrument instrument) {
  return instrument == pb::INSTRUMENT_LOAN || instrument == pb::INSTRUMENT_FORGIVABLE_LOAN ||
         instrument == pb::INSTRUMENT_EQ2;
}

bool IsGrant(pb::Instrument instrument) {
  return instrument == pb::INSTRUMENT_GRANT || instrument == pb::INSTRUMENT_RECOVERABLE_GRANT;
}

bool IsDeposit(pb::Instrument instrument) {
  return instrument == pb::INSTRUMENT_DEPOSIT || instrument == pb::INSTRUMENT_LINKED_DEPOSIT;
}

bool IsInKind(pb::Instrument instrument) {
  return instrument == pb::INSTRUMENT_LAND || instrument == pb::INSTRUMENT_IN_KIND;
}

// Which instruments have events of the type.
bool Fits(int type, pb::Instrument instrument) {
  switch (type) {
    case pb::EventPayload::kLoanDisbursed:
    case pb::EventPayload::kLoanInterestAccrued:
    case pb::EventPayload::kLoanRepaymentReceived:
    case pb::EventPayload::kLoanTermsModified:
    case pb::EventPayload::kLoanForgiven:
    case pb::EventPayload::kLoanWrittenOff:
      return IsLoan(instrument);
    case pb::EventPayload::kGrantDisbursed:
    case pb::EventPayload::kGrantReturned:
      return IsGrant(instrument);
    case pb::EventPayload::kDepositPlaced:
    case pb::EventPayload::kDepositWithdrawn:
      return IsDeposit(instrument);
    case pb::EventPayload::kEquityFunded:
      return instrument == pb::INSTRUMENT_EQUITY;
    case pb::EventPayload::kInKindContributed:
      return IsInKind(instrument);
    default:
      return true;
  }
}

// The amount that says the event's currency: all amounts of an event are in one.
const pb::Money* AmountOf(const Entry& entry) {
  if (const auto* event = entry.As<pb::LoanDisbursed>()) return &event->amount();
  if (const auto* event = entry.As<pb::LoanInterestAccrued>()) return &event->interest();
  if (const auto* event = entry.As<pb::LoanRepaymentReceived>()) return &event->principal();
  if (const auto* event = entry.As<pb::LoanForgiven>()) return &event->principal();
  if (const auto* event = entry.As<pb::LoanWrittenOff>()) return &event->principal();
  if (const auto* event = entry.As<pb::GrantDisbursed>()) return &event->amount();
  if (const auto* event = entry.As<pb::GrantReturned>()) return &event->amount();
  if (const auto* event = entry.As<pb::DepositPlaced>()) return &event->amount();
  if (const auto* event = entry.As<pb::DepositWithdrawn>()) return &event->amount();
  if (const auto* event = entry.As<pb::EquityFunded>()) return &event->amount();
  if (const auto* event = entry.As<pb::InKindContributed>()) return &event->fair_value();
  if (const auto* event = entry.As<pb::InvestmentCancelled>()) return &event->undisbursed();
  return nullptr;
}

// What every event under a commitment has in common with it.
base::Status CheckChild(const Commitment& commitment, const Entry& child) {
  Refusal refusal{.events = {commitment.entry->position, child.position}};
  const std::string which = EventInWords(child.position);
  if (!Fits(child.type, commitment.event->instrument())) {
    const event_types::EventType* type = event_types::FindEventType(child.type);
    refusal.rule = "event_of_instrument";
    refusal.field = "investment_id";
    refusal.message = which + " is a " + std::string(type->name) +
                      ", but the instrument of the commitment is " +
                      EnumInWords(*pb::Instrument_descriptor(), commitment.event->instrument());
    return Refuse(refusal);
  }
  if (child.effective_on < commitment.entry->effective_on) {
    refusal.rule = "after_parent";
    refusal.field = "effective_on";
    refusal.message = which + " is effective on " + domain::InWords(child.effective_on) +
                      ", before the commitment of " +
                      domain::InWords(commitment.entry->effective_on);
    return Refuse(refusal);
  }
  if (child.header->anchor_id() != commitment.entry->header->anchor_id()) {
    refusal.rule = "anchor_of_parent";
    refusal.field = "header.anchor_id";
    refusal.message = "the commitment belongs to anchor \"" +
                      commitment.entry->header->anchor_id() + "\", " + which + " to \"" +
                      child.header->anchor_id() + "\"";
    return Refuse(refusal);
  }
  const pb::Money* amount = AmountOf(child);
  if (amount != nullptr && amount->currency() != commitment.currency()) {
    refusal.rule = "one_currency";
    refusal.field = "amount.currency";
    refusal.message =
        which + " is in " + amount->currency() + ", the commitment is in " + commitment.currency();
    return Refuse(refusal);
  }
  return base::Status();
}

// Money that goes out under the commitment (positive) and comes back (negative), by date.
struct Flow {
  const Entry* entry;
  Sum change;
};

struct Flows {
  std::vector<Flow> moves;
  Sum cancelled = 0;
  std::vector<base::Position> cancellations;
};

Flows FlowsOf(std::span<const Entry* const> by_date) {
  Flows flows;
  for (const Entry* entry : by_date) {
    if (const auto* event = entry->As<pb::LoanDisbursed>()) {
      flows.moves.push_back({entry, event->amount().minor()});
    } else if (const auto* grant = entry->As<pb::GrantDisbursed>()) {
      flows.moves.push_back({entry, grant->amount().minor()});
    } else if (const auto* back = entry->As<pb::GrantReturned>()) {
      flows.moves.push_back({entry, -Sum(back->amount().minor())});
    } else if (const auto* placed = entry->As<pb::DepositPlaced>()) {
      if (!placed->rollover()) flows.moves.push_back({entry, placed->amount().minor()});
    } else if (const auto* withdrawn = entry->As<pb::DepositWithdrawn>()) {
      if (!withdrawn->rollover()) flows.moves.push_back({entry, -Sum(withdrawn->amount().minor())});
    } else if (const auto* equity = entry->As<pb::EquityFunded>()) {
      flows.moves.push_back({entry, equity->amount().minor()});
    } else if (const auto* cancelled = entry->As<pb::InvestmentCancelled>()) {
      flows.cancelled += cancelled->undisbursed().minor();
      flows.cancellations.push_back(entry->position);
    }
  }
  return flows;
}

// What is out at the end of each day is never below zero. Returns the most that was ever used of
// the commitment: for deposits the highest balance, else everything paid out, since a returned
// grant does not make room for another one.
base::StatusOr<Sum> CheckReturns(const Commitment& commitment, const Flows& flows) {
  const bool balance_counts = IsDeposit(commitment.event->instrument());
  Sum out = 0;
  Sum paid = 0;
  Sum used = 0;
  for (auto day = flows.moves.begin(); day != flows.moves.end();) {
    std::vector<base::Position> events;
    auto next = day;
    for (; next != flows.moves.end() && next->entry->effective_on == day->entry->effective_on;
         ++next) {
      out += next->change;
      if (next->change > 0) paid += next->change;
      events.push_back(next->entry->position);
    }
    if (out < 0) {
      return Refuse({.rule = balance_counts ? "deposit_balance" : "returns_within_grant",
                     .field = "amount",
                     .message = "on " + domain::InWords(day->entry->effective_on) + " " +
                                InWords(-out, commitment.currency()) +
                                " more would have come back than was paid out until then",
                     .events = std::move(events)});
    }
    used = std::max(used, balance_counts ? out : paid);
    day = next;
  }
  return used;
}

base::Status CheckTotals(const Commitment& commitment, const Flows& flows) {
  AL_ASSIGN_OR_RETURN(const Sum used, CheckReturns(commitment, flows));
  const Sum committed = commitment.event->amount().minor();
  if (used + flows.cancelled <= committed) return base::Status();
  std::vector<base::Position> events = flows.cancellations;
  for (const Flow& flow : flows.moves) {
    if (flow.change > 0) events.push_back(flow.entry->position);
  }
  const std::string& currency = commitment.currency();
  std::string message = InWords(used, currency) + " paid out";
  if (flows.cancelled > 0) message += " and " + InWords(flows.cancelled, currency) + " cancelled";
  message += " exceed the commitment of " + InWords(committed, currency) +
             "; more money is a new commitment";
  return Refuse({.rule = "within_commitment",
                 .field = "amount",
                 .message = std::move(message),
                 .events = std::move(events)});
}

// Draws are numbered 1, 2, 3, ... without gaps.
base::Status CheckDraws(const History& history) {
  std::map<int, base::Position> draws;
  base::Status status;
  history.Each<pb::LoanDisbursed>([&](const Entry& entry, const pb::LoanDisbursed& draw) {
    if (entry.header->has_corroborates_position()) return;  // says again what another draw said
    const auto [same, added] = draws.emplace(draw.draw_no(), entry.position);
    if (added || !status.ok()) return;
    status = Refuse({.rule = "draw_sequence",
                     .field = "draw_no",
                     .message = "draw " + std::to_string(draw.draw_no()) + " was recorded by " +
                                EventInWords(same->second) + " already",
                     .events = {same->second, entry.position}});
  });
  AL_RETURN_IF_ERROR(status);
  int wanted = 1;
  for (const auto& [number, position] : draws) {
    if (number != wanted) {
      return Refuse(
          {.rule = "draw_sequence",
           .field = "draw_no",
           .message =
               "draw " + std::to_string(number) + " (" + EventInWords(position) + ") follows " +
               (wanted == 1 ? std::string("no draw") : "draw " + std::to_string(wanted - 1)) +
               "; wanted draw_no " + std::to_string(wanted),
           .events = {position}});
    }
    ++wanted;
  }
  return base::Status();
}

// Terms change for the future: not before a payment that was known when they changed.
base::Status CheckTermsChanges(const History& history) {
  base::Status status;
  history.Each<pb::LoanTermsModified>([&](const Entry& change, const pb::LoanTermsModified&) {
    history.Each<pb::LoanRepaymentReceived>([&](const Entry& payment,
                                                const pb::LoanRepaymentReceived&) {
      if (!status.ok() || payment.position > change.position ||
          payment.effective_on <= change.effective_on) {
        return;
      }
      status = Refuse({.rule = "terms_after_payment",
                       .field = "effective_on",
                       .message = "terms cannot change on " + domain::InWords(change.effective_on) +
                                  ": " + EventInWords(payment.position) + " is a payment of " +
                                  domain::InWords(payment.effective_on),
                       .events = {payment.position, change.position}});
    });
  });
  return status;
}

base::Status CheckBalance(const Commitment& commitment, const History& history) {
  const LoanLedger ledger = LoanLedger::Of(history);
  Sum raised = 0;
  for (const LoanMovement& movement : ledger.movements()) {
    if (movement.principal > 0) raised += movement.principal;
  }
  if (raised > std::numeric_limits<std::int64_t>::max()) {
    return base::MakeError(base::ErrorReason::kOverflow,
                           "draws and capitalised interest of one loan exceed 64 bits");
  }
  const std::optional<LoanShortfall> shortfall = ledger.FirstShortfall();
  if (!shortfall.has_value()) return base::Status();
  std::string events;
  for (base::Position position : shortfall->events) {
    events += (events.empty() ? "" : ", ") + EventInWords(position);
  }
  return Refuse({.rule = "loan_balance",
                 .field = "principal",
                 .message = "the balance would be " +
                            InWords(shortfall->balance, commitment.currency()) + " on " +
                            domain::InWords(shortfall->on) + " after " + events +
                            "; principal that comes back, is forgiven or written off cannot "
                            "exceed what is outstanding",
                 .events = shortfall->events});
}

}  // namespace

base::Status CheckInvestmentStream(const base::StreamId& stream, const History& history) {
  AL_RETURN_IF_ERROR(CheckOpening(history, pb::EventPayload::kInvestmentCommitted, stream));
  Commitment commitment;
  history.Each<pb::InvestmentCommitted>(
      [&](const Entry& entry, const pb::InvestmentCommitted& event) {
        commitment = {&entry, &event};
      });
  if (commitment.entry == nullptr) return base::Status();

  for (const Entry* entry : history.ByDate()) {
    if (entry != commitment.entry) AL_RETURN_IF_ERROR(CheckChild(commitment, *entry));
  }
  AL_RETURN_IF_ERROR(CheckTotals(commitment, FlowsOf(CountedByDate(history))));
  if (!IsLoan(commitment.event->instrument())) return base::Status();
  AL_RETURN_IF_ERROR(CheckDraws(history));
  AL_RETURN_IF_ERROR(CheckTermsChanges(history));
  return CheckBalance(commitment, history);
}

}  // namespace anchorledger::domain
