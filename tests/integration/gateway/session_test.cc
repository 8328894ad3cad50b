#include "tests/integration/gateway/fixture.h"

namespace anchorledger::gateway {
namespace {

// A call as a page of ours makes it.
HttpAnswer CallWithCookie(const Fixture& fixture, const std::string& cookie,
                          HttpHeaders more = {{"Connect-Protocol-Version", "1"}}) {
  more.emplace_back("Cookie", cookie);
  more.emplace_back("Content-Type", "application/json");
  return fixture.Connect().Send("POST", kInfo, more, "{}");
}

json WhoAmI(const Fixture& fixture, const std::string& cookie) {
  return json::parse(fixture.Connect().Send("GET", "/session", {{"Cookie", cookie}}).body);
}

TEST_CASE("a token is exchanged for a cookie that calls, and signing out ends it") {
  Fixture fixture;
  const HttpAnswer opened =
      fixture.Connect().Send("POST", "/session", {{"Content-Type", "application/json"}},
                             json{{"token", fixture.token}}.dump());
  REQUIRE(opened.status == 200);
  const std::string set_cookie = opened.Header("set-cookie");
  CHECK(set_cookie.find("; HttpOnly; SameSite=Strict") != std::string::npos);
  CHECK(opened.body.find(fixture.token) == std::string::npos);
  const std::string cookie = set_cookie.substr(0, set_cookie.find(';'));
  CHECK(fixture.token.find(cookie.substr(cookie.find('=') + 1)) == std::string::npos);

  const json me = WhoAmI(fixture, cookie);
  CHECK(me == json::parse(opened.body));
  CHECK(me["signedIn"] == true);
  CHECK(me["tenantId"] == testing::kTenant);
  CHECK(me["organisationId"] == testing::kAnchor);
  CHECK(me["roles"].size() == security::AllRoles().size());
  CHECK(me.contains("actorId"));
  CHECK(me.contains("expiresAt"));
  CHECK(CallWithCookie(fixture, cookie).status == 200);

  const HttpAnswer out = fixture.Connect().Send("DELETE", "/session", {{"Cookie", cookie}});
  CHECK(out.status == 204);
  CHECK(out.Header("set-cookie").find("Max-Age=0") != std::string::npos);
  CHECK(WhoAmI(fixture, cookie) == json{{"signedIn", false}});
  CHECK(CallWithCookie(fixture, cookie).status == 401);
}

TEST_CASE("a wrong token opens nothing, and neither does a wrong form") {
  Fixture fixture;
  const auto post = [&](const std::string& type, const std::string& body) {
    return fixture.Connect().Send("POST", "/session", {{"Content-Type", type}}, body);
  };
  HttpAnswer answer = post("application/json", R"({"token":"al_wrong"})");
  CHECK(answer.status == 401);
  CHECK(answer.Header("set-cookie").empty());
  const std::string good = json{{"token", fixture.token}}.dump();
  CHECK(post("text/plain", good).status == 415);  // what a form of another site could send
  CHECK(post("application/json", "{}").status == 400);
  CHECK(post("application/json", "[").status == 400);
  CHECK(post("application/json", json{{"token", std::string(5'000, 'x')}}.dump()).status == 413);
  CHECK(fixture.Connect().Send("PUT", "/session").status == 405);
}

TEST_CASE("signing in again ends the session whose cookie is replaced") {
  Fixture fixture;
  const std::string first = fixture.SignIn(fixture.token);
  const std::string other = fixture.SignIn(fixture.token);
  const std::string body = json{{"token", fixture.token}}.dump();
  HttpHeaders headers = {{"Content-Type", "application/json"}, {"Cookie", first}};
  CHECK(fixture.Connect().Send("POST", "/session", headers, R"({"token":"al_wrong"})").status ==
        401);
  CHECK(CallWithCookie(fixture, first).status == 200);
  const HttpAnswer again = fixture.Connect().Send("POST", "/session", headers, body);
  CHECK(again.status == 200);
  const std::string cookie = again.Header("set-cookie");
  CHECK(CallWithCookie(fixture, first).status == 401);
  CHECK(CallWithCookie(fixture, cookie.substr(0, cookie.find(';'))).status == 200);
  CHECK(CallWithCookie(fixture, other).status == 200);  // of another browser
}

TEST_CASE("signing out everywhere ends all sessions of the person") {
  Fixture fixture;
  const std::string one = fixture.SignIn(fixture.token);
  const std::string two = fixture.SignIn(fixture.token);
  const std::string other =
      fixture.SignIn(fixture.server.Token({security::Role::kFin}, "anchor-2", "net-2"));
  CHECK(fixture.Connect().Send("DELETE", "/session?everywhere=true", {{"Cookie", one}}).status ==
        204);
  CHECK(WhoAmI(fixture, one)["signedIn"] == false);
  CHECK(WhoAmI(fixture, two)["signedIn"] == false);
  CHECK(WhoAmI(fixture, other)["signedIn"] == true);
}

TEST_CASE("another site can neither call with the cookie, nor sign people in or out") {
  Fixture fixture;
  const std::string cookie = fixture.SignIn(fixture.token);
  const HttpHeaders::value_type version = {"Connect-Protocol-Version", "1"};
  CHECK(CallWithCookie(fixture, cookie, {}).status == 403);
  CHECK(CallWithCookie(fixture, cookie, {version, {"Origin", "http://evil.example"}}).status ==
        403);
  CHECK(CallWithCookie(fixture, cookie, {version, {"Sec-Fetch-Site", "cross-site"}}).status == 403);
  CHECK(CallWithCookie(fixture, cookie, {version, {"Origin", "http://localhost"}}).status == 200);

  const HttpHeaders::value_type evil = {"Origin", "http://evil.example"};
  CHECK(fixture.Connect()
            .Send("POST", "/session", {{"Content-Type", "application/json"}, evil},
                  json{{"token", fixture.token}}.dump())
            .status == 403);
  CHECK(fixture.Connect().Send("DELETE", "/session", {{"Cookie", cookie}, evil}).status == 403);
  CHECK(WhoAmI(fixture, cookie)["signedIn"] == true);
  // No leave is given to other sites, whatever they ask for.
  const HttpAnswer preflight =
      fixture.Connect().Send("OPTIONS", kInfo, {evil, {"Access-Control-Request-Method", "POST"}});
  CHECK(preflight.status == 405);
  CHECK(preflight.Header("access-control-allow-origin").empty());
}

TEST_CASE("a revoked token ends its sessions, and the streams that they opened") {
  Fixture fixture({.credential_check_every = std::chrono::milliseconds(20)});
  const std::string secret = fixture.server.Token();
  const std::string cookie = fixture.SignIn(secret);
  HttpConnection stream = fixture.Connect();
  stream.WriteRequest("POST", kWatch,
                      {{"Cookie", cookie},
                       {"Connect-Protocol-Version", "1"},
                       {"Content-Type", "application/connect+json"}},
                      testing::ConnectFrame("{}"));
  REQUIRE(stream.ReadHead().status == 200);
  REQUIRE(stream.ReadFrame()->flags == 0);

  const std::string token_id = WhoAmI(fixture, cookie)["tokenId"];
  CHECK(
      fixture.Call(kApi + "AdminService/RevokeToken", json{{"tokenId", token_id}}.dump()).status ==
      200);
  CHECK(CallWithCookie(fixture, cookie).status == 401);
  CHECK(WhoAmI(fixture, cookie)["signedIn"] == false);
  const auto end = stream.ReadFrame();
  REQUIRE(end.has_value());
  CHECK(end->flags == 2);
  CHECK(json::parse(end->payload)["error"]["code"] == "unauthenticated");
}

TEST_CASE("GET /session describes a bearer token, too, and refuses one that does not work") {
  Fixture fixture;
  const HttpAnswer me = fixture.Connect().Send("GET", "/session", fixture.Bearer());
  CHECK(json::parse(me.body)["signedIn"] == true);
  CHECK(fixture.Connect().Send("GET", "/session", {{"Authorization", "Bearer al_wrong"}}).status ==
        401);
}

}  // namespace
}  // namespace anchorledger::gateway
