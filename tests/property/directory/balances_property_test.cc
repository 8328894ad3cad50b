// Balances of the directory, held against the domain's loan ledger and against the evaluator that
// folds raw events, over random histories with corrections.
#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "anchorledger/event/v1/enums.pb.h"
#include "services/directory/entries.h"
#include "services/domain/loan.h"
#include "tests/support/draft.h"
#include "tests/support/metrics/logged_history.h"
#include "tests/support/metrics/two_evaluators.h"
#include "tests/support/random_history.h"

namespace anchorledger::testing {
namespace {

constexpr std::string_view kNetwork = "network";

std::map<base::StreamId, domain::History> Investments(
    const std::vector<domain::RecordedEvent>& events) {
  std::map<base::StreamId, domain::History> streams;
  for (const domain::RecordedEvent& event : events) {
    if (event.stream.value().starts_with("investment/")) streams[event.stream].Apply(event);
  }
  return streams;
}

// The balances of all loans as the metric has them, on whatever basis their events were reported.
absl::int128 OutstandingByMetric(const std::vector<domain::RecordedEvent>& events) {
  const LoggedHistory logged(kNetwork, events);
  metrics::Query query;
  query.tenant = kNetwork;
  query.to = Day("2030-01-01");
  query.today = query.to;
  metrics::reference::Address total;
  total.currency = *base::ParseCurrency("USD");
  absl::int128 outstanding = 0;
  for (int basis = event::v1::Basis_MIN + 1; basis <= event::v1::Basis_MAX; ++basis) {
    query.basis = static_cast<std::uint8_t>(basis);
    const auto result =
        ReferenceFor(EventsOf(logged.log()), query)->Evaluate("I-07", ReferenceQuery(query), total);
    outstanding += result.value.num;
  }
  return outstanding;
}

TEST_CASE("balances of investments equal the domain's, and add up to the metric of balances") {
  std::size_t loans = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    RandomHistoryOptions options;
    options.seed = seed;
    options.events = 320;
    options.corrections = 60;
    const RandomHistory random = MakeRandomHistory(options);
    std::int64_t outstanding = 0;
    for (const auto& [stream, history] : Investments(random.events)) {
      CAPTURE(stream.value());
      const auto entry = directory::InvestmentEntry(history);
      CHECK(entry.has_value() == (history.Opening() != nullptr));
      if (!entry.has_value()) continue;
      const domain::LoanLedger ledger = domain::LoanLedger::Of(history);
      CHECK(entry->outstanding_minor() == ledger.Outstanding(base::kLastDate));
      CHECK(entry->outstanding_minor() >= 0);
      CHECK(entry->disbursed_minor() <= entry->committed_minor());
      if (entry->currency() == "USD") outstanding += entry->outstanding_minor();
      loans += ledger.movements().empty() ? 0 : 1;
    }
    CHECK(OutstandingByMetric(random.events) == outstanding);
  }
  CHECK(loans > 10);
}

}  // namespace
}  // namespace anchorledger::testing
