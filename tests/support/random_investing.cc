// Investing of a random history.
#include <algorithm>

#include "tests/support/random_actions.h"

namespace anchorledger::testing {
namespace {

using Investment = RandomStage::Investment;

base::Money Part(RandomStage& stage, const Investment& investment, std::int64_t minor_max) {
  return {stage.random.Between(1, std::max<std::int64_t>(1, minor_max)),
          investment.amount.currency};
}

void Commit(RandomStage& stage) {
  Random& random = stage.random;
  static const std::vector<std::string> kInstruments = {"loan",
                                                        "loan",
                                                        "loan",
                                                        "forgivable_loan",
                                                        "eq2",
                                                        "grant",
                                                        "grant",
                                                        "deposit",
                                                        "linked_deposit",
                                                        "equity",
                                                        "in_kind",
                                                        "guarantee",
                                                        "recoverable_grant"};
  Investment investment{stage.NewId("inv-"), random.Pick(kInstruments), random.Pick(stage.anchors),
                        stage.Day(), stage.Amount(5'000'000'00)};
  const bool deposit = investment.instrument.find("deposit") != std::string::npos;
  Draft draft = stage.Dress(
      InvestmentCommitted(investment.id, investment.instrument, investment.amount, investment.day,
                          deposit ? std::string("bank-1") : random.Pick(stage.partners)));
  draft.Anchor(investment.anchor);
  if (random.Chance(70)) draft.Set("deal_id", random.Pick(stage.deals));
  if (!stage.allocations.empty() && random.Chance(50)) {
    draft.Set("allocation_id", random.Pick(stage.allocations));
  }
  if (random.Chance(15)) draft.Set("purpose", "INVESTMENT_PURPOSE_OPERATING_SUBSIDY");
  if (random.Chance(30)) draft.Set("theme", "THEME_HOUSING");
  if (stage.Try(draft)) stage.investments.push_back(investment);
}

void ActOnLoan(RandomStage& stage, Investment& loan, const std::string& on) {
  Random& random = stage.random;
  const auto dressed = [&](Draft draft) {
    return stage.Dress(std::move(draft)).Anchor(loan.anchor);
  };
  const std::size_t choice = random.Below(100);
  if (choice < 40 || loan.draws == 0) {
    const base::Money amount = Part(stage, loan, loan.amount.minor / 2);
    if (!stage.Try(dressed(LoanDisbursed(loan.id, loan.draws + 1, amount, on)))) return;
    ++loan.draws;
    loan.out += amount.minor;
  } else if (choice < 75) {
    const base::Money amount = Part(stage, loan, loan.out);
    const std::int64_t interest = random.Between(0, 5'000'00);
    if (stage.Try(dressed(LoanRepaymentReceived(loan.id, amount, on, interest)))) {
      loan.out -= amount.minor;
    }
  } else if (choice < 83) {
    stage.Try(dressed(
        LoanInterestAccrued(loan.id, Part(stage, loan, 9'000'00), stage.DayAfter(on, -30, 0), on)));
  } else if (choice < 90) {
    stage.Try(dressed(LoanTermsModified(loan.id, random.Between(0, 900), on)));
  } else if (choice < 94) {
    stage.Try(dressed(LoanForgiven(loan.id, Part(stage, loan, loan.out / 4), on)));
  } else if (choice < 97) {
    stage.Try(dressed(LoanWrittenOff(loan.id, Part(stage, loan, loan.out / 4), on)));
  } else {
    stage.Try(dressed(InvestmentCancelled(loan.id, Part(stage, loan, loan.amount.minor / 4), on)));
  }
}

void Flow(RandomStage& stage) {
  if (stage.investments.empty()) return Commit(stage);
  Random& random = stage.random;
  Investment& investment = stage.investments[random.Below(stage.investments.size())];
  const std::string on = stage.DayAfter(investment.day, 0, 500);
  const std::string& kind = investment.instrument;
  const bool back = random.Chance(25);
  const base::Money amount = Part(stage, investment, investment.amount.minor / 3);
  const auto dressed = [&](Draft draft) {
    return stage.Dress(std::move(draft)).Anchor(investment.anchor);
  };
  if (kind == "loan" || kind == "forgivable_loan" || kind == "eq2") {
    ActOnLoan(stage, investment, on);
  } else if (kind == "grant" || kind == "recoverable_grant") {
    stage.Try(dressed(back ? GrantReturned(investment.id, amount, on)
                           : GrantDisbursed(investment.id, amount, on)));
  } else if (kind == "deposit" || kind == "linked_deposit") {
    Draft draft = back ? DepositWithdrawn(investment.id, amount, on)
                       : DepositPlaced(investment.id, amount, on);
    stage.Try(dressed(draft.Set("rollover", random.Chance(15))));
  } else if (kind == "equity") {
    stage.Try(dressed(EquityFunded(investment.id, amount, on)));
  } else if (kind == "in_kind") {
    stage.Try(dressed(InKindContributed(random.Pick(stage.partners), amount, on, investment.id)));
  } else {
    stage.Try(dressed(InvestmentCancelled(investment.id, amount, on)));
  }
}

void Allocate(RandomStage& stage) {
  const std::string id = !stage.allocations.empty() && stage.random.Chance(40)
                             ? stage.random.Pick(stage.allocations)
                             : stage.NewId("al-");
  const std::string on = stage.Day();
  Draft draft =
      CapitalAllocated(id, stage.Amount(50'000'000'00), on, stage.DayAfter(on, 100, 1'000));
  draft.Anchor(stage.random.Pick(stage.anchors)).Set("counts_for_pbi", stage.random.Chance(75));
  if (stage.Try(draft)) stage.allocations.push_back(id);
}

void CoInvest(RandomStage& stage) {
  Random& random = stage.random;
  static const std::vector<std::string> kStages = {"committed", "closed", "disbursed"};
  static const std::vector<std::string> kTimings = {"before", "with", "after"};
  // Few ids, so that later reports of one co-investment replace earlier ones.
  const std::string deal = random.Pick(stage.deals);
  const std::string id = "co-" + deal + "-" + std::to_string(random.Below(3));
  Draft draft =
      stage.Dress(CoInvestmentReported(id, deal, Usd(random.Between(1, 9'000'000'00)), stage.Day(),
                                       random.Pick(kStages), random.Pick(kTimings)));
  if (random.Chance(20)) draft.Clear("amount");
  if (random.Chance(20)) draft.Set("use", "CAPITAL_USE_OPERATING");
  if (random.Chance(20)) draft.Set("causal_claim", "CAUSAL_CLAIM_CATALYSED");
  if (random.Chance(10)) {
    draft.Set("source_org_id", random.Pick(stage.anchors));
    draft.Set("source_org_kind", "SOURCE_ORG_KIND_OTHER_ANCHOR");
  }
  stage.Try(draft);
}

}  // namespace

void ActOnInvesting(RandomStage& stage) {
  const std::size_t choice = stage.random.Below(100);
  if (choice < 18) return Commit(stage);
  if (choice < 78) return Flow(stage);
  if (choice < 85) return Allocate(stage);
  if (choice < 95) return CoInvest(stage);
  stage.Try(stage.Dress(
      InKindContributed(stage.random.Pick(stage.partners), stage.Amount(40'000'00), stage.Day())));
}

}  // namespace anchorledger::testing
