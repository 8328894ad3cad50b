// I: investing.
#include <algorithm>
#include <set>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/metrics/reference/formulas.h"

namespace anchorledger::metrics::reference {
namespace {

namespace pb = ::anchorledger::event::v1;
using absl::int128;

constexpr std::int64_t kBasisPoints = 10'000;
constexpr std::int64_t kFloorShare = 100;               // one percent
constexpr std::int64_t kFloorMinorUsd = 5'000'000'000;  // 50 million USD

using LastAllocations = std::map<std::string, const Line*>;

const pb::CapitalAllocated& AllocationOf(const Line& line) {
  return line.event->payload->capital_allocated();
}

// A repeat restates the total: the last one of each allocation counts.
LastAllocations AllocationsOf(const Cell& cell) {
  return LastOf(
      cell, cell.lines().others,
      [&](const Line& line) {
        return cell.UpToEnd(line) && line.event->payload->has_capital_allocated();
      },
      [](const Line& line) { return AllocationOf(line).allocation_id(); });
}

bool IsInCurrency(const Cell& cell, const pb::Money& money) {
  return CurrencyOf(money.currency()) == cell.currency();
}

int128 CountedForPlaceBased(const Cell& cell) {
  int128 sum = 0;
  for (const auto& [id, line] : AllocationsOf(cell)) {
    const pb::CapitalAllocated& allocation = AllocationOf(*line);
    if (!cell.Holds(*line) || !allocation.counts_for_pbi()) continue;
    if (IsInCurrency(cell, allocation.amount())) sum += allocation.amount().minor();
  }
  return sum;
}

// The last report of each anchor; nothing when none of them reported.
std::optional<int128> InvestableAssets(const Cell& cell) {
  const auto last = LastOf(
      cell, cell.lines().others,
      [&](const Line& line) {
        return cell.UpToEnd(line) && line.event->payload->has_baseline_reported() &&
               line.event->payload->baseline_reported().measure() ==
                   pb::BASELINE_MEASURE_INVESTABLE_ASSETS;
      },
      [](const Line& line) { return line.anchor; });
  std::optional<int128> sum;
  for (const auto& [anchor, line] : last) {
    const pb::Money& assets = line->event->payload->baseline_reported().value().money();
    if (!cell.HoldsWhole(*line) || !IsInCurrency(cell, assets)) continue;
    sum = sum.value_or(0) + assets.minor();
  }
  return sum;
}

Result I01(const Cell& cell) {
  const std::optional<int128> assets = InvestableAssets(cell);
  if (!assets) return Only(Missing(Why::kNotReported));
  return Only(Share(CountedForPlaceBased(cell), *assets));
}

Result I02(const Cell& cell) {
  const std::optional<int128> assets = InvestableAssets(cell);
  if (!assets) return Only(Missing(Why::kNotReported));
  if (*assets == 0) return Only(Missing(Why::kDenominatorZero));
  if (cell.currency().code() != "USD") return Only(Missing(Why::kOtherCurrency));
  const int128 floor = std::min(*assets, int128(kFloorMinorUsd) * kFloorShare);  // in hundredths
  return Only(Truth(CountedForPlaceBased(cell) * kFloorShare >= floor));
}

Result I03(const Cell& cell) {
  const auto& lines = cell.lines().commitments;
  Result result;
  result.value = Number(SumMoney(
      cell, lines, [&](const Commitment& line) { return cell.During(line) && !line.guarantee; }));
  result.parts.push_back(Number(SumMoney(
      cell, lines, [&](const Commitment& line) { return cell.During(line) && line.guarantee; })));
  return result;
}

int128 GivenInKind(const Cell& cell) {
  return SumMoney(cell, cell.lines().in_kind,
                  [&](const InKind& line) { return cell.During(line); });
}

// What the investments of an allocation have received since inception, less grants returned.
struct Deployed {
  int128 sum = 0;
  bool any = false;
};

template <class Holds>
Deployed DeployedOf(const Cell& cell, const std::string& allocation, const Holds& holds) {
  Deployed deployed;
  for (const Cash& line : cell.lines().cash) {
    if (line.allocation != allocation || !cell.Reads(line) || !holds(line)) continue;
    if (!cell.UpToEnd(line) || !cell.InCurrency(line)) continue;
    if (line.returned && line.kind != CashKind::kGrant) continue;
    deployed.sum += line.returned ? -line.minor : line.minor;
    deployed.any = true;
  }
  for (const InKind& line : cell.lines().in_kind) {
    if (line.allocation != allocation || !cell.Reads(line) || !holds(line)) continue;
    if (!cell.UpToEnd(line) || !cell.InCurrency(line)) continue;
    deployed.sum += line.minor;
    deployed.any = true;
  }
  return deployed;
}

// A group shows what it draws from, so it counts the late allocations that it draws on; the amount
// of the allocations is never cut.
Result I05(const Cell& cell) {
  int128 deployed = 0;
  std::set<std::string> ids;
  for (const Cash& line : cell.lines().cash) ids.insert(line.allocation);
  for (const InKind& line : cell.lines().in_kind) ids.insert(line.allocation);
  ids.erase("");
  const auto holds = [&](const Line& line) { return cell.Holds(line); };
  const auto whole = [&](const Line& line) { return cell.HoldsWhole(line); };
  for (const std::string& id : ids) deployed += DeployedOf(cell, id, holds).sum;

  std::optional<int128> allocated;
  std::int64_t late = 0;
  for (const auto& [id, line] : AllocationsOf(cell)) {
    const pb::CapitalAllocated& allocation = AllocationOf(*line);
    if (!cell.HoldsWhole(*line) || !IsInCurrency(cell, allocation.amount())) continue;
    allocated = allocated.value_or(0) + allocation.amount().minor();
    if (!cell.IsTotal() && !DeployedOf(cell, id, holds).any) continue;
    const bool due = allocation.has_deploy_by() &&
                     allocation.deploy_by().days() <= cell.Days(line->anchor).to.days;
    if (due && DeployedOf(cell, id, whole).sum < allocation.amount().minor()) ++late;
  }
  Result result;
  result.value = allocated ? Share(deployed, *allocated) : Missing(Why::kNotReported);
  result.parts.push_back(Number(late));
  return result;
}

Result I06(const Cell& cell) {
  std::map<std::string, int128> loans;
  for (const Cash& line : cell.lines().cash) {
    if (line.kind != CashKind::kLoan || !cell.Reads(line) || !cell.Holds(line)) continue;
    if (cell.During(line) && cell.InCurrency(line)) loans[line.investment] += line.minor;
  }
  int128 sum = 0;
  for (const auto& [loan, disbursed] : loans) sum += disbursed;
  Result result;
  result.value = Number(sum);
  result.parts.push_back(Number(static_cast<std::int64_t>(loans.size())));
  return result;
}

// What each loan owes at the end of the last day: drawn and capitalised, less repaid, forgiven and
// written off.
std::map<std::string, int128> Balances(const Cell& cell) {
  std::map<std::string, int128> balances;
  for (const Principal& line : cell.lines().principal) {
    if (!cell.Reads(line) || !cell.Holds(line)) continue;
    if (cell.UpToEnd(line) && cell.InCurrency(line)) balances[line.investment] += line.minor;
  }
  return balances;
}

Result I07(const Cell& cell) {
  int128 sum = 0;
  for (const auto& [loan, balance] : Balances(cell)) sum += balance;
  return Only(Number(sum));
}

Result I08(const Cell& cell) {
  std::int64_t active = 0;
  for (const auto& [loan, balance] : Balances(cell)) active += balance > 0 ? 1 : 0;
  return Only(Number(active));
}

Result I09(const Cell& cell) {
  const auto grants = [&](bool returned) {
    return SumMoney(cell, cell.lines().cash, [&, returned](const Cash& line) {
      return cell.During(line) && line.kind == CashKind::kGrant && line.returned == returned;
    });
  };
  return Only(Number(grants(/*returned=*/false) - grants(/*returned=*/true)));
}

Result I10(const Cell& cell) {
  const auto rates = LastOf(
      cell, cell.lines().rates, [&](const LoanRate& rate) { return cell.UpToEnd(rate); },
      [](const LoanRate& rate) { return rate.investment; });
  int128 weighted = 0;
  int128 sum = 0;
  for (const auto& [loan, balance] : Balances(cell)) {
    const auto rate = rates.find(loan);
    if (rate == rates.end() || !cell.HoldsWhole(*rate->second)) continue;
    weighted += balance * rate->second->rate_bp;
    sum += balance;
  }
  return Only(Share(weighted, sum * kBasisPoints));
}

// What others put in, by deal: the last report of each co-investment, when it counts.
struct Others {
  int128 all = 0;
  int128 from_public = 0;
};

std::map<std::string, Others> OthersByDeal(const Cell& cell, const Registry& registry) {
  const auto reports = LastOf(
      cell, cell.lines().others,
      [&](const Line& line) {
        return cell.UpToEnd(line) && line.event->payload->has_co_investment_reported();
      },
      [](const Line& line) {
        return line.event->payload->co_investment_reported().coinvestment_id();
      });
  std::map<std::string, Others> deals;
  for (const auto& [id, line] : reports) {
    const pb::CoInvestmentReported& report = line->event->payload->co_investment_reported();
    const bool in_time = report.timing() == pb::CO_INVESTMENT_TIMING_WITH ||
                         report.timing() == pb::CO_INVESTMENT_TIMING_AFTER;
    if (!in_time || report.stage() < pb::CO_INVESTMENT_STAGE_COMMITTED) continue;
    if (report.use() != pb::CAPITAL_USE_CAPITAL || !report.has_amount()) continue;
    if (registry.IsAnchor(report.source_org_id())) continue;
    if (!cell.Holds(*line) || !IsInCurrency(cell, report.amount())) continue;
    Others& deal = deals[report.deal_id()];
    deal.all += report.amount().minor();
    if (report.source_org_kind() == pb::SOURCE_ORG_KIND_PUBLIC) {
      deal.from_public += report.amount().minor();
    }
  }
  return deals;
}

Result I14(const Cell& cell) {
  std::map<std::string, int128> own;
  for (const Commitment& line : cell.lines().commitments) {
    if (line.guarantee || line.operating_subsidy || line.deal.empty()) continue;
    if (!cell.Reads(line) || !cell.Holds(line)) continue;
    if (cell.UpToEnd(line) && cell.InCurrency(line)) own[line.deal] += line.minor;
  }
  std::map<std::string, Others> others = OthersByDeal(cell, cell.registry());
  int128 committed = 0;
  Others beside;
  for (const auto& [deal, amount] : own) {
    if (amount <= 0) continue;
    committed += amount;
    beside.all += others[deal].all;
    beside.from_public += others[deal].from_public;
  }
  Result result;
  result.value = Share(beside.all, committed);
  result.parts.push_back(Number(beside.from_public));
  return result;
}

}  // namespace

// All cash is new money: capital that returned and goes out again is not recorded yet.
Result CapitalDeployed(const Cell& cell) {
  const int128 deployed = SumMoney(cell, cell.lines().cash, [&](const Cash& line) {
    return cell.During(line) && !line.returned;
  });
  Result result;
  result.value = Number(deployed);
  result.parts = {Number(deployed), Number(GivenInKind(cell))};
  return result;
}

const Formulas& InvestingFormulas() {
  static const auto& formulas =
      *new Formulas{{"I-01", I01}, {"I-02", I02}, {"I-03", I03}, {"I-04", CapitalDeployed},
                    {"I-05", I05}, {"I-06", I06}, {"I-07", I07}, {"I-08", I08},
                    {"I-09", I09}, {"I-10", I10}, {"I-14", I14}};
  return formulas;
}

}  // namespace anchorledger::metrics::reference
