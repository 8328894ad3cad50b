#include "tests/integration/server/events_fixture.h"
#include "tests/support/server/generic_call.h"

namespace anchorledger::server {
namespace {

using testing::AppendRequest;
using testing::Context;
using testing::PurchaseEvent;
using testing::ReversalEvent;
using testing::TestServer;

constexpr std::string_view kAppendMethod = "anchorledger.api.v1.EventService/AppendEvents";

TEST_CASE("what was appended over the network is listed as it was sent") {
  EventsFixture fixture;
  fixture.Fill(0);
  auto request = AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 4200));
  request.mutable_events(0)->set_correlation_id("c-9");
  const auto appended = fixture.Append(request);
  REQUIRE_OK(appended);
  REQUIRE(appended->events_size() == 1);
  CHECK(appended->events(0).stream() == "purchase/p-1");
  CHECK(appended->events(0).revision() == 1);
  CHECK(appended->log_id().size() == 16);

  api::v1::ListEventsRequest list;
  list.mutable_filter()->set_stream("purchase/p-1");
  const auto page = fixture.List(list);
  REQUIRE_OK(page);
  REQUIRE(page->events_size() == 1);
  const auto& event = page->events(0);
  CHECK(event.position() == appended->events(0).position());
  CHECK(event.payload().SerializeAsString() == request.events(0).payload().SerializeAsString());
  CHECK(event.header().actor_ref() == "actor-1");
  CHECK(event.header().correlation_id() == "c-9");
  CHECK(event.request_id() == "r-1");
  CHECK(event.recorded_at().seconds() == appended->recorded_at().seconds());
  CHECK(page->next_page_token().empty());
}

TEST_CASE("a retry over the network gets the first answer") {
  EventsFixture fixture;
  fixture.Fill(0);
  const auto request = AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 4200));
  const auto first = fixture.Append(request);
  const auto second = fixture.Append(request);
  REQUIRE_OK(first);
  REQUIRE_OK(second);
  CHECK_FALSE(first->duplicate());
  CHECK(second->duplicate());
  CHECK(second->events(0).position() == first->events(0).position());
  CHECK_REASON(fixture.Append(AppendRequest("r-1", PurchaseEvent("p-2", "s-1", 1))),
               kRequestIdReused);
}

TEST_CASE("errors arrive with code, reason, fields and metadata") {
  EventsFixture fixture;
  fixture.Fill(1);
  SECTION("a lost race") {
    const auto answer = fixture.Append(AppendRequest("r-x", PurchaseEvent("p-1", "s-1", 1)));
    CHECK(answer.status().code() == absl::StatusCode::kAborted);
    CHECK_REASON(answer, kExpectationFailed);
    CHECK(base::MetadataOf(answer.status()).size() == 2);
  }
  SECTION("wrong fields") {
    const auto answer = fixture.Append(AppendRequest("r x", api::v1::ProposedEvent()));
    CHECK(answer.status().code() == absl::StatusCode::kInvalidArgument);
    CHECK(base::FieldViolationsOf(answer.status()).size() == 1);
  }
  SECTION("a broken rule") {
    const auto answer = fixture.Append(AppendRequest("r-x", ReversalEvent("p-1", 101)));
    CHECK(answer.status().code() == absl::StatusCode::kFailedPrecondition);
    CHECK_REASON(answer, kRuleBroken);
  }
}

TEST_CASE("pages join up to the whole log, forwards and backwards") {
  EventsFixture fixture;
  fixture.Fill(20);
  for (const auto order : {api::v1::LIST_ORDER_FORWARDS, api::v1::LIST_ORDER_BACKWARDS}) {
    for (const int page_size : {1, 7, 23, 100}) {
      api::v1::ListEventsRequest request;
      request.set_order(order);
      request.set_page_size(page_size);
      std::vector<uint64_t> seen;
      do {
        const auto page = fixture.List(request);
        REQUIRE_OK(page);
        CHECK(page->events_size() <= page_size);
        for (const uint64_t position : PositionsOf(*page)) {
          seen.push_back(position);
        }
        request.set_page_token(page->next_page_token());
      } while (!request.page_token().empty());
      std::vector<uint64_t> wanted;
      for (uint64_t i = 1; i <= 23; ++i) {
        wanted.push_back(order == api::v1::LIST_ORDER_FORWARDS ? i : 24 - i);
      }
      INFO("page size " << page_size);
      CHECK(seen == wanted);
    }
  }
}

