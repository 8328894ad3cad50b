#include "tests/support/metrics/two_evaluators.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/metric/v1/definition.pb.h"
#include "proto/base/ratio.h"
#include "services/metrics/targets.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;
namespace reference = metrics::reference;

using Keys = std::vector<std::string>;

constexpr const char* kWhy[] = {"defined",        "denominator_zero", "not_reported",
                                "other_currency", "parts_only",       "unknown_metric"};
constexpr const char* kUsed[] = {"", " baseline", " fallback", " mixed"};
constexpr const char* kStates[] = {"", " not_yet_due", " met", " not_met"};

// Both kinds of value have the same members.
template <class V>
std::string ShownValue(const V& value) {
  const std::string num = base::FormatInt128(value.num);
  if (value.kind == V::Kind::kUndefined) {
    const std::string why = kWhy[static_cast<std::size_t>(value.why)];
    return "undefined:" + why + (value.num == 0 ? "" : " " + num);
  }
  if (value.kind == V::Kind::kBoolean) return value.num != 0 ? "true" : "false";
  return value.den == 1 ? num : num + "/" + base::FormatInt128(value.den);
}

std::string ShownCell(const metrics::Cell& cell) {
  std::string text = Shown(cell.value);
  for (const metrics::Value& part : cell.parts) text += " | " + Shown(part);
  return text + kUsed[static_cast<std::size_t>(cell.denominator)];
}

bool IsEmpty(const reference::Value& value) { return value.num == 0; }
bool IsEmpty(const reference::Result& result) {
  // A baseline by itself makes no group: it stays whole in all of them.
  const bool whole = result.denominator == reference::DenominatorUsed::kBaseline ||
                     result.denominator == reference::DenominatorUsed::kMixed;
  if (whole && result.value.den == 1) return true;
  return IsEmpty(result.value) && std::all_of(result.parts.begin(), result.parts.end(),
                                              [](const auto& part) { return IsEmpty(part); });
}

// The cells of one metric, by keys (none for the total), label of the span, currency.
using Found = std::map<std::tuple<std::optional<Keys>, std::string, std::string>, std::string>;

class Comparison {
 public:
  Comparison(const reference::Evaluator& evaluator, const metrics::Query& query,
             const metrics::Answer& answer)
      : evaluator_(evaluator),
        query_(query),
        asked_(ReferenceQuery(query)),
        answer_(answer),
        spans_(evaluator.Spans(asked_)),
        groups_(evaluator.Groups(asked_)) {}

  void Compare(const metrics::MetricAnswer& metric) {
    id_ = metric.plan->definition.id();
    if (metric.plan->definition.per_target()) return CompareTargets(metric);
    const bool grouped = !metric.dimensions.empty();
    Found found;
    for (const metrics::Cell& cell : metric.cells) Note(cell, grouped, &found);
    for (const metrics::Cell& cell : metric.totals) Note(cell, /*has_keys=*/false, &found);
    unit_ = metric.plan->definition.unit();
    CompareGroup(std::nullopt, found);
    if (!grouped) return;
    for (const Keys& keys : groups_) CompareGroup(keys, found);
    CheckGroups(found);
  }

  std::vector<std::string> TakeDifferences() { return std::move(differences_); }

 private:
  std::string LabelOf(const metrics::Cell& cell) const {
    return cell.span < 0 ? "" : answer_.spans[static_cast<std::size_t>(cell.span)];
  }

  void Note(const metrics::Cell& cell, bool has_keys, Found* found) const {
    std::optional<Keys> keys;
    if (has_keys) keys = answer_.groups[cell.group];
    (*found)[{keys, LabelOf(cell), std::string(cell.currency.code())}] = ShownCell(cell);
  }

  void CompareGroup(const std::optional<Keys>& keys, const Found& found) {
    std::set<std::string> currencies;
    for (const auto& [at, text] : found) {
      if (std::get<0>(at) == keys) currencies.insert(std::get<2>(at));
    }
    for (const base::Currency currency : evaluator_.Currencies()) {
      const std::string code(currency.code());
      const bool wanted = query_.currency.empty() || currency == query_.currency;
      if (!wanted && !code.empty()) continue;
      const bool there = currencies.empty() || currencies.contains(code);
      if (!there && StandsBesideMoney(code, currencies)) continue;
      for (const reference::Span& span : spans_) {
        const reference::Result result =
            evaluator_.Evaluate(id_, asked_, {.keys = keys, .span = span, .currency = currency});
        const auto cell = found.find({keys, span.label, code});
        const std::string engine = cell == found.end() ? "" : cell->second;
        if (cell == found.end() && IsEmpty(result)) continue;
        if (engine != Shown(result)) Differ(keys, span.label, code, engine, Shown(result));
      }
    }
  }

  // Numbers that are not money stand beside whatever currencies there are.
  bool StandsBesideMoney(const std::string& code, const std::set<std::string>& currencies) const {
    if (code.empty() || unit_ == metric::v1::METRIC_UNIT_PARTS) return true;
    return currencies.contains("") && unit_ != metric::v1::METRIC_UNIT_MONEY;
  }

  // No group of the engine's is unknown to the reference.
  void CheckGroups(const Found& found) {
    for (const auto& [at, text] : found) {
      const auto& [keys, span, currency] = at;
      if (!keys || std::find(groups_.begin(), groups_.end(), *keys) != groups_.end()) continue;
      Differ(keys, span, currency, text, "no such group");
    }
  }

