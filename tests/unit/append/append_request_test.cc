#include "services/append/append_request.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/hash.h"
#include "tests/support/server/sample_requests.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/append/fixture.h"

namespace anchorledger::append {
namespace {

using testing::AppendRequest;
using testing::PurchaseEvent;

std::vector<std::string> FieldsOf(const base::Status& status) {
  std::vector<std::string> fields;
  for (const base::FieldViolation& violation : base::FieldViolationsOf(status)) {
    fields.push_back(violation.field);
  }
  return fields;
}

TEST_CASE("a request becomes a command with streams, headers and bytes filled in") {
  Fixture fixture;
  fixture.Register();
  const auto command = fixture.Parse(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500)));
  REQUIRE_OK(command);
  REQUIRE(command->events.size() == 1);
  const CommandEvent& event = command->events[0];
  CHECK(event.stream.value() == "purchase/p-1");
  CHECK(event.header->event_type() == 806);
  CHECK(event.header->actor_ref() == "actor-1");
  CHECK(event.header->actor_org_id() == "anchor-1");
  CHECK(event.header->actor_role() == event::v1::ROLE_SC);
  CHECK(event.header->effective_on().days() ==
        event.payload->purchase_recorded().invoice_date().days());
  CHECK(event.header->basis() == event::v1::BASIS_ACTUAL);
  CHECK(event.payload_bytes == event.payload->SerializeAsString());
  REQUIRE(command->expectations.size() == 1);
  CHECK(command->expectations[0].expectation == storage::Expectation::NoStream());
}

TEST_CASE("the actor's organisation is the anchor of a fact that names none, where it is one") {
  Fixture fixture;
  SECTION("it is an anchor") {
    fixture.Register();
    const auto command = fixture.Parse(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500)));
    REQUIRE_OK(command);
    CHECK(command->events[0].header->anchor_id() == "anchor-1");
  }
  SECTION("it is none: the anchor has to be named") {
    CHECK_REASON(fixture.Parse(AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500))),
                 kFieldMissing);
  }
}

TEST_CASE("all wrong fields of all events are told at once") {
  Fixture fixture;
  fixture.Register();
  auto request =
      AppendRequest("r-1", PurchaseEvent("p 1", "s-1", 500), PurchaseEvent("p-2", "", -3));
  request.mutable_events(1)->clear_expected_state();
  request.add_events();
  request.add_guards()->set_stream("");
  const base::Status status = fixture.Parse(request).status();
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  const std::vector<std::string> fields = FieldsOf(status);
  for (const char* field :
       {"events[0].purchase_recorded.purchase_id", "events[1].expected_state",
        "events[1].purchase_recorded.supplier_id", "events[1].purchase_recorded.amount.minor",
        "events[2].payload", "events[2].expected_state", "guards[0].stream",
        "guards[0].expected_state"}) {
    INFO(field << " in " << base::ToString(status));
    CHECK(std::find(fields.begin(), fields.end(), field) != fields.end());
  }
}

TEST_CASE("the size of a request and its id are checked before its events") {
  Fixture fixture;
  SECTION("no events") { CHECK_REASON(fixture.Parse(AppendRequest("r-1")), kFieldMissing); }
  SECTION("no id") {
    CHECK_REASON(fixture.Parse(AppendRequest("", PurchaseEvent("p-1", "s-1", 5))), kFieldMissing);
  }
  SECTION("an id that is no id") {
    CHECK_REASON(fixture.Parse(AppendRequest("r 1", PurchaseEvent("p-1", "s-1", 5))),
                 kFieldInvalid);
  }
  SECTION("too many events") {
    auto request = AppendRequest("r-1");
    for (int i = 0; i < 1'001; ++i) {
      request.add_events();
    }
    CHECK(FieldsOf(fixture.Parse(request).status()) == std::vector<std::string>{"events"});
  }
}

