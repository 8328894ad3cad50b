#include <catch2/catch.hpp>

#include "tests/support/given.h"

namespace anchorledger::testing {
namespace {

using base::ErrorReason;

TEST_CASE("a commitment names organisations, sets and allocations that exist") {
  const Draft loan = InvestmentCommitted("inv-1", "loan", Usd(100), "2020-01-01");
  Given().When(Draft(loan).Set("payee_org_id", "anchor-2")).ThenAccepted();
  Given()
      .When(Draft(loan).Set("payee_org_id", "nobody"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "payee_org_id");
  Given()
      .When(Draft(loan).Set("ultimate_borrower_id", "nobody"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "ultimate_borrower_id");
  Given()
      .When(Draft(loan).Set("allocation_id", "al-9"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "allocation_id");
  Given()
      .When(Draft(loan).Set("benchmark_set_id", "benchmark").Set("benchmark_code", "T5"))
      .ThenAccepted();
  Given()
      .When(Draft(loan).Set("benchmark_set_id", "living-wage").Set("benchmark_code", "T5"))
      .ThenRefused("reference_set_kind", "benchmark_set_id");
}

TEST_CASE("a deal is taken as it comes until deals are recorded") {
  Given()
      .When(InvestmentCommitted("inv-1", "loan", Usd(100), "2020-01-01").Set("deal_id", "deal-1"))
      .ThenAccepted();
}

TEST_CASE("an allocation serves its own anchor") {
  const Draft allocation = CapitalAllocated("al-1", Usd(1'000'00), "2019-01-01");
  const Draft loan =
      InvestmentCommitted("inv-1", "loan", Usd(100), "2020-01-01").Set("allocation_id", "al-1");
  Given({allocation}).When(Draft(loan)).ThenAccepted();
  Given({allocation})
      .When(Draft(loan).Anchor("anchor-2"))
      .ThenRefused("anchor_of_parent", "allocation_id");
}

TEST_CASE("restating an allocation keeps its currency and its five years") {
  const Draft first = CapitalAllocated("al-1", Usd(1'000'00), "2019-01-01");
  Given({first})
      .When(CapitalAllocated("al-1", Usd(2'000'00), "2020-01-01", "2024-01-01"))
      .ThenAccepted();
  Given({first})
      .When(CapitalAllocated("al-1", Gbp(2'000'00), "2020-01-01", "2024-01-01"))
      .ThenRefused("one_currency");
  Given({first})
      .When(CapitalAllocated("al-1", Usd(2'000'00), "2020-01-01", "2024-01-02"))
      .ThenRefused("pbi_five_years", "deploy_by");
  Given({first})
      .When(CapitalAllocated("al-1", Usd(2'000'00), "2020-01-01", "2024-01-01").Anchor("anchor-2"))
      .ThenRefused("anchor_of_parent");
}

TEST_CASE("an allocation that a commitment uses is not voided") {
  Given({CapitalAllocated("al-1", Usd(1'000'00), "2019-01-01"),
         InvestmentCommitted("inv-1", "loan", Usd(100), "2020-01-01").Set("allocation_id", "al-1")})
      .WhenVoided(1)
      .ThenRefused("dependants")
      .Saying("InvestmentCommitted");
}

TEST_CASE("deposits lie with community lenders") {
  const std::vector<Draft> past = {
      InvestmentCommitted("inv-1", "deposit", Usd(500'00), "2020-01-01", "bank-1")};
  Given(past)
      .When(DepositPlaced("inv-1", Usd(1'00), "2020-02-01", "partner-1"))
      .ThenRefused("deposit_institution", "institution_id");
  Given(past)
      .When(DepositPlaced("inv-1", Usd(1'00), "2020-02-01", "anchor-2"))
      .ThenRefused("deposit_institution", "institution_id");
}

TEST_CASE("a lender with deposits stays a lender") {
  Given({PartnerOnboarded("cu-1", "cdcu"),
         InvestmentCommitted("inv-1", "deposit", Usd(500'00), "2020-01-01", "cu-1"),
         DepositPlaced("inv-1", Usd(1'00), "2020-02-01", "cu-1")})
      .WhenAmended(1, {{"kind", JsonText("PARTNER_KIND_CBO")}})
      .ThenRefused("deposit_institution")
      .Saying("depends on the corrected value");
}

TEST_CASE("a linked deposit names a loan") {
  const std::vector<Draft> past = {
      InvestmentCommitted("inv-1", "linked_deposit", Usd(500'00), "2020-01-01", "bank-1"),
      InvestmentCommitted("inv-2", "loan", Usd(500'00), "2020-01-01"),
      InvestmentCommitted("inv-3", "grant", Usd(500'00), "2020-01-01")};
  const Draft placed = DepositPlaced("inv-1", Usd(1'00), "2020-02-01");
  Given(past).When(Draft(placed).Set("linked_loan_id", "inv-2")).ThenAccepted();
  Given(past)
      .When(Draft(placed).Set("linked_loan_id", "inv-3"))
      .ThenRefused("linked_loan", "linked_loan_id");
}

TEST_CASE("reports of one co-investment are about one deal and currency") {
  const Draft first = CoInvestmentReported("co-1", "deal-1", Usd(100), "2020-01-01");
  Given({first})
      .When(CoInvestmentReported("co-1", "deal-1", Usd(120), "2020-06-01", "disbursed"))
      .ThenAccepted();
  Given({first})
      .When(CoInvestmentReported("co-1", "deal-2", Usd(100), "2020-06-01"))
      .ThenRefused("deal_of_coinvestment", "deal_id");
  Given({first})
      .When(CoInvestmentReported("co-1", "deal-1", Gbp(100), "2020-06-01"))
      .ThenRefused("one_currency", "amount.currency");
  Given({Draft(first).Clear("amount")})
      .When(CoInvestmentReported("co-1", "deal-1", Gbp(100), "2020-06-01"))
      .ThenAccepted();
}

TEST_CASE("a contribution in kind needs a recipient, and a commitment of its kind if any") {
  Given().When(InKindContributed("partner-1", Usd(1'00), "2020-01-01")).ThenAccepted();
  Given()
      .When(InKindContributed("nobody", Usd(1'00), "2020-01-01"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "recipient_id");
  Given({InvestmentCommitted("inv-1", "grant", Usd(100), "2020-01-01")})
      .When(InKindContributed("partner-1", Usd(1'00), "2020-02-01", "inv-1"))
      .ThenRefused("event_of_instrument");
}

}  // namespace
}  // namespace anchorledger::testing
