#include "tests/integration/gateway/fixture.h"

namespace anchorledger::gateway {
namespace {

constexpr const char* kOpenStreams = "anchorledger_open_streams";

// A connection with an open watch whose head was read.
HttpConnection OpenWatch(const Fixture& fixture, const std::string& request = "{}",
                         const std::string& type = "application/connect+json") {
  HttpConnection connection = fixture.Connect();
  connection.WriteRequest("POST", kWatch, fixture.Bearer(type), testing::ConnectFrame(request));
  const HttpAnswer head = connection.ReadHead();
  CHECK(head.status == 200);
  CHECK(head.Header("content-type") == type);
  CHECK(head.Header("transfer-encoding") == "chunked");
  return connection;
}

void Register(const Fixture& fixture, const std::string& request_id, const std::string& supplier) {
  const auto request =
      testing::AppendRequest(request_id, testing::AnchorEvent("anchor-" + supplier));
  const HttpAnswer answer = fixture.Connect().Send(
      "POST", kAppend, fixture.Bearer("application/proto"), request.SerializeAsString());
  INFO(answer.body);
  REQUIRE(answer.status == 200);
}

TEST_CASE("a watch delivers what was there and what comes, in JSON frames") {
  Fixture fixture;
  Register(fixture, "r-1", "1");
  HttpConnection watch = OpenWatch(fixture);
  CHECK(json::parse(watch.ReadFrame()->payload)["event"]["position"] == "1");
  CHECK(json::parse(watch.ReadFrame()->payload).contains("caughtUp"));
  Register(fixture, "r-2", "2");
  CHECK(json::parse(watch.ReadFrame()->payload)["event"]["position"] == "2");
}

TEST_CASE("a watch in binary delivers messages as gRPC does") {
  Fixture fixture;
  Register(fixture, "r-1", "1");
  HttpConnection watch = OpenWatch(fixture, "", "application/connect+proto");
  api::v1::WatchEventsResponse message;
  REQUIRE(message.ParseFromString(watch.ReadFrame()->payload));
  CHECK(message.event().position() == 1);
}

TEST_CASE("a client that goes away cancels its call") {
  Fixture fixture;
  {
    HttpConnection watch = OpenWatch(fixture);
    REQUIRE(watch.ReadFrame().has_value());
    CHECK(fixture.Counter(kOpenStreams) == 1);
  }
  CHECK(fixture.BecomesEventually(kOpenStreams, 0));
  CHECK(fixture.BecomesEventually("anchorledger_http_connections", 1));  // the one that asks
}

TEST_CASE("a stream that is refused is a whole stream with an error, and the connection goes on") {
  Fixture fixture;
  HttpConnection connection = fixture.Connect();
  const auto fails = [&](const std::string& body, const std::string& code) {
    connection.WriteRequest("POST", kWatch, fixture.Bearer("application/connect+json"), body);
    const HttpAnswer head = connection.ReadHead();
    CHECK(head.status == 200);
    const std::string text = connection.ReadBody(head);
    REQUIRE(text.size() > 5);
    CHECK(text[0] == 2);
    CHECK(json::parse(text.substr(5))["error"]["code"] == code);
  };
  fails("short", "invalid_argument");
  fails(testing::ConnectFrame("{\"unknown\":1}"), "invalid_argument");
  fails(testing::ConnectFrame(R"({"resumeToken":"nonsense"})"), "invalid_argument");
  CHECK(connection.Send("GET", "/healthz").status == 200);

  const HttpAnswer stranger = fixture.Connect().Send(
      "POST", kWatch, {{"Content-Type", "application/connect+json"}}, testing::ConnectFrame("{}"));
  CHECK(stranger.status == 200);
  CHECK(json::parse(stranger.body.substr(5))["error"]["code"] == "unauthenticated");
}

TEST_CASE("a stream keeps to the time that its client gives") {
  Fixture fixture;
  HttpHeaders headers = fixture.Bearer("application/connect+json");
  headers.emplace_back("Connect-Timeout-Ms", "50");
  HttpConnection connection = fixture.Connect();
  connection.WriteRequest("POST", kWatch, headers, testing::ConnectFrame("{}"));
  REQUIRE(connection.ReadHead().status == 200);
  // What comes before the time is up, if anything does, depends on the machine.
  auto end = connection.ReadFrame();
  while (end.has_value() && end->flags == 0) end = connection.ReadFrame();
  REQUIRE(end.has_value());
  CHECK(end->flags == 2);
  CHECK(json::parse(end->payload)["error"]["code"] == "deadline_exceeded");
}

TEST_CASE("a stream that the server ends says why, and no further request is taken") {
  Fixture fixture;
  HttpConnection watch = OpenWatch(fixture);
  REQUIRE(watch.ReadFrame().has_value());
  HttpConnection idle = fixture.Connect();
  REQUIRE(idle.Send("GET", "/healthz").status == 200);
  fixture.gateway->StopAccepting();
  CHECK(idle.IsClosedByServer());
  fixture.server.node().EndCalls(std::chrono::seconds(5));
  const auto end = watch.ReadFrame();
  REQUIRE(end.has_value());
  CHECK(end->flags == 2);
  CHECK(json::parse(end->payload)["error"]["code"] == "unavailable");
  CHECK(watch.IsClosedByServer());
  fixture.gateway->Stop(std::chrono::seconds(5));
}

TEST_CASE("an old client is told that streams need HTTP/1.1") {
  Fixture fixture;
  HttpConnection connection = fixture.Connect();
  const std::string body = testing::ConnectFrame("{}");
  connection.Write("POST " + kWatch + " HTTP/1.0\r\nAuthorization: Bearer " + fixture.token +
                   "\r\nContent-Type: application/connect+json\r\nContent-Length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body);
  CHECK(connection.ReadHead().status == 505);
}

}  // namespace
}  // namespace anchorledger::gateway
