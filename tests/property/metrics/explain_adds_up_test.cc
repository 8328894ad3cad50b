// What the events contribute adds up to the cell: every metric of the catalogue, and every part,
// over random histories with corrections and late entries, now and as known before. A failing seed
// is printed.
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/metrics/explain.h"
#include "services/metrics/targets.h"
#include "tests/support/draft.h"
#include "tests/support/metrics/explained.h"
#include "tests/support/metrics/logged_history.h"
#include "tests/support/metrics/two_evaluators.h"
#include "tests/support/random_history.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

using metrics::Dimension;
using metrics::Query;

constexpr std::string_view kNetwork = "network";

RandomHistory HistoryOf(std::uint64_t seed) {
  RandomHistoryOptions options;
  options.seed = seed;
  options.events = 320;
  options.several_currencies = seed % 2 == 0;
  return MakeRandomHistory(options);
}

// Every other investment of a history.
std::vector<std::string> SomeInvestments(const RandomHistory& history) {
  std::vector<std::string> some;
  std::size_t count = 0;
  for (const domain::RecordedEvent& event : history.events) {
    if (!event.payload->has_investment_committed() || count++ % 2 != 0) continue;
    some.push_back(event.payload->investment_committed().investment_id());
  }
  return some;
}

std::vector<Query> Questions(base::Position cut, const RandomHistory& history) {
  std::vector<Query> all(6);
  all[1].group_by = {Dimension::kPartnership, Dimension::kPhase};
  all[1].from = Day("2019-02-11");
  all[2].group_by = {Dimension::kSupplierClass, Dimension::kQuarter};
  all[3].known.position = cut;
  all[4].group_by = {Dimension::kQuarter};
  all[4].filter.suppliers = {"supplier-1", "supplier-4"};
  all[5].from = Day("2019-02-11");
  all[5].filter.investments = SomeInvestments(history);
  for (Query& query : all) {
    query.tenant = kNetwork;
    query.to = Day("2021-12-31");
    query.today = Day("2022-01-01");
  }
  return all;
}

metrics::CellName NameOf(const metrics::Answer& answer, const metrics::Cell& cell) {
  metrics::CellName name;
  name.group = answer.groups[cell.group];
  if (cell.span >= 0) name.span = answer.spans[static_cast<std::size_t>(cell.span)];
  name.currency = cell.currency;
  return name;
}

// Explains value and parts of a cell. Whether any event stands behind them.
bool ExplainCell(const projections::FactView& view, const Query& query, const metrics::Plan& plan,
                 metrics::CellName name) {
  std::vector<std::string> parts;
  if (plan.value || plan.definition.per_target()) parts.emplace_back();
  for (const auto& part : plan.definition.parts()) parts.push_back(part.name());
  bool any = false;
  for (const std::string& part : parts) {
    name.part = part;
    CAPTURE(plan.definition.id(), part, name.span, name.currency.code());
    const auto explained = metrics::Explain(EmbeddedMetrics(), view, query, plan, name);
    REQUIRE_OK(explained);
    CheckMakesCell(*explained);
    any = any || !explained->contributions.empty();
  }
  return any;
}

TEST_CASE("contributions of events add up to the cell, for each metric of the catalogue") {
  constexpr std::size_t kMetrics = 48;
  constexpr std::size_t kCellsOfAnAnswer =
      12;  // of each list: explaining reads all facts each time
  std::set<std::string> unexplained;
  for (const metrics::Plan& plan : EmbeddedMetrics().plans()) {
    unexplained.insert(plan.definition.id());
  }
  CHECK(unexplained.size() == kMetrics);
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    const RandomHistory random = HistoryOf(seed);
    const LoggedHistory history(kNetwork, random.events);
    const auto view = history.View();
    for (const Query& query : Questions(base::Position(random.events.size() * 2 / 3), random)) {
      for (const metrics::Plan& plan : EmbeddedMetrics().plans()) {
        const auto answer = metrics::AnswerQuery(EmbeddedMetrics(), *view, query, {&plan});
        REQUIRE_OK(answer);
        for (const auto* cells :
             {&answer->metrics.front().cells, &answer->metrics.front().totals}) {
          for (std::size_t i = 0; i < std::min(cells->size(), kCellsOfAnAnswer); ++i) {
            if (ExplainCell(*view, query, plan, NameOf(*answer, (*cells)[i]))) {
              unexplained.erase(plan.definition.id());
            }
          }
        }
      }
    }
  }
  CHECK(unexplained == std::set<std::string>{});
}

}  // namespace
}  // namespace anchorledger::testing
