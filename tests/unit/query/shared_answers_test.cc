// When an answer serves others than the one who computed it.
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <optional>
#include <thread>
#include <vector>

#include "services/query/shared_answers.h"
#include "tests/unit/query/query_world.h"

namespace anchorledger::testing {
namespace {

using query::SharedAnswers;
using Wanted = SharedAnswers::Wanted;
using Turn = SharedAnswers::Turn;

constexpr std::chrono::microseconds kLong = std::chrono::seconds(60);
constexpr std::int64_t kDear = 50'000;

SharedAnswers::Key KeyNamed(std::string_view name) { return base::Sha256(name); }

Wanted At(std::uint64_t now, std::uint64_t at_least = 0) {
  return {KeyNamed("question"), base::Position(at_least), base::Position(now)};
}

api::QueryMetricsResponse AnswerAt(std::uint64_t position) {
  api::QueryMetricsResponse answer;
  answer.set_as_of_position(position);
  return answer;
}

struct Answers {
  runtime::ManualClock clock{base::StartOfDay(Day("2026-11-01"))};
  SharedAnswers shared{clock};

  // Computes for so long, true for what is known at the beginning.
  void Compute(const Wanted& wanted, std::int64_t micros) {
    Turn turn(shared, wanted, kLong);
    REQUIRE(turn.answer() == nullptr);
    clock.Advance(micros);
    turn.Keep(AnswerAt(wanted.now.value()));
  }
  bool Has(const Wanted& wanted) { return Turn(shared, wanted, kLong).answer() != nullptr; }
};

TEST_CASE("an answer that took long serves others until the facts move") {
  Answers answers;
  answers.Compute(At(7), kDear);
  answers.clock.Advance(100 * kDear);
  CHECK(answers.Has(At(7)));
  CHECK_FALSE(answers.Has(At(8)));
  Wanted another = At(7);
  another.key = KeyNamed("another question");
  CHECK_FALSE(answers.Has(another));
}

TEST_CASE("an answer that was quick is computed anew") {
  Answers answers;
  answers.Compute(At(7), 100);
  CHECK_FALSE(answers.Has(At(7)));
}

TEST_CASE("who says what it needs is served for as long again as the answer took") {
  Answers answers;
  answers.Compute(At(7), kDear);
  CHECK(answers.Has(At(9, 7)));
  CHECK_FALSE(answers.Has(At(9, 8)));
  answers.clock.Advance(kDear);
  CHECK(answers.Has(At(9, 7)));
  answers.clock.Advance(1);
  CHECK_FALSE(answers.Has(At(9, 7)));
}

TEST_CASE("of those who ask at the same time one computes") {
  Answers answers;
  std::atomic<int> computed = 0;
  std::atomic<int> served = 0;
  std::vector<std::thread> people;
  std::optional<Turn> first;
  first.emplace(answers.shared, At(3, 3), kLong);
  for (int i = 0; i < 8; ++i) {
    people.emplace_back([&] {
      Turn turn(answers.shared, At(3, 3), kLong);
      if (turn.answer() == nullptr) {
        ++computed;
      } else {
        served += turn.answer()->as_of_position() == 3 ? 1 : 0;
      }
    });
  }
  answers.clock.Advance(kDear);
  first->Keep(AnswerAt(3));
  first.reset();
  for (std::thread& person : people) person.join();
  CHECK(computed == 0);
  CHECK(served == 8);
}

TEST_CASE("who may not wait computes beside the other") {
  Answers answers;
  Turn first(answers.shared, At(3), kLong);
  Turn second(answers.shared, At(3), std::chrono::microseconds(0));
  CHECK(first.answer() == nullptr);
  CHECK(second.answer() == nullptr);
}

TEST_CASE("a turn that ended without an answer is taken by the next") {
  Answers answers;
  {
    Turn failed(answers.shared, At(3), kLong);
  }
  CHECK_FALSE(answers.Has(At(3)));
}

TEST_CASE("the answers kept are bounded: the oldest go first") {
  Answers answers;
  for (int i = 0; i < 100; ++i) {
    Wanted wanted = At(7);
    wanted.key = KeyNamed(std::to_string(i));
    answers.Compute(wanted, kDear);
  }
  Wanted first = At(7);
  first.key = KeyNamed("0");
  CHECK_FALSE(answers.Has(first));
  first.key = KeyNamed("99");
  CHECK(answers.Has(first));
}

}  // namespace
}  // namespace anchorledger::testing
