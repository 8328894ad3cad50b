// The slots of each fact kind by name: the only place that says which measure, flag or entity
// means what. Derivation takes slots from here at compile time, the metric catalogue by name.
//
// Rules that hold for all kinds, so that a second evaluator can follow them:
// - An event that corroborates another one, or is voided at the cut-off, yields no fact.
// - The payee of money is an anchor of the same tenant: no kPurchase, kCash, kCommitment,
//   kPrincipal, kInKind, kLoanRate. An organisation is an anchor as soon as its registration is
//   known, whatever date that is effective on.
// - partner: the organisation on the other side, 0 when that is an anchor of the tenant.
// - geography: residence (hires); the supplier's place of business on the date (purchases, credits,
//   awards); else home_geo of the ultimate borrower, else of the payee or reporting partner.
// - local / disadvantaged / target: the geography is a member of a definition of that purpose,
//   valid on the date, for the strategy or for all. Without a geography: false.
// - Supplier profile on a date: of the registrations known, the one with the latest
//   (effective_on, position) not after the date; before the first one: the first one.
// - A class is held on day x: valid_from <= x <= valid_to, and no end with valid_from <= end.on
//   <= x that was recorded after the classification.
// - A reversal takes supplier, contract, partnership, flags, class and geography from its purchase
// as
//   known at the cut-off (class and geography as of the invoice date); a cancellation and every
//   cash event take theirs from the commitment of the investment. The phase is that of the own
//   date.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "services/projections/fact.h"

