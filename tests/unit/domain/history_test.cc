#include <catch2/catch.hpp>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/history.h"
#include "tests/support/events.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;

domain::RecordedEvent Recorded(std::uint64_t position, const Draft& draft) {
  const auto proposed = draft.Propose(Day("2026-11-01"), base::StreamId("purchase/p-1"));
  return {base::Position(position), base::Instant{}, proposed.stream, proposed.header,
          proposed.payload};
}

std::int64_t Amount(const domain::History& history) {
  return history.Opening()->As<pb::PurchaseRecorded>()->amount().minor();
}

const Draft kPurchase = PurchaseRecorded("p-1", "supplier-1", Usd(100), "2020-05-10");

TEST_CASE("a fork sees its base and leaves it as it was") {
  auto base_history = std::make_shared<domain::History>();
  base_history->Apply(Recorded(5, kPurchase));
  domain::History fork = domain::History::ForkOf(base_history);
  fork.Apply(Recorded(7, PurchaseReversed("p-1", Usd(10), "2020-06-01")));
  fork.Apply(Recorded(9, EventAmended(5, {{"amount.minor", JsonNumber(90)}})));

  CHECK(Amount(fork) == 90);
  CHECK(fork.size() == 3);
  CHECK(fork.revision() == base::Revision(3));
  CHECK(Amount(*base_history) == 100);
  CHECK(base_history->size() == 1);
  CHECK(fork.Find(base::Position(7))->type == pb::EventPayload::kPurchaseReversed);
  CHECK(fork.Find(base::Position(6)) == nullptr);
}

TEST_CASE("a fork of a fork sees all corrections") {
  auto first = std::make_shared<domain::History>();
  first->Apply(Recorded(1, kPurchase));
  auto second = std::make_shared<domain::History>(domain::History::ForkOf(first));
  second->Apply(Recorded(2, EventAmended(1, {{"amount.minor", JsonNumber(90)}})));
  domain::History third = domain::History::ForkOf(second);
  third.Apply(Recorded(3, EventVoided(2)));
  CHECK(Amount(*second) == 90);
  CHECK(Amount(third) == 100);
  third.Apply(Recorded(4, EventVoided(1)));
  CHECK(third.Opening() == nullptr);
  CHECK(Amount(*second) == 90);
}

TEST_CASE("a correction of an event that is not there changes nothing") {
  domain::History history;
  history.Apply(Recorded(1, kPurchase));
  history.Apply(Recorded(2, EventVoided(77)));
  history.Apply(Recorded(3, EventAmended(77, {{"amount.minor", JsonNumber(90)}})));
  history.Apply(Recorded(4, EventAmended(1, {{"no_such_field", JsonNumber(90)}})));
  CHECK(Amount(history) == 100);
  CHECK(history.size() == 4);
}

TEST_CASE("an erased event stays as an entry without content") {
  domain::History history;
  domain::RecordedEvent erased = Recorded(1, kPurchase);
  erased.payload = nullptr;
  history.Apply(erased);
  history.Apply(Recorded(2, EventAmended(1, {{"amount.minor", JsonNumber(90)}})));
  CHECK(history.at(0).type == pb::EventPayload::kPurchaseRecorded);
  CHECK_FALSE(history.at(0).in_force());
  CHECK(history.Opening() == nullptr);
  CHECK(history.ByDate().empty());
}

TEST_CASE("entries are ordered by date and then by position") {
  domain::History history;
  history.Apply(Recorded(1, PurchaseReversed("p-1", Usd(1), "2020-06-02")));
  history.Apply(Recorded(2, PurchaseReversed("p-1", Usd(2), "2020-06-01")));
  history.Apply(Recorded(3, PurchaseReversed("p-1", Usd(3), "2020-06-02")));
  history.Apply(Recorded(4, PurchaseReversed("p-1", Usd(4), "2020-05-01")));
  history.Apply(Recorded(5, EventVoided(4)));
  const auto entries = history.ByDate();
  REQUIRE(entries.size() == 3);
  CHECK(entries[0]->position == base::Position(2));
  CHECK(entries[1]->position == base::Position(1));
  CHECK(entries[2]->position == base::Position(3));
}

}  // namespace
}  // namespace anchorledger::testing
