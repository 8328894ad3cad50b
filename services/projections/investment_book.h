// Investments: what every cash event takes from the commitment, and the terms of loans.
#pragma once

#include <cstdint>
#include <optional>

#include "proto/base/date.h"
#include "services/projections/forkable_map.h"
#include "services/projections/known_versions.h"

namespace anchorledger::projections {

// From InvestmentCommitted.
struct Investment {
  Symbol payee = 0;
  Symbol borrower = 0;  // ultimate; 0 = the payee
  Symbol deal = 0;
  Symbol allocation = 0;
  std::uint8_t instrument = 0;  // event.v1.Instrument
  bool operating_subsidy = false;
  base::Date committed_on;
  std::int32_t rate_bp = 0;
  std::int32_t term_months = 0;
};

// From LoanTermsModified: what it changes.
struct TermsChange {
  base::Date on;
  std::optional<std::int32_t> rate_bp;
  std::optional<std::int32_t> term_months;
};

class InvestmentBook {
 public:
  void Assert(Symbol tenant, Symbol investment, base::Position event, base::Position born,
              const Investment& value) {
    investments_.At(KeyOf(tenant, investment)).Assert(event, born, value);
  }
  void Retract(Symbol tenant, Symbol investment, base::Position event, base::Position died) {
    investments_.At(KeyOf(tenant, investment)).Retract(event, died);
  }
  KnownVersions<TermsChange>& Changes(Symbol tenant, Symbol investment) {
    return changes_.At(KeyOf(tenant, investment));
  }

  // Null when it is unknown (or voided) at the cut-off.
  const Investment* Find(Symbol tenant, Symbol investment, base::Position cut) const {
    const KnownVersions<Investment>* found = investments_.Find(KeyOf(tenant, investment));
    return found == nullptr ? nullptr : found->Last(cut);
  }

  // The investment with the terms in force at the end of the day, counting only changes that come
  // before or with the event `until` on that day. Nothing when the investment is unknown.
  std::optional<Investment> WithTermsOn(Symbol tenant, Symbol investment, base::Date day,
                                        base::Position until, base::Position cut) const;

  // Becomes a fork of the book; see ForkableMap.
  void ForkFrom(const InvestmentBook& live, base::Mutex& mutex, base::Position at) {
    investments_.ForkFrom(live.investments_, mutex, at);
    changes_.ForkFrom(live.changes_, mutex, at);
  }

 private:
  ForkableMap<KnownVersions<Investment>> investments_;
  ForkableMap<KnownVersions<TermsChange>> changes_;
};

}  // namespace anchorledger::projections