namespace anchorledger::projections {

inline constexpr std::size_t kFlagsMax = 12;

struct KindSchema {
  FactKind kind = FactKind::kNone;
  std::string_view name;
  bool cells = false;  // kept as cells: Sums is offered
  // What the three entity slots stand for; empty = unused (0).
  std::string_view entity;
  std::string_view entity2;
  std::string_view link;
  // "" = unused. Bit n of money_measures: measure n is minor units of dimensions.currency.
  std::array<std::string_view, kMeasuresMax> measures;
  std::uint8_t money_measures = 0;
  // Bit n of Dimensions::flags is flags[n].
  std::array<std::string_view, kFlagsMax> flags;
  // event.v1.GeographyUse of the places that decide "local", "target" and "disadvantaged"; 0 = the
  // kind has no such flag.
  std::uint8_t place_use = 0;
};

inline constexpr std::uint8_t kHiringPlaces = 1;
inline constexpr std::uint8_t kPurchasingPlaces = 2;
inline constexpr std::uint8_t kInvestingPlaces = 3;

inline constexpr KindSchema kFactSchema[] = {
    // HireRecorded. Wages in the currency of the anchor; no currency without a wage.
    {FactKind::kHire,
     "hire",
     true,
     "cohort",
     "employer",
     "",
     {"count", "count_x_wage", "count_with_wage", ""},
     0b0010,
     {"permanent", "employer_is_anchor", "local", "disadvantaged", "target", "pathway",
      "sub_bachelor", "has_wage"},
     kHiringPlaces},
    // PurchaseRecorded (+), PurchaseReversed (-), SupplierCreditRecorded (-, unmatched_credit).
    // net = gross - reversed - credited. G_self_certified: classes of group G are held,
    // none of these vouched for by anybody but the supplier.
    {FactKind::kPurchase,
     "purchase",
     true,
     "supplier",
     "contract",
     "",
     {"net", "gross", "reversed", "credited"},
     0b1111,
     {"construction", "addressable", "local", "unmatched_credit",
      "minority_or_woman_self_certified", "community_wealth_self_certified"},
     kPurchasingPlaces},
    // LoanDisbursed, GrantDisbursed, DepositPlaced, EquityFunded: disbursed. GrantReturned,
    // DepositWithdrawn: returned, positive. Rollovers yield nothing.
    {FactKind::kCash,
     "cash",
     true,
     "investment",
     "deal",
     "allocation",
     {"disbursed", "returned", "", ""},
     0b0011,
     {"loan", "grant", "deposit", "equity", "target", "operating_subsidy"},
     kInvestingPlaces},
    // InvestmentCommitted (+), InvestmentCancelled (-, at its own date).
    {FactKind::kCommitment,
     "commitment",
     true,
     "investment",
     "deal",
     "allocation",
     {"committed", "", "", ""},
     0b0001,
     {"loan", "grant", "deposit", "equity", "target", "operating_subsidy", "guarantee", "in_kind"},
     kInvestingPlaces},
    // Signed change of a loan's outstanding principal, with its parts as positive numbers. What
    // is drawn or written off is the rest.
    {FactKind::kPrincipal,
     "principal",
     true,
     "investment",
     "deal",
     "allocation",
     {"principal", "capitalised", "repaid", "forgiven"},
     0b1111,
     {}},
    // PromotionRecorded. count_x_wage_gain = count x (to - from wage).
    {FactKind::kPromotion,
     "promotion",
     false,
     "cohort",
     "employer",
     "",
     {"count", "count_x_wage_gain", "", ""},
     0b0010,
     {"employer_is_anchor", "sub_bachelor", "wage_up"}},
    // PipelineCohortReported: totals so far, the last per cohort counts. placed = both kinds.
    {FactKind::kPipelineCohort,
     "pipeline_cohort",
     false,
     "cohort",
     "program",
     "",
     {"applied", "enrolled", "completed", "placed"},
     0,
     {}},
    // RetentionReported: the last per cohort and checkpoint counts. entity2 = "90", "180", ...
    {FactKind::kRetention,
     "retention",
     false,
     "cohort",
     "checkpoint_days",
     "",
     {"cohort_size", "still_employed", "", ""},
     0,
     {"days_90", "days_180", "days_365", "days_730"}},
    // WageReported.
    {FactKind::kWageReport,
     "wage_report",
     false,
     "employer",
     "",
     "",
     {"workers", "at_or_above_living_wage", "", ""},
     0,
     {"employer_is_anchor"}},
    // BaselineReported. entity = name of the measure in lower case, as in "total_hires".
    // effective_on = period.to or as_of; from_day and to_day are 0 without a period. currency is
    // set when the value is money.
    {FactKind::kBaseline,
     "baseline",
     false,
     "measure",
     "",
     "",
     {"value", "from_day", "to_day", ""},
     0b0001,
     {"has_period"}},
    // ContractAwarded. Class and place of the supplier on the award date.
    {FactKind::kContractAward,
     "contract_award",
     false,
     "supplier",
     "contract",
     "",
     {"awards", "local_bidders", "bidders", ""},
     0,
     {"local_bidder_asked", "local"},
     kPurchasingPlaces},
    // CapitalAllocated: the last per allocation counts. deploy_by = days since epoch, 0 = none.
    {FactKind::kAllocation,
     "allocation",
     false,
     "allocation",
     "",
     "",
     {"amount", "deploy_by", "", ""},
     0b0001,
     {"counts_for_pbi"}},
    // InKindContributed. investment may be 0.
    {FactKind::kInKind,
     "in_kind",
     false,
     "investment",
     "deal",
     "allocation",
     {"fair_value", "", "", ""},
     0b0001,
     {"target"},
     kInvestingPlaces},
    // Terms in force from effective_on: InvestmentCommitted of a loan kind, LoanTermsModified (with
    // the terms that it leaves unchanged). committed_on = days since epoch.
    {FactKind::kLoanRate,
     "loan_rate",
     false,
     "investment",
     "deal",
     "allocation",
     {"rate_bp", "term_months", "committed_on", ""},
     0,
     {}},
    // CoInvestmentReported: the last per coinvestment counts. has_amount = 0: amount unknown.
    {FactKind::kCoInvestment,
     "co_investment",
     false,
     "coinvestment",
     "deal",
     "",
     {"amount", "has_amount", "", ""},
     0b0001,
     {"timing_before", "timing_with", "timing_after", "capital", "operating",
      "stage_committed_or_later", "catalysed", "other_anchor_of_tenant", "public_money"}},
    // PartnershipProposed: one fact, anchor = lead anchor, partner = lead partner when known.
    {FactKind::kPartnership,
     "partnership",
     false,
     "partnership",
     "",
     "",
     {"active", "", "", ""},
     0,
     {"hiring", "purchasing", "investing", "cross"}},
    // One per PhaseEntered in force. effective_on = first day; phase dimension = the phase;
    // last_day = last open day or kOpenEnd; a spell closed on its entry day has last_day <
    // effective_on and was never open. entered_at = position of the entry, to break ties.
    {FactKind::kPhaseSpell,
     "phase_spell",
     false,
     "partnership",
     "",
     "",
     {"last_day", "entered_at", "", ""},
     0,
     {"concurrent"}},
    // MilestoneAchieved; entity2 = milestone id, phase dimension = the phase of that id (M, I, P,
    // E). One that is met needs at least one of its evidence events live, if it names any.
    {FactKind::kMilestone,
     "milestone",
     false,
     "partnership",
     "milestone",
     "",
     {"met", "not_applicable", "", ""},
     0,
     {}},
    // ConveningHeld.
    {FactKind::kConvening,
     "convening",
     false,
     "convening",
     "",
     "",
     {"convenings", "orgs", "participants", "residents"},
     0,
     {}},
    // CapacityBuildingDelivered.
    {FactKind::kCapacity,
     "capacity",
     false,
     "capacity_building",
     "",
     "",
     {"hours_x100", "cost", "in_kind_value", "individuals"},
     0b0110,
     {"paid_by_investment"}},
    // HousingUnitsReported. entity = deal, else partner; entity2 = "stage/tenure" in lower case.
    {FactKind::kHousing,
     "housing",
     false,
     "deal_or_partner",
     "stage_tenure",
     "",
     {"units", "affordable_units", "permanently_affordable_units", ""},
     0,
     {"projected", "started", "completed", "preserved", "rehabilitated", "lost",
      "community_controlled"}},
    // JobsReported: a state. named_baseline: another report in force names this one as baseline.
    {FactKind::kJobs,
     "jobs",
     false,
     "organisation",
     "",
     "",
     {"fte_x100_total", "fte_x100_transferred_in", "fte_x100_low_income_area",
      "fte_x100_at_living_wage"},
     0,
     {"named_baseline"}},
    // PartnerReportDue, effective on due_on.
    {FactKind::kReportDue,
     "report_due",
     false,
     "report",
     "",
     "",
     {"reminder_no", "", "", ""},
     0,
     {}},
    // PartnerReportReceived, effective on received_on.
    {FactKind::kReportReceived,
     "report_received",
     false,
     "report",
     "",
     "",
     {"nil", "", "", ""},
     0,
     {}},
    // TargetSet, effective on the day it was set. entity2 = metric id, link = part. The value is
    // numerator / denominator in the unit of the metric. anchor and partnership are the scope.
    {FactKind::kTarget,
     "target",
     false,
     "target",
     "metric",
     "part",
     {"numerator", "denominator", "due_day", "direction"},
     0b0001,
     {"money"}},
};

// The schema of a kind, or nullptr.
constexpr const KindSchema* FindKindSchema(FactKind kind) {
  for (const KindSchema& schema : kFactSchema) {
    if (schema.kind == kind) return &schema;
  }
  return nullptr;
}
constexpr const KindSchema* FindKindSchema(std::string_view name) {
  for (const KindSchema& schema : kFactSchema) {
    if (schema.name == name) return &schema;
  }
  return nullptr;
}

// Whether `entity` of the facts of a kind is such a thing, as in "supplier".
constexpr bool IsAbout(FactKind kind, std::string_view thing) {
  const KindSchema* schema = FindKindSchema(kind);
  return schema != nullptr && schema->entity == thing;
}

// The slot of a measure, or nothing.
constexpr std::optional<std::size_t> FindMeasure(const KindSchema& schema, std::string_view name) {
  for (std::size_t slot = 0; slot < kMeasuresMax && !name.empty(); ++slot) {
    if (schema.measures[slot] == name) return slot;
  }
  return std::nullopt;
}

// The bit of a flag, or nothing.
constexpr std::optional<std::uint32_t> FindFlag(const KindSchema& schema, std::string_view name) {
  for (std::size_t bit = 0; bit < kFlagsMax && !name.empty(); ++bit) {
    if (schema.flags[bit] == name) return std::uint32_t{1} << bit;
  }
  return std::nullopt;
}

// Definitions of places that decide some flags.
struct PlacesNeeded {
  std::uint8_t use = 0;        // event.v1.GeographyUse; those for all uses are meant, too
  std::uint32_t purposes = 0;  // bit n: event.v1.GeographyPurpose n
};

// The definitions that decide any of these flags of a kind.
constexpr PlacesNeeded PlacesBehind(FactKind kind, std::uint32_t flags) {
  constexpr std::pair<std::string_view, unsigned> kPurposes[] = {
      {"local", 1}, {"target", 2}, {"disadvantaged", 3}};
  const KindSchema& schema = *FindKindSchema(kind);
  PlacesNeeded needed{.use = schema.place_use};
  for (const auto& [flag, purpose] : kPurposes) {
    const std::optional<std::uint32_t> bit = FindFlag(schema, flag);
    if (schema.place_use != 0 && bit.has_value() && (flags & *bit) != 0) {
      needed.purposes |= std::uint32_t{1} << purpose;
    }
  }
  return needed;
}

// Slots of names known when compiling: a wrong name does not compile.
consteval std::size_t MeasureSlot(FactKind kind, std::string_view name) {
  return FindMeasure(*FindKindSchema(kind), name).value();
}
consteval std::uint32_t FlagBit(FactKind kind, std::string_view name) {
  return FindFlag(*FindKindSchema(kind), name).value();
}

}  // namespace anchorledger::projections
