#include "tests/support/projections/random_events.h"

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/date.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;

}  // namespace

std::int64_t RandomEvents::Number(std::int64_t low, std::int64_t high) {
  return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
}

std::string RandomEvents::Day() {
  const auto offset = static_cast<std::int32_t>(Number(0, 4 * 365));
  return base::FormatIsoDate(testing::Day("2022-01-01").PlusDays(offset));
}

std::string RandomEvents::OneOf(std::initializer_list<std::string_view> choices) {
  const auto index = Number(0, static_cast<std::int64_t>(choices.size()) - 1);
  return std::string(*(choices.begin() + index));
}

std::string RandomEvents::Known(std::string_view prefix, std::int64_t count) {
  return std::string(prefix) + std::to_string(Number(1, std::max<std::int64_t>(count, 1)));
}

std::vector<Draft> RandomEvents::Next(std::uint64_t last) {
  if (last > 20 && Chance(18)) return {Correction()};
  if (Chance(20)) return {Registry()};
  if (Chance(15)) return {Partnership()};
  return {Fact()};
}

void RandomEvents::Accepted(const Draft& draft, std::uint64_t position) {
  const int type = static_cast<int>(draft.payload().event_case());
  recorded_.push_back({position, type});
  if (type == pb::EventPayload::kPurchaseRecorded) ++purchases_;
  if (type == pb::EventPayload::kInvestmentCommitted) ++investments_;
}

Draft RandomEvents::Placed(Draft draft) {
  if (Chance(60)) draft.Partnership(OneOf({"ps-1", "ps-2"}));
  if (Chance(30)) draft.Anchor("anchor-2");
  if (Chance(5)) draft.WithBasis(pb::BASIS_ESTIMATED);
  if (Chance(10)) draft.Batch("batch-1");
  if (Chance(3)) draft.Corroborates(static_cast<std::uint64_t>(Number(1, 15)));
  return draft;
}

Draft RandomEvents::Fact() {
  switch (Number(1, 10)) {
    case 1:
    case 2:
    case 3:
    case 4:
      return Placed(Purchasing());
    case 5:
    case 6:
      return Placed(Hiring());
    case 7:
    case 8:
    case 9:
      return Placed(Investing());
    default:
      return Placed(Outcome());
  }
}

Draft RandomEvents::Registry() {
  const std::string supplier = Known("supplier-", 4);
  const std::string class_name = OneOf({"mbe", "wbe", "coop", "nonprofit"});
  const std::string place = OneOf({"zcta5:02119", "zcta5:90210", "zcta5:10001", "county:25025"});
  switch (Number(1, 6)) {
    case 1: {
      Draft draft = SupplierRegistered(supplier, Day(), place);
      if (Chance(40)) draft.Set("partner_id", OneOf({"partner-1", "partner-2", "anchor-2"}));
      return draft;
    }
    case 2: {
      Draft draft = SupplierClassified(supplier, class_name, Day(), Chance(50) ? "2025-06-30" : "");
      if (Chance(40)) draft.Set("certifier", "CLASS_CERTIFIER_SELF");
      return draft;
    }
    case 3:
      return SupplierClassificationEnded(supplier, class_name, Day());
    case 4: {
      const std::string id = "geo-" + std::to_string(++fresh_ + 100);
      Draft draft =
          GeographyDefined(id, OneOf({"local", "target", "disadvantaged"}), {place}, Day());
      draft.Set("name", id);
      return draft;
    }
    case 5: {
      Draft draft = PartnerOnboarded("partner-" + std::to_string(++fresh_ + 100), "cbo", Day());
      return draft;
    }
    default:
      return BaselineReported(OneOf({"total_hires", "headcount"}), "2022-01-01", "2022-12-31", 500);
  }
}

Draft RandomEvents::Partnership() {
  const std::string partnership = OneOf({"ps-1", "ps-2"});
  const std::string phase = OneOf({"motivation", "initiation", "implementation", "evaluation"});
  switch (Number(1, 7)) {
    case 1:
      return PartnershipProposed("ps-2", Day(), Chance(50) ? "partner-2" : "");
    case 2:
    case 3:
      return PhaseEntered(partnership, phase, Day(), "moved");
    case 4:
      return PhaseEnteredBeside(partnership, phase, Day()).Reason("moved");
    case 5:
      return PhaseExited(partnership, phase, Day());
    case 6:
      return PartyJoined(partnership, OneOf({"partner-1", "partner-2"}), "lead_partner", Day());
    default:
      return MilestoneNotApplicable(partnership, OneOf({"M1", "I4", "E1"}), "reason", Day());
  }
}

Draft RandomEvents::Purchasing() {
  const std::string supplier = Known("supplier-", 4);
  switch (Number(1, 6)) {
    case 1:
      return PurchaseReversed(Known("p-", purchases_ + 2), Amount(9'000'00), Day());
    case 2:
      return SupplierCreditRecorded("credit-" + std::to_string(++fresh_), supplier, Amount(),
                                    Day());
    case 3:
      return ContractAwarded("contract-" + std::to_string(++fresh_), supplier, Day(), Number(0, 2));
    default: {
      Draft draft =
          PurchaseRecorded("p-" + std::to_string(purchases_ + 1), supplier, Amount(), Day());
      draft.Set("is_construction", Chance(20)).Set("addressable", Chance(70));
      return draft;
    }
  }
}