  void CompareTargets(const metrics::MetricAnswer& metric) {
    std::map<std::pair<Keys, std::string>, std::string> engine;
    std::map<std::pair<Keys, std::string>, std::string> expected;
    for (const metrics::Cell& cell : metric.cells) {
      engine[{answer_.groups[cell.group], LabelOf(cell)}] =
          Shown(cell.value) + kStates[static_cast<std::size_t>(cell.target)];
    }
    for (const reference::TargetResult& target : evaluator_.Targets(asked_)) {
      Keys keys = target.keys;
      keys.push_back(target.target_id);
      expected[{keys, target.span.label}] =
          Shown(target.value) + kStates[static_cast<std::size_t>(target.state)];
    }
    for (const auto& [at, text] : engine) {
      if (!expected.contains(at)) Differ(at.first, at.second, "", text, "no such target");
    }
    for (const auto& [at, text] : expected) {
      const auto found = engine.find(at);
      const std::string own = found == engine.end() ? "no such target" : found->second;
      if (own != text) Differ(at.first, at.second, "", own, text);
    }
  }

  void Differ(const std::optional<Keys>& keys, const std::string& span, const std::string& currency,
              const std::string& engine, const std::string& expected) {
    std::string text = id_ + " [";
    for (const std::string& key : keys.value_or(Keys{"total"})) text += key + " ";
    text += span + " " + currency + "] engine: " + (engine.empty() ? "no cell" : engine) +
            "; reference: " + expected;
    differences_.push_back(std::move(text));
  }

  const reference::Evaluator& evaluator_;
  const metrics::Query& query_;
  const reference::Query asked_;
  const metrics::Answer& answer_;
  const std::vector<reference::Span> spans_;
  const std::vector<Keys> groups_;
  std::string id_;
  metric::v1::MetricUnit unit_ = metric::v1::METRIC_UNIT_UNSPECIFIED;
  std::vector<std::string> differences_;
};

}  // namespace

const metrics::Catalogue& EmbeddedMetrics() {
  static const metrics::Catalogue* catalogue = [] {
    auto loaded = metrics::Catalogue::Load(metrics::EmbeddedCatalogue());
    REQUIRE_OK(loaded);
    return new metrics::Catalogue(*std::move(loaded));  // never destroyed
  }();
  return *catalogue;
}

std::vector<reference::RecordedEvent> EventsOf(const storage::EventLog& log) {
  std::vector<reference::RecordedEvent> events;
  base::Position next(1);
  while (true) {
    const auto records = log.Read(next, {}, storage::Direction::kForward);
    REQUIRE_OK(records);
    if (records->empty()) return events;
    for (const storage::Record& record : *records) {
      auto header = std::make_shared<pb::EventHeader>();
      REQUIRE(header->ParseFromString(record.header));
      std::shared_ptr<pb::EventPayload> payload;
      if (!record.erased) {
        payload = std::make_shared<pb::EventPayload>();
        REQUIRE(payload->ParseFromString(record.payload));
      }
      events.push_back({record.tenant.value(), record.position.value(), record.recorded_at,
                        std::move(header), std::move(payload)});
    }
    next = records->back().position.Next();
  }
}

std::unique_ptr<reference::Evaluator> ReferenceFor(
    const std::vector<reference::RecordedEvent>& events, const metrics::Query& query) {
  std::optional<std::uint64_t> position;
  if (query.known.position) position = query.known.position->value();
  return std::make_unique<reference::Evaluator>(
      events, query.tenant, reference::CutOf(events, query.known.day, position));
}

reference::Query ReferenceQuery(const metrics::Query& query) {
  reference::Query asked;
  asked.from = query.from;
  asked.to = query.to;
  for (const metrics::Dimension dimension : query.group_by) {
    asked.group_by.push_back(static_cast<reference::Dimension>(dimension));
  }
  const metrics::Filter& filter = query.filter;
  asked.filter.anchors = filter.anchors;
  asked.filter.partnerships = filter.partnerships;
  asked.filter.partners = filter.partners;
  asked.filter.geographies = filter.geographies;
  asked.filter.suppliers = filter.suppliers;
  asked.filter.investments = filter.investments;
  asked.filter.phases.assign(filter.phases.begin(), filter.phases.end());
  asked.filter.strategies.assign(filter.strategies.begin(), filter.strategies.end());
  asked.filter.supplier_classes.assign(filter.supplier_classes.begin(),
                                       filter.supplier_classes.end());
  asked.basis = query.basis;
  return asked;
}

std::string Shown(const metrics::Value& value) {
  return value.kind == metrics::Value::Kind::kOverflow ? "overflow" : ShownValue(value);
}

std::string Shown(const reference::Value& value) { return ShownValue(value); }

std::string Shown(const reference::Result& result) {
  std::string text = Shown(result.value);
  for (const reference::Value& part : result.parts) text += " | " + Shown(part);
  return text + kUsed[static_cast<std::size_t>(result.denominator)];
}

std::vector<std::string> Differences(const projections::FactView& view,
                                     const reference::Evaluator& evaluator,
                                     const metrics::Query& query,
                                     const std::vector<const metrics::Plan*>& plans) {
  const auto answer = metrics::AnswerQuery(EmbeddedMetrics(), view, query, plans);
  REQUIRE_OK(answer);
  Comparison comparison(evaluator, query, *answer);
  for (const metrics::MetricAnswer& metric : answer->metrics) comparison.Compare(metric);
  return comparison.TakeDifferences();
}

}  // namespace anchorledger::testing
