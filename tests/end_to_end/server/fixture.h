// A data folder with a token, and clients of the daemon that serves it.
#pragma once

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <memory>
#include <string>
#include <vector>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "proto/wire/status_wire.h"
#include "tests/support/server/daemon.h"
#include "tests/support/server/sample_requests.h"
#include "tests/support/server/test_server.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::server {

using Stub = std::unique_ptr<api::v1::EventService::Stub>;

struct Fixture {
  testing::TempFolder folder;
  std::string token = MintToken();

  std::string MintToken() const {
    const testing::ProgramResult minted = testing::RunProgram(
        "anchorledgerd",
        {"token", "create", "--tokens-file", folder / "tokens", "--tenant", testing::kTenant,
         "--actor", "actor-1", "--org", testing::kAnchor, "--role", "sc,stw,sys,operator"});
    REQUIRE(minted.exit_code == 0);
    return minted.output.substr(0, minted.output.find('\n'));
  }

  std::vector<std::string> Arguments() const {
    return {"--data-dir",    folder / "data",   "--listen",    "127.0.0.1:0",
            "--tokens-file", folder / "tokens", "--log-calls", "failed"};
  }

  static Stub Connect(int port) {
    return api::v1::EventService::NewStub(grpc::CreateChannel("127.0.0.1:" + std::to_string(port),
                                                              grpc::InsecureChannelCredentials()));
  }

  base::StatusOr<api::v1::AppendEventsResponse> Append(
      const Stub& stub, const api::v1::AppendEventsRequest& request) const {
    api::v1::AppendEventsResponse response;
    const auto context = testing::Context(token);
    const grpc::Status status = stub->AppendEvents(context.get(), request, &response);
    if (!status.ok()) {
      return wire::FromGrpcStatus(status);
    }
    return response;
  }

  void Register(const Stub& stub) const {
    REQUIRE_OK(Append(stub, testing::AppendRequest("setup", testing::AnchorEvent(testing::kAnchor),
                                                   testing::SupplierEvent("s-1"))));
  }

  // The checker finds nothing wrong with what the stopped or killed server left behind.
  void CheckFolder() const {
    const testing::ProgramResult checked =
        testing::RunProgram("anchorledger-check", {"verify", "--data-dir", folder / "data"});
    INFO(checked.output);
    CHECK(checked.exit_code == 0);
  }

  // Every event of the log, by pages.
  std::vector<api::v1::RecordedEvent> ListAll(const Stub& stub) const {
    std::vector<api::v1::RecordedEvent> events;
    api::v1::ListEventsRequest request;
    request.set_page_size(1'000);
    do {
      api::v1::ListEventsResponse page;
      const auto context = testing::Context(token);
      REQUIRE_OK(wire::FromGrpcStatus(stub->ListEvents(context.get(), request, &page)));
      events.insert(events.end(), page.events().begin(), page.events().end());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return events;
  }
};

}  // namespace anchorledger::server
