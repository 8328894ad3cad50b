#include <regex>
#include <set>
#include <sstream>

#include "anchorledger/api/v1/admin.pb.h"
#include "tests/integration/gateway/fixture.h"

namespace anchorledger::gateway {
namespace {

TEST_CASE("a call over HTTP is answered as over gRPC, in JSON and in binary") {
  Fixture fixture;
  HttpAnswer answer = fixture.Call(kInfo, "{}");
  CHECK(answer.status == 200);
  CHECK(answer.Header("content-type") == "application/json");
  CHECK(answer.Header("cache-control") == "no-store");
  CHECK(answer.Header("x-content-type-options") == "nosniff");
  CHECK(json::parse(answer.body)["caller"]["tenantId"] == testing::kTenant);

  answer = fixture.Connect().Send("POST", kInfo, fixture.Bearer("application/proto"));
  CHECK(answer.Header("content-type") == "application/proto");
  api::v1::GetServerInfoResponse info;
  REQUIRE(info.ParseFromString(answer.body));
  CHECK(info.caller().tenant_id() == testing::kTenant);
}

TEST_CASE("a large answer is packed for who takes gzip; a small one and a refusal are not") {
  Fixture fixture;
  const auto call = [&fixture](const std::string& path, const std::string& body) {
    HttpHeaders headers = fixture.Bearer();
    headers.push_back({"Accept-Encoding", "gzip, deflate, br"});
    return fixture.Connect().Send("POST", path, headers, body);
  };
  const std::string list = kApi + "MetricsService/ListMetrics";
  const std::string plain = fixture.Call(list, "{}").body;
  const HttpAnswer packed = call(list, "{}");
  CHECK(packed.status == 200);
  CHECK(packed.Header("content-encoding") == "gzip");
  CHECK(packed.Header("vary") == "Accept-Encoding");
  CHECK(packed.body.starts_with("\x1f\x8b"));
  CHECK(packed.body.size() < plain.size() / 2);
  CHECK(call(kInfo, "{}").Header("content-encoding").empty());
  CHECK(call(list, "{nonsense").Header("content-encoding").empty());
}

TEST_CASE("one connection serves request after request, also when they come at once") {
  Fixture fixture;
  HttpConnection connection = fixture.Connect();
  for (int i = 0; i < 3; ++i) {
    CHECK(connection.Send("POST", kInfo, fixture.Bearer(), "{}").status == 200);
  }
  connection.WriteRequest("POST", kInfo, fixture.Bearer(), "{}");
  connection.WriteRequest("GET", "/healthz", {}, "");
  HttpAnswer first = connection.ReadHead();
  first.body = connection.ReadBody(first);
  CHECK(first.body.find("tenantId") != std::string::npos);
  HttpAnswer second = connection.ReadHead();
  CHECK(connection.ReadBody(second) == "serving\n");
}

TEST_CASE("an append over HTTP is in the log, and its refusal carries every violation") {
  Fixture fixture;
  const std::string anchor = R"({"requestId":"r-1","events":[{"noStream":{},"payload":
      {"anchorRegistered":{"anchorId":"anchor-1","legalName":"Hospital","currency":"USD",
       "fiscalYearStart":{"month":7,"day":1},"timeZone":"America/New_York","hanMember":true}},
      "effectiveOn":{"days":19800}}]})";
  HttpAnswer answer = fixture.Call(kAppend, anchor);
  INFO(answer.body);
  CHECK(answer.status == 200);
  CHECK(fixture.server.log().Head().position == base::Position(1));
  CHECK(json::parse(fixture.Call(kAppend, anchor).body)["duplicate"] == true);

  answer = fixture.Call(kAppend, R"({"requestId":"r-2","events":[{"any":{}}]})");
  CHECK(answer.status == 400);
  const json error = json::parse(answer.body);
  CHECK(error["code"] == "invalid_argument");
  CHECK(answer.body.find("google.rpc.BadRequest") != std::string::npos);
  CHECK(answer.body.find("fieldViolations") != std::string::npos);
}

