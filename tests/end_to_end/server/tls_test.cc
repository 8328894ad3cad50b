// TLS with certificates made by the openssl program.
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/end_to_end/server/fixture.h"
#include "tests/support/server/certificates.h"
#include "tests/support/skip.h"

namespace anchorledger::server {
namespace {

using testing::AppendRequest;
using testing::Daemon;

std::string Contents(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct TlsFixture : Fixture {
  Stub Connect(int port, const grpc::SslCredentialsOptions& options) const {
    return api::v1::EventService::NewStub(
        grpc::CreateChannel("localhost:" + std::to_string(port), grpc::SslCredentials(options)));
  }
  base::Status Try(const Stub& stub) const {
    api::v1::ListEventsResponse response;
    const auto context = testing::Context(token, std::chrono::seconds(5));
    return wire::FromGrpcStatus(stub->ListEvents(context.get(), {}, &response));
  }
  std::vector<std::string> TlsArguments() const {
    std::vector<std::string> arguments = Arguments();
    arguments[3] = "0.0.0.0:0";
    arguments.insert(arguments.end(), {"--tls-certificate", folder / "server.pem", "--tls-key",
                                       folder / "server.key"});
    return arguments;
  }
};

TEST_CASE("with TLS the server is known by its certificate and speaks to nobody in the clear") {
  TlsFixture fixture;
  if (!testing::MakeCertificates(fixture.folder.path().string())) {
    testing::NoteSkipped("the openssl program is not installed");
    return;
  }
  Daemon daemon(fixture.TlsArguments());
  const int port = daemon.WaitUntilServing();
  REQUIRE(port != 0);
  grpc::SslCredentialsOptions trusting;
  trusting.pem_root_certs = Contents(fixture.folder / "ca.pem");
  CHECK_OK(fixture.Try(fixture.Connect(port, trusting)));

  grpc::SslCredentialsOptions stranger;
  stranger.pem_root_certs = Contents(fixture.folder / "client.pem");
  CHECK(fixture.Try(fixture.Connect(port, stranger)).code() == absl::StatusCode::kUnavailable);
  CHECK(fixture.Try(Fixture::Connect(port)).code() == absl::StatusCode::kUnavailable);
  CHECK(daemon.End(SIGTERM) == 0);
}

TEST_CASE("with an authority for clients, only those with its certificate are served") {
  TlsFixture fixture;
  if (!testing::MakeCertificates(fixture.folder.path().string())) {
    testing::NoteSkipped("the openssl program is not installed");
    return;
  }
  std::vector<std::string> arguments = fixture.TlsArguments();
  arguments.insert(arguments.end(), {"--tls-client-ca", fixture.folder / "ca.pem"});
  Daemon daemon(arguments);
  const int port = daemon.WaitUntilServing();
  REQUIRE(port != 0);
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = Contents(fixture.folder / "ca.pem");
  CHECK(fixture.Try(fixture.Connect(port, options)).code() == absl::StatusCode::kUnavailable);
  options.pem_cert_chain = Contents(fixture.folder / "client.pem");
  options.pem_private_key = Contents(fixture.folder / "client.key");
  CHECK_OK(fixture.Try(fixture.Connect(port, options)));
  CHECK(daemon.End(SIGTERM) == 0);
}

TEST_CASE("the command line client shows its certificate to a server that asks for one") {
  TlsFixture fixture;
  if (!testing::MakeCertificates(fixture.folder.path().string())) {
    testing::NoteSkipped("the openssl program is not installed");
    return;
  }
  std::ofstream(fixture.folder / "token") << fixture.token;
  std::vector<std::string> arguments = fixture.TlsArguments();
  arguments.insert(arguments.end(), {"--tls-client-ca", fixture.folder / "ca.pem"});
  Daemon daemon(arguments);
  const int port = daemon.WaitUntilServing();
  REQUIRE(port != 0);
  std::vector<std::string> command = {"--server",     "localhost:" + std::to_string(port),
                                      "--token-file", fixture.folder / "token",
                                      "--tls-ca",     fixture.folder / "ca.pem",
                                      "--timeout",    "2",
                                      "events",       "list"};
  constexpr int kUnavailable = 7;
  CHECK(testing::RunProgram("anchorledger", command).exit_code == kUnavailable);
  command.insert(command.begin(), {"--client-cert", fixture.folder / "client.pem", "--client-key",
                                   fixture.folder / "client.key"});
  CHECK(testing::RunProgram("anchorledger", command).exit_code == 0);
  CHECK(daemon.End(SIGTERM) == 0);
}

}  // namespace
}  // namespace anchorledger::server
