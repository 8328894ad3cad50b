#include "services/append/event_appender.h"

#include <catch2/catch.hpp>

#include "tests/unit/append/fixture.h"

namespace anchorledger::append {
namespace {

using testing::AppendRequest;
using testing::PurchaseEvent;
using testing::ReversalEvent;

uint64_t Head(const Fixture& fixture) { return fixture.memory.Head().position.value(); }

std::string ActualRevision(const base::Status& status) {
  for (const auto& [key, value] : base::MetadataOf(status)) {
    if (key == "actual_revision") {
      return value;
    }
  }
  return "";
}

TEST_CASE("an append is durable at consecutive positions, and says where") {
  Fixture fixture;
  fixture.Register();
  const auto outcome = fixture.Append(
      AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500), PurchaseEvent("p-2", "s-1", 700)));
  REQUIRE_OK(outcome);
  REQUIRE(outcome->events.size() == 2);
  CHECK(outcome->events[0].position.value() == 3);
  CHECK(outcome->events[0].stream.value() == "purchase/p-1");
  CHECK(outcome->events[0].revision.value() == 1);
  CHECK(outcome->events[1].position.value() == 4);
  CHECK_FALSE(outcome->duplicate);
  CHECK(Head(fixture) == 4);
}

TEST_CASE("the same request again gets the first answer, though its own effect would refuse it") {
  Fixture fixture;
  fixture.Register();
  const auto request = AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500));
  const auto first = fixture.Append(request);
  REQUIRE_OK(first);
  fixture.clock.Advance(5'000'000);
  const auto second = fixture.Append(request);
  REQUIRE_OK(second);
  CHECK(second->duplicate);
  CHECK(second->events[0].position == first->events[0].position);
  CHECK(second->events[0].revision == first->events[0].revision);
  CHECK(second->recorded_at == first->recorded_at);
  CHECK(Head(fixture) == 3);
}

TEST_CASE("another request under a used id is refused") {
  Fixture fixture;
  fixture.Register();
  REQUIRE_OK(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500))));
  CHECK_REASON(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-2", "s-1", 500))),
               kRequestIdReused);
  CHECK(Head(fixture) == 3);
}

TEST_CASE("a refused request does not use up its id") {
  Fixture fixture;
  fixture.Register();
  CHECK_REASON(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "nobody", 500))),
               kReferenceUnknown);
  CHECK_OK(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500))));
}

TEST_CASE("all events of a request are appended, or none") {
  Fixture fixture;
  fixture.Register();
  CHECK_REASON(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500),
                                            PurchaseEvent("p-2", "nobody", 500))),
               kReferenceUnknown);
  CHECK(Head(fixture) == 2);
}

TEST_CASE("an event is checked against the events before it in its request") {
  Fixture fixture;
  fixture.Register();
  auto request = AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500), ReversalEvent("p-1", 501));
  request.mutable_events(1)->mutable_no_stream();
  CHECK_REASON(fixture.Append(request), kRuleBroken);
  request.mutable_events(1)
      ->mutable_payload()
      ->mutable_purchase_reversed()
      ->mutable_amount()
      ->set_minor(500);
  CHECK_OK(fixture.Append(request));
}

TEST_CASE("an expectation that does not hold is answered with what the stream is at") {
  Fixture fixture;
  fixture.Register();
  REQUIRE_OK(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500))));
  SECTION("no stream, but there is one") {
    const auto outcome = fixture.Append(AppendRequest("r-2", PurchaseEvent("p-1", "s-1", 600)));
    CHECK_REASON(outcome, kExpectationFailed);
    CHECK(ActualRevision(outcome.status()) == "1");
  }
  SECTION("an older revision") {
    REQUIRE_OK(fixture.Append(AppendRequest("r-2", ReversalEvent("p-1", 100))));
    auto request = AppendRequest("r-3", ReversalEvent("p-1", 100));
    request.mutable_events(0)->set_revision(1);
    const auto outcome = fixture.Append(request);
    CHECK_REASON(outcome, kExpectationFailed);
    CHECK(ActualRevision(outcome.status()) == "2");
    request.mutable_events(0)->set_revision(2);
    CHECK_OK(fixture.Append(request));
  }
  SECTION("a revision that is not there yet") {
    auto request = AppendRequest("r-3", ReversalEvent("p-1", 100));
    request.mutable_events(0)->set_revision(9);
    CHECK_REASON(fixture.Append(request), kExpectationFailed);
  }
}

TEST_CASE("a guard that does not hold refuses the request") {
  Fixture fixture;
  fixture.Register();
  auto request = AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500));
  api::v1::Guard& guard = *request.add_guards();
  guard.set_stream("supplier/s-1");
  guard.set_revision(4);
  const auto outcome = fixture.Append(request);
  CHECK_REASON(outcome, kGuardFailed);
  CHECK(ActualRevision(outcome.status()) == "1");
  guard.set_revision(1);
  CHECK_OK(fixture.Append(request));
}

