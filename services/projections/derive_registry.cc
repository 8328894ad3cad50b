// Facts that other facts are compared with: baselines, targets, reports due and received.
#include "services/projections/derivation.h"

#include "services/domain/event_types/event_type.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

struct Fraction {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};

Fraction FractionOf(const pb::Quantity& quantity) {
  switch (quantity.value_case()) {
    case pb::Quantity::kMoney:
      return {quantity.money().minor(), 1};
    case pb::Quantity::kCount:
      return {quantity.count(), 1};
    case pb::Quantity::kHundredths:
      return {quantity.hundredths(), 100};
    case pb::Quantity::kBasisPoints:
      return {quantity.basis_points(), 10'000};
    case pb::Quantity::kRatio:
      return {quantity.ratio().numerator(), quantity.ratio().denominator()};
    case pb::Quantity::kDays:
      return {quantity.days(), 1};
    case pb::Quantity::kFlag:
      return {quantity.flag() ? 1 : 0, 1};
    case pb::Quantity::VALUE_NOT_SET:
      break;
  }
  return {};
}

}  // namespace

void DeriveBaseline(Derivation& d, const pb::BaselineReported& baseline) {
  constexpr FactKind kKind = FactKind::kBaseline;
  Fact fact = d.Start(kKind);
  const auto* value =
      pb::BaselineMeasure_descriptor()->FindValueByNumber(static_cast<int>(baseline.measure()));
  fact.entity = value == nullptr ? 0 : d.Of(event_types::WordOf(*value));
  if (baseline.value().has_money()) {
    fact.dimensions.currency = CurrencyOf(baseline.value().money().currency());
  }
  fact.measures[MeasureSlot(kKind, "value")] = FractionOf(baseline.value()).numerator;
  if (baseline.has_period()) {
    SetIf(true, FlagBit(kKind, "has_period"), fact);
    fact.measures[MeasureSlot(kKind, "from_day")] = baseline.period().from().days();
    fact.measures[MeasureSlot(kKind, "to_day")] = baseline.period().to().days();
  }
  d.Emit(fact);
}

void DeriveTarget(Derivation& d, const pb::TargetSet& target) {
  constexpr FactKind kKind = FactKind::kTarget;
  Fact fact = d.Start(kKind, d.Of(target.scope().partnership_id()));
  const Fraction value = FractionOf(target.value());
  fact.dimensions.anchor = d.Of(target.scope().anchor_id());
  fact.dimensions.partner = d.Of(target.scope().partner_id());
  fact.dimensions.geography = d.Of(target.scope().geo_id());
  fact.entity = d.Of(target.target_id());
  fact.entity2 = d.Of(target.metric_id());
  fact.link = d.Of(target.part().empty() ? std::string("value") : target.part());
  if (target.value().has_money()) {
    SetIf(true, FlagBit(kKind, "money"), fact);
    fact.dimensions.currency = CurrencyOf(target.value().money().currency());
  }
  fact.measures[MeasureSlot(kKind, "numerator")] = value.numerator;
  fact.measures[MeasureSlot(kKind, "denominator")] = value.denominator;
  fact.measures[MeasureSlot(kKind, "due_day")] = target.due().days();
  fact.measures[MeasureSlot(kKind, "direction")] = static_cast<std::int64_t>(target.direction());
  d.Emit(fact);
}

void DeriveReportDue(Derivation& d, const pb::PartnerReportDue& due) {
  constexpr FactKind kKind = FactKind::kReportDue;
  Fact fact = d.Start(kKind);
  fact.entity = d.Of(due.report_id());
  fact.dimensions.partner = d.AsPartner(d.Of(due.partner_id()));
  fact.measures[MeasureSlot(kKind, "reminder_no")] = due.reminder_no();
  d.Emit(fact);
}

void DeriveReportReceived(Derivation& d, const pb::PartnerReportReceived& received) {
  constexpr FactKind kKind = FactKind::kReportReceived;
  Fact fact = d.Start(kKind);
  fact.entity = d.Of(received.report_id());
  fact.measures[MeasureSlot(kKind, "nil")] = received.nil() ? 1 : 0;
  d.Emit(fact);
}

}  // namespace anchorledger::projections
