#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "proto/wire/status_wire.h"
#include "tests/support/server/sample_requests.h"
#include "tests/support/server/test_server.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

TEST_CASE("of many that onboard a partner under one name at the same time, one does") {
  constexpr int kClients = 8;
  constexpr int kNames = 5;
  TestServer server;
  const std::string token = server.Token();
  const auto stub = api::v1::EventService::NewStub(server.channel());
  for (int name = 0; name < kNames; ++name) {
    std::vector<base::Status> answers(kClients);
    std::vector<std::jthread> clients;
    for (int client = 0; client < kClients; ++client) {
      clients.emplace_back([&, name, client] {
        const std::string id = std::to_string(name) + "-" + std::to_string(client);
        api::v1::AppendEventsResponse response;
        const auto context = Context(token);
        answers[static_cast<std::size_t>(client)] = wire::FromGrpcStatus(stub->AppendEvents(
            context.get(),
            AppendRequest("r-" + id, PartnerEvent("p-" + id, "Co-op " + std::to_string(name))),
            &response));
      });
    }
    clients.clear();  // joins
    int onboarded = 0;
    for (const base::Status& answer : answers) {
      onboarded += answer.ok() ? 1 : 0;
      if (!answer.ok()) CHECK_REASON(answer, kRuleBroken);
    }
    CHECK(onboarded == 1);
  }
}

}  // namespace
}  // namespace anchorledger::testing
