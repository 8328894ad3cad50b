// A server of events over the network, and what tests say to it.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "proto/wire/status_wire.h"
#include "tests/support/server/sample_requests.h"
#include "tests/support/server/test_server.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::server {

// A server with a client of its own.
struct EventsFixture {
  testing::TestServer server;
  std::string token = server.Token();
  std::unique_ptr<api::v1::EventService::Stub> stub =
      api::v1::EventService::NewStub(server.channel());

  base::StatusOr<api::v1::AppendEventsResponse> Append(
      const api::v1::AppendEventsRequest& request) {
    api::v1::AppendEventsResponse response;
    const auto context = testing::Context(token);
    const grpc::Status status = stub->AppendEvents(context.get(), request, &response);
    if (!status.ok()) {
      return wire::FromGrpcStatus(status);
    }
    return response;
  }

  base::StatusOr<api::v1::ListEventsResponse> List(const api::v1::ListEventsRequest& request) {
    api::v1::ListEventsResponse response;
    const auto context = testing::Context(token);
    const grpc::Status status = stub->ListEvents(context.get(), request, &response);
    if (!status.ok()) {
      return wire::FromGrpcStatus(status);
    }
    return response;
  }

  // An anchor, two suppliers and n purchases, one request each.
  void Fill(int purchases) {
    REQUIRE_OK(Append(testing::AppendRequest("setup", testing::AnchorEvent(testing::kAnchor),
                                             testing::SupplierEvent("s-1"),
                                             testing::SupplierEvent("s-2"))));
    for (int i = 1; i <= purchases; ++i) {
      const std::string id = std::to_string(i);
      REQUIRE_OK(Append(
          testing::AppendRequest("r-" + id, testing::PurchaseEvent("p-" + id, "s-1", 100 * i))));
    }
  }
};

inline std::vector<uint64_t> PositionsOf(const api::v1::ListEventsResponse& page) {
  std::vector<uint64_t> positions;
  for (const auto& event : page.events()) {
    positions.push_back(event.position());
  }
  return positions;
}

}  // namespace anchorledger::server
