// The balance of a loan, from the events of its investment.
//
//   outstanding(d) = disbursed + capitalised interest - repaid - forgiven - written off,
//
// all effective on or before d, principal only. It is the balance at the end of day d, so the order
// inside one day does not matter.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "proto/base/date.h"
#include "proto/base/strong_id.h"
#include "services/domain/history.h"

namespace anchorledger::domain {

// The entries whose amounts count, by date: those in force, but for the ones that corroborate
// another event. One fact has one recorder, so its amount counts once.
std::vector<const Entry*> CountedByDate(const History& history);

// One change of the outstanding principal.
struct LoanMovement {
  base::Date on;
  std::int64_t principal = 0;  // minor units; negative lowers the balance
  base::Position event;
};

// A day on which the balance was below zero, with all movements of that day.
struct LoanShortfall {
  base::Date on;
  absl::int128 balance = 0;  // minor units, negative
  std::vector<base::Position> events;
};

class LoanLedger {
 public:
  // The movements that count, by date. An investment that is no loan has none.
  static LoanLedger Of(const History& investment);

  std::span<const LoanMovement> movements() const { return movements_; }

  // Principal outstanding at the end of the day, in minor units of the commitment's currency.
  std::int64_t Outstanding(base::Date day) const;

  // The first day that ends with a balance below zero.
  std::optional<LoanShortfall> FirstShortfall() const;

  // The yearly rate in force on the day: that of the commitment, or of the last change of terms
  // effective on or before it. Nothing when no rate was stated.
  std::optional<std::int32_t> RateBp(base::Date day) const;

 private:
  struct RateChange {
    base::Date from;
    std::int32_t rate_bp = 0;
  };

  std::vector<LoanMovement> movements_;  // by date, then position
  std::vector<RateChange> rates_;        // by date, then position
};

}  // namespace anchorledger::domain
