// Internal to random_history.h: what can happen next, and what has happened so far.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/events.h"
#include "tests/support/fake_world.h"
#include "tests/support/random.h"
#include "tests/support/random_history.h"

namespace anchorledger::testing {

// Ids that later events may name, and the choices.
struct RandomStage {
  RandomStage(const RandomHistoryOptions& given, FakeWorld& fake)
      : options(given), world(fake), random(given.seed) {}

  const RandomHistoryOptions& options;
  FakeWorld& world;
  Random random;
  std::size_t refused = 0;
  std::uint64_t next_id = 1;

  std::vector<std::string> anchors;
  std::vector<std::string> partnerships;
  std::vector<std::string> suppliers;
  std::vector<std::string> partners;
  std::vector<std::string> cohorts;
  std::vector<std::string> deals;
  struct Purchase {
    std::string id;
    std::string anchor;
    std::string day;
    base::Money amount;
  };
  std::vector<Purchase> purchases;
  std::vector<std::string> contracts;
  std::vector<std::string> allocations;
  std::vector<std::string> reports;
  std::vector<std::string> places;
  struct Investment {
    std::string id;
    std::string instrument;
    std::string anchor;
    std::string day;
    base::Money amount;
    std::int64_t draws = 0;
    std::int64_t out = 0;  // minor units, roughly: corrections are not followed
  };
  std::vector<Investment> investments;

  std::string NewId(std::string_view kind) { return std::string(kind) + std::to_string(next_id++); }
  std::string Day();  // a business date, ISO
  std::string DayAfter(std::string_view iso, std::int64_t days_min, std::int64_t days_max);
  base::Money Amount(std::int64_t minor_max);

  // Records the request, with a late reason when a closed period asks for one. False when the rules
  // refuse it.
  bool Try(const std::vector<Draft>& request);
  bool Try(const Draft& event) { return Try(std::vector<Draft>{event}); }

  // Some of the header that most facts have: anchor, partnership, now and then another basis.
  Draft Dress(Draft draft);
};

// The first days and last day of business dates.
inline constexpr std::string_view kRandomFirstDay = "2018-01-01";
inline constexpr std::string_view kRandomLastDay = "2021-12-31";

void BuildRandomNetwork(RandomStage& stage);
void ActOnPurchasing(RandomStage& stage);
void ActOnHiring(RandomStage& stage);
void ActOnInvesting(RandomStage& stage);
void ActOnPartnership(RandomStage& stage);
void ActOnRegistry(RandomStage& stage);
void ActOnReports(RandomStage& stage);
void ActOnPeriods(RandomStage& stage);
void CorrectSomething(RandomStage& stage);

}  // namespace anchorledger::testing
