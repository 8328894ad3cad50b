#include "proto/base/limits.h"
#include "tests/integration/gateway/fixture.h"

namespace anchorledger::gateway {
namespace {

using std::chrono::milliseconds;

constexpr const char* kCutOff = "anchorledger_http_cut_off_total";

TEST_CASE("a header that comes too slowly ends the connection") {
  Fixture fixture({.header_max = milliseconds(50)});
  HttpConnection slow = fixture.Connect();
  slow.Write("GET / HTTP/1.1\r\nHost: h\r\n");
  CHECK(slow.IsClosedByServer());
  CHECK(fixture.Counter(kCutOff) == 1);
}

TEST_CASE("a body that stalls ends the connection, and so does one that never ends") {
  Fixture fixture({.body_stall_max = milliseconds(50)});
  HttpConnection slow = fixture.Connect();
  slow.Write("POST " + kInfo + " HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n" +
             "Authorization: Bearer " + fixture.token + "\r\nContent-Length: 10\r\n\r\n{");
  CHECK(slow.IsClosedByServer());
  CHECK(fixture.Counter(kCutOff) == 1);
}

TEST_CASE("an idle connection ends after a while, and is not counted as cut off in a call") {
  Fixture fixture({.idle_max = milliseconds(50)});
  HttpConnection idle = fixture.Connect();
  CHECK(idle.Send("GET", "/healthz").status == 200);
  CHECK(idle.IsClosedByServer());
}

TEST_CASE("who only holds a place gives way to who comes, and who is served does not") {
  Fixture fixture({}, 3);
  HttpConnection silent = fixture.Connect();
  HttpConnection thinking = fixture.Connect();
  CHECK(thinking.Send("GET", "/healthz").status == 200);
  HttpConnection slow = fixture.Connect();
  slow.Write("GET / HTTP/1.1\r\nHost: ");
  std::vector<HttpConnection> streams;
  for (int i = 0; i < 3; ++i) {
    streams.push_back(fixture.Connect());
    streams.back().WriteRequest("POST", kWatch, fixture.Bearer("application/connect+json"),
                                testing::ConnectFrame("{}"));
    REQUIRE(streams.back().ReadHead().status == 200);
  }
  CHECK(silent.IsClosedByServer());
  CHECK(thinking.IsClosedByServer());
  CHECK(slow.IsClosedByServer());
  CHECK(fixture.Connect().Send("GET", "/healthz").status == 0);
  CHECK(streams.front().ReadFrame().has_value());
}

TEST_CASE("a stream may be silent for longer than any of these times") {
  const milliseconds brief(30);
  Fixture fixture({.idle_max = brief,
                   .header_max = brief,
                   .body_stall_max = brief,
                   .write_stall_max = brief,
                   .credential_check_every = brief});
  HttpHeaders headers = fixture.Bearer("application/connect+json");
  headers.emplace_back("Connect-Timeout-Ms", "300");  // ten times as long
  HttpConnection stream = fixture.Connect();
  stream.WriteRequest("POST", kWatch, headers, testing::ConnectFrame("{}"));
  REQUIRE(stream.ReadHead().status == 200);
  REQUIRE(stream.ReadFrame()->flags == 0);
  const auto end = stream.ReadFrame();
  REQUIRE(end.has_value());
  CHECK(json::parse(end->payload)["error"]["code"] == "deadline_exceeded");
}

// A reader that asks for a large file and takes none of it, beyond what a small buffer holds.
void CheckSlowReaderIsCutOff(Fixture& fixture) {
  std::ofstream(fixture.pages / "large.bin") << std::string(32U << 20, 'x');
  std::ofstream(fixture.pages / "index.html") << "<!doctype html>new";  // read again with it
  REQUIRE(fixture.Connect().Send("GET", "/").status == 200);
  HttpConnection reader = fixture.Connect();
  reader.SetReceiveBuffer(4'096);
  reader.WriteRequest("GET", "/large.bin", {}, "");
  CHECK(fixture.BecomesEventually(kCutOff, 1));
}

TEST_CASE("a reader that takes nothing is cut off") {
  Fixture fixture({.write_stall_max = milliseconds(100)});
  CheckSlowReaderIsCutOff(fixture);
}

TEST_CASE("a reader that takes a little now and then is cut off in the end") {
  Fixture fixture({.write_max = milliseconds(100)});
  CheckSlowReaderIsCutOff(fixture);
}

TEST_CASE("what is larger than its bound is refused, and the client can read why") {
  Fixture fixture;
  const std::string too_large(2 * base::kMessageBytesMax + 1, ' ');
  HttpAnswer answer = fixture.Call(kInfo, too_large);
  CHECK(answer.status == 413);
  CHECK(answer.Header("connection") == "close");

  HttpHeaders headers = fixture.Bearer();
  headers.emplace_back("X-Large", std::string(20'000, 'x'));
  CHECK(fixture.Connect().Send("POST", kInfo, headers, "{}").status == 431);

  // Larger than a message may be, within what a body may be: the guard says so with its reason.
  const std::string large(base::kMessageBytesMax + 1, 'x');
  answer = fixture.Call(kAppend, json{{"requestId", large}}.dump());
  CHECK(answer.status == 400);
  CHECK(json::parse(answer.body)["details"][0]["debug"]["reason"] == "MESSAGE_TOO_LARGE");
}

// It counts against what all bodies may hold, so a stranger could keep everybody else out.
TEST_CASE("a length beyond all bounds is refused for itself, and takes nobody's room") {
  Fixture fixture;
  for (const char* length : {"18446744073709551615", "9223372036854775808", "268435457"}) {
    HttpConnection connection = fixture.Connect();
    connection.Write("POST /session HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n" +
                     ("Content-Length: " + std::string(length)) + "\r\n\r\n");
    CHECK(connection.ReadHead().status == 413);
    CHECK(fixture.Call(kInfo, "{}").status == 200);
  }
}

TEST_CASE("a client that waits for leave to send its body gets it") {
  Fixture fixture;
  HttpConnection connection = fixture.Connect();
  connection.Write("POST " + kInfo + " HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n" +
                   "Authorization: Bearer " + fixture.token +
                   "\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  CHECK(connection.ReadHead().status == 100);
  connection.Write("{}");
  CHECK(connection.ReadHead().status == 200);
}

TEST_CASE("bytes that are no request are answered and end the connection") {
  Fixture fixture;
  for (const char* bytes : {"\x16\x03\x01\x02", "nonsense\r\n\r\n", "PRI * HTTP/2.0\r\n\r\n"}) {
    HttpConnection connection = fixture.Connect();
    connection.Write(bytes);
    connection.Write("\r\n\r\n");
    const HttpAnswer answer = connection.ReadHead();
    CHECK((answer.status == 400 || answer.status == 505));
    connection.ReadBody(answer);
    CHECK(connection.IsClosedByServer());
  }
  CHECK(fixture.Connect().Send("GET", "/healthz").status == 200);
}

}  // namespace
}  // namespace anchorledger::gateway
