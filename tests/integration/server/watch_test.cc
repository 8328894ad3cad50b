#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/sanitizers.h"
#include "tests/support/server/sample_requests.h"
#include "tests/support/server/test_server.h"
#include "tests/support/server/watcher.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::server {
namespace {

using api::v1::WatchEventsRequest;
using testing::AppendRequest;
using testing::Context;
using testing::PurchaseEvent;
using testing::TestServer;
using testing::Watcher;

struct Fixture {
  runtime::SystemClock clock;
  storage::MemoryLog log{storage::LogId{0xB0B}, clock};
  std::unique_ptr<TestServer> server = std::make_unique<TestServer>(log);
  std::string token = server->Token();
  std::unique_ptr<api::v1::EventService::Stub> stub =
      api::v1::EventService::NewStub(server->channel());
  int requests = 0;

  void Append(const api::v1::AppendEventsRequest& request) {
    api::v1::AppendEventsResponse response;
    const auto context = Context(token);
    const grpc::Status status = stub->AppendEvents(context.get(), request, &response);
    REQUIRE_OK(wire::FromGrpcStatus(status));
  }
  void Setup() {
    Append(AppendRequest("setup", testing::AnchorEvent(testing::kAnchor),
                         testing::SupplierEvent("s-1")));
  }
  // Appends n purchases in one request.
  void Purchases(int count) {
    api::v1::AppendEventsRequest request = AppendRequest("r-" + std::to_string(++requests));
    for (int i = 0; i < count; ++i) {
      *request.add_events() =
          PurchaseEvent(std::to_string(requests) + "-" + std::to_string(i), "s-1", 100);
    }
    Append(request);
  }
  // A server again, over the same log, with the same key.
  void Restart() {
    server->Stop();
    server = std::make_unique<TestServer>(log);
    token = server->Token();
    stub = api::v1::EventService::NewStub(server->channel());
  }
};

TEST_CASE("a watcher gets what is there, is told that it has caught up, then gets what comes") {
  Fixture fixture;
  fixture.Setup();
  Watcher watcher(*fixture.stub, fixture.token, {});
  CHECK(watcher.Next()->event().position() == 1);
  CHECK(watcher.Next()->event().position() == 2);
  const auto caught_up = watcher.Next();
  REQUIRE(caught_up->has_caught_up());
  CHECK(caught_up->caught_up().position() == 2);
  fixture.Purchases(2);
  CHECK(watcher.Next()->event().position() == 3);
  CHECK(watcher.Next()->event().position() == 4);
  CHECK(watcher.Next()->has_caught_up());
}

TEST_CASE("every message carries a token that goes on exactly behind it, also after a restart") {
  Fixture fixture;
  fixture.Setup();
  fixture.Purchases(5);
  std::string token;
  {
    Watcher watcher(*fixture.stub, fixture.token, {});
    for (int i = 0; i < 4; ++i) {
      const auto message = watcher.Next();
      REQUIRE(message->has_event());
      token = message->resume_token();
    }
  }
  fixture.Restart();
  WatchEventsRequest request;
  request.set_resume_token(token);
  Watcher watcher(*fixture.stub, fixture.token, request);
  CHECK(watcher.NextPosition() == 5);
  CHECK(watcher.NextPosition() == 6);
  CHECK(watcher.NextPosition() == 7);
}

TEST_CASE("a watcher may begin after a position, at the head, but not beyond") {
  Fixture fixture;
  fixture.Setup();
  fixture.Purchases(3);
  WatchEventsRequest request;
  SECTION("after a position") {
    request.set_after_position(4);
    Watcher watcher(*fixture.stub, fixture.token, request);
    CHECK(watcher.NextPosition() == 5);
  }
  SECTION("at the head") {
    request.mutable_head();
    Watcher watcher(*fixture.stub, fixture.token, request);
    CHECK(watcher.Next()->has_caught_up());
    fixture.Purchases(1);
    CHECK(watcher.NextPosition() == 6);
  }
  SECTION("beyond") {
    request.set_after_position(6);
    Watcher watcher(*fixture.stub, fixture.token, request);
    CHECK_FALSE(watcher.Next().has_value());
    CHECK_REASON(watcher.Finish(), kFieldInvalid);
  }
}

TEST_CASE("a filtered watcher gets what matches, and a token that saves it the rest") {
  Fixture fixture;
  fixture.Setup();
  fixture.Purchases(600);
  WatchEventsRequest request;
  request.mutable_filter()->add_event_types("SupplierRegistered");
  Watcher watcher(*fixture.stub, fixture.token, request);
  CHECK(watcher.Next()->event().position() == 2);
  const auto caught_up = watcher.Next();
  REQUIRE(caught_up->has_caught_up());
  CHECK(caught_up->caught_up().position() == 602);

  SECTION("the token holds for the same filter") {
    request.set_resume_token(caught_up->resume_token());
    Watcher again(*fixture.stub, fixture.token, request);
    const auto message = again.Next();
    REQUIRE(message->has_caught_up());
    CHECK(message->caught_up().position() == 602);
  }
  SECTION("and for no other") {
    request.mutable_filter()->add_event_types("PurchaseRecorded");
    request.set_resume_token(caught_up->resume_token());
    Watcher again(*fixture.stub, fixture.token, request);
    CHECK_FALSE(again.Next().has_value());
    CHECK_REASON(again.Finish(), kPageTokenInvalid);
  }
}

TEST_CASE("a reader that comes back to a log restored to an older state is told") {
  Fixture fixture;
  fixture.Setup();
  fixture.Purchases(5);
  std::string token;
  std::string early;
  {
    Watcher watcher(*fixture.stub, fixture.token, {});
    for (int i = 0; i < 7; ++i) {
      token = watcher.Next()->resume_token();
      early = i == 2 ? token : early;
    }
  }
  fixture.server->Stop();
  fixture.log.Rewind(base::Position(4));
  fixture.Restart();
  WatchEventsRequest request;
  request.set_resume_token(token);
  {
    Watcher watcher(*fixture.stub, fixture.token, request);
    CHECK_FALSE(watcher.Next().has_value());
    const base::Status status = watcher.Finish();
    CHECK_REASON(status, kLogRewound);
    CHECK(base::MetadataOf(status)[0] ==
          std::pair<std::string, std::string>("common_position", "4"));
  }
  SECTION("also when the log has grown beyond the token again") {
    fixture.Purchases(50);
    Watcher watcher(*fixture.stub, fixture.token, request);
    CHECK_FALSE(watcher.Next().has_value());
    CHECK_REASON(watcher.Finish(), kLogRewound);
  }
  SECTION("a token from before the point where they part goes on") {
    request.set_resume_token(early);
    Watcher watcher(*fixture.stub, fixture.token, request);
    CHECK(watcher.NextPosition() == 4);
  }
}

int64_t ResidentKilobytes() {
  std::ifstream status("/proc/self/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.rfind("VmRSS:", 0) == 0) {
      return std::stoll(line.substr(6));
    }
  }
  return 0;
}

