// The daemon over HTTP: what only a process of its own can show.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "tests/end_to_end/server/fixture.h"
#include "tests/support/sanitizers.h"
#include "tests/support/server/certificates.h"
#include "tests/support/server/http_client.h"
#include "tests/support/skip.h"

namespace anchorledger::server {
namespace {

using nlohmann::json;
using testing::Daemon;
using testing::HttpAnswer;
using testing::HttpConnection;
using testing::HttpHeaders;

constexpr const char* kApi = "/anchorledger.api.v1.";

struct HttpFixture : Fixture {
  std::vector<std::string> HttpArguments() const {
    std::vector<std::string> arguments = Arguments();
    arguments.insert(arguments.end(), {"--http-listen", "127.0.0.1:0"});
    return arguments;
  }
  HttpHeaders Bearer(const std::string& type) const {
    return {{"Authorization", "Bearer " + token}, {"Content-Type", type}};
  }
  HttpAnswer Append(const Daemon& daemon, const std::string& request_id) const {
    return HttpConnection(daemon.http_port())
        .Send("POST", std::string(kApi) + "EventService/AppendEvents", Bearer("application/proto"),
              testing::AppendRequest(request_id, testing::AnchorEvent("anchor-" + request_id))
                  .SerializeAsString());
  }
  HttpConnection Watch(const Daemon& daemon) const {
    HttpConnection connection(daemon.http_port());
    connection.WriteRequest("POST", std::string(kApi) + "EventService/WatchEvents",
                            Bearer("application/connect+json"), testing::ConnectFrame("{}"));
    return connection;
  }
};

// A number of /proc/PID/status, such as "Threads" or "VmRSS" (in KiB).
int64_t StatusOf(pid_t process, const std::string& name) {
  std::ifstream file("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(name + ':')) return std::atoll(line.c_str() + name.size() + 1);
  }
  return 0;
}

// The next event of a watch. A slow machine is silent for so long that it also says how far it is.
json NextEvent(HttpConnection& watch) {
  for (;;) {
    const auto frame = watch.ReadFrame();
    REQUIRE(frame.has_value());
    json message = json::parse(frame->payload);
    if (!message.contains("progress")) return message;
  }
}

// The test holds the other ends of all connections.
void AllowManyFiles() {
  rlimit limit{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &limit) == 0);
  limit.rlim_cur = limit.rlim_max;
  REQUIRE(setrlimit(RLIMIT_NOFILE, &limit) == 0);
}

TEST_CASE("a thousand open streams cost no thread, little memory, and hold up nobody") {
  constexpr size_t kStreams = 1'000;
  constexpr int64_t kKibPerStreamMax = 200;  // measured: 70, most of it gRPC's
  // gRPC's pool for odd jobs grows to two threads a core when it is busy, streams or not.
  const int64_t pool_max = 2 * static_cast<int64_t>(std::thread::hardware_concurrency());
  AllowManyFiles();
  HttpFixture fixture;
  Daemon daemon(fixture.HttpArguments());
  REQUIRE(daemon.WaitUntilServing() != 0);
  REQUIRE(fixture.Append(daemon, "r-1").status == 200);
  {
    HttpConnection warm = fixture.Watch(daemon);
    REQUIRE(warm.ReadHead().status == 200);
    REQUIRE(warm.ReadFrame().has_value());
  }
  const int64_t threads = StatusOf(daemon.process(), "Threads");
  const int64_t memory = StatusOf(daemon.process(), "VmRSS");
  REQUIRE(threads > 0);

  std::vector<HttpConnection> watches;
  watches.reserve(kStreams);
  for (size_t i = 0; i < kStreams; ++i) watches.push_back(fixture.Watch(daemon));
  for (HttpConnection& watch : watches) {
    REQUIRE(watch.ReadHead().status == 200);
    REQUIRE(json::parse(watch.ReadFrame()->payload)["event"]["position"] == "1");
    REQUIRE(json::parse(watch.ReadFrame()->payload).contains("caughtUp"));
  }
  CHECK(StatusOf(daemon.process(), "Threads") <= threads + pool_max);
  const int64_t kib_per_stream =
      (StatusOf(daemon.process(), "VmRSS") - memory) / static_cast<int64_t>(kStreams);
  INFO("KiB a stream: " << kib_per_stream);
  if constexpr (testing::kMemoryIsOurs) CHECK(kib_per_stream < kKibPerStreamMax);

  REQUIRE(fixture.Append(daemon, "r-2").status == 200);
  for (HttpConnection& watch : watches) {
    REQUIRE(NextEvent(watch)["event"]["position"] == "2");
  }
  CHECK(StatusOf(daemon.process(), "Threads") <= threads + pool_max);

  // Stopping ends each of them with its reason.
  ::kill(daemon.process(), SIGTERM);
  for (HttpConnection& watch : watches) {
    auto frame = watch.ReadFrame();
    while (frame.has_value() && frame->flags == 0) frame = watch.ReadFrame();
    REQUIRE(frame.has_value());
    REQUIRE(frame->flags == 2);
  }
  CHECK(daemon.End(0) == 0);
}

TEST_CASE("the log of the daemon holds no token, no session and no payload of HTTP") {
  HttpFixture fixture;
  std::vector<std::string> arguments = fixture.HttpArguments();
  arguments.insert(arguments.end(), {"--log-level", "debug"});
  Daemon daemon(arguments);
  REQUIRE(daemon.WaitUntilServing() != 0);
  const HttpAnswer opened = HttpConnection(daemon.http_port())
                                .Send("POST", "/session", {{"Content-Type", "application/json"}},
                                      json{{"token", fixture.token}}.dump());
  REQUIRE(opened.status == 200);
  const std::string cookie = opened.Header("set-cookie");
  const std::string id = cookie.substr(cookie.find('=') + 1, 64);
  CHECK(HttpConnection(daemon.http_port())
            .Send("POST", std::string(kApi) + "EventService/AppendEvents",
                  {{"Cookie", cookie.substr(0, cookie.find(';'))},
                   {"Connect-Protocol-Version", "1"},
                   {"Content-Type", "application/json"}},
                  R"({"requestId":"r-1","events":[{"secretField":1}]})")
            .status == 400);
  CHECK(fixture.Append(daemon, "r-1").status == 200);
  CHECK(daemon.End(SIGTERM) == 0);
  CHECK(daemon.log().find("signed in") != std::string::npos);
  CHECK(daemon.log().find(fixture.token.substr(20)) == std::string::npos);
  CHECK(daemon.log().find(id) == std::string::npos);
  CHECK(daemon.log().find("secretField") == std::string::npos);
  CHECK(daemon.log().find("Hospital") == std::string::npos);
}

TEST_CASE("who is signed in stays so when the daemon is killed and started again") {
  HttpFixture fixture;
  std::string cookie;
  for (const int attempt : {1, 2}) {
    Daemon daemon(fixture.HttpArguments());
    REQUIRE(daemon.WaitUntilServing() != 0);
    HttpConnection connection(daemon.http_port());
    if (attempt == 1) {
      const HttpAnswer opened =
          connection.Send("POST", "/session", {{"Content-Type", "application/json"}},
                          json{{"token", fixture.token}}.dump());
      cookie = opened.Header("set-cookie");
      cookie.resize(cookie.find(';'));
      CHECK(daemon.End(SIGKILL) == -SIGKILL);
      continue;
    }
    CHECK(json::parse(connection.Send("GET", "/session", {{"Cookie", cookie}}).body)["signedIn"] ==
          true);
  }
}

// What the openssl program, which checks the certificate, gets for a request over TLS.
std::string OverTls(const std::string& folder, int port, const std::string& head,
                    const std::string& body) {
  const std::string request =
      head +
      "\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
      "\r\n\r\n" + body;
  std::ofstream(folder + "/request") << request;
  const std::string command = "cd '" + folder +
                              "' && openssl s_client -quiet -verify_return_error -CAfile ca.pem "
                              "-connect 127.0.0.1:" +
                              std::to_string(port) + " <request >answer 2>/dev/null";
  // Its exit code complains of the missing close_notify; without a valid certificate nothing is
  // sent.
  [[maybe_unused]] const int code = std::system(command.c_str());
  std::ifstream answer(folder + "/answer");
  return {std::istreambuf_iterator<char>(answer), std::istreambuf_iterator<char>()};
}

// What the openssl program says of a connection that it opens with these options.
std::string Handshake(const std::string& folder, int port, const std::string& options) {
  const std::string command = "cd '" + folder + "' && openssl s_client -CAfile ca.pem " + options +
                              " -connect 127.0.0.1:" + std::to_string(port) + " <get >said 2>&1";
  std::ofstream(folder + "/get") << "GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
  [[maybe_unused]] const int code = std::system(command.c_str());
  std::ifstream said(folder + "/said");
  return {std::istreambuf_iterator<char>(said), std::istreambuf_iterator<char>()};
}

TEST_CASE("a client that is known by its certificate comes back with its session of TLS") {
  HttpFixture fixture;
  const std::string folder = fixture.folder.path().string();
  if (!testing::MakeCertificates(folder)) {
    testing::NoteSkipped("the openssl program is not installed");
    return;
  }
  std::vector<std::string> arguments = fixture.Arguments();
  arguments.insert(arguments.end(),
                   {"--http-listen", "0.0.0.0:0", "--tls-certificate", folder + "/server.pem",
                    "--tls-key", folder + "/server.key", "--tls-client-ca", folder + "/ca.pem"});
  Daemon daemon(arguments);
  REQUIRE(daemon.WaitUntilServing() != 0);
  const int port = daemon.http_port();
  const std::string own = "-ign_eof -cert client.pem -key client.key ";
  for (const char* version : {"-tls1_2 ", "-tls1_3 "}) {
    CAPTURE(version);
    const std::string first = Handshake(folder, port, own + version + "-sess_out session");
    CHECK(first.find("serving") != std::string::npos);
    const std::string second = Handshake(folder, port, own + version + "-sess_in session");
    CHECK(second.find("Reused, ") != std::string::npos);
    CHECK(second.find("serving") != std::string::npos);
  }
  CHECK(Handshake(folder, port, "-ign_eof -tls1_2").find("serving") == std::string::npos);
  CHECK(Handshake(folder, port, own + "-alpn h2,http/1.1").find("ALPN protocol: http/1.1") !=
        std::string::npos);
  CHECK(Handshake(folder, port, own + "-alpn h2").find("serving") == std::string::npos);
  CHECK(Handshake(folder, port, own + "-tls1_1").find("serving") == std::string::npos);
}

TEST_CASE("with TLS the gateway uses the certificate of gRPC, and its cookie is secure") {
  HttpFixture fixture;
  const std::string folder = fixture.folder.path().string();
  if (!testing::MakeCertificates(folder)) {
    testing::NoteSkipped("the openssl program is not installed");
    return;
  }
  std::vector<std::string> arguments = fixture.Arguments();
  arguments.insert(arguments.end(), {"--http-listen", "0.0.0.0:0", "--tls-certificate",
                                     folder + "/server.pem", "--tls-key", folder + "/server.key"});
  Daemon daemon(arguments);
  REQUIRE(daemon.WaitUntilServing() != 0);
  const int port = daemon.http_port();
  CHECK(OverTls(folder, port, "GET /healthz HTTP/1.1", "").ends_with("serving\n"));
  const std::string opened =
      OverTls(folder, port, "POST /session HTTP/1.1\r\nContent-Type: application/json",
              json{{"token", fixture.token}}.dump());
  CHECK(opened.find("Set-Cookie: __Host-anchorledger_session=") != std::string::npos);
  CHECK(opened.find("; Secure;") != std::string::npos);
  CHECK(HttpConnection(port).Send("GET", "/healthz").status == 0);  // in the clear
}

TEST_CASE("the pages of --web-dir are served, and without them the API is") {
  HttpFixture fixture;
  std::ofstream(fixture.folder / "index.html") << "<!doctype html>page";
  std::vector<std::string> arguments = fixture.HttpArguments();
  {
    Daemon daemon(arguments);
    REQUIRE(daemon.WaitUntilServing() != 0);
    CHECK(HttpConnection(daemon.http_port()).Send("GET", "/").status == 404);
    CHECK(fixture.Append(daemon, "r-1").status == 200);
  }
  arguments.insert(arguments.end(), {"--web-dir", fixture.folder.path().string()});
  Daemon daemon(arguments);
  REQUIRE(daemon.WaitUntilServing() != 0);
  const HttpAnswer page = HttpConnection(daemon.http_port()).Send("GET", "/");
  CHECK(page.body == "<!doctype html>page");
  CHECK(page.Header("content-type") == "text/html; charset=utf-8");
}

TEST_CASE("HTTP that cannot be served is refused at the start") {
  HttpFixture fixture;
  const auto log_with = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = fixture.Arguments();
    arguments.insert(arguments.end(), more.begin(), more.end());
    Daemon daemon(arguments);
    CHECK(daemon.WaitUntilServing() == 0);
    CHECK(daemon.End(0) == 1);
    return daemon.log();
  };
  CHECK(log_with({"--http-listen", "0.0.0.0:0"}).find("tls-certificate") != std::string::npos);
  CHECK(log_with({"--http-listen", "nonsense"}).find("HOST:PORT") != std::string::npos);
  CHECK(log_with({"--web-dir", "x"}).find("needs http-listen") != std::string::npos);
  CHECK(log_with({"--http-listen", "127.0.0.1:0", "--web-dir", fixture.folder / "none"})
            .find("index.html") != std::string::npos);
  Daemon first(fixture.HttpArguments());
  REQUIRE(first.WaitUntilServing() != 0);
  const testing::TempFolder other;
  Daemon second({"--data-dir", other / "data", "--listen", "127.0.0.1:0", "--tokens-file",
                 fixture.folder / "tokens", "--http-listen",
                 "127.0.0.1:" + std::to_string(first.http_port())});
  CHECK(second.WaitUntilServing() == 0);
  CHECK(second.End(0) == 1);
  CHECK(second.log().find("cannot listen") != std::string::npos);
}

}  // namespace
}  // namespace anchorledger::server
