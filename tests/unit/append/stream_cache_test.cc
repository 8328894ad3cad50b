#include "services/append/stream_cache.h"

#include <catch2/catch.hpp>
#include <memory>

#include "services/projections/stream_history.h"
#include "tests/unit/append/fixture.h"

namespace anchorledger::append {
namespace {

using testing::AppendRequest;
using testing::PurchaseEvent;
using testing::ReversalEvent;

base::StreamId Purchase(int number) {
  return base::StreamId("purchase/p-" + std::to_string(number));
}

std::shared_ptr<const event::v1::EventHeader> PartnerHeader() {
  auto header = std::make_shared<event::v1::EventHeader>();
  header->set_event_type(event::v1::EventPayload::kPartnerOnboarded);
  return header;
}

TEST_CASE("a cached history follows appends, and one that was handed out does not change") {
  Fixture fixture;
  fixture.Register();
  REQUIRE_OK(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500))));
  const auto before = fixture.cache.Get(fixture.actor.tenant, Purchase(1));
  REQUIRE_OK(before);
  CHECK((*before)->size() == 1);
  REQUIRE_OK(fixture.Append(AppendRequest("r-2", ReversalEvent("p-1", 100))));
  const auto after = fixture.cache.Get(fixture.actor.tenant, Purchase(1));
  REQUIRE_OK(after);
  CHECK((*after)->size() == 2);
  CHECK((*before)->size() == 1);
}

TEST_CASE("a stream that does not exist is remembered as empty until it does") {
  Fixture fixture;
  fixture.Register();
  REQUIRE((*fixture.cache.Get(fixture.actor.tenant, Purchase(1)))->empty());
  REQUIRE_OK(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500))));
  CHECK((*fixture.cache.Get(fixture.actor.tenant, Purchase(1)))->size() == 1);
}

TEST_CASE("a cache knows since when no name can have changed") {
  Fixture fixture;
  CHECK(fixture.cache.names_changed_at() == base::Position());
  fixture.Register();
  const base::Position registered = fixture.cache.names_changed_at();
  REQUIRE_OK(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500))));
  CHECK(fixture.cache.names_changed_at() == registered);
  CHECK(StreamCache(fixture.memory, 64).names_changed_at() == fixture.memory.Head().position);
  fixture.cache.Apply(fixture.actor.tenant, base::Revision(1),
                      {.position = base::Position(77),
                       .stream = base::StreamId("partner/p-9"),
                       .header = PartnerHeader()});
  CHECK(fixture.cache.names_changed_at() == base::Position(77));
}

TEST_CASE("the cache stays within its bound and forgets the least recently used") {
  Fixture fixture;
  fixture.Register();
  for (int i = 0; i < 200; ++i) {
    const std::string id = std::to_string(i);
    REQUIRE_OK(fixture.Append(AppendRequest("r-" + id, PurchaseEvent("p-" + id, "s-1", 500))));
  }
  StreamCache small(fixture.memory, 64);
  for (int i = 0; i < 200; ++i) {
    CHECK((*small.Get(fixture.actor.tenant, Purchase(i)))->size() == 1);
  }
  CHECK(small.events() <= 64);
  CHECK(small.events() > 0);
}

TEST_CASE("a history with a hole is dropped and folded anew") {
  Fixture fixture;
  fixture.Register();
  REQUIRE_OK(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500))));
  StreamCache other(fixture.memory, 1'000);
  REQUIRE_OK(other.Get(fixture.actor.tenant, Purchase(1)));
  REQUIRE_OK(fixture.Append(AppendRequest("r-2", ReversalEvent("p-1", 100))));
  REQUIRE_OK(fixture.Append(AppendRequest("r-3", ReversalEvent("p-1", 100))));
  const auto records = fixture.memory.ReadStream(
      fixture.actor.tenant, Purchase(1), base::Revision(3), {}, storage::Direction::kForward);
  REQUIRE_OK(records);
  const auto third = projections::DecodeRecord(records->at(0));
  REQUIRE_OK(third);
  other.Apply(fixture.actor.tenant, base::Revision(3), *third);
  CHECK((*other.Get(fixture.actor.tenant, Purchase(1)))->size() == 3);
}

TEST_CASE("an event that a fold has seen already is not applied twice") {
  Fixture fixture;
  fixture.Register();
  REQUIRE_OK(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500))));
  StreamCache other(fixture.memory, 1'000);
  REQUIRE_OK(other.Get(fixture.actor.tenant, Purchase(1)));
  const auto records = fixture.memory.ReadStream(
      fixture.actor.tenant, Purchase(1), base::Revision(1), {}, storage::Direction::kForward);
  const auto first = projections::DecodeRecord(records->at(0));
  REQUIRE_OK(first);
  other.Apply(fixture.actor.tenant, base::Revision(1), *first);
  CHECK((*other.Get(fixture.actor.tenant, Purchase(1)))->size() == 1);
}

}  // namespace
}  // namespace anchorledger::append