TEST_CASE("who may not call is refused by the same guard, with the same words") {
  Fixture fixture;
  const std::string partner = fixture.server.Token({security::Role::kPar});
  const HttpAnswer answer = fixture.Connect().Send(
      "POST", kApi + "AdminService/CreateBackup",
      {{"Authorization", "Bearer " + partner}, {"Content-Type", "application/json"}}, "{}");
  CHECK(answer.status == 403);
  CHECK(json::parse(answer.body)["details"][0]["debug"]["reason"] == "PERMISSION_DENIED");
}

TEST_CASE("a stranger is refused before the body is looked at") {
  Fixture fixture;
  const HttpHeaders headers = {{"Content-Type", "application/json"}};
  CHECK(fixture.Connect().Send("POST", kInfo, headers, "{nonsense").status == 401);
  // The answer comes although the announced body never does.
  HttpConnection connection = fixture.Connect();
  connection.Write("POST " + kInfo +
                   " HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                   "Content-Length: 4000000\r\n\r\n");
  const HttpAnswer answer = connection.ReadHead();
  CHECK(answer.status == 401);
  CHECK(answer.Header("connection") == "close");
  CHECK(answer.Header("www-authenticate") == "Bearer");
  CHECK(json::parse(connection.ReadBody(answer))["code"] == "unauthenticated");
}

TEST_CASE("addresses, methods and content types that do not fit are refused with what would") {
  Fixture fixture;
  HttpAnswer answer = fixture.Call(kApi + "AdminService/Nothing", "{}");
  CHECK(answer.status == 404);
  CHECK(json::parse(answer.body)["code"] == "unimplemented");
  CHECK(fixture.Call("/grpc.health.v1.Health/Check", "{}").status == 405);  // a page's address
  answer = fixture.Connect().Send("GET", kInfo, fixture.Bearer());
  CHECK(answer.status == 405);
  CHECK(answer.Header("allow") == "POST");
  for (const char* type :
       {"text/plain", "application/x-www-form-urlencoded", "application/connect+json", ""}) {
    answer = fixture.Connect().Send("POST", kInfo, fixture.Bearer(type), "{}");
    CHECK(answer.status == 415);
    CHECK(answer.Header("accept-post") == "application/json, application/proto");
  }
}

TEST_CASE("a field that the server does not know is refused and named") {
  Fixture fixture;
  const HttpAnswer answer = fixture.Call(kInfo, R"({"strem":1})");
  CHECK(answer.status == 400);
  CHECK(answer.body.find("strem") != std::string::npos);
}

TEST_CASE("the time that a client gives is kept to") {
  Fixture fixture;
  const auto with = [&](const std::string& timeout) {
    HttpHeaders headers = fixture.Bearer();
    headers.emplace_back("Connect-Timeout-Ms", timeout);
    return fixture.Connect().Send("POST", kInfo, headers, "{}");
  };
  CHECK(with("30000").status == 200);
  CHECK(with("soon").status == 400);
  CHECK(with("9999999999").status == 200);  // longer than any call may last
  CHECK(with("0").status == 504);
  // An answer that is true for a position that is never reached: the server waits for it as long as
  // the caller does, and says so just before.
  HttpHeaders headers = fixture.Bearer();
  headers.emplace_back("Connect-Timeout-Ms", "1000");
  const HttpAnswer late =
      fixture.Connect().Send("POST", kApi + "MetricsService/QueryMetrics", headers,
                             R"({"metricIds":["I-07"],"query":{"minPosition":"99"}})");
  INFO(late.body);
  CHECK(late.status == 503);
  CHECK(json::parse(late.body)["details"][0]["debug"]["reason"] == "PROJECTION_BEHIND");
}

TEST_CASE("what the protocol allows and the server does not speak is refused") {
  Fixture fixture;
  HttpHeaders headers = fixture.Bearer();
  headers.emplace_back("Content-Encoding", "gzip");
  HttpAnswer answer = fixture.Connect().Send("POST", kInfo, headers, "{}");
  CHECK(answer.status == 501);
  CHECK(json::parse(answer.body)["code"] == "unimplemented");
  CHECK(answer.body.find("identity") != std::string::npos);
  for (const char* name : {"Content-Encoding", "Connect-Content-Encoding"}) {
    headers = fixture.Bearer("application/connect+json");
    headers.emplace_back(name, "gzip");
    answer = fixture.Connect().Send("POST", kWatch, headers, testing::ConnectFrame("{}"));
    CHECK(answer.status == 200);
    CHECK(json::parse(answer.body.substr(5))["error"]["code"] == "unimplemented");
  }
  headers = fixture.Bearer();
  headers.emplace_back("Content-Encoding", "Identity");
  CHECK(fixture.Connect().Send("POST", kInfo, headers, "{}").status == 200);
  headers = fixture.Bearer();
  headers.emplace_back("Connect-Protocol-Version", "2");
  CHECK(fixture.Connect().Send("POST", kInfo, headers, "{}").status == 400);
}

// A page whose name was made to lead to this machine has its own name in Host.
TEST_CASE("telemetry is shown without a credential to who calls this machine as this machine") {
  Fixture fixture;
  const auto as = [&](const std::string& host, const std::string& more = "") {
    HttpConnection connection = fixture.Connect();
    connection.Write("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n");
    return connection.ReadHead().status;
  };
  for (const char* host : {"localhost", "LOCALHOST:1", "127.0.0.1:8751", "127.1.2.3", "[::1]:1"}) {
    CAPTURE(host);
    CHECK(as(host) == 200);
  }
  for (const char* host : {"evil.example", "evil.example:8751", "localhost.evil.example", "",
                           "127.0.0.1.evil.example", "127.evil", "::1"}) {
    CAPTURE(host);
    CHECK(as(host) == 401);
    CHECK(as(host, "Authorization: Bearer " + fixture.token + "\r\n") == 200);
  }
}

TEST_CASE("telemetry is text that Prometheus takes: explained, typed, each series once") {
  Fixture fixture;
  CHECK(fixture.Call(kInfo, "{}").status == 200);
  std::istringstream lines(fixture.Connect().Send("GET", "/metrics").body);
  const std::regex sample(R"(([a-z_]+)(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9]+(\.[0-9]+)?)");
  std::set<std::string> names;
  std::set<std::string> seen;
  std::string name;  // of the family that the lines belong to
  std::string type;
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    if (line.starts_with("# HELP ")) {
      name = line.substr(7, line.find(' ', 7) - 7);
      CHECK(line.size() > 8 + name.size());
      CHECK(names.insert(name).second);
      REQUIRE(std::getline(lines, type));
      REQUIRE(type.starts_with("# TYPE " + name + ' '));
      type = type.substr(8 + name.size());
      CHECK((type == "counter") == name.ends_with("_total"));
      CHECK((type == "histogram") == name.ends_with("_seconds"));
      continue;
    }
    std::smatch parts;
    REQUIRE(std::regex_match(line, parts, sample));
    const std::string own = parts[1];
    CHECK((own == name || (type == "histogram" && own.starts_with(name + '_'))));
    CHECK(seen.insert(line.substr(0, line.rfind(' '))).second);
  }
  CHECK(names.contains("anchorledger_call_duration_seconds"));
  CHECK(seen.contains(R"(anchorledger_projection_failed{projection="metrics"})"));
  CHECK(seen.contains("anchorledger_log_position"));
}

TEST_CASE("health, telemetry and pages have their addresses") {
  Fixture fixture;
  CHECK(fixture.Connect().Send("GET", "/healthz").body == "serving\n");
  CHECK(fixture.Call(kInfo, "{}").status == 200);
  CHECK(fixture.Connect().Send("GET", "/metrics").body.find("anchorledger_calls_total") !=
        std::string::npos);
  const HttpAnswer page = fixture.Connect().Send("GET", "/explore");
  CHECK(page.body == "<!doctype html>page");
  CHECK(page.Header("date").ends_with(" GMT"));
  CHECK(page.Header("content-security-policy").find("frame-ancestors 'none'") != std::string::npos);
  const HttpAnswer head = fixture.Connect().Send("HEAD", "/");
  CHECK(head.status == 200);
  CHECK(head.Header("content-length") == "19");
  CHECK(fixture.Connect().Send("POST", "/explore", {}, "x").status == 405);
}

}  // namespace
}  // namespace anchorledger::gateway
