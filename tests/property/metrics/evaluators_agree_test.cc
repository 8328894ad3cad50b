// The engine over cells equals the reference over raw events: every metric of the catalogue, cell
// by cell, over random histories with corrections, late entries, lapsed classes and moved phases,
// at several cut-offs. A failing seed is printed.
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "anchorledger/event/v1/enums.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/metrics/plan.h"
#include "tests/support/draft.h"
#include "tests/support/metrics/logged_history.h"
#include "tests/support/metrics/two_evaluators.h"
#include "tests/support/random.h"
#include "tests/support/random_history.h"

namespace anchorledger::testing {
namespace {

namespace reference = metrics::reference;
using metrics::Dimension;
using metrics::Query;

constexpr std::string_view kNetwork = "network";

std::vector<const metrics::Plan*> AllPlans() {
  std::vector<const metrics::Plan*> plans;
  for (const metrics::Plan& plan : EmbeddedMetrics().plans()) plans.push_back(&plan);
  return plans;
}

Query During(std::string_view from, std::string_view to, std::vector<Dimension> group_by = {}) {
  Query query;
  query.tenant = kNetwork;
  if (!from.empty()) query.from = Day(from);
  query.to = Day(to);
  query.group_by = std::move(group_by);
  query.today = Day("2022-01-01");
  return query;
}

// Windows that fit months and windows that do not; each grouping and each kind of single thing at
// least once.
std::vector<Query> Questions(const std::vector<std::string>& investments) {
  std::vector<Query> all = {
      During("", "2021-12-31"),
      During("2019-02-11", "2020-11-23", {Dimension::kPartnership, Dimension::kPhase}),
      During("2020-01-01", "2020-12-31", {Dimension::kPartner, Dimension::kGeography}),
      During("2018-07-01", "2021-06-30", {Dimension::kSupplierClass}),
      During("2019-02-10", "2019-07-20", {Dimension::kStrategy, Dimension::kMonth}),
      During("2019-01-01", "2020-12-31", {Dimension::kQuarter, Dimension::kAnchor}),
      During("2018-03-15", "2021-02-14", {Dimension::kPartnership, Dimension::kFiscalYear}),
      During("2018-01-01", "2021-12-31"),
      During("2018-01-01", "2021-12-31", {Dimension::kSupplierClass, Dimension::kPartnership}),
      During("", "2021-12-31", {Dimension::kQuarter}),
      During("2019-02-11", "2020-11-23", {Dimension::kPartnership}),
  };
  all[6].filter.anchors = {"anchor-1"};
  all[7].basis = event::v1::BASIS_ESTIMATED;
  all[8].filter.phases = {event::v1::PHASE_UNSPECIFIED, event::v1::PHASE_IMPLEMENTATION};
  all[8].filter.supplier_classes = {event::v1::SUPPLIER_CLASS_MBE, event::v1::SUPPLIER_CLASS_COOP};
  all[8].filter.anchors = {"anchor-2"};
  all[9].filter.suppliers = {"supplier-1", "supplier-4"};
  all[10].filter.investments = investments;
  return all;
}

// Every third investment of a history.
std::vector<std::string> SomeInvestments(const std::vector<reference::RecordedEvent>& events) {
  std::vector<std::string> some = {"none-such"};
  std::size_t count = 0;
  for (const reference::RecordedEvent& event : events) {
    if (!event.payload->has_investment_committed() || count++ % 3 != 0) continue;
    some.push_back(event.payload->investment_committed().investment_id());
  }
  return some;
}

void CheckCut(const LoggedHistory& history, const std::vector<reference::RecordedEvent>& events,
              const projections::KnownAt& known, bool several_currencies) {
  const auto view = history.View();
  std::unique_ptr<reference::Evaluator> evaluator;
  std::vector<const metrics::Plan*> plans = AllPlans();
  // A target without a currency for a metric in money means whatever currency comes first.
  if (several_currencies) {
    std::erase_if(plans, [](const metrics::Plan* plan) { return plan->definition.per_target(); });
  }
  std::size_t number = 0;
  for (Query query : Questions(SomeInvestments(events))) {
    query.known = known;
    if (evaluator == nullptr) evaluator = ReferenceFor(events, query);
    CAPTURE(number++);
    for (const std::string& difference : Differences(*view, *evaluator, query, plans)) {
      UNSCOPED_INFO(difference);
      CHECK(false);
    }
  }
}

TEST_CASE("the engine and the reference agree on every metric, cell by cell") {
  const auto seed = static_cast<std::uint64_t>(GENERATE(range(1, 13)));
  CAPTURE(seed);
  RandomHistoryOptions options;
  options.seed = seed;
  options.events = 320;
  options.several_currencies = seed % 2 == 0;
  const RandomHistory random = MakeRandomHistory(options);
  const LoggedHistory history(kNetwork, random.events);
  const std::vector<reference::RecordedEvent> events = EventsOf(history.log());
  Random choose(seed);
  const auto at = [&] {
    const auto count = static_cast<std::int64_t>(events.size());
    return static_cast<std::size_t>(choose.Between(count / 3, count - 1));
  };
  CheckCut(history, events, {}, options.several_currencies);
  const base::Position position(events[at()].position);
  CAPTURE(position.value());
  CheckCut(history, events, {.day = {}, .position = position}, options.several_currencies);
  const base::Date day = base::UtcDateOf(events[at()].recorded_at);
  CAPTURE(base::FormatIsoDate(day));
  CheckCut(history, events, {.day = day, .position = {}}, options.several_currencies);
}

// Metrics that found something in a history as known at its end.
std::set<std::string> MetricsWithNumbers(std::uint64_t seed) {
  RandomHistoryOptions options;
  options.seed = seed;
  options.events = 320;
  const RandomHistory random = MakeRandomHistory(options);
  const LoggedHistory history(kNetwork, random.events);
  const Query query = During("", "2021-12-31");
  const auto evaluator = ReferenceFor(EventsOf(history.log()), query);
  std::set<std::string> ids;
  for (const std::string& id : reference::MetricIds()) {
    for (const base::Currency currency : evaluator->Currencies()) {
      reference::Address total;
      total.currency = currency;
      const auto result = evaluator->Evaluate(id, ReferenceQuery(query), total);
      bool found = result.value.defined() && result.value.num != 0;
      for (const reference::Value& part : result.parts) found = found || part.num != 0;
      if (found) ids.insert(id);
    }
  }
  if (!evaluator->Targets(ReferenceQuery(query)).empty()) ids.insert("X-20");
  return ids;
}

// Few are enough; how many depends on the order in which a compiler evaluates arguments.
TEST_CASE("the histories have something for every metric") {
  constexpr std::uint64_t kSeedsMax = 40;
  const std::vector<std::string> ids = reference::MetricIds();
  std::set<std::string> found;
  for (std::uint64_t seed = 1; seed <= kSeedsMax && found.size() < ids.size(); ++seed) {
    found.merge(MetricsWithNumbers(seed));
  }
  for (const std::string& id : ids) {
    CAPTURE(id);
    CHECK(found.contains(id));
  }
}

TEST_CASE("the reference knows every metric of the catalogue, and no other") {
  std::set<std::string> ids;
  for (const metrics::Plan& plan : EmbeddedMetrics().plans()) ids.insert(plan.definition.id());
  const std::vector<std::string> known = reference::MetricIds();
  CHECK(std::set<std::string>(known.begin(), known.end()) == ids);
}

}  // namespace
}  // namespace anchorledger::testing
