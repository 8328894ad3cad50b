// The connections between the gateway and the server in the same process: under load, cut, and with
// more on them than they were made for.
#include <sys/socket.h>

#include <atomic>
#include <filesystem>
#include <stop_token>
#include <thread>
#include <vector>

#include "proto/base/limits.h"
#include "tests/integration/gateway/fixture.h"

namespace anchorledger::gateway {
namespace {

constexpr const char* kOpenStreams = "anchorledger_open_streams";

HttpConnection OpenWatch(const Fixture& fixture) {
  HttpConnection watch = fixture.Connect();
  watch.WriteRequest("POST", kWatch, fixture.Bearer("application/connect+json"),
                     testing::ConnectFrame("{}"));
  return watch;
}

// A watch that has begun. Each channel finds out by its next call that its connection was cut.
HttpConnection OpenWatchAfterCut(const Fixture& fixture) {
  for (size_t i = 0; i < kStreamChannels; ++i) {
    HttpConnection watch = OpenWatch(fixture);
    REQUIRE(watch.ReadHead().status == 200);
    if (watch.ReadFrame()->flags == 0) return watch;
  }
  HttpConnection watch = OpenWatch(fixture);
  REQUIRE(watch.ReadHead().status == 200);
  REQUIRE(watch.ReadFrame()->flags == 0);
  return watch;
}

// Anchors, whose ids begin with `prefix`, in one request.
api::v1::AppendEventsRequest Anchors(const std::string& prefix, int count) {
  api::v1::AppendEventsRequest request;
  request.set_request_id(prefix);
  for (int i = 0; i < count; ++i) {
    *request.add_events() = testing::AnchorEvent(prefix + '-' + std::to_string(i));
  }
  return request;
}

HttpAnswer Append(const Fixture& fixture, const api::v1::AppendEventsRequest& request) {
  return fixture.Connect().Send("POST", kAppend, fixture.Bearer("application/proto"),
                                request.SerializeAsString());
}

// One round of a client that behaves as badly as a browser whose tabs are closed all the time: of
// each kind of call one that is read to its end and one that is left.
void CallAndLeave(const Fixture& fixture, const std::string& name, std::atomic<int>& refused) {
  HttpConnection steady = fixture.Connect();
  if (steady.Send("POST", kInfo, fixture.Bearer(), "{}").status != 200) ++refused;
  fixture.Connect().WriteRequest("POST", kInfo, fixture.Bearer(), "{}");
  OpenWatch(fixture);
  HttpConnection watch = OpenWatch(fixture);
  if (watch.ReadHead().status != 200 || !watch.ReadFrame().has_value()) ++refused;
  if (Append(fixture, Anchors(name, 1)).status != 200) ++refused;
  fixture.Connect().WriteRequest("POST", kAppend, fixture.Bearer("application/proto"),
                                 Anchors(name + "-left", 1).SerializeAsString());
  if (steady.Send("POST", kInfo, fixture.Bearer(), "{}").status != 200) ++refused;
}

// Looks again and again until the condition holds, some seconds at most.
template <class Condition>
bool Eventually(const Condition& condition) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (std::chrono::steady_clock::now() < until) {
    if (condition()) return true;
    std::this_thread::yield();
  }
  return false;
}

// Ends every connection that is nothing but a pair of sockets without names. Standard input and
// output may be such pairs and are not touched.
int CutPairsOfSockets() {
  int cut = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    const int descriptor = std::stoi(entry.path().filename().string());
    sockaddr_storage own{};
    socklen_t size = sizeof own;
    if (descriptor > 2 &&
        ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&own), &size) == 0 &&
        own.ss_family == AF_UNIX && size == sizeof own.ss_family) {
      ::shutdown(descriptor, SHUT_RDWR);
      ++cut;
    }
  }
  return cut;
}

TEST_CASE("calls and streams that are left all the time do no harm to those that are not") {
  constexpr int kClients = 4;
  constexpr int kRounds = 60;
  Fixture fixture;
  std::atomic<int> refused{0};
  std::vector<std::thread> clients;
  for (int client = 0; client < kClients; ++client) {
    clients.emplace_back([&fixture, &refused, client] {
      for (int round = 0; round < kRounds; ++round) {
        CallAndLeave(fixture, "a-" + std::to_string(client) + '-' + std::to_string(round), refused);
      }
    });
  }
  for (std::thread& client : clients) client.join();
  CHECK(refused == 0);
  CHECK(fixture.BecomesEventually(kOpenStreams, 0));
  CHECK(fixture.server.log().Head().position.value() >= kClients * kRounds);
}

