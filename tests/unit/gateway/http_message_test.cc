#include "services/gateway/http_message.h"

#include <catch2/catch.hpp>

namespace anchorledger::gateway {
namespace {

TEST_CASE("a request finds headers without case, and knows path and query") {
  const Request request{.method = "GET",
                        .target = "/session?everywhere=true&x=1",
                        .headers = {{"Content-Type", "text/plain"}, {"content-type", "b"}},
                        .body = {}};
  CHECK(request.Get("CONTENT-TYPE") == "text/plain");
  CHECK(request.Count("content-type") == 2);
  CHECK_FALSE(request.Find("accept").has_value());
  CHECK(request.path() == "/session");
  CHECK(QueryHas(request.query(), "everywhere", "true"));
  CHECK_FALSE(QueryHas(request.query(), "everywhere", "tru"));
  CHECK_FALSE(QueryHas(request.query(), "where", "true"));
  CHECK_FALSE(QueryHas("", "x", ""));
}

TEST_CASE("a response says its length, or that it comes in chunks, or nothing where it has none") {
  Response response = PlainText(404, "no\n");
  std::string head = FormatHead(response, BodyForm::kWhole, true);
  CHECK(head.starts_with("HTTP/1.1 404 Not Found\r\n"));
  CHECK(head.find("Content-Length: 3\r\n") != std::string::npos);
  CHECK(head.ends_with("\r\n\r\n"));
  CHECK(head.find("Connection") == std::string::npos);

  head = FormatHead(response, BodyForm::kChunked, false);
  CHECK(head.find("Content-Length") == std::string::npos);
  CHECK(head.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
  CHECK(head.find("Connection: close\r\n") != std::string::npos);

  response = {.status = 204};
  CHECK(FormatHead(response, BodyForm::kWhole, true) == "HTTP/1.1 204 No Content\r\n\r\n");
}

TEST_CASE("a date is written as HTTP wants it") {
  const auto at = [](int64_t seconds) {
    return FormatHttpDate(std::chrono::system_clock::time_point(std::chrono::seconds(seconds)));
  };
  CHECK(at(784'111'777) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(at(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
  CHECK(at(951'782'399) == "Mon, 28 Feb 2000 23:59:59 GMT");
}

TEST_CASE("only names of this machine name it") {
  CHECK(NamesThisMachine("localhost:8751"));
  CHECK(NamesThisMachine("127.0.0.1"));
  CHECK(NamesThisMachine("[::1]:8751"));
  CHECK_FALSE(NamesThisMachine("[::2]:8751"));
  CHECK_FALSE(NamesThisMachine("ledger.example"));
}

TEST_CASE("a chunk begins with its length in hexadecimal digits") {
  CHECK(FormatChunk("hello") == "5\r\nhello\r\n");
  CHECK(FormatChunk(std::string(0x1a2, 'x')) == "1a2\r\n" + std::string(0x1a2, 'x') + "\r\n");
}

TEST_CASE("escapes in an address are decoded, and broken ones are refused") {
  CHECK(DecodePercent("/a%20b%2F") == "/a b/");
  CHECK(DecodePercent("/%2e%2E/x") == "/../x");
  CHECK(DecodePercent("/plain") == "/plain");
  for (const char* broken : {"%", "/%2", "/%zz", "/a%00b"}) {
    CHECK_FALSE(DecodePercent(broken).has_value());
  }
}

TEST_CASE("what a client sent is shown as one short line of text") {
  CHECK(Shown("gzip") == "gzip");
  CHECK(Shown("a\r\n\xff"
              "b") == "a???b");
  CHECK(Shown(std::string(200, 'x')) == std::string(100, 'x') + "...");
}

TEST_CASE("a cookie is found among others, and one that occurs twice is none") {
  const auto with = [](std::vector<Header> headers) {
    return Request{.method = "GET", .target = "/", .headers = std::move(headers), .body = {}};
  };
  CHECK(FindCookie(with({{"Cookie", "a=1; session=xyz; b=2"}}), "session") == "xyz");
  CHECK(FindCookie(with({{"Cookie", "a=1"}, {"cookie", "session=q"}}), "session") == "q");
  CHECK(FindCookie(with({{"Cookie", "session=1; session=2"}}), "session").empty());
  CHECK(FindCookie(with({{"Cookie", "xsession=1; sessions=2; session"}}), "session").empty());
  CHECK(FindCookie(with({}), "session").empty());
}

TEST_CASE("cookies beyond the bound are not looked at") {
  std::string many;
  for (int i = 0; i < 60; ++i) many += "c" + std::to_string(i) + "=1; ";
  const Request request{
      .method = "GET", .target = "/", .headers = {{"Cookie", many + "session=x"}}, .body = {}};
  CHECK(FindCookie(request, "session").empty());
  CHECK(FindCookie(request, "c7") == "1");
}

}  // namespace
}  // namespace anchorledger::gateway
