#include "services/gateway/request_parser.h"

#include <catch2/catch.hpp>

#include "services/gateway/limits.h"

namespace anchorledger::gateway {
namespace {

using State = RequestParser::State;

// Reads header and body from bytes that are all there.
State ReadAll(RequestParser& parser, std::string& input, std::size_t body_max = 1'000) {
  const State header = parser.ReadHeader(input);
  if (header != State::kHeaderDone) return header;
  const State allowed = parser.AllowBody(body_max);
  return allowed == State::kBody ? parser.ReadBody(input) : allowed;
}

std::string Refused(std::string input, std::size_t body_max = 1'000) {
  RequestParser parser;
  if (ReadAll(parser, input, body_max) != State::kFailed) return "taken";
  CHECK(parser.refusal().close);
  return std::to_string(parser.refusal().status);
}

TEST_CASE("a request is the same however its bytes are cut") {
  const std::string bytes =
      "POST /x?y=1 HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: "
      "5\r\n\r\nhello";
  for (std::size_t step = 1; step <= bytes.size(); ++step) {
    RequestParser parser;
    std::string input;
    std::size_t fed = 0;
    State state = State::kHeader;
    while (state == State::kHeader && fed < bytes.size()) {
      input += bytes.substr(fed, step);
      fed += step;
      state = parser.ReadHeader(input);
    }
    REQUIRE(state == State::kHeaderDone);
    CHECK(parser.request().has_body);
    CHECK(parser.AnnouncedBodyBytes(77) == 5);
    state = parser.AllowBody(5);
    for (state = parser.ReadBody(input); state == State::kBody && fed < bytes.size();
         state = parser.ReadBody(input)) {
      input += bytes.substr(fed, step);
      fed += step;
    }
    REQUIRE(state == State::kDone);
    CHECK(parser.request().method == "POST");
    CHECK(parser.request().target == "/x?y=1");
    CHECK(parser.request().Get("content-type") == "text/plain");
    CHECK(parser.request().body == "hello");
    CHECK(parser.request().keep_alive);
    CHECK(input.empty());
  }
}

TEST_CASE("what follows a request stays for the next one") {
  RequestParser parser;
  std::string input =
      "GET /a HTTP/1.1\r\nHost: h\r\n\r\nPOST /b HTTP/1.1\r\nHost: h\r\n"
      "Content-Length: 2\r\n\r\nokGET /c";
  REQUIRE(ReadAll(parser, input) == State::kDone);
  CHECK(parser.request().target == "/a");
  parser.Reset();
  REQUIRE(ReadAll(parser, input) == State::kDone);
  CHECK(parser.request().target == "/b");
  CHECK(parser.request().body == "ok");
  CHECK(input == "GET /c");
}

TEST_CASE("a body in chunks is put together, and is bounded as well") {
  const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  RequestParser parser;
  std::string input = head + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
  REQUIRE(ReadAll(parser, input, 5) == State::kDone);
  CHECK(parser.AnnouncedBodyBytes(5) == 5);
  CHECK(parser.request().body == "abcde");
  CHECK(Refused(head + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", 4) == "413");
}

TEST_CASE("requests that are none, or too large, or ambiguous are refused") {
  CHECK(Refused("nonsense\r\n\r\n") == "400");
  CHECK(Refused("GET / HTTP/1.1\r\n\r\n") == "400");  // no Host
  CHECK(Refused("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == "400");
  CHECK(Refused("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab") ==
        "400");
  CHECK(Refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n"
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == "400");
  CHECK(Refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n") == "413");
  CHECK(Refused("GET /" + std::string(kTargetBytesMax, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n") ==
        "414");
  CHECK(Refused("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(kHeaderBytesMax, 'a')) == "431");
  CHECK(Refused("GET / HTTP/3.0\r\nHost: h\r\n\r\n") == "505");
}

TEST_CASE("an old client is served without a Host, and the connection ends after it") {
  RequestParser parser;
  std::string input = "GET /healthz HTTP/1.0\r\n\r\n";
  REQUIRE(ReadAll(parser, input) == State::kDone);
  CHECK_FALSE(parser.request().keep_alive);
  CHECK_FALSE(parser.request().speaks_chunks);
}

}  // namespace
}  // namespace anchorledger::gateway
