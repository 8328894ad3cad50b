#include "services/metrics/presentation.h"

#include "proto/base/ratio.h"

namespace anchorledger::metrics {
namespace {

namespace pb = ::anchorledger::metric::v1;
using base::StatusOr;

constexpr int kHundred = 100;
constexpr int kTwoDecimals = 2;

bool InHundredths(pb::MetricUnit unit) {
  return unit == pb::METRIC_UNIT_HOURS || unit == pb::METRIC_UNIT_FTE;
}

// Whether both parts of the fraction are sent.
bool KeepsParts(pb::MetricUnit unit) {
  return unit == pb::METRIC_UNIT_PERCENT || unit == pb::METRIC_UNIT_MULTIPLE ||
         unit == pb::METRIC_UNIT_DAYS;
}

// value x factor, rounded to a whole number.
StatusOr<std::int64_t> Rounded(const Value& value, int factor) {
  AL_ASSIGN_OR_RETURN(const absl::int128 scaled, base::MultiplyChecked(value.num, factor));
  return base::ToInt64(base::RoundDiv(scaled, value.den));
}

// "12.50" of 1250; whole days without decimals.
std::string Decimal(std::int64_t hundredths, bool trim) {
  if (trim && hundredths % kHundred == 0) return std::to_string(hundredths / kHundred);
  return base::FormatMinor(hundredths, kTwoDecimals);
}

StatusOr<std::string> FractionText(const Value& value, pb::MetricUnit unit) {
  const int factor = unit == pb::METRIC_UNIT_PERCENT ? kHundred * kHundred : kHundred;
  AL_ASSIGN_OR_RETURN(const std::int64_t hundredths, Rounded(value, factor));
  return Decimal(hundredths, unit == pb::METRIC_UNIT_DAYS);
}

}  // namespace

bool IsFraction(pb::MetricUnit unit) {
  return unit == pb::METRIC_UNIT_PERCENT || unit == pb::METRIC_UNIT_MULTIPLE ||
         unit == pb::METRIC_UNIT_MONEY_PER_HOUR;
}

std::string UnitText(pb::MetricUnit unit, const std::string& label) {
  switch (unit) {
    case pb::METRIC_UNIT_COUNT:
      return label;
    case pb::METRIC_UNIT_MONEY:
      return "money";
    case pb::METRIC_UNIT_MONEY_PER_HOUR:
      return "money per hour";
    case pb::METRIC_UNIT_PERCENT:
      return "percent";
    case pb::METRIC_UNIT_MULTIPLE:
      return "multiple";
    case pb::METRIC_UNIT_DAYS:
      return "days";
    case pb::METRIC_UNIT_HOURS:
      return "hours";
    case pb::METRIC_UNIT_FTE:
      return "FTE";
    case pb::METRIC_UNIT_BOOLEAN:
      return "boolean";
    default:
      return "parts";
  }
}

StatusOr<Presented> Present(const Value& value, pb::MetricUnit unit, base::Currency currency) {
  Presented presented;
  if (KeepsParts(unit)) {
    AL_ASSIGN_OR_RETURN(presented.number, base::ToInt64(value.num));
    AL_ASSIGN_OR_RETURN(presented.denominator, base::ToInt64(value.den));
    AL_ASSIGN_OR_RETURN(presented.shown, FractionText(value, unit));
    return presented;
  }
  AL_ASSIGN_OR_RETURN(presented.number, Rounded(value, InHundredths(unit) ? kHundred : 1));
  if (InHundredths(unit)) {
    presented.shown = Decimal(presented.number, /*trim=*/false);
  } else if (unit == pb::METRIC_UNIT_MONEY || unit == pb::METRIC_UNIT_MONEY_PER_HOUR) {
    presented.shown = base::FormatMinor(presented.number, currency.minor_digits());
  } else if (unit == pb::METRIC_UNIT_BOOLEAN) {
    presented.shown = presented.number != 0 ? "yes" : "no";
  } else {
    presented.shown = std::to_string(presented.number);
  }
  return presented;
}

Measured Measure(const Value& value, pb::MetricUnit unit) {
  if (KeepsParts(unit) || IsFraction(unit)) return {value.num, value.den};
  if (!value.defined()) return {};
  const absl::int128 scaled = InHundredths(unit) ? value.num * kHundred : value.num;
  return {base::RoundDiv(scaled, value.den), 0};
}

}  // namespace anchorledger::metrics
