// One builder for each event type, with valid defaults for all that is not an argument. Dates are
// ISO text, enums are the domain's words ("clt", "worker_owned"), amounts are base::Money.
// Defaults speak of "anchor-1", "partner-1", "supplier-1", "bank-1" and "geo-1", which
// StandardNetwork() registers. A builder ends the test program on a word or date that does not
// exist.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/draft.h"

namespace anchorledger::testing {

using Text = std::string_view;
using Count = std::int64_t;

// Registry.
Draft AnchorRegistered(Text id, Text fiscal_year_start = "01-01", Text on = "2000-01-01");
Draft PartnerOnboarded(Text id, Text kind, Text on = "2000-01-01");
// Members as "zcta5:02119". Valid from `valid_from` without end, for all levers.
Draft GeographyDefined(Text id, Text purpose, const std::vector<std::string>& members,
                       Text valid_from = "2000-01-01");
// Lines of a wage set: key ("default", "county:25025") and minor units per hour.
Draft WageSetPublished(Text set_id, Text kind, Text edition, Text valid_from,
                       const std::vector<std::pair<std::string, Count>>& lines);
// Lines of a benchmark set: code and yearly rate in basis points.
Draft BenchmarkSetPublished(Text set_id, Text edition, Text valid_from,
                            const std::vector<std::pair<std::string, Count>>& lines);
Draft BaselineReported(Text measure, Text from, Text to, Count people);
Draft BaselineReported(Text measure, Text from, Text to, base::Money amount);
Draft AssetsReported(Text as_of, base::Money amount);  // investable_assets
// For the whole of anchor-1, at least `basis_points` by `due`.
Draft TargetSet(Text id, Text metric_id, Count basis_points, Text on, Text due);

// Partnership.
Draft PartnershipProposed(Text id, Text on, Text lead_partner = "partner-1");
Draft PartnershipFormed(Text partnership, Text on);
Draft PartyJoined(Text partnership, Text org, Text role, Text on);
Draft PhaseEntered(Text partnership, Text phase, Text on, Text reason = "");
Draft PhaseEnteredBeside(Text partnership, Text phase, Text on);  // concurrent
Draft PhaseExited(Text partnership, Text phase, Text on, Text outcome = "advanced");
Draft MilestoneMet(Text partnership, Text milestone, const std::vector<std::uint64_t>& evidence,
                   Text on);
Draft MilestoneNotApplicable(Text partnership, Text milestone, Text reason, Text on);

// Support.
Draft ConveningHeld(Text id, Text on, Text purpose = "mixed", Count orgs = 6,
                    Count participants = 20, Count residents = 5);
Draft CapacityBuildingDelivered(Text id, Text from, Text to, Count hours_x100, base::Money cost);

// Hiring.
Draft HireRecorded(Text cohort, Count count, Text on, Text employer = "anchor-1",
                   Text residence = "zcta5:02119");
Draft PipelineCohortReported(Text cohort, Text from, Text to, Count applied, Count enrolled,
                             Count completed, Count placed_anchor, Count placed_other);
Draft RetentionReported(Text cohort, Count checkpoint_days, Count size, Count still_employed,
                        Text on);
Draft PromotionRecorded(Text employer, Count count, Text on, Text cohort = "");
Draft WageReported(Text employer, Text as_of, Count workers, Count at_living_wage,
                   Text set_id = "living-wage");

// Purchasing.
Draft SupplierRegistered(Text id, Text on = "2000-01-01", Text geo = "zcta5:02119");
Draft SupplierClassified(Text id, Text supplier_class, Text valid_from, Text valid_to = "");
Draft SupplierClassificationEnded(Text id, Text supplier_class, Text on, Text reason = "revoked");
Draft ContractAwarded(Text id, Text supplier, Text on, Count local_bidders = 1, Count bidders = 4);
Draft PurchaseRecorded(Text id, Text supplier, base::Money amount, Text invoice_date);
Draft PurchaseReversed(Text purchase, base::Money amount, Text on);
Draft SupplierCreditRecorded(Text id, Text supplier, base::Money amount, Text credit_date);

// Investing.
Draft CapitalAllocated(Text id, base::Money amount, Text on, Text deploy_by = "");
// Loans have 5 % interest for 60 months, interest only; grants no terms.
Draft InvestmentCommitted(Text id, Text instrument, base::Money amount, Text on,
                          Text payee = "partner-1");
Draft InvestmentCancelled(Text id, base::Money undisbursed, Text on);
Draft LoanDisbursed(Text id, Count draw_no, base::Money amount, Text funded_on);
Draft LoanInterestAccrued(Text id, base::Money interest, Text from, Text to);
Draft LoanRepaymentReceived(Text id, base::Money principal, Text received_on,
                            Count interest_minor = 0);
Draft LoanTermsModified(Text id, Count rate_bp, Text on);
Draft LoanForgiven(Text id, base::Money principal, Text on);
Draft LoanWrittenOff(Text id, base::Money principal, Text on);
Draft GrantDisbursed(Text id, base::Money amount, Text on);
Draft GrantReturned(Text id, base::Money amount, Text on);
Draft DepositPlaced(Text id, base::Money amount, Text on, Text institution = "bank-1");
Draft DepositWithdrawn(Text id, base::Money amount, Text on, Text institution = "bank-1");
Draft EquityFunded(Text id, base::Money amount, Text on);
Draft InKindContributed(Text recipient, base::Money fair_value, Text on, Text investment = "");
Draft CoInvestmentReported(Text id, Text deal, base::Money amount, Text on,
                           Text stage = "committed", Text timing = "with");

// Outcomes and reports.
Draft HousingUnitsReported(Text deal, Text stage, Text tenure, Count units, Count affordable,
                           Count permanently_affordable, Text on);
Draft JobsReported(Text org, Text as_of, Count fte_x100_total);
Draft PartnerReportDue(Text report, Text due_on, Text partner = "partner-1", Count reminder_no = 0);
Draft PartnerReportReceived(Text report, Text received_on);

// Control. Corrections: FakeWorld fills in the target's type, stream and the values in force.
struct Change {
  std::string path;      // "amount.minor", "header.anchor_id"
  std::string new_json;  // canonical; empty = the field becomes unset
};
Draft EventAmended(std::uint64_t target, const std::vector<Change>& changes);
Draft EventVoided(std::uint64_t target);
Draft PeriodClosed(Text anchor, Text from, Text to, bool hard = false);
Draft PeriodReopened(Text anchor, Text from, Text to);
Draft ImportProfileSaved(Text name, Text json = "{}");
Draft ImportBatchRecorded(Text batch, Text state = "started");
Draft ImportBatchUndone(Text batch, Count voided = 0);

// JSON of a day or an amount, for changes.
std::string Json(base::Date day);
std::string Json(base::Money money);
std::string JsonText(Text text);
std::string JsonNumber(Count number);  // 64-bit numbers are in quotes

// What the defaults speak of: anchor-1 and anchor-2; partner-1 (worker_coop), partner-2 (clt),
// bank-1 (cdfi); supplier-1 and supplier-2 (outside the local area); geo-1 (local), geo-target,
// geo-disadvantaged; sets "living-wage" and "benchmark"; partnership ps-1, proposed.
std::vector<Draft> StandardNetwork();

}  // namespace anchorledger::testing
