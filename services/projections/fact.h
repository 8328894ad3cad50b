// What an event in force means to the metrics: signed measures with dimensions.
//
// A fact is derived from one event as known at a cut-off, purely (derive.h). Corrections, late
// classes, moved phases and late boundaries replace a fact by another one; the difference of the
// two is what the follower applies. Which measure, flag or entity slot means what in each kind is
// written once, in fact_schema.h, which the metric catalogue compiles against.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "proto/base/date.h"
#include "proto/base/money.h"
#include "proto/base/strong_id.h"

namespace anchorledger::projections {

// A number standing for an interned text (tenant, anchor, partnership, supplier, ...); 0 = none.
using Symbol = std::uint32_t;

// Numbers are part of stored projections: never reused.
enum class FactKind : std::uint8_t {
  kNone = 0,
  // Many per anchor, additive: summed into cells.
  kHire = 1,
  kPurchase = 2,
  kCash = 3,
  kCommitment = 4,
  kPrincipal = 5,
  // Few per anchor, read one by one ("last report per organisation", spells, targets).
  kPromotion = 20,
  kPipelineCohort = 21,
  kRetention = 22,
  kWageReport = 23,
  kBaseline = 24,
  kContractAward = 25,
  kAllocation = 26,
  kInKind = 27,
  kLoanRate = 28,
  kCoInvestment = 29,
  kPartnership = 30,
  kPhaseSpell = 31,
  kMilestone = 32,
  kConvening = 33,
  kCapacity = 34,
  kHousing = 35,
  kJobs = 36,
  kReportDue = 37,
  kReportReceived = 38,
  kTarget = 39,
};

// "Until further notice" in a measure that holds a day: far beyond the last allowed date.
inline constexpr std::int64_t kOpenEnd = 1'000'000;

inline constexpr std::size_t kMeasuresMax = 4;
using Measures = std::array<std::int64_t, kMeasuresMax>;

// What facts are grouped and filtered by. All facts of a cell are alike in these.
struct Dimensions {
  Symbol tenant = 0;
  Symbol anchor = 0;
  Symbol partnership = 0;  // 0 = institution-wide
  Symbol partner = 0;      // the organisation on the other side; never an anchor of the tenant
  Symbol geography = 0;    // "scheme:code" of the place of the fact, as in "zcta5:02119"
  std::uint32_t class_mask = 0;  // bit n = event.v1.SupplierClass n held on the date
  std::uint32_t flags = 0;       // by kind, see fact_schema.h
  std::uint8_t phase = 0;        // event.v1.Phase; 0 = none was open
  std::uint8_t strategy = 0;     // event.v1.Strategy
  std::uint8_t basis = 0;        // event.v1.Basis
  base::Currency currency;       // of the money measures; empty without any
  bool operator==(const Dimensions&) const = default;

  // Packed first: combining word by word takes a third of the time of field by field.
  template <typename H>
  friend H AbslHashValue(H state, const Dimensions& d) {
    const auto pair = [](std::uint64_t high, std::uint32_t low) { return high << 32 | low; };
    const std::uint64_t small =
        std::uint64_t{d.phase} << 16 | std::uint64_t{d.strategy} << 8 | d.basis;
    std::uint64_t letters = 0;
    for (const char letter : d.currency.code()) {
      letters = letters << 8 | static_cast<std::uint8_t>(letter);
    }
    return H::combine(std::move(state), pair(d.tenant, d.anchor), pair(d.partnership, d.partner),
                      pair(d.geography, d.class_mask), pair(small << 8 ^ letters << 8, d.flags));
  }
};

struct Fact {
  FactKind kind = FactKind::kNone;
  base::Date effective_on;
  base::Position position;  // the event it came from
  Dimensions dimensions;
  Symbol entity = 0;   // supplier, investment, cohort, allocation, organisation, report, ...
  Symbol entity2 = 0;  // second key by kind: deal, contract, program, milestone id, metric id, ...
  Symbol link = 0;     // third key by kind: allocation of an investment, part of a target
  Measures measures{};
  bool operator==(const Fact&) const = default;
};

}  // namespace anchorledger::projections
