// P: purchasing. Net = purchases less reversals and credits, each on its own day.
#include <set>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/metrics/reference/formulas.h"

namespace anchorledger::metrics::reference {
namespace {

namespace pb = ::anchorledger::event::v1;
using absl::int128;

const std::set<int> kMinorityOrWoman = {pb::SUPPLIER_CLASS_MBE, pb::SUPPLIER_CLASS_WBE,
                                        pb::SUPPLIER_CLASS_MWBE};
const std::set<int> kDiverse = {pb::SUPPLIER_CLASS_MBE,     pb::SUPPLIER_CLASS_WBE,
                                pb::SUPPLIER_CLASS_MWBE,    pb::SUPPLIER_CLASS_VBE,
                                pb::SUPPLIER_CLASS_DBE,     pb::SUPPLIER_CLASS_SDVOSB,
                                pb::SUPPLIER_CLASS_LGBTBE,  pb::SUPPLIER_CLASS_DOBE,
                                pb::SUPPLIER_CLASS_HUBZONE, pb::SUPPLIER_CLASS_8A};
const std::set<int> kCommunityWealth = {
    pb::SUPPLIER_CLASS_WORKER_OWNED, pb::SUPPLIER_CLASS_EMPLOYEE_OWNED, pb::SUPPLIER_CLASS_COOP,
    pb::SUPPLIER_CLASS_NONPROFIT, pb::SUPPLIER_CLASS_SOCIAL_ENTERPRISE};

bool Meet(const std::set<int>& some, const std::set<int>& others) {
  for (const int one : some) {
    if (others.contains(one)) return true;
  }
  return false;
}

bool HasOneOf(const Spend& spend, const std::set<int>& classes) {
  return Meet(spend.classes, classes);
}

template <class Where>
int128 Net(const Cell& cell, const Where& where) {
  return SumMoney(cell, cell.lines().spend,
                  [&](const Spend& spend) { return cell.During(spend) && where(spend); });
}

bool IsAddressable(const Spend& spend) { return spend.addressable; }
bool IsAddressableNonConstruction(const Spend& spend) {
  return spend.addressable && !spend.construction;
}
bool IsConstruction(const Spend& spend) { return spend.construction; }

using Where = bool (*)(const Spend&);

// The reported measure, or for anchors that did not report it, the net purchases that are so.
int128 BaseOf(const Cell& cell, int measure, Where where, DenominatorUsed* used) {
  return cell.Base(
      measure, /*money=*/true,
      [&](const std::string& anchor) {
        return Net(cell,
                   [&](const Spend& spend) { return spend.anchor == anchor && where(spend); });
      },
      used);
}

Result P01(const Cell& cell) {
  Result result;
  result.value = Number(
      BaseOf(cell, pb::BASELINE_MEASURE_ADDRESSABLE_SPEND, IsAddressable, &result.denominator));
  return result;
}

Result P02(const Cell& cell) {
  return Only(Number(Net(cell, [](const Spend& spend) { return spend.local; })));
}

// Both sides addressable, or the share could pass 100 %.
Result P03(const Cell& cell) {
  Result result = P01(cell);
  const int128 local =
      Net(cell, [](const Spend& spend) { return spend.local && spend.addressable; });
  result.value = Share(local, result.value.num);
  return result;
}

// As a part: what counts only by the supplier's own word.
Result NetOfClasses(const Cell& cell, const std::set<int>& classes) {
  Result result;
  result.value = Number(Net(cell, [&](const Spend& spend) { return HasOneOf(spend, classes); }));
  result.parts.push_back(Number(Net(cell, [&](const Spend& spend) {
    return HasOneOf(spend, classes) && !Meet(spend.vouched_classes, classes);
  })));
  return result;
}

Result MinorityOrWomanShare(const Cell& cell, int measure, Where where) {
  Result result;
  const int128 net = Net(
      cell, [&](const Spend& spend) { return HasOneOf(spend, kMinorityOrWoman) && where(spend); });
  result.value = Share(net, BaseOf(cell, measure, where, &result.denominator));
  return result;
}

Result P04(const Cell& cell) { return NetOfClasses(cell, kMinorityOrWoman); }
Result P05(const Cell& cell) {
  return MinorityOrWomanShare(cell, pb::BASELINE_MEASURE_NONCONSTRUCTION_ADDRESSABLE_SPEND,
                              IsAddressableNonConstruction);
}
Result P06(const Cell& cell) {
  return MinorityOrWomanShare(cell, pb::BASELINE_MEASURE_CONSTRUCTION_SPEND, IsConstruction);
}
Result P10(const Cell& cell) { return NetOfClasses(cell, kCommunityWealth); }

Result P11(const Cell& cell) {
  return Only(Number(Net(cell, [](const Spend& spend) {
    return spend.local || HasOneOf(spend, kDiverse) || HasOneOf(spend, kCommunityWealth);
  })));
}

Result P13(const Cell& cell) {
  std::set<std::string> suppliers;
  for (const Spend& spend : cell.lines().spend) suppliers.insert(spend.supplier);
  std::int64_t paid = 0;
  for (const std::string& supplier : suppliers) {
    const int128 net =
        Net(cell, [&](const Spend& spend) { return spend.local && spend.supplier == supplier; });
    if (net > 0) ++paid;
  }
  return Only(Number(paid));
}

Result P15(const Cell& cell) {
  const auto one = [](const Line&) { return int128(1); };
  const auto award = [&](const Line& line) {
    return cell.During(line) && line.event->payload->has_contract_awarded();
  };
  const auto asked = [&](const Line& line) {
    return award(line) && line.event->payload->contract_awarded().solicited_local_bidders() >= 1;
  };
  return Only(Share(Sum(cell, cell.lines().others, asked, one),
                    Sum(cell, cell.lines().others, award, one)));
}

}  // namespace

const Formulas& PurchasingFormulas() {
  static const auto& formulas =
      *new Formulas{{"P-01", P01}, {"P-02", P02}, {"P-03", P03}, {"P-04", P04}, {"P-05", P05},
                    {"P-06", P06}, {"P-10", P10}, {"P-11", P11}, {"P-13", P13}, {"P-15", P15}};
  return formulas;
}

}  // namespace anchorledger::metrics::reference