Draft RandomEvents::Hiring() {
  const std::string cohort = Known("cohort-", 3);
  switch (Number(1, 7)) {
    case 1:
      return PromotionRecorded(OneOf({"anchor-1", "partner-1"}), Number(1, 9), Day());
    case 2:
      return RetentionReported(cohort, Chance(50) ? 90 : 365, Number(10, 20), Number(1, 10),
                               "2026-10-01");
    case 3:
      return WageReported(OneOf({"anchor-1", "partner-1"}), Day(), Number(20, 90), Number(1, 20));
    case 4:
      return PipelineCohortReported(cohort, "2022-01-01", Day(), 40, 30, Number(10, 20),
                                    Number(1, 5), Number(1, 5));
    default: {
      Draft draft = HireRecorded(cohort, Number(1, 40), Day(), OneOf({"anchor-1", "partner-1"}),
                                 OneOf({"zcta5:02119", "zcta5:90210", "zcta5:10001", ""}));
      if (Chance(40)) draft.Set("pathway_id", "program-1");
      if (Chance(20)) draft.Clear("starting_wage_cents_per_hour");
      return draft;
    }
  }
}

Draft RandomEvents::Investing() {
  const std::string investment = Known("inv-", investments_ + 1);
  switch (Number(1, 12)) {
    case 1:
    case 2:
    case 3: {
      Draft draft = InvestmentCommitted("inv-" + std::to_string(investments_ + 1),
                                        OneOf({"loan", "loan", "grant", "equity"}),
                                        Usd(Number(100'000'00, 900'000'00)), "2022-01-01",
                                        OneOf({"partner-1", "partner-2", "anchor-2"}));
      if (Chance(50)) draft.Set("ultimate_borrower_id", "partner-2");
      return draft;
    }
    case 4:
    case 5:
      return LoanDisbursed(investment, Number(1, 3), Amount(), Day());
    case 6:
      return LoanRepaymentReceived(investment, Amount(9'000'00), Day());
    case 7:
      return LoanTermsModified(investment, Number(100, 900), Day());
    case 8:
      return GrantDisbursed(investment, Amount(), Day());
    case 9:
      return InvestmentCancelled(investment, Amount(9'000'00), Day());
    case 10:
      return CoInvestmentReported(Known("co-", 3), "deal-1", Amount(), Day());
    case 11:
      return InKindContributed("partner-1", Amount(), Day());
    default:
      return EquityFunded(investment, Amount(), Day());
  }
}

Draft RandomEvents::Outcome() {
  switch (Number(1, 6)) {
    case 1:
      return ConveningHeld("conv-" + std::to_string(++fresh_), Day());
    case 2:
      return CapacityBuildingDelivered(Known("cb-", 2), "2022-01-01", Day(), Number(100, 900),
                                       Amount());
    case 3:
      return HousingUnitsReported(Known("deal-", 2), OneOf({"projected", "completed"}), "rent", 9,
                                  6, 3, Day());
    case 4: {
      Draft draft = JobsReported(OneOf({"partner-1", "partner-2"}), Day(), Number(100, 9'000));
      if (Chance(40) && !recorded_.empty()) {
        const auto index = Number(0, static_cast<std::int64_t>(recorded_.size()) - 1);
        draft.Set("baseline_ref",
                  static_cast<std::int64_t>(recorded_[static_cast<std::size_t>(index)].position));
      }
      return draft;
    }
    case 5:
      return PartnerReportDue(Known("report-", 3), Day());
    default:
      return PartnerReportReceived(Known("report-", 3), Day());
  }
}

Draft RandomEvents::Correction() {
  if (recorded_.empty()) return Registry();
  const auto index = Number(0, static_cast<std::int64_t>(recorded_.size()) - 1);
  const Recorded target = recorded_[static_cast<std::size_t>(index)];
  if (Chance(35)) return EventVoided(target.position);
  return EventAmended(target.position, ChangesFor(target.type));
}

std::vector<Change> RandomEvents::ChangesFor(int type) {
  const std::string day = Json(testing::Day(Day()));
  switch (type) {
    case pb::EventPayload::kPurchaseRecorded:
      if (Chance(30)) return {{"amount.minor", JsonNumber(Number(1, 90'000'00))}};
      if (Chance(30)) return {{"invoice_date", day}};
      if (Chance(50)) return {{"header.partnership_id", JsonText(OneOf({"ps-1", "ps-2"}))}};
      return {{"supplier_id", JsonText(Known("supplier-", 4))}};
    case pb::EventPayload::kSupplierClassified:
      return {{"valid_from", day}};
    case pb::EventPayload::kSupplierRegistered:
      if (Chance(50)) return {{"business_geo.code", JsonText("10001")}};
      return {{"header.effective_on", day}};
    case pb::EventPayload::kGeographyDefined:
      return {{"valid_from", day}};
    case pb::EventPayload::kPhaseEntered:
    case pb::EventPayload::kPhaseExited:
    case pb::EventPayload::kHireRecorded:
      return {{"header.effective_on", day}};
    case pb::EventPayload::kInvestmentCommitted:
      if (Chance(50)) return {{"payee_org_id", JsonText(OneOf({"partner-2", "anchor-2"}))}};
      return {{"ultimate_borrower_id", JsonText("partner-1")}};
    case pb::EventPayload::kLoanDisbursed:
      return {{"amount.minor", JsonNumber(Number(1, 90'000'00))}};
    case pb::EventPayload::kAnchorRegistered:
      return {{"currency", JsonText("GBP")}};
    case pb::EventPayload::kPartnerOnboarded:
      return {{"home_geo", "{\"scheme\":\"GEO_SCHEME_ZCTA5\",\"code\":\"02119\"}"}};
    case pb::EventPayload::kEventAmended:
      return {{"reason", "\"AMEND_REASON_TYPO\""}};
    default:
      return {{"header.reason_code", JsonText("other")}};
  }
}

}  // namespace anchorledger::testing
