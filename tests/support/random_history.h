// Random histories that could really lie in a log: every event type, several anchors, partnerships
// with moved and concurrent phases, suppliers that move and whose classes lapse, loans with draws
// and repayments, closed periods with late entries, amendments, voids and voided amendments. All of
// it was accepted by the rules. The same for a seed on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "proto/base/date.h"
#include "services/domain/recorded_event.h"

namespace anchorledger::testing {

class FakeWorld;

struct RandomHistoryOptions {
  std::uint64_t seed = 1;
  std::size_t events = 300;      // at least; the last request may bring a few more
  unsigned corrections = 12;     // percent of the requests that correct something
  std::size_t anchors = 2;       // anchor-1, anchor-2, ... with different fiscal years
  std::size_t partnerships = 3;  // ps-1, ...
  std::size_t suppliers = 6;     // supplier-1, ...
  bool closed_periods = true;
  bool several_currencies = true;
};

struct RandomHistory {
  std::vector<domain::RecordedEvent> events;  // positions 1, 2, 3, ... without gaps
  std::vector<std::string> anchors;
  std::vector<std::string> partnerships;
  std::vector<std::string> suppliers;
  base::Date first_day;  // of the business dates
  base::Date last_day;
  std::size_t refused = 0;           // requests that the rules turned down on the way
  std::unique_ptr<FakeWorld> world;  // as it stands at the end

  RandomHistory();
  RandomHistory(RandomHistory&&) noexcept;
  ~RandomHistory();
};

RandomHistory MakeRandomHistory(const RandomHistoryOptions& options);

}  // namespace anchorledger::testing
