// What a list of events can be narrowed by, beside what its lists lead to.
#include "tests/integration/server/events_fixture.h"

namespace anchorledger::server {
namespace {

using testing::AppendRequest;
using testing::PurchaseEvent;
using testing::ReversalEvent;
using testing::SupplierEvent;
using Positions = std::vector<uint64_t>;

// Everything that matches, in both directions and by small pages.
Positions All(EventsFixture& fixture, const api::v1::EventFilter& filter) {
  Positions found;
  api::v1::ListEventsRequest request;
  *request.mutable_filter() = filter;
  request.set_page_size(2);
  do {
    const auto page = fixture.List(request);
    REQUIRE_OK(page);
    for (const uint64_t position : PositionsOf(*page)) found.push_back(position);
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  request.set_order(api::v1::LIST_ORDER_BACKWARDS);
  request.set_page_size(100);
  const auto backwards = fixture.List(request);
  REQUIRE_OK(backwards);
  const Positions reversed = PositionsOf(*backwards);
  CHECK(Positions(reversed.rbegin(), reversed.rend()) == found);
  return found;
}

api::v1::ProposedEvent ClosedYear2024() {
  api::v1::ProposedEvent event;
  auto& closed = *event.mutable_payload()->mutable_period_closed();
  closed.mutable_period()->mutable_from()->set_days(19'723);
  closed.mutable_period()->mutable_to()->set_days(20'088);
  closed.set_hard(false);
  event.mutable_effective_on()->set_days(20'088);
  event.set_anchor_id(testing::kAnchor);
  event.mutable_any();
  return event;
}

TEST_CASE("a list is narrowed by who recorded, and for which organisation") {
  EventsFixture fixture;
  fixture.Fill(1);
  const std::string anchors_own = fixture.token;
  fixture.token = fixture.server.Token(testing::TestServer::EveryRole(), "network-office");
  REQUIRE_OK(fixture.Append(AppendRequest("office", SupplierEvent("s-9"))));
  fixture.token = anchors_own;
  api::v1::EventFilter filter;
  filter.set_actor_org_id("network-office");
  const auto token = fixture.server.Token({security::Role::kStw}, "network-office");
  fixture.token = token;
  CHECK(All(fixture, filter) == Positions{5});
  filter.set_actor_org_id(testing::kAnchor);
  CHECK(All(fixture, filter) == Positions{1, 2, 3, 4});
  filter.set_actor_ref("actor-1");
  CHECK(All(fixture, filter) == Positions{1, 2, 3, 4});
  filter.set_actor_ref("actor-2");
  CHECK(All(fixture, filter).empty());
}

TEST_CASE("a list is narrowed to what came after its period was closed") {
  EventsFixture fixture;
  fixture.Fill(2);
  REQUIRE_OK(fixture.Append(AppendRequest("close", ClosedYear2024())));
  auto late = AppendRequest("late", PurchaseEvent("p-late", "s-1", 7));
  late.mutable_events(0)->set_late_reason("late_ledger");
  REQUIRE_OK(fixture.Append(late));
  api::v1::EventFilter filter;
  filter.set_late_only(true);
  CHECK(All(fixture, filter) == Positions{7});
  filter.add_event_types("SupplierRegistered");
  CHECK(All(fixture, filter).empty());
}

TEST_CASE("a supplier's events are its own, those that name it, and what became of those") {
  EventsFixture fixture;
  fixture.Fill(2);
  REQUIRE_OK(fixture.Append(AppendRequest("other", PurchaseEvent("p-other", "s-2", 9))));
  REQUIRE_OK(fixture.Append(AppendRequest("back-1", ReversalEvent("p-1", 10))));
  REQUIRE_OK(fixture.Append(AppendRequest("back-2", ReversalEvent("p-other", 1))));
  api::v1::EventFilter filter;
  filter.set_supplier_id("s-1");
  CHECK(All(fixture, filter) == Positions{2, 4, 5, 7});
  filter.set_supplier_id("s-2");
  CHECK(All(fixture, filter) == Positions{3, 6, 8});
  filter.add_event_types("PurchaseReversed");
  CHECK(All(fixture, filter) == Positions{8});
  filter.set_supplier_id("s-3");
  CHECK(All(fixture, filter).empty());
  filter.set_supplier_id(std::string(1'000, 's'));
  api::v1::ListEventsRequest request;
  *request.mutable_filter() = filter;
  CHECK_REASON(fixture.List(request), kFieldInvalid);
}

TEST_CASE("a partner's events are its own, those that name it, and what became of those") {
  EventsFixture fixture;
  fixture.Fill(0);
  auto supplier = SupplierEvent("s-coop");
  supplier.mutable_payload()->mutable_supplier_registered()->set_partner_id("coop-1");
  auto renamed = SupplierEvent("s-coop");
  renamed.mutable_payload()->mutable_supplier_registered()->set_name("The laundry");
  renamed.mutable_effective_on()->set_days(19'800);
  REQUIRE_OK(fixture.Append(AppendRequest("coop", testing::PartnerEvent("coop-1", "Laundry"))));
  REQUIRE_OK(fixture.Append(AppendRequest("supplier", supplier)));
  REQUIRE_OK(fixture.Append(AppendRequest("renamed", renamed)));
  api::v1::EventFilter filter;
  filter.set_partner_id("coop-1");
  CHECK(All(fixture, filter) == Positions{4, 5, 6});
  filter.set_supplier_id("s-coop");
  CHECK(All(fixture, filter) == Positions{5, 6});
  filter.set_supplier_id("s-1");
  CHECK(All(fixture, filter).empty());
}

TEST_CASE("whom an event that may not be seen names cannot be told from what became of it") {
  EventsFixture fixture;
  fixture.Fill(1);
  auto back = AppendRequest("back", ReversalEvent("p-1", 10));
  back.mutable_events(0)->set_visibility(event::v1::VISIBILITY_PUBLIC);
  REQUIRE_OK(fixture.Append(back));
  api::v1::EventFilter filter;
  filter.set_supplier_id("s-1");
  CHECK(All(fixture, filter) == Positions{2, 4, 5});
  fixture.token = fixture.server.Token({security::Role::kFin}, "anchor-2");
  CHECK(All(fixture, {}) == Positions{5});
  CHECK(All(fixture, filter).empty());
}

TEST_CASE("a watch is narrowed by the same fields") {
  EventsFixture fixture;
  fixture.Fill(2);
  api::v1::WatchEventsRequest request;
  request.mutable_filter()->set_supplier_id("s-2");
  const auto context = testing::Context(fixture.token);
  const auto reader = fixture.stub->WatchEvents(context.get(), request);
  api::v1::WatchEventsResponse message;
  REQUIRE(reader->Read(&message));
  CHECK(message.event().position() == 3);
  REQUIRE(reader->Read(&message));
  CHECK(message.has_caught_up());
  REQUIRE_OK(fixture.Append(AppendRequest("one", PurchaseEvent("p-8", "s-1", 9))));
  REQUIRE_OK(fixture.Append(AppendRequest("two", PurchaseEvent("p-9", "s-2", 9))));
  REQUIRE(reader->Read(&message));
  CHECK(message.event().stream() == "purchase/p-9");
  context->TryCancel();
  CHECK(reader->Finish().error_code() == grpc::StatusCode::CANCELLED);
}

}  // namespace
}  // namespace anchorledger::server
