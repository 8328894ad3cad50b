#include "services/domain/loan.h"

#include <vector>

#include "absl/numeric/int128.h"
#include "anchorledger/event/v1/capital_flows.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/investing.pb.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

// The signed change of principal that an event makes; nothing for events that make none.
std::optional<std::int64_t> PrincipalOf(const Entry& entry) {
  if (const auto* disbursed = entry.As<pb::LoanDisbursed>()) return disbursed->amount().minor();
  if (const auto* accrued = entry.As<pb::LoanInterestAccrued>()) return accrued->interest().minor();
  if (const auto* repaid = entry.As<pb::LoanRepaymentReceived>()) {
    return -repaid->principal().minor();
  }
  if (const auto* forgiven = entry.As<pb::LoanForgiven>()) return -forgiven->principal().minor();
  if (const auto* written = entry.As<pb::LoanWrittenOff>()) return -written->principal().minor();
  return std::nullopt;
}

std::optional<std::int32_t> RateSetBy(const Entry& entry) {
  if (const auto* committed = entry.As<pb::InvestmentCommitted>()) {
    if (committed->terms().has_rate_bp()) return committed->terms().rate_bp();
  }
  if (const auto* modified = entry.As<pb::LoanTermsModified>()) {
    if (modified->changes().has_rate_bp()) return modified->changes().rate_bp();
  }
  return std::nullopt;
}

}  // namespace

std::vector<const Entry*> CountedByDate(const History& history) {
  std::vector<const Entry*> entries = history.ByDate();
  std::erase_if(entries,
                [](const Entry* entry) { return entry->header->has_corroborates_position(); });
  return entries;
}

LoanLedger LoanLedger::Of(const History& investment) {
  LoanLedger ledger;
  for (const Entry* entry : CountedByDate(investment)) {
    if (const auto principal = PrincipalOf(*entry)) {
      ledger.movements_.push_back({entry->effective_on, *principal, entry->position});
    }
    if (const auto rate = RateSetBy(*entry)) {
      ledger.rates_.push_back({entry->effective_on, *rate});
    }
  }
  return ledger;
}

std::int64_t LoanLedger::Outstanding(base::Date day) const {
  absl::int128 balance = 0;
  for (const LoanMovement& movement : movements_) {
    if (movement.on > day) break;
    balance += movement.principal;
  }
  // Fits: a history whose balance leaves 64 bits is refused (CheckInvestmentStream).
  return static_cast<std::int64_t>(balance);
}

std::optional<LoanShortfall> LoanLedger::FirstShortfall() const {
  absl::int128 balance = 0;
  for (auto day = movements_.begin(); day != movements_.end();) {
    LoanShortfall shortfall{day->on, 0, {}};
    auto next = day;
    for (; next != movements_.end() && next->on == day->on; ++next) {
      balance += next->principal;
      shortfall.events.push_back(next->event);
    }
    if (balance < 0) {
      shortfall.balance = balance;
      return shortfall;
    }
    day = next;
  }
  return std::nullopt;
}

std::optional<std::int32_t> LoanLedger::RateBp(base::Date day) const {
  std::optional<std::int32_t> rate;
  for (const RateChange& change : rates_) {
    if (change.from > day) break;
    rate = change.rate_bp;
  }
  return rate;
}

}  // namespace anchorledger::domain
