// The memory log is the model: random histories run on it and on RocksDB, and everything that can
// be seen of both is compared after each step and after each reopening.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <future>
#include <string>
#include <utility>
#include <vector>

#include "proto/runtime/clock.h"
#include "storage/log/memory_log.h"
#include "storage/log/rocksdb_log.h"
#include "tests/support/log/commits.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using base::Revision;

const std::vector<std::string> kTenants = {"t", "tt"};
const std::vector<std::string> kStreams = {"a/1", "a/10", "b/1", "b/2"};

struct ProposedExpectation {
  size_t stream = 0;
  Expectation expectation;
};

struct ProposedCommit {
  size_t tenant = 0;
  int request = 0;
  int digest = 0;
  std::vector<size_t> streams;
  std::vector<ProposedExpectation> expectations;
  std::vector<ProposedExpectation> guards;
};

// Commits sent at once, so that they share a group, and what happens before them.
struct Step {
  int64_t micros = 0;
  bool reopen = false;
  std::vector<ProposedCommit> commits;
};

}  // namespace
}  // namespace anchorledger::storage

namespace rc {

using anchorledger::storage::Expectation;
using anchorledger::storage::ProposedCommit;
using anchorledger::storage::ProposedExpectation;
using anchorledger::storage::Step;

template <>
struct Arbitrary<ProposedExpectation> {
  static Gen<ProposedExpectation> arbitrary() {
    const auto make = [](size_t stream, int kind, uint64_t revision) {
      ProposedExpectation proposed{.stream = stream, .expectation = Expectation::Any()};
      if (kind == 1) proposed.expectation = Expectation::NoStream();
      if (kind == 2) {
        proposed.expectation = Expectation::At(anchorledger::base::Revision{revision});
      }
      return proposed;
    };
    return gen::map(
        gen::tuple(gen::inRange<size_t>(0, 4), gen::inRange(0, 3), gen::inRange<uint64_t>(0, 8)),
        [make](const auto& parts) { return std::apply(make, parts); });
  }
};

template <>
struct Arbitrary<ProposedCommit> {
  static Gen<ProposedCommit> arbitrary() {
    const auto few = [](int most) {
      return gen::mapcat(gen::inRange<size_t>(0, static_cast<size_t>(most)), [](size_t count) {
        return gen::container<std::vector<ProposedExpectation>>(
            count, gen::arbitrary<ProposedExpectation>());
      });
    };
    const auto streams = gen::mapcat(gen::inRange<size_t>(1, 5), [](size_t count) {
      return gen::container<std::vector<size_t>>(count, gen::inRange<size_t>(0, 4));
    });
    return gen::build<ProposedCommit>(
        gen::set(&ProposedCommit::tenant, gen::inRange<size_t>(0, 2)),
        gen::set(&ProposedCommit::request, gen::inRange(0, 40)),
        gen::set(&ProposedCommit::digest, gen::weightedElement<int>({{9, 0}, {1, 1}})),
        gen::set(&ProposedCommit::streams, streams),
        gen::set(&ProposedCommit::expectations, few(2)), gen::set(&ProposedCommit::guards, few(2)));
  }
};

template <>
struct Arbitrary<Step> {
  static Gen<Step> arbitrary() {
    const auto commits = gen::mapcat(gen::inRange<size_t>(1, 6), [](size_t count) {
      return gen::container<std::vector<ProposedCommit>>(count, gen::arbitrary<ProposedCommit>());
    });
    return gen::build<Step>(
        gen::set(&Step::micros, gen::inRange<int64_t>(0, 10'000'000)),
        gen::set(&Step::reopen, gen::weightedElement<bool>({{9, false}, {1, true}})),
        gen::set(&Step::commits, commits));
  }
};

}  // namespace rc