TEST_CASE("validate_only makes all checks, appends nothing and leaves the id free") {
  Fixture fixture;
  fixture.Register();
  auto request = AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500));
  request.set_validate_only(true);
  const auto outcome = fixture.Append(request);
  REQUIRE_OK(outcome);
  CHECK(outcome->events[0].position.value() == 0);
  CHECK(outcome->events[0].revision.value() == 1);
  CHECK(outcome->recorded_at.micros == 0);
  CHECK(Head(fixture) == 2);

  SECTION("a broken rule is found") {
    CHECK_REASON(fixture.Append([] {
      auto wrong = AppendRequest("r-2", PurchaseEvent("p-1", "nobody", 500));
      wrong.set_validate_only(true);
      return wrong;
    }()),
                 kReferenceUnknown);
  }
  SECTION("an expectation that does not hold is found") {
    REQUIRE_OK(fixture.Append(AppendRequest("r-2", PurchaseEvent("p-1", "s-1", 500))));
    CHECK_REASON(fixture.Append(request), kExpectationFailed);
  }
  SECTION("a guard that does not hold is found") {
    api::v1::Guard& guard = *request.add_guards();
    guard.set_stream("supplier/s-1");
    guard.mutable_no_stream();
    CHECK_REASON(fixture.Append(request), kGuardFailed);
  }
  SECTION("and the id is free") {
    request.set_validate_only(false);
    const auto appended = fixture.Append(request);
    REQUIRE_OK(appended);
    CHECK_FALSE(appended->duplicate);
  }
}

TEST_CASE("who lost a race for a stream that it had no opinion on is decided again") {
  Fixture fixture;
  fixture.Register();
  REQUIRE_OK(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500))));
  // Both decide before either is appended: 300 and 300 of 500 cannot both come back.
  auto first = fixture.Parse(AppendRequest("r-2", ReversalEvent("p-1", 300)));
  auto second = fixture.Parse(AppendRequest("r-3", ReversalEvent("p-1", 200)));
  auto third = fixture.Parse(AppendRequest("r-4", ReversalEvent("p-1", 300)));
  REQUIRE_OK(first);
  REQUIRE_OK(second);
  REQUIRE_OK(third);

  // An appender of another process has a cache of its own, which does not see these appends.
  StreamCache other_cache(fixture.memory, 10'000);
  REQUIRE_OK(other_cache.Get(fixture.actor.tenant, base::StreamId("purchase/p-1")));
  std::vector<absl::AnyInvocable<void()>> later;
  EventAppender other({.log = fixture.memory,
                       .cache = other_cache,
                       .lookups = fixture.lookups,
                       .clock = fixture.clock,
                       .run_later = [&](auto task) { later.push_back(std::move(task)); },
                       .observer = &fixture.observer});
  REQUIRE_OK(fixture.Append(*std::move(first)));

  std::vector<base::StatusOr<AppendOutcome>> answers;
  const auto collect = [&](const base::StatusOr<AppendOutcome>& outcome) {
    answers.push_back(outcome);
  };
  other.Append(*std::move(second), collect);
  REQUIRE(later.size() == 1);  // not yet answered, and not decided again on the log's thread
  CHECK(answers.empty());
  later[0]();
  REQUIRE(answers.size() == 1);
  REQUIRE_OK(answers[0]);
  CHECK(answers[0]->events[0].revision.value() == 3);
  CHECK(fixture.retried == 1);

  other.Append(*std::move(third), collect);
  REQUIRE(answers.size() == 2);
  CHECK_REASON(answers[1], kRuleBroken);
}

TEST_CASE("an explicit revision that a stale cache does not know is looked up in the log") {
  Fixture fixture;
  fixture.Register();
  REQUIRE_OK(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500))));
  StreamCache stale(fixture.memory, 10'000);
  REQUIRE_OK(stale.Get(fixture.actor.tenant, base::StreamId("purchase/p-1")));
  EventAppender other({.log = fixture.memory,
                       .cache = stale,
                       .lookups = fixture.lookups,
                       .clock = fixture.clock,
                       .run_later = [](auto) {}});
  REQUIRE_OK(fixture.Append(AppendRequest("r-2", ReversalEvent("p-1", 100))));
  auto request = AppendRequest("r-3", ReversalEvent("p-1", 100));
  request.mutable_events(0)->set_revision(2);
  auto command = fixture.Parse(request);
  REQUIRE_OK(command);
  std::optional<base::StatusOr<AppendOutcome>> answer;
  other.Append(*std::move(command), [&](auto outcome) { answer = std::move(outcome); });
  REQUIRE(answer.has_value());
  CHECK_OK(*answer);
}

TEST_CASE("tenants do not see each other's streams or request ids") {
  Fixture fixture;
  fixture.Register();
  REQUIRE_OK(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500))));
  fixture.actor.tenant = base::TenantId("net-2");
  CHECK_REASON(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500, "anchor-1"))),
               kReferenceUnknown);
  const auto outcome = fixture.Append(
      AppendRequest("setup", testing::AnchorEvent("anchor-1"), testing::SupplierEvent("s-1")));
  REQUIRE_OK(outcome);
  CHECK_FALSE(outcome->duplicate);
}

}  // namespace
}  // namespace anchorledger::append
