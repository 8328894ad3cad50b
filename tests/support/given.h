// Given a history, when something is recorded, then it is accepted or refused:
//
//   Given({InvestmentCommitted("inv-1", "loan", Usd(100'00), "2020-01-01")})
//       .When(LoanDisbursed("inv-1", 1, Usd(200'00), "2020-02-01"))
//       .ThenRefused("within_commitment", "amount");
//
// Every story starts from StandardNetwork(). Given events are recorded one request each and have to
// be accepted; several events in one When are one request.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/error_reason.h"
#include "proto/base/status.h"
#include "tests/support/draft.h"
#include "tests/support/events.h"
#include "tests/support/fake_world.h"

namespace anchorledger::testing {

class Story {
 public:
  explicit Story(const std::vector<Draft>& given);

  // More of the past.
  Story& And(const std::vector<Draft>& given);

  Story& When(const std::vector<Draft>& request);
  Story& When(const Draft& event) { return When(std::vector<Draft>{event}); }
  // A correction of the n-th event given, from 1, after the standard network.
  Story& WhenAmended(std::uint64_t nth, const std::vector<Change>& changes);
  Story& WhenVoided(std::uint64_t nth);

  Story& ThenAccepted();
  // `rule` and `field` as in the metadata of the error (see rule_errors.h).
  Story& ThenRefused(std::string_view rule, std::string_view field = "");
  // For errors of another kind than a broken rule.
  Story& ThenRefusedAs(base::ErrorReason reason, std::string_view field = "");
  // The message holds these words.
  Story& Saying(std::string_view words);
  Story& AndLate(bool late = true);  // the last event of the request

  // The position of the n-th event given, from 1.
  std::uint64_t PositionOf(std::uint64_t nth) const { return network_size_ + nth; }
  FakeWorld& world() { return world_; }

 private:
  FakeWorld world_;
  std::uint64_t network_size_ = 0;
  base::Status result_;
};

Story Given(const std::vector<Draft>& events = {});

}  // namespace anchorledger::testing
