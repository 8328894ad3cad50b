// Investments: what every cash event takes from the commitment, and the terms of loans.
#pragma once

#include <cstdint>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "proto/base/date.h"
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
    investments_[KeyOf(tenant, investment)].Assert(event, born, value);
  }
  void Retract(Symbol tenant, Symbol investment, base::Position event, base::Position died) {
    investments_[KeyOf(tenant, investment)].Retract(event, died);
  }
  KnownVersions<TermsChange>& Changes(Symbol tenant, Symbol investment) {
    return changes_[KeyOf(tenant, investment)];
  }

  // Null when it is unknown (or voided) at the cut-off.
  const Investment* Find(Symbol tenant, Symbol investment, base::Position cut) const {
    const auto found = investments_.find(KeyOf(tenant, investment));
    return found == investments_.end() ? nullptr : found->second.Last(cut);
  }

  // The investment with the terms in force at the end of the day, counting only changes that come
  // before or with the event `until` on that day. Nothing when the investment is unknown.
  std::optional<Investment> WithTermsOn(Symbol tenant, Symbol investment, base::Date day,
                                        base::Position until, base::Position cut) const;

 private:
  absl::flat_hash_map<std::uint64_t, KnownVersions<Investment>> investments_;
  absl::flat_hash_map<std::uint64_t, KnownVersions<TermsChange>> changes_;
};

}  // namespace anchorledger::projections
