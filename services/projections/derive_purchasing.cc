// Facts of the purchasing group.
#include <cstdint>
#include <initializer_list>

#include "services/projections/derivation.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

constexpr FactKind kKind = FactKind::kPurchase;

constexpr std::uint32_t Classes(std::initializer_list<pb::SupplierClass> classes) {
  std::uint32_t mask = 0;
  for (const pb::SupplierClass one : classes) mask |= std::uint32_t{1} << one;
  return mask;
}

// The groups of the catalogue whose self-certified part is shown apart.
constexpr std::uint32_t kMinorityOrWoman =
    Classes({pb::SUPPLIER_CLASS_MBE, pb::SUPPLIER_CLASS_WBE, pb::SUPPLIER_CLASS_MWBE});
constexpr std::uint32_t kCommunityWealth = Classes(
    {pb::SUPPLIER_CLASS_WORKER_OWNED, pb::SUPPLIER_CLASS_EMPLOYEE_OWNED, pb::SUPPLIER_CLASS_COOP,
     pb::SUPPLIER_CLASS_NONPROFIT, pb::SUPPLIER_CLASS_SOCIAL_ENTERPRISE});

// What a line of spend takes from its supplier on a day. False when the supplier belongs to an
// anchor of the tenant, whose money does not leave the network.
bool SetSupplier(const Derivation& d, Symbol supplier, base::Date day, std::uint32_t local_flag,
                 Fact& fact) {
  const SupplierProfile profile =
      d.context().suppliers.ProfileOn(d.event().tenant, supplier, day, d.cut());
  const ClassesHeld classes =
      d.context().suppliers.ClassesOn(d.event().tenant, supplier, day, d.cut());
  fact.entity = supplier;
  fact.dimensions.partner = d.AsPartner(profile.partner);
  fact.dimensions.geography = profile.business_geo;
  fact.dimensions.class_mask = classes.mask;
  const std::uint32_t purposes =
      d.PurposesOn(profile.business_geo, pb::GEOGRAPHY_USE_PURCHASING, day);
  SetIf(Derivation::Serves(purposes, pb::GEOGRAPHY_PURPOSE_LOCAL), local_flag, fact);
  if (fact.kind == kKind) {
    SetIf(classes.SelfCertifiedOnly(kMinorityOrWoman),
          FlagBit(kKind, "minority_or_woman_self_certified"), fact);
    SetIf(classes.SelfCertifiedOnly(kCommunityWealth),
          FlagBit(kKind, "community_wealth_self_certified"), fact);
  }
  return profile.partner == 0 || fact.dimensions.partner != 0;
}

// `line` is a PurchaseRecorded or a SupplierCreditRecorded.
template <class Line>
bool SetLine(const Derivation& d, const Line& line, base::Date day, Fact& fact) {
  fact.entity2 = d.Of(line.contract_id());
  SetIf(line.is_construction(), FlagBit(kKind, "construction"), fact);
  SetIf(line.addressable(), FlagBit(kKind, "addressable"), fact);
  return SetSupplier(d, d.Of(line.supplier_id()), day, FlagBit(kKind, "local"), fact);
}

void EmitNet(Derivation& d, const pb::Money& amount, std::size_t slot, std::int64_t sign,
             Fact& fact) {
  SetMoney(slot, amount, fact);
  fact.measures[MeasureSlot(kKind, "net")] = sign * amount.minor();
  d.Emit(fact);
}

}  // namespace

void DerivePurchase(Derivation& d, const pb::PurchaseRecorded& purchase) {
  Fact fact = d.Start(kKind);
  if (!SetLine(d, purchase, fact.effective_on, fact)) return;
  EmitNet(d, purchase.amount(), MeasureSlot(kKind, "gross"), 1, fact);
}

base::Status DeriveReversal(Derivation& d, const pb::PurchaseReversed& reversal) {
  AL_ASSIGN_OR_RETURN(const std::optional<InForceEvent> purchase,
                      d.purchases().PurchaseOf(d.event(), d.cut()));
  // What does not count cannot be taken back.
  if (!purchase.has_value() || purchase->header->has_corroborates_position()) return base::Status();
  Fact fact = d.Start(kKind, purchase->partnership);
  fact.dimensions.anchor = purchase->anchor;
  const pb::PurchaseRecorded& line = purchase->payload->purchase_recorded();
  if (!SetLine(d, line, purchase->effective_on, fact)) return base::Status();
  EmitNet(d, reversal.amount(), MeasureSlot(kKind, "reversed"), -1, fact);
  return base::Status();
}

void DeriveSupplierCredit(Derivation& d, const pb::SupplierCreditRecorded& credit) {
  Fact fact = d.Start(kKind);
  if (!SetLine(d, credit, fact.effective_on, fact)) return;
  SetIf(true, FlagBit(kKind, "unmatched_credit"), fact);
  EmitNet(d, credit.amount(), MeasureSlot(kKind, "credited"), -1, fact);
}

void DeriveContractAward(Derivation& d, const pb::ContractAwarded& award) {
  constexpr FactKind kAward = FactKind::kContractAward;
  Fact fact = d.Start(kAward);
  SetSupplier(d, d.Of(award.supplier_id()), fact.effective_on, FlagBit(kAward, "local"), fact);
  fact.entity2 = d.Of(award.contract_id());
  SetIf(award.solicited_local_bidders() >= 1, FlagBit(kAward, "local_bidder_asked"), fact);
  fact.measures[MeasureSlot(kAward, "awards")] = 1;
  fact.measures[MeasureSlot(kAward, "local_bidders")] = award.solicited_local_bidders();
  fact.measures[MeasureSlot(kAward, "bidders")] = award.bidders_total();
  d.Emit(fact);
}

}  // namespace anchorledger::projections
