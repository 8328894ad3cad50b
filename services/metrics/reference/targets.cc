// targets, and how far their metrics have come.
#include <map>
#include <set>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/metrics/reference/cell.h"
#include "services/metrics/reference/evaluator.h"

namespace anchorledger::metrics::reference {
namespace {

namespace pb = ::anchorledger::event::v1;

// Parts that a target may name, in the order of Result::parts.
const std::map<std::string, std::vector<std::string>>& PartNames() {
  static const auto& names = *new std::map<std::string, std::vector<std::string>>{
      {"P-04", {"self_certified"}},
      {"P-10", {"self_certified"}},
      {"I-03", {"guarantees"}},
      {"I-04", {"new_money", "in_kind"}},
      {"I-05", {"late"}},
      {"I-06", {"loans"}},
      {"I-14", {"public_money"}},
      {"X-11", {"organisations"}},
      {"X-14", {"financial", "convenings", "organisations", "capacity_cost", "capacity_hours"}},
      {"C-02", {"completed", "preserved", "rehabilitated"}},
      {"C-03", {"preserved", "rehabilitated"}},
      {"C-14", {"transfers_kept", "lost"}}};
  return names;
}

bool IsMoney(const std::string& metric) {
  return metric.starts_with("I-") || metric == "H-13" || metric == "X-14" ||
         (metric.starts_with("P-") && metric != "P-15");
}

Value PartOf(const std::string& metric, const Result& result, const std::string& part) {
  if (part.empty() || part == "value") return result.value;
  if (part == "numerator" || part == "denominator") {
    if (!result.value.defined()) return result.value;
    return Number(part == "numerator" ? result.value.num : result.value.den);
  }
  const auto found = PartNames().find(metric);
  if (found == PartNames().end()) return Missing(Why::kUnknownMetric);
  for (std::size_t i = 0; i < found->second.size(); ++i) {
    if (found->second[i] == part) return result.parts[i];
  }
  return Missing(Why::kUnknownMetric);
}

// The number to reach; money in minor units.
Value GoalOf(const pb::Quantity& quantity) {
  switch (quantity.value_case()) {
    case pb::Quantity::kMoney:
      return Number(quantity.money().minor());
    case pb::Quantity::kCount:
      return Number(quantity.count());
    case pb::Quantity::kHundredths:
      return Share(quantity.hundredths(), 100);
    case pb::Quantity::kBasisPoints:
      return Share(quantity.basis_points(), 10'000);
    case pb::Quantity::kRatio:
      return Share(quantity.ratio().numerator(), quantity.ratio().denominator());
    case pb::Quantity::kDays:
      return Number(quantity.days());
    case pb::Quantity::kFlag:
      return Number(quantity.flag() ? 1 : 0);
    case pb::Quantity::VALUE_NOT_SET:
      break;
  }
  return Number(0);
}

Value Of(const Value& a, const Value& b) {
  if (!a.defined()) return Missing(a.why);
  if (!b.defined()) return Missing(b.why);
  return Share(a.num * b.den, a.den * b.num);
}

Query Narrowed(const Query& query, const pb::TargetScope& scope, const Registry& registry) {
  Query narrowed = query;
  narrowed.group_by.clear();
  for (const Dimension dimension : query.group_by) {
    const bool time = dimension == Dimension::kMonth || dimension == Dimension::kQuarter ||
                      dimension == Dimension::kFiscalYear;
    if (time) narrowed.group_by.push_back(dimension);
  }
  if (!scope.anchor_id().empty()) narrowed.filter.anchors = {scope.anchor_id()};
  if (!scope.partnership_id().empty()) narrowed.filter.partnerships = {scope.partnership_id()};
  if (!scope.partner_id().empty()) narrowed.filter.partners = {scope.partner_id()};
  if (!scope.geo_id().empty()) {
    narrowed.filter.geographies = registry.MembersOf(scope.geo_id());
    // A set that is not in force has no member, and an empty filter would let everything through.
    narrowed.filter.geographies.push_back("no such place");
  }
  return narrowed;
}

}  // namespace

// A target in money is in its currency; a share of money is that of the anchor's books.
TargetResult Evaluator::ResultOf(const Line& line, const Query& query, const Span& span) const {
  const pb::TargetSet& target = line.event->payload->target_set();
  const Query narrowed = Narrowed(query, target.scope(), registry_);
  TargetResult result;
  result.target_id = target.target_id();
  result.span = span;
  result.currency = CurrencyOf(target.value().money().currency());

  Address total;
  total.span = span;
  total.currency = result.currency;
  if (total.currency.empty() && IsMoney(target.metric_id())) {
    total.currency = registry_.CurrencyOfAnchor(line.anchor);
  }
  const Value value =
      PartOf(target.metric_id(), Evaluate(target.metric_id(), narrowed, total), target.part());
  const Value goal = GoalOf(target.value());
  const bool at_most = target.direction() == pb::TARGET_DIRECTION_AT_MOST;
  result.value = at_most ? Of(goal, value) : Of(value, goal);
  const base::Period days = DaysOf(query, span, registry_.FiscalYearStartOf(line.anchor));
  if (days.to.days < target.due().days()) {
    result.state = TargetState::kNotYetDue;
    return result;
  }
  const bool met = value.defined() && (at_most ? value.num * goal.den <= goal.num * value.den
                                               : value.num * goal.den >= goal.num * value.den);
  result.state = met ? TargetState::kMet : TargetState::kNotMet;
  return result;
}

std::vector<TargetResult> Evaluator::Targets(const Query& query) const {
  std::vector<TargetResult> results;
  for (const Span& span : Spans(query)) {
    Address total;
    total.span = span;
    const Cell cell(registry_, lines_, query, total);
    std::map<std::string, const Line*> last;
    for (const Line& line : lines_.others) {
      if (!line.event->payload->has_target_set() || !cell.UpToEnd(line)) continue;
      if (!cell.Reads(line, line.basis)) continue;
      last[line.event->payload->target_set().target_id()] = &line;
    }
    for (const auto& [id, line] : last) {
      if (!cell.Holds(*line)) continue;
      TargetResult result = ResultOf(*line, query, span);
      result.keys = KeysOf(query, *line).back();
      results.push_back(std::move(result));
    }
  }
  return results;
}

}  // namespace anchorledger::metrics::reference
