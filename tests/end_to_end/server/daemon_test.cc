#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "anchorledger/api/v1/admin.grpc.pb.h"
#include "tests/end_to_end/server/fixture.h"

namespace anchorledger::server {
namespace {

using testing::AppendRequest;
using testing::Daemon;
using testing::PurchaseEvent;
using testing::RunProgram;

TEST_CASE("a server ends on SIGTERM and SIGINT with code 0, and keeps what it was given") {
  Fixture fixture;
  for (const int signal : {SIGTERM, SIGINT}) {
    Daemon daemon(fixture.Arguments());
    const Stub stub = Fixture::Connect(daemon.WaitUntilServing());
    const auto answer =
        fixture.Append(stub, AppendRequest("setup", testing::AnchorEvent(testing::kAnchor),
                                           testing::SupplierEvent("s-1")));
    REQUIRE_OK(answer);
    CHECK(answer->duplicate() == (signal == SIGINT));
    CHECK(daemon.End(signal) == 0);
    CHECK(daemon.log().find("stopped") != std::string::npos);
  }
}

TEST_CASE("a successor that starts before its predecessor has ended waits for the log") {
  Fixture fixture;
  Daemon first(fixture.Arguments());
  REQUIRE(first.WaitUntilServing() != 0);
  Daemon second(fixture.Arguments());
  CHECK(first.End(SIGTERM) == 0);
  CHECK(second.WaitUntilServing() != 0);
  CHECK(second.End(SIGTERM) == 0);
}

TEST_CASE("two servers do not share a port") {
  Fixture fixture;
  Daemon first(fixture.Arguments());
  const int port = first.WaitUntilServing();
  const testing::TempFolder other;
  Daemon second({"--data-dir", other / "data", "--listen", "127.0.0.1:" + std::to_string(port),
                 "--tokens-file", fixture.folder / "tokens"});
  CHECK(second.WaitUntilServing() == 0);
  CHECK(second.End(0) == 1);
  CHECK(second.log().find("cannot listen") != std::string::npos);
}

TEST_CASE("the same options stand in a file, and the chosen port is written to one") {
  Fixture fixture;
  std::ofstream(fixture.folder / "config") << "data-dir = " << fixture.folder / "data" << '\n'
                                           << "listen = 127.0.0.1:0\n"
                                           << "tokens-file = " << fixture.folder / "tokens" << '\n'
                                           << "port-file = " << fixture.folder / "port" << '\n';
  Daemon daemon({"--config", fixture.folder / "config"});
  const int port = daemon.WaitUntilServing();
  REQUIRE(port != 0);
  std::ifstream file(fixture.folder / "port");
  int written = 0;
  file >> written;
  CHECK(written == port);
}

TEST_CASE("a configuration that cannot be served is refused with all that is wrong") {
  Fixture fixture;
  Daemon daemon({"--listen", "0.0.0.0:7400", "--tls-key", "key.pem"});
  CHECK(daemon.WaitUntilServing() == 0);
  CHECK(daemon.End(0) == 1);
  for (const char* field : {"data-dir", "tokens-file", "listen", "tls-key"}) {
    INFO(field);
    CHECK(daemon.log().find(field) != std::string::npos);
  }
}

TEST_CASE("a key that no option has is refused in the configuration file, by its name") {
  Fixture fixture;
  std::ofstream(fixture.folder / "config") << "data-dir = " << fixture.folder / "data" << '\n'
                                           << "tokens-file = " << fixture.folder / "tokens" << '\n'
                                           << "bogus = 3\n";
  Daemon daemon({"--listen", "127.0.0.1:0", "--config", fixture.folder / "config"});
  CHECK(daemon.WaitUntilServing() == 0);
  CHECK(daemon.End(0) == 2);
  CHECK(daemon.log().find("bogus") != std::string::npos);
}

TEST_CASE("an address that others can reach needs TLS") {
  Fixture fixture;
  std::vector<std::string> arguments = fixture.Arguments();
  arguments[3] = "0.0.0.0:0";
  Daemon daemon(arguments);
  CHECK(daemon.WaitUntilServing() == 0);
  CHECK(daemon.End(0) == 1);
  CHECK(daemon.log().find("tls-certificate") != std::string::npos);
}

TEST_CASE("a token made offline while the server runs is accepted") {
  Fixture fixture;
  Daemon daemon(fixture.Arguments());
  const Stub stub = Fixture::Connect(daemon.WaitUntilServing());
  fixture.token = fixture.MintToken();
  CHECK_OK(fixture.Append(stub, AppendRequest("setup", testing::AnchorEvent(testing::kAnchor))));
}

TEST_CASE("the log holds no token and no payload") {
  Fixture fixture;
  std::vector<std::string> arguments = fixture.Arguments();
  arguments.back() = "all";
  arguments.insert(arguments.end(), {"--log-level", "debug"});
  Daemon daemon(arguments);
  const Stub stub = Fixture::Connect(daemon.WaitUntilServing());
  fixture.Register(stub);
  CHECK_REASON(
      fixture.Append(stub, AppendRequest("r-1", PurchaseEvent("p-1", "secret-supplier", 1))),
      kReferenceUnknown);
  CHECK(daemon.End(SIGTERM) == 0);
  CHECK(daemon.log().find("AppendEvents") != std::string::npos);
  CHECK(daemon.log().find(fixture.token) == std::string::npos);
  CHECK(daemon.log().find(fixture.token.substr(20)) == std::string::npos);
  CHECK(daemon.log().find("secret-supplier") == std::string::npos);
  CHECK(daemon.log().find("Hospital") == std::string::npos);
}

TEST_CASE("a backup is made while the server runs, with the key of its tokens") {
  Fixture fixture;
  Daemon daemon(fixture.Arguments());
  const int port = daemon.WaitUntilServing();
  const Stub stub = Fixture::Connect(port);
  fixture.Register(stub);
  const auto admin = api::v1::AdminService::NewStub(
      grpc::CreateChannel("127.0.0.1:" + std::to_string(port), grpc::InsecureChannelCredentials()));
  api::v1::CreateBackupRequest request;
  request.set_name("monday");
  api::v1::CreateBackupResponse response;
  REQUIRE_OK(wire::FromGrpcStatus(
      admin->CreateBackup(testing::Context(fixture.token).get(), request, &response)));
  CHECK(response.position() == 2);
  CHECK(response.size_bytes() > 0);
  for (const char* part : {"/token-seal.key", "/tokens", "/manifest.json"}) {
    CHECK(std::ifstream(response.path() + part).good());
  }
  CHECK_REASON(wire::FromGrpcStatus(
                   admin->CreateBackup(testing::Context(fixture.token).get(), request, &response)),
               kRuleBroken);
  request.set_name("../elsewhere");
  CHECK_REASON(wire::FromGrpcStatus(
                   admin->CreateBackup(testing::Context(fixture.token).get(), request, &response)),
               kFieldInvalid);
}

// The folder of a backup of the server at the port.
std::string MakeBackup(int port, const std::string& token, const std::string& name) {
  const auto admin = api::v1::AdminService::NewStub(
      grpc::CreateChannel("127.0.0.1:" + std::to_string(port), grpc::InsecureChannelCredentials()));
  api::v1::CreateBackupRequest request;
  request.set_name(name);
  api::v1::CreateBackupResponse response;
  REQUIRE_OK(
      wire::FromGrpcStatus(admin->CreateBackup(testing::Context(token).get(), request, &response)));
  return response.path();
}

TEST_CASE("a backup is restored where nothing is, and only a finished one") {
  Fixture fixture;
  std::string backup;
  {
    Daemon daemon(fixture.Arguments());
    const int port = daemon.WaitUntilServing();
    fixture.Register(Fixture::Connect(port));
    backup = MakeBackup(port, fixture.token, "monday");
  }
  const auto restore_to = [&](const std::string& data) {
    return testing::RunProgram("anchorledger-check",
                               {"restore", "--data-dir", data, "--backup", backup});
  };
  CHECK(restore_to(fixture.folder / "data").exit_code == 3);

  const testing::ProgramResult beside = restore_to(fixture.folder / "restored");
  CHECK(beside.exit_code == 0);
  CHECK(beside.output.find("restored up to position 2") != std::string::npos);
  const auto verify = [&] {
    return testing::RunProgram("anchorledger-check",
                               {"verify", "--data-dir", fixture.folder / "restored"});
  };
  CHECK(verify().exit_code == 1);  // nobody has said yet that this state is wanted
  CHECK(testing::RunProgram("anchorledger-check",
                            {"accept-restore", "--data-dir", fixture.folder / "restored"})
            .exit_code == 0);
  CHECK(verify().exit_code == 0);

  std::filesystem::remove(backup + "/manifest.json");
  CHECK(restore_to(fixture.folder / "again").exit_code == 3);
  CHECK_FALSE(std::filesystem::exists(fixture.folder / "again"));
}

}  // namespace
}  // namespace anchorledger::server
