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

TEST_CASE("a body in chunks is the same however its bytes are cut") {
  const std::string body = GENERATE(as<std::string>(), "0\r\n\r\n", "0\r\nX: y\r\n\r\n",
                                    "3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n");
  for (std::size_t step = 1; step <= body.size(); ++step) {
    RequestParser parser;
    std::string input = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    REQUIRE(parser.ReadHeader(input) == State::kHeaderDone);
    State state = parser.AllowBody(100);
    for (std::size_t fed = 0; fed < body.size(); fed += step) {
      REQUIRE(state == State::kBody);
      input += body.substr(fed, step);
      state = parser.ReadBody(input);
    }
    REQUIRE(state == State::kDone);
    CHECK(parser.request().body == (body.starts_with('3') ? "abcde" : ""));
    CHECK(input.empty());
  }
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

// A proxy that sees another end of a request hands the rest of it to somebody else.
TEST_CASE("a request whose end could be seen in two places is refused") {
  const std::string post = "POST / HTTP/1.1\r\nHost: h\r\n";
  const std::string body = "\r\n0\r\n\r\n";
  const std::string coding =
      GENERATE(as<std::string>(), "xchunked", "chunked, identity", "identity", "gzip, chunked", "",
               "chunked, chunked", "chunked;q=1", "chunked\r\nTransfer-Encoding: identity");
  const std::string refused = Refused(post + "Transfer-Encoding: " + coding + "\r\n" + body);
  CAPTURE(coding);
  CHECK((refused == "501" || refused == "400"));
  CHECK(Refused(post + "Transfer-Encoding: CHUNKED\r\n" + body) == "taken");
  CHECK(Refused(post + "Transfer-Encoding:\r\n chunked\r\n" + body) == "400");
  CHECK(Refused(post + "X: a\r\n\tb\r\n\r\n") == "400");
  CHECK(Refused("POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n" +
                body) == "400");
}

TEST_CASE("a body whose length is no plain number is refused") {
  const std::string value =
      GENERATE(as<std::string>(), "+2", "-2", "0x2", "", "2 2", "2,3", "18446744073709551618");
  CAPTURE(value);
  CHECK(Refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + value + "\r\n\r\nab") == "400");
  CHECK(Refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length : 2\r\n\r\nab") == "400");
  const std::string chunked = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const char* chunks :
       {"2\nab\r\n0\r\n\r\n", "0x2\r\nab\r\n0\r\n\r\n", "-2\r\nab\r\n0\r\n\r\n",
        "2\r\nabXX0\r\n\r\n", "10000000000000002\r\nab\r\n0\r\n\r\n"}) {
    CAPTURE(chunks);
    CHECK(Refused(chunked + chunks) == "400");
  }
}

TEST_CASE("lines that do not end as lines end, and bytes that no header has, are refused") {
  const std::string start = "GET / HTTP/1.1\r\nHost: h\r\n";
  for (const std::string line : {"X: a\nY: b", "X: a\rY: b", " X: a", "X : a"}) {
    CAPTURE(line);
    CHECK(Refused(start + line + "\r\n\r\n") == "400");
  }
  CHECK(Refused(start + std::string("X: a\0b\r\n\r\n", 10)) == "400");
  CHECK(Refused(std::string("GET /\0 HTTP/1.1\r\nHost: h\r\n\r\n", 27)) == "400");
}

TEST_CASE("a request says once, and in one way, whom it is for") {
  for (const char* host : {"a b", "a,b", "a@b", "a/b", "a\\b", "a\xff"}) {
    CAPTURE(host);
    CHECK(Refused("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n") == "400");
  }
  CHECK(Refused("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n") == "400");
  CHECK(Refused("GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n") == "400");
  RequestParser parser;
  std::string input = "GET http://A:1/x?y HTTP/1.1\r\nHost: a:1\r\n\r\n";
  REQUIRE(ReadAll(parser, input) == State::kDone);
  CHECK(parser.request().target == "/x?y");
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
