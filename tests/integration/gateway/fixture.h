// A server over a memory log with a gateway before it, and what tests say to it.
#pragma once

#include <catch2/catch.hpp>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "services/gateway/gateway.h"
#include "tests/support/server/http_client.h"
#include "tests/support/server/sample_requests.h"
#include "tests/support/server/test_server.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::gateway {

using nlohmann::json;
using testing::HttpAnswer;
using testing::HttpConnection;
using testing::HttpHeaders;

inline const std::string kApi = "/anchorledger.api.v1.";
inline const std::string kInfo = kApi + "AdminService/GetServerInfo";
inline const std::string kWatch = kApi + "EventService/WatchEvents";
inline const std::string kAppend = kApi + "EventService/AppendEvents";

struct Fixture {
  explicit Fixture(Times times = {}, std::size_t connections_max = kConnectionsMax) {
    std::ofstream(pages / "index.html") << "<!doctype html>page";
    auto started = Gateway::Start({.host = "127.0.0.1",
                                   .port = "0",
                                   .web_dir = pages.path().string(),
                                   .tls_certificate = {},
                                   .tls_key = {},
                                   .tls_client_ca = {},
                                   .times = times,
                                   .connections_max = connections_max},
                                  {.connect = [this] { return server.inside().Connect(); },
                                   .authenticator = server.node().authenticator(),
                                   .sessions = server.node().sessions(),
                                   .telemetry = server.node().telemetry(),
                                   .clock = server.clock(),
                                   .logger = runtime::Logger()});
    REQUIRE_OK(started);
    gateway = *std::move(started);
  }

  HttpConnection Connect() const { return HttpConnection(gateway->port()); }

  HttpHeaders Bearer(const std::string& content_type = "application/json") const {
    return {{"Authorization", "Bearer " + token}, {"Content-Type", content_type}};
  }

  // A unary call with the token, on a connection of its own.
  HttpAnswer Call(const std::string& path, const std::string& body) const {
    return Connect().Send("POST", path, Bearer(), body);
  }

  // Opens a session and returns the cookie's "name=value".
  std::string SignIn(const std::string& secret) const {
    const HttpAnswer answer = Connect().Send(
        "POST", "/session", {{"Content-Type", "application/json"}}, json{{"token", secret}}.dump());
    REQUIRE(answer.status == 200);
    const std::string cookie = answer.Header("set-cookie");
    return cookie.substr(0, cookie.find(';'));
  }

  // One number of the telemetry; 0 when it is not there.
  int64_t Counter(const std::string& name) const {
    const std::string text = Connect().Send("GET", "/metrics").body;
    const size_t at = text.find('\n' + name + ' ');
    return at == std::string::npos ? 0 : std::atoll(text.c_str() + at + name.size() + 2);
  }

  // Asks again and again until the number is the wanted one, some seconds at most.
  bool BecomesEventually(const std::string& name, int64_t wanted) const {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (std::chrono::steady_clock::now() < until) {
      if (Counter(name) == wanted) return true;
    }
    return false;
  }

  testing::TempFolder pages;
  testing::TestServer server;
  std::string token = server.Token();
  std::unique_ptr<Gateway> gateway;
};

}  // namespace anchorledger::gateway