TEST_CASE("a reader that does not read costs constant memory and is not dropped") {
  Fixture fixture;
  fixture.Setup();
  Watcher slow(*fixture.stub, fixture.token, {});
  REQUIRE(slow.NextPosition() == 1);
  for (int i = 0; i < 20; ++i) {
    fixture.Purchases(500);
  }
  // The log holds all events anyway; what a second, third ... reader adds is the reader's cost.
  const int64_t before = ResidentKilobytes();
  std::vector<std::unique_ptr<Watcher>> readers;
  for (int i = 0; i < 20; ++i) {
    readers.push_back(
        std::make_unique<Watcher>(*fixture.stub, fixture.token, WatchEventsRequest()));
    REQUIRE(readers.back()->NextPosition() == 1);
  }
  fixture.Purchases(500);  // a round trip: the server had time to run ahead if it were to
  const int64_t grown = ResidentKilobytes() - before;
  INFO("20 idle readers took " << grown << " KiB; the log has some 5,000 KiB");
  if constexpr (testing::kMemoryIsOurs) CHECK(grown < 20 * 1'024);
  for (uint64_t position = 2; position <= 10'502; ++position) {
    REQUIRE(slow.NextPosition() == position);
  }
}

TEST_CASE("a reader that leaves is forgotten") {
  Fixture fixture;
  fixture.Setup();
  for (int i = 0; i < 5; ++i) {
    Watcher watcher(*fixture.stub, fixture.token, {});
    REQUIRE(watcher.NextPosition() == 1);
  }
  // The stop waits for what is still open, so the set is empty when it returns.
  fixture.server->Stop();
  CHECK(fixture.log.Head().position.value() == 2);
}

TEST_CASE("a stopping server ends its streams with a reason, at once") {
  Fixture fixture;
  fixture.Setup();
  Watcher watcher(*fixture.stub, fixture.token, {});
  REQUIRE(watcher.NextPosition() == 1);
  REQUIRE(watcher.NextPosition() == 2);
  REQUIRE(watcher.Next()->has_caught_up());
  const int64_t begin = fixture.clock.MonotonicMicros();
  fixture.server->Stop();
  CHECK(fixture.clock.MonotonicMicros() - begin < 4'000'000);
  CHECK_FALSE(watcher.Next().has_value());
  CHECK_REASON(watcher.Finish(), kShuttingDown);
}

}  // namespace
}  // namespace anchorledger::server