TEST_CASE("a stream other than the one that the payload implies is refused") {
  Fixture fixture;
  fixture.Register();
  auto request = AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500));
  request.mutable_events(0)->set_stream("purchase/p-2");
  CHECK(FieldsOf(fixture.Parse(request).status()) == std::vector<std::string>{"events[0].stream"});
  request.mutable_events(0)->set_stream("purchase/p-1");
  CHECK_OK(fixture.Parse(request));
}

TEST_CASE("events of one stream agree on what it was before the request") {
  Fixture fixture;
  fixture.Register();
  auto request =
      AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500), testing::ReversalEvent("p-1", 100));
  CHECK(FieldsOf(fixture.Parse(request).status()) ==
        std::vector<std::string>{"events[1].expected_state"});
  request.mutable_events(1)->mutable_no_stream();
  const auto command = fixture.Parse(request);
  REQUIRE_OK(command);
  CHECK(command->expectations.size() == 1);
}

TEST_CASE("a guard on a stream that the request writes belongs into its expected state") {
  Fixture fixture;
  fixture.Register();
  auto request = AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500));
  api::v1::Guard& guard = *request.add_guards();
  guard.set_stream("purchase/p-1");
  guard.set_revision(1);
  CHECK(FieldsOf(fixture.Parse(request).status()) == std::vector<std::string>{"guards[0].stream"});
}

TEST_CASE("a role that may not record the type is refused before its fields are looked at") {
  Fixture fixture;
  fixture.Register();
  fixture.actor.roles = {event::v1::ROLE_EVAL};
  CHECK_REASON(fixture.Parse(AppendRequest("r-1", PurchaseEvent("p 1", "", -1))),
               kPermissionDenied);
}

TEST_CASE("a correction of nothing is told apart from a wrong field") {
  Fixture fixture;
  fixture.Register();
  auto request = AppendRequest("r-1", api::v1::ProposedEvent());
  auto& voided = *request.mutable_events(0)->mutable_payload()->mutable_event_voided();
  voided.set_target_position(77);
  voided.set_target_event_type(806);
  voided.set_reason(event::v1::VOID_REASON_NOT_REAL);
  request.mutable_events(0)->mutable_any();
  CHECK_REASON(fixture.Parse(request), kReferenceUnknown);
}

TEST_CASE("the digest of a request, version 1, never changes") {
  Fixture fixture;
  fixture.Register();
  auto request = AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500));
  api::v1::Guard& guard = *request.add_guards();
  guard.set_stream("supplier/s-1");
  guard.set_revision(1);
  const auto command = fixture.Parse(request);
  REQUIRE_OK(command);
  CHECK(base::HexEncode({reinterpret_cast<const char*>(command->digest.data()), 32}) ==
        "2556b493e091486df79d3807babcf3116b7413cdb2a0caccf08fe1dce17c98e7");
}

TEST_CASE("the digest covers what the request says, and nothing else") {
  Fixture fixture;
  fixture.Register();
  auto request = AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 500));
  const auto first = fixture.Parse(request);
  REQUIRE_OK(first);
  SECTION("not its id, and not whether it is only validated") {
    request.set_request_id("r-2");
    request.set_validate_only(true);
    CHECK(fixture.Parse(request)->digest == first->digest);
  }
  SECTION("the payload") {
    request.mutable_events(0)->mutable_payload()->mutable_purchase_recorded()->set_addressable(
        false);
    CHECK(fixture.Parse(request)->digest != first->digest);
  }
  SECTION("the header") {
    request.mutable_events(0)->set_correlation_id("c-1");
    CHECK(fixture.Parse(request)->digest != first->digest);
  }
  SECTION("the expectation") {
    request.mutable_events(0)->mutable_any();
    CHECK(fixture.Parse(request)->digest != first->digest);
  }
  SECTION("the guards") {
    api::v1::Guard& guard = *request.add_guards();
    guard.set_stream("supplier/s-1");
    guard.set_revision(1);
    CHECK(fixture.Parse(request)->digest != first->digest);
  }
  SECTION("who sends it") {
    fixture.actor.actor = base::ActorId("actor-2");
    CHECK(fixture.Parse(request)->digest != first->digest);
  }
}

}  // namespace
}  // namespace anchorledger::append