TEST_CASE("connections that break under load are replaced, and every call is answered") {
  constexpr int kClients = 4;
  constexpr int kCallsAtLeast = 50;
  Fixture fixture;
  std::atomic<int> strange{0};
  std::atomic<int> served{0};
  std::vector<std::jthread> clients;
  for (int client = 0; client < kClients; ++client) {
    clients.emplace_back([&](const std::stop_token& stop) {
      HttpConnection connection = fixture.Connect();
      while (!stop.stop_requested()) {
        const int status = connection.Send("POST", kInfo, fixture.Bearer(), "{}").status;
        if (status == 200) ++served;
        if (status != 200 && status != 503) ++strange;
      }
    });
  }
  for (int cut = 0; cut < 5; ++cut) {
    HttpConnection watch = OpenWatchAfterCut(fixture);
    REQUIRE(CutPairsOfSockets() > 0);
    const auto end = watch.ReadFrame();
    REQUIRE(end.has_value());
    CHECK(json::parse(end->payload)["error"]["code"] == "unavailable");
    const int before = served;
    CHECK(Eventually([&] { return served >= before + kCallsAtLeast; }));
  }
  clients.clear();
  CHECK(strange == 0);
  for (size_t i = 0; i < kUnaryChannels; ++i) fixture.Call(kInfo, "{}");
  for (size_t i = 0; i < kUnaryChannels; ++i) CHECK(fixture.Call(kInfo, "{}").status == 200);
}

TEST_CASE("watches that read nothing hold up neither calls nor other watches") {
  constexpr size_t kIdle = 20;
  constexpr int kEvents = 600;  // more than any window of a stream holds
  Fixture fixture;
  REQUIRE(Append(fixture, Anchors("a", kEvents)).status == 200);
  std::vector<HttpConnection> idle;
  for (size_t i = 0; i < kIdle; ++i) {
    idle.push_back(fixture.Connect());
    idle.back().SetReceiveBuffer(4'096);
    idle.back().WriteRequest("POST", kWatch, fixture.Bearer("application/connect+json"),
                             testing::ConnectFrame("{}"));
  }
  REQUIRE(fixture.BecomesEventually(kOpenStreams, kIdle));
  HttpConnection watch = OpenWatch(fixture);
  REQUIRE(watch.ReadHead().status == 200);
  for (int i = 1; i <= kEvents; ++i) {
    const auto frame = watch.ReadFrame();
    REQUIRE(frame.has_value());
    REQUIRE(json::parse(frame->payload)["event"]["position"] == std::to_string(i));
  }
  CHECK(fixture.Call(kInfo, "{}").status == 200);
  idle.clear();
  watch.Close();
  CHECK(fixture.BecomesEventually(kOpenStreams, 0));
}

TEST_CASE("a refusal with thousands of violations arrives whole") {
  Fixture fixture;
  json request = {{"requestId", "r-1"}, {"events", json::array()}};
  for (size_t i = 0; i < base::kCommitEventsMax; ++i)
    request["events"].push_back({{"revision", 0}});
  const HttpAnswer answer = fixture.Call(kAppend, request.dump());
  CHECK(answer.status == 400);
  CHECK(answer.body.find("events[0].") != std::string::npos);
  CHECK(answer.body.find("events[999].") != std::string::npos);
}

TEST_CASE("a gateway that stops under load leaves no call behind") {
  Fixture fixture;
  std::atomic<int> rounds{0};
  std::vector<std::thread> clients;
  for (int client = 0; client < 3; ++client) {
    clients.emplace_back([&fixture, &rounds, client] {
      std::atomic<int> refused{0};
      for (int round = 0; refused == 0; ++round, ++rounds) {
        CallAndLeave(fixture, "s-" + std::to_string(client) + '-' + std::to_string(round), refused);
      }
    });
  }
  CHECK(Eventually([&] { return rounds >= 6; }));
  fixture.gateway->StopAccepting();
  fixture.server.node().EndCalls(std::chrono::seconds(5));
  fixture.gateway->Stop(std::chrono::seconds(5));
  for (std::thread& client : clients) client.join();
  CHECK(Eventually([&] {
    const std::string numbers = fixture.server.node().telemetry().Dump();
    return numbers.find(std::string(kOpenStreams) + " 0\n") != std::string::npos &&
           numbers.find("anchorledger_http_connections 0\n") != std::string::npos;
  }));
}

}  // namespace
}  // namespace anchorledger::gateway
