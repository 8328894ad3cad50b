#include "tests/support/random_history.h"

#include <utility>

#include "tests/support/random_actions.h"

namespace anchorledger::testing {
namespace {

constexpr std::int64_t kHourMicros = base::kMicrosPerDay / 24;

// What usually happens how often.
struct Habit {
  unsigned weight;
  void (*act)(RandomStage&);
};
constexpr Habit kHabits[] = {
    {34, ActOnPurchasing}, {18, ActOnHiring}, {24, ActOnInvesting}, {10, ActOnPartnership},
    {5, ActOnRegistry},    {7, ActOnReports}, {2, ActOnPeriods},
};
constexpr unsigned kHabitsTotal = 100;

void ActAtRandom(RandomStage& stage) {
  if (stage.random.Chance(stage.options.corrections)) {
    CorrectSomething(stage);
    return;
  }
  std::size_t choice = stage.random.Below(kHabitsTotal);
  for (const Habit& habit : kHabits) {
    if (choice < habit.weight) {
      habit.act(stage);
      return;
    }
    choice -= habit.weight;
  }
}

}  // namespace

RandomHistory::RandomHistory() = default;
RandomHistory::RandomHistory(RandomHistory&&) noexcept = default;
RandomHistory::~RandomHistory() = default;

std::string RandomStage::Day() {
  const std::int32_t first = testing::Day(kRandomFirstDay).days;
  const std::int32_t last = testing::Day(kRandomLastDay).days;
  return base::FormatIsoDate({static_cast<std::int32_t>(random.Between(first, last))});
}

std::string RandomStage::DayAfter(std::string_view iso, std::int64_t days_min,
                                  std::int64_t days_max) {
  const auto days = static_cast<std::int32_t>(random.Between(days_min, days_max));
  return base::FormatIsoDate(testing::Day(iso).PlusDays(days));
}

base::Money RandomStage::Amount(std::int64_t minor_max) {
  const std::int64_t minor = random.Between(1, minor_max);
  return options.several_currencies && random.Chance(10) ? Gbp(minor) : Usd(minor);
}

bool RandomStage::Try(const std::vector<Draft>& request) {
  base::Status status = world.Append(request).status();
  if (base::ReasonOf(status) == base::ErrorReason::kPeriodClosed) {
    std::vector<Draft> late = request;
    for (Draft& draft : late) draft.Late("late_info");
    status = world.Append(late).status();
  }
  if (!status.ok()) ++refused;
  return status.ok();
}

Draft RandomStage::Dress(Draft draft) {
  draft.Anchor(random.Pick(anchors));
  if (random.Chance(70)) draft.Partnership(random.Pick(partnerships));
  return draft;
}

RandomHistory MakeRandomHistory(const RandomHistoryOptions& options) {
  RandomHistory history;
  history.world = std::make_unique<FakeWorld>();
  FakeWorld& world = *history.world;
  RandomStage stage(options, world);
  base::Instant now = base::StartOfDay(Day("2022-01-01"));
  const auto set_clock = [&] {
    world.SetNow(now);
    world.SetToday(base::UtcDateOf(now));
  };
  set_clock();
  BuildRandomNetwork(stage);
  while (world.events().size() < options.events) {
    // Requests come hours apart, so that knowledge of many days differs; in long histories several
    // requests share a day.
    now = now.PlusMicros(stage.random.Between(1, 30) * kHourMicros / 4);
    set_clock();
    ActAtRandom(stage);
  }
  history.events = world.events();
  history.anchors = stage.anchors;
  history.partnerships = stage.partnerships;
  history.suppliers = stage.suppliers;
  history.first_day = Day(kRandomFirstDay);
  history.last_day = Day(kRandomLastDay);
  history.refused = stage.refused;
  return history;
}

}  // namespace anchorledger::testing