TEST_CASE("a list is narrowed by type, anchor, times and position") {
  EventsFixture fixture;
  fixture.Fill(5);
  api::v1::ListEventsRequest request;
  SECTION("type") {
    request.mutable_filter()->add_event_types("SupplierRegistered");
    CHECK(PositionsOf(*fixture.List(request)) == std::vector<uint64_t>{2, 3});
  }
  SECTION("a type that is none") {
    request.mutable_filter()->add_event_types("SupplierBankrupted");
    CHECK_REASON(fixture.List(request), kFieldInvalid);
  }
  SECTION("anchor") {
    request.mutable_filter()->set_anchor_id("anchor-9");
    CHECK(PositionsOf(*fixture.List(request)).empty());
  }
  SECTION("effective dates") {
    const auto first = fixture.List(request);
    request.mutable_filter()->mutable_effective_from()->set_days(
        first->events(3).header().effective_on().days());
    CHECK(PositionsOf(*fixture.List(request)) == std::vector<uint64_t>{4, 5, 6, 7, 8});
  }
  SECTION("recorded times, from both sides") {
    const auto all = fixture.List(request);
    *request.mutable_filter()->mutable_recorded_from() = all->events(4).recorded_at();
    *request.mutable_filter()->mutable_recorded_before() = all->events(6).recorded_at();
    CHECK(PositionsOf(*fixture.List(request)) == std::vector<uint64_t>{5, 6});
    request.set_order(api::v1::LIST_ORDER_BACKWARDS);
    CHECK(PositionsOf(*fixture.List(request)) == std::vector<uint64_t>{6, 5});
  }
  SECTION("position") {
    request.set_start_after_position(6);
    CHECK(PositionsOf(*fixture.List(request)) == std::vector<uint64_t>{7, 8});
    request.set_order(api::v1::LIST_ORDER_BACKWARDS);
    CHECK(PositionsOf(*fixture.List(request)) == std::vector<uint64_t>{5, 4, 3, 2, 1});
    request.set_start_after_position(1);
    CHECK(PositionsOf(*fixture.List(request)).empty());
  }
  SECTION("stream, backwards") {
    REQUIRE_OK(fixture.Append(AppendRequest("x-1", ReversalEvent("p-2", 10))));
    request.mutable_filter()->set_stream("purchase/p-2");
    request.set_order(api::v1::LIST_ORDER_BACKWARDS);
    CHECK(PositionsOf(*fixture.List(request)) == std::vector<uint64_t>{9, 5});
    request.set_start_after_position(9);
    CHECK(PositionsOf(*fixture.List(request)) == std::vector<uint64_t>{5});
  }
}

TEST_CASE("one tenant sees nothing of another") {
  EventsFixture fixture;
  fixture.Fill(3);
  fixture.token = fixture.server.Token(TestServer::EveryRole(), testing::kAnchor, "net-2");
  const auto page = fixture.List({});
  REQUIRE_OK(page);
  CHECK(page->events_size() == 0);
}

TEST_CASE("another organisation sees what was made visible to it, and no more") {
  EventsFixture fixture;
  fixture.Fill(1);
  auto open = AppendRequest("r-open", PurchaseEvent("p-open", "s-1", 5));
  open.mutable_events(0)->set_visibility(event::v1::VISIBILITY_PUBLIC);
  auto study = AppendRequest("r-study", PurchaseEvent("p-study", "s-1", 5));
  study.mutable_events(0)->set_visibility(event::v1::VISIBILITY_EVALUATORS);
  REQUIRE_OK(fixture.Append(open));
  REQUIRE_OK(fixture.Append(study));
  api::v1::ListEventsRequest request;
  request.mutable_filter()->add_event_types("PurchaseRecorded");
  SECTION("an evaluator") {
    fixture.token = fixture.server.Token({security::Role::kEval}, "university-1");
    CHECK(PositionsOf(*fixture.List(request)) == std::vector<uint64_t>{5, 6});
  }
  SECTION("finance of another anchor") {
    fixture.token = fixture.server.Token({security::Role::kFin}, "anchor-2");
    CHECK(PositionsOf(*fixture.List(request)) == std::vector<uint64_t>{5});
  }
  SECTION("a data steward of the network") {
    fixture.token = fixture.server.Token({security::Role::kStw}, "network-office");
    CHECK(PositionsOf(*fixture.List(request)) == std::vector<uint64_t>{4, 5, 6});
  }
}

TEST_CASE("a page token of a changed request is refused") {
  EventsFixture fixture;
  fixture.Fill(3);
  api::v1::ListEventsRequest request;
  request.set_page_size(2);
  const auto page = fixture.List(request);
  REQUIRE_OK(page);
  request.set_page_token(page->next_page_token());
  request.mutable_filter()->set_anchor_id(testing::kAnchor);
  CHECK_REASON(fixture.List(request), kPageTokenInvalid);
}

TEST_CASE("a message that is too large is refused with a reason, and the server goes on") {
  EventsFixture fixture;
  fixture.Fill(0);
  const std::string large(5U << 20, 'x');
  CHECK_REASON(testing::CallBytes(fixture.server.channel(), std::string(kAppendMethod), false,
                                  Context(fixture.token), large),
               kMessageTooLarge);
  const std::string huge(20U << 20, 'x');
  CHECK(testing::CallBytes(fixture.server.channel(), std::string(kAppendMethod), false,
                           Context(fixture.token), huge)
            .code() == absl::StatusCode::kResourceExhausted);
  CHECK_OK(fixture.List({}));
}

TEST_CASE("unknown fields are named, however deep they lie") {
  EventsFixture fixture;
  fixture.Fill(0);
  auto request = AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 1));
  auto* purchase = request.mutable_events(0)->mutable_payload()->mutable_purchase_recorded();
  purchase->GetReflection()->MutableUnknownFields(purchase->mutable_amount())->AddVarint(77, 1);
  const auto answer = fixture.Append(request);
  CHECK_REASON(answer, kFieldUnknown);
  REQUIRE(base::FieldViolationsOf(answer.status()).size() == 1);
  CHECK(base::FieldViolationsOf(answer.status())[0].field ==
        "events[0].payload.purchase_recorded.amount.77");
}

TEST_CASE("a call whose time has run out before a worker saw it does nothing") {
  EventsFixture fixture;
  fixture.Fill(0);
  const auto context = Context(fixture.token, std::chrono::milliseconds(-1));
  api::v1::AppendEventsResponse response;
  const grpc::Status status = fixture.stub->AppendEvents(
      context.get(), AppendRequest("r-1", PurchaseEvent("p-1", "s-1", 1)), &response);
  CHECK(status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED);
  CHECK(fixture.List({})->head_position() == 3);
}

}  // namespace
}  // namespace anchorledger::server
