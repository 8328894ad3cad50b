// Random events that meet often: few suppliers, places, partnerships and days.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/draft.h"
#include "tests/support/events.h"

namespace anchorledger::testing {

// Proposes drafts; many break a rule, which the caller is expected to try and drop. The same seed
// gives the same drafts as long as the same ones are accepted.
class RandomEvents {
 public:
  explicit RandomEvents(std::uint64_t seed) : random_(seed) {}

  // Usually one event; a correction where one is due. `last` is the last position in the log.
  std::vector<Draft> Next(std::uint64_t last);
  // The event of this type was accepted at this position.
  void Accepted(const Draft& draft, std::uint64_t position);

  // A number in [low, high].
  std::int64_t Number(std::int64_t low, std::int64_t high);
  std::string Day();  // ISO, within four years

 private:
  struct Recorded {
    std::uint64_t position;
    int type;
  };

  Draft Fact();
  Draft Registry();
  Draft Partnership();
  Draft Purchasing();
  Draft Hiring();
  Draft Investing();
  Draft Outcome();
  Draft Correction();
  std::vector<Change> ChangesFor(int type);
  Draft Placed(Draft draft);  // perhaps with a partnership, another anchor, a basis, a batch
  std::string OneOf(std::initializer_list<std::string_view> choices);
  std::string Known(std::string_view prefix, std::int64_t count);  // "prefix-1".."prefix-count"
  base::Money Amount(std::int64_t most = 90'000'00) { return Usd(Number(1, most)); }
  bool Chance(std::int64_t percent) { return Number(1, 100) <= percent; }

  std::mt19937_64 random_;
  std::vector<Recorded> recorded_;
  std::int64_t purchases_ = 0;
  std::int64_t investments_ = 0;
  std::int64_t fresh_ = 0;
};

}  // namespace anchorledger::testing
