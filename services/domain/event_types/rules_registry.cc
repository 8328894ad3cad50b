// Rules of registry events.
#include <algorithm>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/registry.pb.h"
#include "proto/base/money.h"
#include "services/domain/event_types/compare.h"
#include "services/domain/event_types/event_rules.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;

constexpr std::string_view kPensions = "pensions";
constexpr std::string_view kRestrictedAssets = "restricted_assets";

bool IsStock(pb::BaselineMeasure measure) {
  return measure == pb::BASELINE_MEASURE_HEADCOUNT ||
         measure == pb::BASELINE_MEASURE_INVESTABLE_ASSETS;
}

bool CountsPeople(pb::BaselineMeasure measure) {
  return measure == pb::BASELINE_MEASURE_TOTAL_HIRES || measure == pb::BASELINE_MEASURE_HEADCOUNT ||
         measure == pb::BASELINE_MEASURE_APPLICANTS;
}

bool Excludes(const pb::BaselineReported& event, std::string_view code) {
  return std::find(event.exclusions().begin(), event.exclusions().end(), code) !=
         event.exclusions().end();
}

// "GBP:USD".
bool IsCurrencyPair(std::string_view key) {
  return key.size() == 7 && key[3] == ':' && base::ParseCurrency(key.substr(0, 3)).ok() &&
         base::ParseCurrency(key.substr(4)).ok();
}

// Whether a line of a set of this kind may hold a value of this form.
bool HoldsForm(pb::ReferenceSetKind kind, pb::ReferenceEntry::ValueCase form) {
  using Entry = pb::ReferenceEntry;
  switch (kind) {
    case pb::REFERENCE_SET_KIND_LIVING_WAGE:
    case pb::REFERENCE_SET_KIND_MINIMUM_WAGE:
    case pb::REFERENCE_SET_KIND_VALUE_RATE:
      return form == Entry::kMinorPerHour;
    case pb::REFERENCE_SET_KIND_LM3_SHARES:
    case pb::REFERENCE_SET_KIND_BENCHMARK_RATE:
      return form == Entry::kBasisPoints;
    case pb::REFERENCE_SET_KIND_AMI:
      return form == Entry::kMoney;
    case pb::REFERENCE_SET_KIND_INFLATION:
    case pb::REFERENCE_SET_KIND_FX:
      return form == Entry::kFactorE9;
    case pb::REFERENCE_SET_KIND_SCHEDULE_H_MAP:
      return form == Entry::kCode;
    case pb::REFERENCE_SET_KIND_SUPPRESSION:
      return form == Entry::kCount || form == Entry::kFlag;
    default:  // supplier class rules hold shares, codes and flags; an unknown kind is reported
      return form != Entry::VALUE_NOT_SET;
  }
}

}  // namespace

void CheckRules(const pb::AnchorRegistered& event, const RuleContext& context) {
  const pb::EventHeader& header = context.header;
  if (!header.anchor_id().empty() && header.anchor_id() != event.anchor_id()) {
    context.out.Add("anchor_id",
                    "is " + event.anchor_id() + "; the header says " + header.anchor_id());
  }
  const pb::MonthDay& start = event.fiscal_year_start();
  constexpr int kCommonYear = 2023;  // so that 29 February is no start
  if (start.month() < 1 || start.month() > 12 || start.day() < 1) return;
  if (!base::FromCivil({kCommonYear, start.month(), start.day()}).ok()) {
    context.out.Add("fiscal_year_start", "is day " + std::to_string(start.day()) + " of month " +
                                             std::to_string(start.month()) +
                                             ", which not every year has");
  }
}

void CheckRules(const pb::PartnerOnboarded& event, const RuleContext& context) {
  if (!event.developed_by().empty() && event.developed_by() == event.partner_id()) {
    context.out.Add("developed_by", "is the partner itself; a developer is another organisation");
  }
}

void CheckRules(const pb::GeographyDefined& event, const RuleContext& context) {
  CheckNotBefore("valid_to", event.has_valid_to(), event.valid_to(), "valid_from",
                 event.has_valid_from(), event.valid_from(), context.out);
}

void CheckRules(const pb::ReferenceSetPublished& event, const RuleContext& context) {
  for (int i = 0; i < event.entries_size(); ++i) {
    const pb::ReferenceEntry& entry = event.entries(i);
    const std::string path = "entries[" + std::to_string(i) + "]";
    if (entry.value_case() == pb::ReferenceEntry::VALUE_NOT_SET) {
      context.out.AddMissing(path, "has no value");
    } else if (!HoldsForm(event.kind(), entry.value_case())) {
      context.out.Add(path, "holds its value in a form that sets of this kind do not have");
    }
    if (event.kind() == pb::REFERENCE_SET_KIND_FX && !IsCurrencyPair(entry.key())) {
      context.out.Add(path + ".key", "is " + entry.key() + "; wanted two currencies, as GBP:USD");
    }
  }
}

void CheckRules(const pb::BaselineReported& event, const RuleContext& context) {
  const Violations& out = context.out;
  if (event.has_period() == event.has_as_of()) {
    out.AddMissing("period", event.has_period() ? "and as_of are both given; wanted one of them"
                                                : "is missing; wanted a period or a day (as_of)");
  } else if (event.has_as_of() && !IsStock(event.measure())) {
    out.Add("as_of", "is given; this measure is reported for a period");
  }
  if (event.has_value()) {
    const bool people = CountsPeople(event.measure());
    const auto wanted = people ? pb::Quantity::kCount : pb::Quantity::kMoney;
    if (event.value().value_case() != wanted) {
      out.Add("value", people ? "is not a count; this measure counts people"
                              : "is not money; this measure is an amount");
    } else if (!people && event.value().money().minor() < 0) {
      out.Add("value.money.minor",
              "is " + std::to_string(event.value().money().minor()) + "; wanted at least 0");
    }
  }
  if (event.measure() == pb::BASELINE_MEASURE_INVESTABLE_ASSETS &&
      (!Excludes(event, kPensions) || !Excludes(event, kRestrictedAssets))) {
    out.AddMissing("exclusions", "has to name " + std::string(kPensions) + " and " +
                                     std::string(kRestrictedAssets) +
                                     ": investable assets leave both out");
  }
}

void CheckRules(const pb::TargetSet& event, const RuleContext& context) {
  if (event.has_value() && event.value().value_case() == pb::Quantity::VALUE_NOT_SET) {
    context.out.AddMissing("value", "holds no value");
  }
}

}  // namespace anchorledger::event_types
