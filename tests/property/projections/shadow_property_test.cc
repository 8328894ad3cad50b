// Over random histories: a shadow that is cast somewhere and folds the rest of the history as
// proposals shows what the live projection shows when the rest was recorded, and the live one does
// not notice. A failing seed is printed.
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/projections/fact_schema.h"
#include "services/projections/follower.h"
#include "services/projections/shadow.h"
#include "tests/support/projections/fact_words.h"
#include "tests/support/projections/projected_ledger.h"
#include "tests/support/projections/random_events.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;
using projections::FactSelection;
using projections::FactView;
using projections::KindSchema;
using projections::ProposedEvent;

constexpr int kSteps = 160;
constexpr std::uint64_t kProvisional = std::uint64_t{1} << 40;

std::vector<storage::Record> RecordsOf(const storage::EventLog& log) {
  std::vector<storage::Record> records;
  while (true) {
    auto more = log.Read(base::Position(records.size() + 1), {}, storage::Direction::kForward);
    REQUIRE_OK(more);
    if (more->empty()) return records;
    for (storage::Record& record : *more) records.push_back(std::move(record));
  }
}

bool IsCorrection(const storage::Record& record) {
  pb::EventPayload payload;
  REQUIRE(payload.ParseFromString(record.payload));
  return payload.has_event_amended() || payload.has_event_voided();
}

// The records behind a position as proposals, which name each other by provisional positions.
class Tail final : public projections::ProposedEvents {
 public:
  Tail(const std::vector<storage::Record>& records, std::uint64_t fork) {
    for (std::size_t at = fork; at < records.size(); ++at) {
      pb::EventPayload payload;
      REQUIRE(payload.ParseFromString(records[at].payload));
      const auto rename = [fork](auto& correction) {
        if (correction.target_position() <= fork) return;
        correction.set_target_position(kProvisional + correction.target_position() - fork - 1);
      };
      if (payload.has_event_amended()) rename(*payload.mutable_event_amended());
      if (payload.has_event_voided()) rename(*payload.mutable_event_voided());
      events_.push_back({.stream = records[at].stream,
                         .header = records[at].header,
                         .payload = payload.SerializeAsString(),
                         .new_stream = records[at].revision.value() == 1});
    }
  }
  std::uint64_t size() const override { return events_.size(); }
  base::StatusOr<ProposedEvent> Read(std::uint64_t index) override { return events_[index]; }
  base::Position provisional_first() const override { return base::Position(kProvisional); }

 private:
  std::vector<ProposedEvent> events_;
};

// A projection of the first records of a history, which can be told more of them.
class Live {
 public:
  Live() : log_(storage::LogId{8}, clock_) {
    auto made =
        projections::MetricsProjection::Open(std::make_unique<projections::MemoryRows>(), log_);
    REQUIRE_OK(made);
    projection_ = *std::move(made);
    follower_ = std::make_unique<projections::Follower>(log_, *projection_, clock_);
  }

  void Take(const storage::Record& record) {
    storage::Commit commit;
    commit.tenant = record.tenant;
    commit.request_id = "request-" + std::to_string(log_.Head().position.value() + 1);
    commit.records.push_back({record.stream, record.header, record.payload});
    REQUIRE_OK(storage::AppendAndWait(log_, std::move(commit)));
  }
  void Follow() { FollowToHead(*follower_); }
  const projections::MetricsProjection& projection() const { return *projection_; }

 private:
  runtime::ManualClock clock_{base::StartOfDay(Day("2026-11-01"))};
  storage::MemoryLog log_;
  std::unique_ptr<projections::MetricsProjection> projection_;
  std::unique_ptr<projections::Follower> follower_;
};

void CheckEqual(const FactView& shadow, const FactView& expected, RandomEvents& random) {
  for (const KindSchema& schema : projections::kFactSchema) {
    CAPTURE(schema.name);
    FactSelection of_shadow = Everything(shadow, schema.kind);
    FactSelection of_expected = Everything(expected, schema.kind);
    for (int window = 0; window < 2; ++window) {
      CAPTURE(base::FormatIsoDate(of_shadow.from), base::FormatIsoDate(of_shadow.to));
      CHECK(Difference(InWords(FactsOf(shadow, of_shadow), shadow),
                       InWords(FactsOf(expected, of_expected), expected)) == "");
      CHECK(Difference(InWords(SumsByEntityOf(shadow, of_shadow), shadow),
                       InWords(SumsByEntityOf(expected, of_expected), expected)) == "");
      if (schema.cells) {
        CHECK(Difference(InWords(SumsOf(shadow, of_shadow), shadow),
                         InWords(SumsOf(expected, of_expected), expected)) == "");
        CHECK(Difference(RolledUp(shadow, of_shadow), RolledUp(expected, of_expected)) == "");
      }
      of_shadow = Windowed(of_shadow, random);
      of_expected.from = of_shadow.from;
      of_expected.to = of_shadow.to;
    }
  }
}

TEST_CASE("a shadow shows what the projection shows once the proposals are recorded") {
  const auto seed = static_cast<std::uint64_t>(GENERATE(range(1, 25)));
  CAPTURE(seed);
  ProjectedLedger whole;
  RandomEvents random(seed);
  const std::uint64_t network = whole.last_position();
  Grow(whole, random, kSteps);
  const std::vector<storage::Record> records = RecordsOf(whole.log());
  const auto fork = static_cast<std::uint64_t>(random.Number(
      static_cast<std::int64_t>(network), static_cast<std::int64_t>(records.size()) - 1));
  CAPTURE(fork);

  Live live;
  for (std::uint64_t at = 0; at < fork; ++at) live.Take(records[at]);
  live.Follow();
  const auto view = live.projection().View();
  const auto digest = live.projection().Digest();
  Tail tail(records, fork);
  const auto shadow = live.projection().CastShadow(base::TenantId(kTenant), tail);
  // Others go on recording, at the positions that the proposals have in the shadow.
  const bool goes_on = seed % 2 == 0;
  for (std::size_t at = fork; goes_on && at < records.size(); ++at) {
    if (!IsCorrection(records[at])) live.Take(records[at]);
  }
  if (goes_on) live.Follow();

  REQUIRE_OK(shadow->Run({}));
  CHECK(shadow->fork() == base::Position(fork));
  CheckEqual(shadow->after(), *whole.View(), random);
  CheckEqual(shadow->before(), *view, random);
  if (!goes_on) CHECK(*live.projection().Digest() == *digest);
}

TEST_CASE("a shadow that is told to stop does, and one of nothing is as the projection") {
  ProjectedLedger ledger;
  RandomEvents random(1);
  Grow(ledger, random, kSteps);
  const std::vector<storage::Record> records = RecordsOf(ledger.log());
  Tail nothing(records, records.size());
  const auto shadow = ledger.projection().CastShadow(base::TenantId(kTenant), nothing);
  REQUIRE_OK(shadow->Run({}));
  CHECK(shadow->differences().Tables().empty());
  CheckEqual(shadow->after(), *ledger.View(), random);

  Tail some(records, records.size() - 5);
  const auto stopped = ledger.projection().CastShadow(base::TenantId(kTenant), some);
  std::stop_source stop;
  stop.request_stop();
  CHECK(base::ReasonOf(stopped->Run(stop.get_token())) == base::ErrorReason::kCancelled);
}

}  // namespace
}  // namespace anchorledger::testing
