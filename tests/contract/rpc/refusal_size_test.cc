// A refusal with very many violations, as clients with other limits get it.
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <catch2/catch.hpp>
#include <string>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "proto/base/limits.h"
#include "proto/wire/status_fit.h"
#include "proto/wire/status_wire.h"
#include "tests/support/server/test_server.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::rpc {
namespace {

constexpr int kEvents = 500;

// Suppliers without a name.
api::v1::AppendEventsRequest FaultyRequest() {
  api::v1::AppendEventsRequest request;
  request.set_request_id("faulty-0001");
  for (int at = 0; at < kEvents; ++at) {
    auto& event = *request.add_events();
    event.mutable_any();
    event.mutable_payload()->mutable_supplier_registered()->set_supplier_id("s-" +
                                                                            std::to_string(at));
  }
  return request;
}

// `details_max` as the client says it; empty: it says nothing, as a client of somebody else.
base::Status Refusal(testing::TestServer& server, const std::string& details_max,
                     const grpc::ChannelArguments& arguments) {
  const auto channel = grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(server.port()),
                                                 grpc::InsecureChannelCredentials(), arguments);
  const auto context = testing::Context(server.Token());
  if (!details_max.empty()) {
    context->AddMetadata(std::string(wire::kDetailsMaxKey), details_max);
  }
  api::v1::AppendEventsResponse response;
  return wire::FromGrpcStatus(api::v1::EventService::NewStub(channel)->AppendEvents(
      context.get(), FaultyRequest(), &response));
}

TEST_CASE("a client of 8 KiB of metadata gets the reason and the first of 500 violations") {
  testing::TestServer server;
  const base::Status refusal = Refusal(server, "", grpc::ChannelArguments());
  CHECK(refusal.code() == absl::StatusCode::kInvalidArgument);
  CHECK_REASON(refusal, kFieldMissing);
  const auto violations = base::FieldViolationsOf(refusal);
  REQUIRE_FALSE(violations.empty());
  CHECK(violations.size() < kEvents);
  CHECK(violations[0].field.starts_with("events[0]"));
  CHECK(base::MessageOf(refusal).find("more violations are not in this answer") !=
        std::string_view::npos);
}

TEST_CASE("a client that takes more says so and gets every violation") {
  testing::TestServer server;
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_MAX_METADATA_SIZE, static_cast<int>(base::kMessageBytesMax));
  const base::Status refusal = Refusal(server, std::string(wire::WholeDetails()), arguments);
  CHECK(base::FieldViolationsOf(refusal).size() >= kEvents);
  CHECK(base::MessageOf(refusal).find("more violations") == std::string_view::npos);
}

}  // namespace
}  // namespace anchorledger::rpc
