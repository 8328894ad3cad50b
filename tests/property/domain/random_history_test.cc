// Laws that every history holds that the rules let in. Histories are random; a failure prints the
// seed that makes it again.
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <map>
#include <set>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/loan.h"
#include "services/domain/stream_rules.h"
#include "tests/support/fake_world.h"
#include "tests/support/random.h"
#include "tests/support/random_history.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;

RandomHistoryOptions AnyOptions() {
  RandomHistoryOptions options;
  options.seed = *rc::gen::arbitrary<std::uint64_t>();
  options.events = *rc::gen::inRange<std::size_t>(60, 260);
  options.corrections = *rc::gen::inRange(0U, 40U);
  RC_LOG() << "seed " << options.seed << ", events " << options.events << ", corrections "
           << options.corrections << "\n";
  return options;
}

std::map<base::StreamId, domain::History> Fold(const std::vector<domain::RecordedEvent>& events) {
  std::map<base::StreamId, domain::History> streams;
  for (const domain::RecordedEvent& event : events) streams[event.stream].Apply(event);
  return streams;
}

bool Same(const domain::History& a, const domain::History& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const domain::Entry& x = a.at(i);
    const domain::Entry& y = b.at(i);
    if (x.voided != y.voided || x.effective_on != y.effective_on ||
        x.header->SerializeAsString() != y.header->SerializeAsString() ||
        x.payload->SerializeAsString() != y.payload->SerializeAsString()) {
      return false;
    }
  }
  return true;
}

TEST_CASE("no accepted history overdraws a loan on any day") {
  CHECK(rc::check([] {
    const RandomHistory history = MakeRandomHistory(AnyOptions());
    // Prefixes too: whatever was recorded was possible as soon as it was recorded.
    std::map<base::StreamId, domain::History> streams;
    for (const domain::RecordedEvent& event : history.events) {
      domain::History& stream = streams[event.stream];
      stream.Apply(event);
      if (!event.stream.value().starts_with("investment/")) continue;
      RC_ASSERT(!domain::LoanLedger::Of(stream).FirstShortfall().has_value());
    }
  }));
}

TEST_CASE("what is left of every stream is a possible history") {
  CHECK(rc::check([] {
    const RandomHistory history = MakeRandomHistory(AnyOptions());
    for (const auto& [stream, folded] : Fold(history.events)) {
      const base::Status status = domain::CheckStream(stream, folded);
      if (!status.ok()) RC_LOG() << stream.value() << ": " << base::ToString(status) << "\n";
      RC_ASSERT(status.ok());
    }
  }));
}

TEST_CASE("folding the log again gives what the checks saw") {
  CHECK(rc::check([] {
    const RandomHistory history = MakeRandomHistory(AnyOptions());
    for (const auto& [stream, folded] : Fold(history.events)) {
      RC_ASSERT(Same(folded, *history.world->HistoryOf(stream.value())));
    }
  }));
}

TEST_CASE("a fork folds like a copy, wherever it branches") {
  CHECK(rc::check([] {
    const RandomHistory history = MakeRandomHistory(AnyOptions());
    const std::size_t branch = *rc::gen::inRange<std::size_t>(0, history.events.size());
    std::map<base::StreamId, std::shared_ptr<domain::History>> before;
    std::map<base::StreamId, domain::History> forks;
    for (std::size_t i = 0; i < history.events.size(); ++i) {
      const domain::RecordedEvent& event = history.events[i];
      if (i < branch) {
        auto& stream = before[event.stream];
        if (stream == nullptr) stream = std::make_shared<domain::History>();
        stream->Apply(event);
        continue;
      }
      const auto found = before.find(event.stream);
      if (found != before.end() && !forks.contains(event.stream)) {
        forks.emplace(event.stream, domain::History::ForkOf(found->second));
      }
      forks[event.stream].Apply(event);
    }
    const auto folded = Fold(history.events);
    for (const auto& [stream, fork] : forks) RC_ASSERT(Same(fork, folded.at(stream)));
  }));
}

TEST_CASE("applying never fails, in whatever order and stream events come") {
  CHECK(rc::check([] {
    const RandomHistory history = MakeRandomHistory(AnyOptions());
    Random random(*rc::gen::arbitrary<std::uint64_t>());
    domain::History all;
    for (std::size_t i = 0; i < history.events.size(); ++i) {
      domain::RecordedEvent event = random.Pick(history.events);
      event.position = base::Position(i + 1);
      all.Apply(event);
    }
    RC_ASSERT(all.size() == history.events.size());
    for (const domain::Entry* entry : all.ByDate()) RC_ASSERT(entry->in_force());
  }));
}

TEST_CASE("a seed makes the same history again") {
  RandomHistoryOptions options;
  options.seed = 20'200'401;
  const RandomHistory first = MakeRandomHistory(options);
  const RandomHistory second = MakeRandomHistory(options);
  REQUIRE(first.events.size() == second.events.size());
  for (std::size_t i = 0; i < first.events.size(); ++i) {
    CHECK(first.events[i].payload->SerializeAsString() ==
          second.events[i].payload->SerializeAsString());
    CHECK(first.events[i].recorded_at == second.events[i].recorded_at);
  }
}

TEST_CASE("random histories hold events of every kind") {
  std::set<int> seen;
  std::size_t late = 0;
  std::size_t refused = 0;
  std::size_t recorded = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    RandomHistoryOptions options;
    options.seed = seed;
    options.events = 600;
    const RandomHistory history = MakeRandomHistory(options);
    refused += history.refused;
    recorded += history.events.size();
    for (const domain::RecordedEvent& event : history.events) {
      seen.insert(static_cast<int>(event.payload->event_case()));
      late += event.header->late() ? 1 : 0;
    }
  }
  for (const event_types::EventType& type : event_types::AllEventTypes()) {
    // Records of imports are no facts.
    if (type.number >= pb::EventPayload::kImportProfileSaved) continue;
    INFO(type.name);
    CHECK(seen.contains(type.number));
  }
  CHECK(late > 20);
  // Mostly valid, or making them would take too long; not only, or nothing is ever refused.
  CHECK(refused > 100);
  CHECK(refused < recorded);
}

}  // namespace
}  // namespace anchorledger::testing
