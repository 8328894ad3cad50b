#include <catch2/catch.hpp>
#include <limits>

#include "services/domain/loan.h"
#include "tests/support/given.h"

namespace anchorledger::testing {
namespace {

using base::ErrorReason;

const Draft kLoan = InvestmentCommitted("inv-1", "loan", Usd(1'000'00), "2020-01-01");

// A loan of 1,000 drawn in two parts and half repaid.
std::vector<Draft> HalfRepaid() {
  return {kLoan, LoanDisbursed("inv-1", 1, Usd(600'00), "2020-02-01"),
          LoanDisbursed("inv-1", 2, Usd(400'00), "2020-09-01"),
          LoanRepaymentReceived("inv-1", Usd(500'00), "2021-02-01")};
}

TEST_CASE("money moves only under a commitment, and not before it") {
  Given()
      .When(LoanDisbursed("inv-1", 1, Usd(1'00), "2020-02-01"))
      .ThenRefusedAs(ErrorReason::kReferenceUnknown, "investment_id");
  Given({kLoan})
      .When(LoanDisbursed("inv-1", 1, Usd(1'00), "2019-12-31"))
      .ThenRefused("after_parent", "effective_on");
  Given({kLoan}).When(LoanDisbursed("inv-1", 1, Usd(1'00), "2020-01-01")).ThenAccepted();
}

TEST_CASE("draws stay within what is committed and not cancelled") {
  Given({kLoan}).When(LoanDisbursed("inv-1", 1, Usd(1'000'00), "2020-02-01")).ThenAccepted();
  Given({kLoan})
      .When(LoanDisbursed("inv-1", 1, Usd(1'000'01), "2020-02-01"))
      .ThenRefused("within_commitment", "amount")
      .Saying("1,000.00 USD");
  Given({kLoan, InvestmentCancelled("inv-1", Usd(300'00), "2020-03-01")})
      .When(LoanDisbursed("inv-1", 1, Usd(700'01), "2020-02-01"))
      .ThenRefused("within_commitment");
  Given({kLoan, LoanDisbursed("inv-1", 1, Usd(700'00), "2020-02-01")})
      .When(InvestmentCancelled("inv-1", Usd(300'01), "2020-03-01"))
      .ThenRefused("within_commitment");
  Given({kLoan, LoanDisbursed("inv-1", 1, Usd(700'00), "2020-02-01")})
      .When(InvestmentCancelled("inv-1", Usd(300'00), "2020-03-01"))
      .ThenAccepted();
}

TEST_CASE("a draw that the borrower confirms counts once") {
  Story story = Given({kLoan, LoanDisbursed("inv-1", 1, Usd(600'00), "2020-02-01")});
  const std::uint64_t draw = story.PositionOf(2);
  const Draft confirmed =
      LoanDisbursed("inv-1", 1, Usd(600'00), "2020-02-01").From("partner-1").Corroborates(draw);
  story.When(confirmed).ThenAccepted();
  story.And({confirmed});
  story.When(LoanRepaymentReceived("inv-1", Usd(600'01), "2021-02-01")).ThenRefused("loan_balance");
  story.When(LoanDisbursed("inv-1", 2, Usd(400'00), "2020-03-01")).ThenAccepted();
}

TEST_CASE("a repayment does not make room for another draw") {
  Given(HalfRepaid())
      .When(LoanDisbursed("inv-1", 3, Usd(1), "2021-03-01"))
      .ThenRefused("within_commitment");
}

TEST_CASE("draws are numbered without gaps") {
  Given({kLoan})
      .When(LoanDisbursed("inv-1", 2, Usd(1'00), "2020-02-01"))
      .ThenRefused("draw_sequence", "draw_no");
  Given({kLoan, LoanDisbursed("inv-1", 1, Usd(1'00), "2020-02-01")})
      .When(LoanDisbursed("inv-1", 1, Usd(1'00), "2020-03-01"))
      .ThenRefused("draw_sequence");
  Given({kLoan, LoanDisbursed("inv-1", 1, Usd(1'00), "2020-02-01")})
      .When(LoanDisbursed("inv-1", 3, Usd(1'00), "2020-03-01"))
      .ThenRefused("draw_sequence")
      .Saying("wanted draw_no 2");
}

TEST_CASE("the events of an investment are in its currency and for its anchor") {
  Given({kLoan})
      .When(LoanDisbursed("inv-1", 1, Gbp(1'00), "2020-02-01"))
      .ThenRefused("one_currency", "amount.currency");
  Given({kLoan})
      .When(LoanDisbursed("inv-1", 1, Usd(1'00), "2020-02-01").Anchor("anchor-2"))
      .ThenRefused("anchor_of_parent", "header.anchor_id");
}

TEST_CASE("each instrument has its own kind of cash event") {
  const auto committed = [](std::string_view instrument) {
    return InvestmentCommitted("inv-1", instrument, Usd(1'000'00), "2020-01-01");
  };
  Given({committed("grant")})
      .When(LoanDisbursed("inv-1", 1, Usd(1'00), "2020-02-01"))
      .ThenRefused("event_of_instrument", "investment_id");
  Given({committed("loan")})
      .When(GrantDisbursed("inv-1", Usd(1'00), "2020-02-01"))
      .ThenRefused("event_of_instrument");
  Given({committed("guarantee")})
      .When(EquityFunded("inv-1", Usd(1'00), "2020-02-01"))
      .ThenRefused("event_of_instrument");
  Given({committed("eq2")}).When(LoanDisbursed("inv-1", 1, Usd(1), "2020-02-01")).ThenAccepted();
  Given({committed("forgivable_loan")})
      .When(LoanDisbursed("inv-1", 1, Usd(1), "2020-02-01"))
      .ThenAccepted();
  Given({committed("recoverable_grant")})
      .When(GrantDisbursed("inv-1", Usd(1'00), "2020-02-01"))
      .ThenAccepted();
  Given({committed("equity")}).When(EquityFunded("inv-1", Usd(1'00), "2020-02-01")).ThenAccepted();
  Given({committed("linked_deposit")})
      .When(DepositPlaced("inv-1", Usd(1'00), "2020-02-01"))
      .ThenAccepted();
  Given({committed("in_kind")})
      .When(InKindContributed("partner-1", Usd(1'00), "2020-02-01", "inv-1"))
      .ThenAccepted();
}

TEST_CASE("what comes back never exceeds what is outstanding on any day") {
  Given(HalfRepaid())
      .When(LoanRepaymentReceived("inv-1", Usd(500'00), "2022-02-01"))
      .ThenAccepted();
  Given(HalfRepaid())
      .When(LoanRepaymentReceived("inv-1", Usd(500'01), "2022-02-01"))
      .ThenRefused("loan_balance", "principal")
      .Saying("-0.01 USD on 2022-02-01");
}

TEST_CASE("the balance is checked in order of date, whatever the order of recording") {
  // On 2020-03-01 only 600 were out, although 500 are out at the end.
  Given(HalfRepaid())
      .When(LoanRepaymentReceived("inv-1", Usd(500'00), "2020-03-01"))
      .ThenAccepted();
  Given(HalfRepaid())
      .When(LoanRepaymentReceived("inv-1", Usd(600'01), "2020-03-01"))
      .ThenRefused("loan_balance")
      .Saying("2020-03-01");
  Given(HalfRepaid())
      .When(LoanRepaymentReceived("inv-1", Usd(501'00), "2020-03-01"))
      .ThenRefused("loan_balance")
      .Saying("2021-02-01");
}

TEST_CASE("inside one day the order does not matter") {
  Given({kLoan, LoanDisbursed("inv-1", 1, Usd(600'00), "2020-02-01"),
         LoanRepaymentReceived("inv-1", Usd(600'00), "2020-02-01")})
      .When(LoanDisbursed("inv-1", 2, Usd(400'00), "2020-02-01"))
      .ThenAccepted();
}

TEST_CASE("capitalised interest, forgiving and writing off move the balance") {
  std::vector<Draft> past = HalfRepaid();
  past.push_back(LoanInterestAccrued("inv-1", Usd(10'00), "2021-01-01", "2021-12-31"));
  Given(past).When(LoanForgiven("inv-1", Usd(510'00), "2021-12-31")).ThenAccepted();
  Given(past).When(LoanForgiven("inv-1", Usd(510'01), "2021-12-31")).ThenRefused("loan_balance");
  Given(past).When(LoanWrittenOff("inv-1", Usd(510'00), "2021-12-30")).ThenRefused("loan_balance");
  Given(past).When(LoanWrittenOff("inv-1", Usd(510'00), "2022-01-01")).ThenAccepted();
}

TEST_CASE("a correction that would overdraw a loan names the day and the events") {
  Given(HalfRepaid()).WhenVoided(3).ThenAccepted();  // 600 drawn, 500 repaid
  Given(HalfRepaid()).WhenVoided(2).ThenRefused("draw_sequence").Saying("wanted draw_no 1");
  Given(HalfRepaid())
      .WhenAmended(2, {{"amount.minor", JsonNumber(50'00)}})
      .ThenRefused("loan_balance")
      .Saying("2021-02-01");
  Given(HalfRepaid())
      .WhenAmended(4, {{"received_on", Json(Day("2020-01-31"))}})
      .ThenRefused("loan_balance")
      .Saying("-500.00 USD on 2020-01-31");
}

TEST_CASE("one request may correct several events that are impossible one by one") {
  Story story = Given(HalfRepaid());
  story
      .When({EventAmended(story.PositionOf(2), {{"amount.minor", JsonNumber(50'00)}}),
             EventAmended(story.PositionOf(4), {{"principal.minor", JsonNumber(50'00)}})})
      .ThenAccepted();
  Story entered_anew = Given(HalfRepaid());
  entered_anew
      .When({EventVoided(entered_anew.PositionOf(2)),
             LoanDisbursed("inv-1", 1, Usd(600'00), "2020-02-02")})
      .ThenAccepted();
}

TEST_CASE("a commitment with payments is not voided alone") {
  Given(HalfRepaid()).WhenVoided(1).ThenRefused("opened_first").Saying("and 2 more");
}

TEST_CASE("a moved commitment stays before its payments") {
  Given(HalfRepaid())
      .WhenAmended(1, {{"header.effective_on", Json(Day("2020-02-01"))}})
      .ThenAccepted();
  Given(HalfRepaid())
      .WhenAmended(1, {{"header.effective_on", Json(Day("2020-02-02"))}})
      .ThenRefused("after_parent");
}

TEST_CASE("terms change after the last payment that was known") {
  Given(HalfRepaid()).When(LoanTermsModified("inv-1", 350, "2021-02-01")).ThenAccepted();
  Given(HalfRepaid())
      .When(LoanTermsModified("inv-1", 350, "2021-01-31"))
      .ThenRefused("terms_after_payment", "effective_on");
}

TEST_CASE("grants come back only after they were paid out") {
  const std::vector<Draft> past = {
      InvestmentCommitted("inv-1", "grant", Usd(1'000'00), "2020-01-01"),
      GrantDisbursed("inv-1", Usd(400'00), "2020-02-01")};
  Given(past).When(GrantReturned("inv-1", Usd(400'00), "2020-02-01")).ThenAccepted();
  Given(past)
      .When(GrantReturned("inv-1", Usd(400'01), "2020-03-01"))
      .ThenRefused("returns_within_grant", "amount");
  Given(past)
      .When(GrantReturned("inv-1", Usd(1'00), "2020-01-31"))
      .ThenRefused("returns_within_grant");
  Given(past)
      .And({GrantReturned("inv-1", Usd(400'00), "2020-03-01")})
      .When(GrantDisbursed("inv-1", Usd(600'01), "2020-04-01"))
      .ThenRefused("within_commitment");
}

TEST_CASE("deposits never go below zero, and a rollover moves nothing") {
  const std::vector<Draft> past = {
      InvestmentCommitted("inv-1", "deposit", Usd(500'00), "2020-01-01", "bank-1"),
      DepositPlaced("inv-1", Usd(500'00), "2020-02-01"),
      DepositPlaced("inv-1", Usd(500'00), "2021-02-01").Set("rollover", true)};
  Given(past).When(DepositWithdrawn("inv-1", Usd(500'00), "2022-02-01")).ThenAccepted();
  Given(past)
      .When(DepositWithdrawn("inv-1", Usd(500'01), "2022-02-01"))
      .ThenRefused("deposit_balance", "amount");
  Given(past).When(DepositPlaced("inv-1", Usd(1), "2022-02-01")).ThenRefused("within_commitment");
  Given(past)
      .And({DepositWithdrawn("inv-1", Usd(500'00), "2022-02-01")})
      .When(DepositPlaced("inv-1", Usd(500'00), "2022-03-01"))
      .ThenAccepted();
}

TEST_CASE("a loan ledger answers balance and rate by day") {
  Story story = Given(HalfRepaid());
  story.And({LoanTermsModified("inv-1", 350, "2021-06-30")});
  const auto ledger = domain::LoanLedger::Of(*story.world().HistoryOf("investment/inv-1"));
  CHECK(ledger.Outstanding(Day("2020-01-31")) == 0);
  CHECK(ledger.Outstanding(Day("2020-02-01")) == 600'00);
  CHECK(ledger.Outstanding(Day("2021-01-31")) == 1'000'00);
  CHECK(ledger.Outstanding(Day("2021-02-01")) == 500'00);
  CHECK(ledger.RateBp(Day("2019-12-31")) == std::nullopt);
  CHECK(ledger.RateBp(Day("2020-01-01")) == 500);
  CHECK(ledger.RateBp(Day("2021-06-29")) == 500);
  CHECK(ledger.RateBp(Day("2021-06-30")) == 350);
}

// A loan with interest paid monthly, renewed for three years before its maturity.
std::vector<Draft> RenewedLoan() {
  std::vector<Draft> past = {InvestmentCommitted("inv-1", "loan", Usd(1'500'000'00), "2007-07-01")
                                 .Set("terms.rate_bp", 300),
                             LoanDisbursed("inv-1", 1, Usd(1'500'000'00), "2007-07-01")};
  for (base::Date due = Day("2007-08-01"); due < Day("2012-06-29"); due = base::AddMonths(due, 1)) {
    past.push_back(LoanRepaymentReceived("inv-1", Usd(0), base::FormatIsoDate(due),
                                         /*interest_minor=*/3'750'00));
  }
  past.push_back(LoanTermsModified("inv-1", 350, "2012-06-29").Set("changes.term_months", 96));
  return past;
}

TEST_CASE("a renewed loan is repaid in full, or partly and then written off") {
  Story story = Given(RenewedLoan());
  const auto ledger = domain::LoanLedger::Of(*story.world().HistoryOf("investment/inv-1"));
  CHECK(ledger.Outstanding(Day("2012-12-31")) == 1'500'000'00);
  CHECK(ledger.RateBp(Day("2012-12-31")) == 350);
  story.When(LoanRepaymentReceived("inv-1", Usd(1'500'000'00), "2015-06-30")).ThenAccepted();
  story.When(LoanWrittenOff("inv-1", Usd(1), "2016-06-30")).ThenRefused("loan_balance");

  Given(RenewedLoan())
      .And({LoanRepaymentReceived("inv-1", Usd(1'300'000'00), "2015-06-30")})
      .When(LoanWrittenOff("inv-1", Usd(200'000'00), "2016-06-30"))
      .ThenAccepted();
}

TEST_CASE("amounts near the end of 64 bits are summed exactly") {
  constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();
  Given({InvestmentCommitted("inv-1", "loan", Usd(kHuge), "2020-01-01"),
         LoanDisbursed("inv-1", 1, Usd(kHuge), "2020-02-01")})
      .When(LoanDisbursed("inv-1", 2, Usd(kHuge), "2020-03-01"))
      .ThenRefused("within_commitment");
  Given({InvestmentCommitted("inv-1", "loan", Usd(kHuge), "2020-01-01"),
         LoanDisbursed("inv-1", 1, Usd(kHuge), "2020-02-01")})
      .When(LoanInterestAccrued("inv-1", Usd(1), "2020-01-01", "2020-12-31"))
      .ThenRefusedAs(ErrorReason::kOverflow);
}

}  // namespace
}  // namespace anchorledger::testing
