// A story of one partnership, told in events; then metrics say something. Every answer is asked of
// the engine, over the projection, and of the reference evaluator, over the events; where the two
// differ the test fails.
//
//   Scenario clinic("clinic", "01-01");
//   clinic.Propose("laundry", "2018-01-01", "coop");
//   clinic.Record(PurchaseRecorded("p-1", "coop-laundry", Usd(100'00), "2018-06-30"));
//   CHECK(clinic.Ask("P-10", "2018-01-01", "2018-12-31") == "10000");
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/money.h"
#include "services/metrics/query.h"
#include "tests/support/events.h"
#include "tests/support/projections/projected_ledger.h"

namespace anchorledger::testing {

base::Money Dollars(std::int64_t whole);

class Scenario {
 public:
  explicit Scenario(std::string_view anchor, std::string_view fiscal_year_start = "01-01");

  // Every event from now on belongs to this partnership, where its type may.
  void Propose(std::string_view partnership, std::string_view on, std::string_view lead_partner);

  // Each event one request. Returns the position of the last one.
  std::uint64_t Record(std::vector<Draft> events);
  std::uint64_t Record(const Draft& event) { return Record(std::vector<Draft>{event}); }
  // All events in one request.
  std::uint64_t RecordTogether(std::vector<Draft> events);
  void NextDay() { ledger_->NextDay(); }

  // What is asked from now on is answered as it was known then; without arguments, as of now.
  void AsKnownAt(std::uint64_t position) {
    known_ = {.day = {}, .position = base::Position(position)};
  }
  void AsKnownOn(base::Date day) { known_ = {.day = day, .position = {}}; }
  void AsKnownNow() { known_ = {}; }

  // What is asked from now on is about this one thing; without an argument, about everything.
  void AboutSupplier(std::string_view id) { about_ = {.suppliers = {std::string(id)}}; }
  void AboutInvestment(std::string_view id) { about_ = {.investments = {std::string(id)}}; }
  void AboutEverything() { about_ = {}; }

  // The one value of a metric for the anchor: "5", "5/7" (numerator and denominator as they were
  // counted), "true", "undefined:denominator_zero". Money in minor units. An empty `from` begins
  // with the first day.
  std::string Ask(std::string_view metric, std::string_view from, std::string_view to);
  // Its parts, in the order of the catalogue, joined by blanks.
  std::string AskParts(std::string_view metric, std::string_view from, std::string_view to);
  // "<key>=<value>" for each group, joined by blanks.
  std::string AskBy(metrics::Dimension dimension, std::string_view metric, std::string_view from,
                    std::string_view to);
  // Target attainment: "<value> <state>" of the only target.
  std::string AskTarget(std::string_view from, std::string_view to);

  base::Date today() const { return ledger_->today(); }
  std::uint64_t last_position() const { return ledger_->last_position(); }

 private:
  void Dress(Draft* event) const;
  metrics::Query About(std::string_view from, std::string_view to) const;
  metrics::Answer AskBoth(std::string_view metric, const metrics::Query& query);
  metrics::Cell OnlyCell(std::string_view metric, std::string_view from, std::string_view to);

  std::unique_ptr<ProjectedLedger> ledger_;
  std::string anchor_;
  std::string partnership_;
  projections::KnownAt known_;
  metrics::Filter about_;
};

}  // namespace anchorledger::testing