namespace anchorledger::storage {
namespace {

Commit Make(const ProposedCommit& proposed) {
  std::vector<std::string> streams;
  for (const size_t stream : proposed.streams) streams.push_back(kStreams[stream]);
  Commit commit = testing::MakeCommit("r" + std::to_string(proposed.request), streams);
  commit.tenant = base::TenantId{kTenants[proposed.tenant]};
  commit.digest[7] ^= static_cast<uint8_t>(proposed.digest);
  for (const auto& expected : proposed.expectations) {
    commit.expectations.push_back(testing::Expect(kStreams[expected.stream], expected.expectation));
  }
  for (const auto& expected : proposed.guards) {
    commit.guards.push_back(testing::Expect(kStreams[expected.stream], expected.expectation));
  }
  return commit;
}

// One line that says all of an outcome.
std::string Describe(const AppendResult& result) {
  const auto committed = [](const Committed& c) {
    std::string text = std::to_string(c.first.value()) + "+" + std::to_string(c.count) + " at " +
                       std::to_string(c.recorded_at.micros) + " revisions";
    for (const Revision revision : c.revisions) text += " " + std::to_string(revision.value());
    return text;
  };
  if (const auto* is = std::get_if<Committed>(&result)) return "committed " + committed(*is);
  if (const auto* is = std::get_if<Duplicate>(&result)) {
    return "duplicate " + committed(is->original);
  }
  if (const auto* is = std::get_if<Reused>(&result)) return "reused " + committed(is->original);
  if (const auto* is = std::get_if<Unknown>(&result)) return "unknown " + base::ToString(is->why);
  const auto& conflict = std::get<Conflict>(result);
  return "conflict " + conflict.stream.value() + " at " + std::to_string(conflict.actual.value()) +
         (conflict.guard ? " guard" : "");
}

std::vector<std::string> AppendAll(EventLog& log, const std::vector<ProposedCommit>& commits) {
  std::vector<std::promise<AppendResult>> promises(commits.size());
  for (size_t i = 0; i < commits.size(); ++i) {
    const base::Status status = log.Append(Make(commits[i]), [&promises, i](AppendResult result) {
      promises[i].set_value(std::move(result));
    });
    RC_ASSERT(status.ok());
  }
  std::vector<std::string> answers;
  for (auto& promise : promises) answers.push_back(Describe(promise.get_future().get()));
  return answers;
}

void CompareReads(const EventLog& model, const EventLog& log, Direction direction) {
  const ReadLimit limit{.records = *rc::gen::inRange<size_t>(0, 12),
                        .bytes = *rc::gen::inRange<size_t>(0, 400)};
  const uint64_t from = *rc::gen::inRange<uint64_t>(0, model.Head().position.value() + 3);
  const auto expected = model.Read(Position{from}, limit, direction);
  const auto actual = log.Read(Position{from}, limit, direction);
  RC_ASSERT(actual.ok());
  RC_ASSERT(*expected == *actual);
  const base::TenantId tenant{*rc::gen::elementOf(kTenants)};
  const base::StreamId stream{*rc::gen::elementOf(kStreams)};
  const Revision revision{*rc::gen::inRange<uint64_t>(0, 12)};
  const auto expected_stream = model.ReadStream(tenant, stream, revision, limit, direction);
  const auto actual_stream = log.ReadStream(tenant, stream, revision, limit, direction);
  RC_ASSERT(actual_stream.ok());
  RC_ASSERT(*expected_stream == *actual_stream);
}

void CompareWholes(const EventLog& model, const EventLog& log) {
  RC_ASSERT(model.Head() == log.Head());
  const auto all = [](const EventLog& of) {
    return of.Read(Position{1}, ReadLimit{}, Direction::kForward);
  };
  RC_ASSERT(all(log).ok());
  RC_ASSERT(*all(model) == *all(log));
}

}  // namespace

TEST_CASE("log: RocksDB answers every random history as the model does") {
  const bool holds = rc::check("rocksdb log equals memory log", [] {
    const auto steps = *rc::gen::arbitrary<std::vector<Step>>();
    const testing::TempFolder folder(testing::Medium::kMemory);
    runtime::ManualClock clock{base::Instant{1'700'000'000'000'000}};
    const auto open = [&] {
      auto opened = RocksdbLog::Open({.folder = {.folder = folder / "log"}}, clock);
      RC_ASSERT(opened.ok());
      return *std::move(opened);
    };
    std::unique_ptr<RocksdbLog> log = open();
    MemoryLog model(log->Head().log_id, clock);
    for (const Step& step : steps) {
      clock.Advance(step.micros);
      if (step.reopen) {
        log.reset();
        log = open();
        CompareWholes(model, *log);
      }
      RC_ASSERT(AppendAll(model, step.commits) == AppendAll(*log, step.commits));
      RC_ASSERT(model.Head() == log->Head());
      CompareReads(model, *log, Direction::kForward);
      CompareReads(model, *log, Direction::kBackward);
    }
    CompareWholes(model, *log);
    RC_CLASSIFY(model.Head().position.value() > 20, "more than 20 records");
  });
  CHECK(holds);
}

}  // namespace anchorledger::storage
