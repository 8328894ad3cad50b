// What the rules cost: one event checked and applied against a warm world.
//   bench_domain [count]
// Prints one JSON object a line: name, value, unit. Times are of the processor, not of the clock on
// the wall: the same on a machine that others use too.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "services/domain/batch.h"
#include "services/domain/event_types/check_fields.h"
#include "tests/support/events.h"
#include "tests/support/fake_world.h"

namespace anchorledger::testing {
namespace {

constexpr std::int64_t kNanosPerTick = 1'000'000'000 / CLOCKS_PER_SEC;

void Print(const std::string& name, std::clock_t ticks, std::size_t count) {
  const std::int64_t nanos = static_cast<std::int64_t>(ticks) * kNanosPerTick;
  std::printf("{\"name\":\"%s\",\"value\":%lld,\"unit\":\"ns/event\"}\n", name.c_str(),
              static_cast<long long>(nanos / static_cast<std::int64_t>(count)));
}

// Checks each event as a request of its own and applies it to a history, as the appender does.
void Measure(const std::string& name, FakeWorld& world, const std::vector<Draft>& drafts) {
  std::vector<domain::ProposedEvent> events;
  for (const Draft& draft : drafts) events.push_back(draft.Propose(world.Today()));

  const std::clock_t before_fields = std::clock();
  for (const domain::ProposedEvent& event : events) {
    if (!event_types::CheckFields(*event.header, *event.payload, {.today = world.Today()})
             .empty()) {
      std::abort();
    }
  }
  Print(name + ", fields", std::clock() - before_fields, events.size());

  const std::clock_t before_rules = std::clock();
  std::uint64_t position = world.last_position();
  for (const domain::ProposedEvent& event : events) {
    if (!domain::Check(event, world).ok()) std::abort();
    domain::History history;
    history.Apply(
        {base::Position(++position), base::Instant{}, event.stream, event.header, event.payload});
  }
  Print(name + ", rules and apply", std::clock() - before_rules, events.size());
}

void Run(std::size_t count) {
  FakeWorld world;
  for (const Draft& draft : StandardNetwork()) world.Append({draft}).IgnoreError();
  world.Append({PeriodClosed("anchor-1", "2019-01-01", "2019-12-31")}).IgnoreError();
  std::vector<Draft> purchases;
  std::vector<Draft> hires;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string id = std::to_string(i);
    purchases.push_back(
        PurchaseRecorded("p-" + id, "supplier-1", Usd(120'00), "2020-05-10").Partnership("ps-1"));
    hires.push_back(HireRecorded("cohort-" + id, 12, "2020-05-10").Partnership("ps-1"));
  }
  Measure("purchase", world, purchases);
  Measure("hire", world, hires);

  // An investment is judged as a whole: one repayment on a loan with a long history.
  world
      .Append({InvestmentCommitted("inv-1", "loan", Usd(1'000'000'00), "2020-01-01"),
               LoanDisbursed("inv-1", 1, Usd(1'000'000'00), "2020-01-01")})
      .IgnoreError();
  for (int month = 0; month < 120; ++month) {
    world.Append({LoanRepaymentReceived("inv-1", Usd(100'00), "2020-02-01")}).IgnoreError();
  }
  const std::vector<Draft> repayments(count / 10 + 1,
                                      LoanRepaymentReceived("inv-1", Usd(1'00), "2021-02-01"));
  Measure("repayment after 120 others", world, repayments);
}

}  // namespace
}  // namespace anchorledger::testing

int main(int argc, char** argv) {
  const long count = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 100'000;
  anchorledger::testing::Run(static_cast<std::size_t>(count < 1 ? 1 : count));
  return 0;
}
