#include "services/gateway/credentials.h"

#include <catch2/catch.hpp>

#include "tests/support/status_matchers.h"

namespace anchorledger::gateway {
namespace {

const std::string kId(64, 'a');
const Header kCookie{"Cookie", "anchorledger_session=" + kId};
const Header kHost{"Host", "127.0.0.1:8751"};
const Header kVersion{"Connect-Protocol-Version", "1"};

Request With(std::vector<Header> headers) {
  return {.method = "POST", .target = "/", .headers = std::move(headers), .body = {}};
}

base::StatusOr<std::string> AuthorizationWith(std::vector<Header> headers) {
  return AuthorizationOf(With(std::move(headers)), Transport::kPlain);
}

TEST_CASE("a bearer token is passed on, with or without a cookie beside it") {
  CHECK(AuthorizationWith({{"Authorization", "Bearer al_x"}}).value() == "Bearer al_x");
  CHECK(AuthorizationWith({kHost, kCookie, {"Authorization", "Bearer al_x"}}).value() ==
        "Bearer al_x");
  CHECK(AuthorizationWith({}).value().empty());
}

TEST_CASE("credentials that occur twice or hold other bytes are refused") {
  CHECK_REASON(AuthorizationWith({{"Authorization", "Bearer a"}, {"authorization", "Bearer b"}}),
               kCredentialInvalid);
  CHECK_REASON(AuthorizationWith({{"Authorization", "Bearer \x80"}}), kCredentialInvalid);
  CHECK_REASON(AuthorizationWith({{"Authorization", "Bearer \t"}}), kCredentialInvalid);
}

TEST_CASE("a cookie counts with the header that no form can send") {
  CHECK(AuthorizationWith({kHost, kCookie, kVersion}).value() == "Session " + kId);
  CHECK_REASON(AuthorizationWith({kHost, kCookie}), kPermissionDenied);
}

TEST_CASE("a cookie counts from an own page only") {
  const auto from = [](const Header& header) {
    return AuthorizationWith({kHost, kCookie, kVersion, header});
  };
  CHECK_OK(from({"Origin", "http://127.0.0.1:8751"}));
  CHECK_OK(from({"Sec-Fetch-Site", "same-origin"}));
  for (const char* origin : {"http://evil.example", "http://127.0.0.1:9999", "null", "",
                             "http://127.0.0.1:8751.evil.example"}) {
    CHECK_REASON(from({"Origin", origin}), kPermissionDenied);
  }
  for (const char* site : {"cross-site", "same-site", "none"}) {
    CHECK_REASON(from({"Sec-Fetch-Site", site}), kPermissionDenied);
  }
}

TEST_CASE("over TLS an own page came over TLS") {
  const auto from = [](const char* origin, Transport transport) {
    return IsFromOwnPage(With({{"Host", "ledger.example"}, {"Origin", origin}}), transport);
  };
  CHECK(from("https://ledger.example", Transport::kTls));
  CHECK_FALSE(from("http://ledger.example", Transport::kTls));
  CHECK(from("http://ledger.example", Transport::kPlain));
  CHECK(from("https://ledger.example", Transport::kPlain));  // behind a proxy that speaks TLS
}

TEST_CASE("what is no session id counts as no cookie") {
  for (const std::string& value : {std::string("x"), std::string(64, 'G'), kId + "0"}) {
    const Request request = With({{"Cookie", "anchorledger_session=" + value}});
    CHECK(SessionIdOf(request, Transport::kPlain).empty());
  }
  CHECK(SessionIdOf(With({kCookie}), Transport::kPlain) == kId);
  CHECK(SessionIdOf(With({kCookie}), Transport::kTls).empty());
}

TEST_CASE("the cookie is out of reach of scripts and other sites, and secure over TLS") {
  CHECK(FormatCookie(Transport::kPlain, "id", 60) ==
        "anchorledger_session=id; Path=/; HttpOnly; SameSite=Strict; Max-Age=60");
  CHECK(FormatCookie(Transport::kTls, "id", 60) ==
        "__Host-anchorledger_session=id; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=60");
  CHECK(FormatCookieRemoval(Transport::kPlain).find("Max-Age=0") != std::string::npos);
}

}  // namespace
}  // namespace anchorledger::gateway
