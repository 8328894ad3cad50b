// Targets: what a goal may be, given the metric that it is for.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "anchorledger/event/v1/partnership.pb.h"
#include "anchorledger/event/v1/registry.pb.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/fact_rules.h"
#include "services/domain/rule_errors.h"
#include "services/domain/world.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;
using event_types::StreamNamed;
using Stated = pb::Quantity::ValueCase;

constexpr std::string_view kValue = "value";
constexpr std::string_view kNumerator = "numerator";
constexpr std::string_view kDenominator = "denominator";

struct Form {
  ValueForm form;
  std::array<Stated, 2> stated;  // alike where there is only one
  std::string_view in_words;
};

constexpr std::array kForms = {
    Form{ValueForm::kCount, {Stated::kCount, Stated::kCount}, "a number of things: value.count"},
    Form{ValueForm::kMoney, {Stated::kMoney, Stated::kMoney}, "money: value.money"},
    Form{ValueForm::kShare,
         {Stated::kBasisPoints, Stated::kRatio},
         "a share: value.basis_points or value.ratio"},
    Form{ValueForm::kMultiple,
         {Stated::kHundredths, Stated::kRatio},
         "a multiple: value.hundredths or value.ratio"},
    Form{ValueForm::kDays, {Stated::kDays, Stated::kDays}, "a number of days: value.days"},
    Form{ValueForm::kHundredths,
         {Stated::kHundredths, Stated::kHundredths},
         "stated in hundredths: value.hundredths"},
    Form{ValueForm::kFlag, {Stated::kFlag, Stated::kFlag}, "yes or no: value.flag"},
};

const Form& FormOf(ValueForm form) {
  return *std::find_if(kForms.begin(), kForms.end(),
                       [form](const Form& known) { return known.form == form; });
}

bool Fits(ValueForm form, Stated stated) {
  const auto& fitting = FormOf(form).stated;
  return std::find(fitting.begin(), fitting.end(), stated) != fitting.end();
}

bool HasValue(const MetricShape& metric) {
  return std::any_of(metric.values.begin(), metric.values.end(),
                     [](const MetricShape::Spoken& spoken) { return spoken.part.empty(); });
}

base::Status UnknownPart(const pb::TargetSet& target, const MetricShape& metric) {
  std::string known = HasValue(metric) ? "value, numerator, denominator" : "";
  for (const MetricShape::Spoken& spoken : metric.values) {
    if (!spoken.part.empty()) known += (known.empty() ? "" : ", ") + spoken.part;
  }
  return Refuse({.rule = "target_part",
                 .field = "part",
                 .message = "metric " + target.metric_id() + " has no part \"" +
                            (target.part().empty() ? std::string(kValue) : target.part()) +
                            "\"; name one of: " + known,
                 .reason = base::ErrorReason::kReferenceUnknown});
}

base::Status WrongForm(const pb::TargetSet& target, std::string_view wanted) {
  const std::string part = target.part().empty() ? std::string(kValue) : target.part();
  return Refuse({.rule = "target_unit",
                 .field = "value",
                 .message = "the goal is not in the unit of metric " + target.metric_id() +
                            ", whose " + part + " is " + std::string(wanted)});
}

// What stands above and below a fraction is counted, paid or timed; which of them, only the formula
// of the metric tells.
base::Status CheckSideOfFraction(const pb::TargetSet& target) {
  const Stated stated = target.value().value_case();
  const bool fits =
      stated == Stated::kCount || stated == Stated::kMoney || stated == Stated::kHundredths;
  return fits ? base::Status()
              : WrongForm(target, "a whole: value.count, value.money or value.hundredths");
}

base::Status CheckForm(const pb::TargetSet& target, const MetricShape& metric) {
  if (metric.values.empty()) {
    return Refuse({.rule = "target_metric",
                   .field = "metric_id",
                   .message = "metric " + target.metric_id() +
                              " says how far targets are met; set the target for the metric that "
                              "is to be reached"});
  }
  const bool of_value = target.part().empty() || target.part() == kValue;
  const bool of_side = target.part() == kNumerator || target.part() == kDenominator;
  const std::string part = of_value ? std::string() : target.part();
  const MetricShape::Spoken* spoken = nullptr;
  for (const MetricShape::Spoken& one : metric.values) {
    if (one.part != part) continue;
    if (Fits(one.form, target.value().value_case())) return base::Status();
    spoken = &one;
  }
  if (spoken != nullptr) return WrongForm(target, FormOf(spoken->form).in_words);
  if (of_side && HasValue(metric)) return CheckSideOfFraction(target);
  return UnknownPart(target, metric);
}

// The anchor whose books the goal is held against: the one in scope, else the one that leads the
// partnership in scope; empty where the scope names neither.
base::StatusOr<std::string> AnchorInScope(const pb::TargetScope& scope, BatchView& view) {
  if (!scope.anchor_id().empty() || scope.partnership_id().empty()) return scope.anchor_id();
  AL_ASSIGN_OR_RETURN(const History* history,
                      view.Read(StreamNamed("partnership", scope.partnership_id())));
  const Entry* opening = history->Opening();
  const auto* proposed = opening == nullptr ? nullptr : opening->As<pb::PartnershipProposed>();
  return proposed == nullptr ? std::string() : proposed->lead_anchor_id();
}

base::Status CheckCurrency(const pb::TargetSet& target, BatchView& view) {
  if (!target.value().has_money()) return base::Status();
  AL_ASSIGN_OR_RETURN(const std::string anchor_id, AnchorInScope(target.scope(), view));
  if (anchor_id.empty()) return base::Status();
  AL_ASSIGN_OR_RETURN(const History* history, view.Read(StreamNamed("anchor", anchor_id)));
  const Entry* opening = history->Opening();
  const auto* anchor = opening == nullptr ? nullptr : opening->As<pb::AnchorRegistered>();
  const std::string& currency = target.value().money().currency();
  if (anchor == nullptr || anchor->currency() == currency) return base::Status();
  return Refuse({.rule = "target_currency",
                 .field = "value.money.currency",
                 .message = "is " + currency + "; anchor \"" + anchor_id +
                            "\" keeps its books in " + anchor->currency() +
                            ", and money of two currencies is not compared"});
}

}  // namespace

base::Status CheckTarget(const pb::TargetSet& target, BatchView& view) {
  const MetricShape* metric = view.world().FindMetric(target.metric_id());
  if (metric == nullptr) return UnknownReference("metric_id", "metric", target.metric_id());
  AL_RETURN_IF_ERROR(CheckForm(target, *metric));
  return CheckCurrency(target, view);
}

}  // namespace anchorledger::domain
