// A partner without an account: from the link to the report in the ledger, over HTTP.
#include <set>

#include "tests/integration/gateway/fixture.h"

namespace anchorledger::gateway {
namespace {

const std::string kLinks = kApi + "ReportLinkService/";
const json kAny = json::object();
constexpr int kFirstOf2024 = 19'723;
constexpr int kLastOf2024 = kFirstOf2024 + 365;

std::string DebugOf(const json& error, const std::string& key) {
  for (const json& detail : error["details"]) {
    if (detail.contains("debug") && detail["debug"].contains("metadata")) {
      return detail["debug"]["metadata"].value(key, "none");
    }
  }
  return "none";
}

// The daemon with an anchor, two partners and a report of each that is due.
struct Reports : Fixture {
  Reports() {
    const HttpAnswer setup = Append(
        "setup", {Registered("anchorRegistered", {{"anchorId", testing::kAnchor},
                                                  {"legalName", "Hospital"},
                                                  {"currency", "USD"},
                                                  {"fiscalYearStart", {{"month", 10}, {"day", 1}}},
                                                  {"timeZone", "America/New_York"},
                                                  {"hanMember", true}}),
                  Partner("p-1", "Corner Bakery"), Partner("p-2", "Other Bakery"),
                  Due("r-1", "p-1"), Due("r-2", "p-2")});
    INFO(setup.body);
    REQUIRE(setup.status == 200);
  }

  static json Registered(const std::string& name, json fields) {
    return {
        {"any", kAny}, {"effectiveOn", {{"days", kFirstOf2024}}}, {"payload", {{name, fields}}}};
  }
  static json Partner(const std::string& id, const std::string& name) {
    return Registered("partnerOnboarded",
                      {{"partnerId", id},
                       {"orgName", name},
                       {"kind", "PARTNER_KIND_WORKER_COOP"},
                       {"homeGeo", {{"scheme", "GEO_SCHEME_ZCTA5"}, {"code", "02119"}}}});
  }
  static json Due(const std::string& report, const std::string& partner) {
    return {{"any", kAny},
            {"anchorId", testing::kAnchor},
            {"payload",
             {{"partnerReportDue",
               {{"reportId", report},
                {"partnerId", partner},
                {"reportKind", "jobs"},
                {"period", {{"from", {{"days", kFirstOf2024}}}, {"to", {{"days", kLastOf2024}}}}},
                {"dueOn", {{"days", kLastOf2024 + 30}}},
                {"reminderNo", 0}}}}}};
  }
  static json Jobs(const std::string& organisation = "p-1", int day = kLastOf2024) {
    return {{"any", kAny},
            {"anchorId", testing::kAnchor},
            {"payload",
             {{"jobsReported",
               {{"orgId", organisation}, {"asOf", {{"days", day}}}, {"fteX100Total", "1750"}}}}}};
  }
  json Receipt(const std::string& report = "r-1", bool nil = false, int days_ago = 0) const {
    const int today = server.clock().Today().days;
    return {
        {"any", kAny},
        {"anchorId", testing::kAnchor},
        {"payload",
         {{"partnerReportReceived",
           {{"reportId", report}, {"receivedOn", {{"days", today - days_ago}}}, {"nil", nil}}}}}};
  }

  HttpAnswer Append(const std::string& id, const std::vector<json>& events) const {
    return Call(kAppend, json{{"requestId", id}, {"events", events}}.dump());
  }

  // The secret of a new link, as a person of the anchor makes it.
  std::string MakeLink(const std::string& report = "r-1") const {
    const HttpAnswer made = Call(kLinks + "CreateReportLink", json{{"reportId", report}}.dump());
    INFO(made.body);
    REQUIRE(made.status == 200);
    return json::parse(made.body)["secret"];
  }
  HttpAnswer Open(const std::string& link) const {
    return Connect().Send("POST", "/session", {{"Content-Type", "application/json"}},
                          json{{"link", link}}.dump());
  }
  HttpHeaders Session(const std::string& link) const {
    const HttpAnswer opened = Open(link);
    INFO(opened.body);
    REQUIRE(opened.status == 200);
    return {{"Authorization", "Session " + json::parse(opened.body)["session"].get<std::string>()},
            {"Content-Type", "application/json"}};
  }
  HttpAnswer Send(const HttpHeaders& session, const std::string& link,
                  const std::vector<json>& events, json more = json::object()) const {
    more["requestId"] = "link-" + link.substr(0, 16);
    more["events"] = events;
    return Connect().Send("POST", kAppend, session, more.dump());
  }
  json StateOfLink(const std::string& link) const {
    const json listed = json::parse(Call(kLinks + "ListReportLinks", "{}").body);
    for (const json& one : listed["links"]) {
      if (one["linkId"] == link.substr(0, 16)) return one;
    }
    return {};
  }
  std::size_t Events(const std::string& name) const {
    const json page = json::parse(Call(kApi + "EventService/ListEvents", "{}").body);
    std::size_t count = 0;
    for (const json& event : page["events"]) count += event["payload"].contains(name) ? 1 : 0;
    return count;
  }
};

TEST_CASE("a link shows its report, checks it, and sends it once; then it has ended") {
  Reports fixture;
  const std::string link = fixture.MakeLink();
  const HttpHeaders session = fixture.Session(link);
  const HttpAnswer shown =
      fixture.Connect().Send("POST", kLinks + "GetLinkedReport", session, "{}");
  REQUIRE(shown.status == 200);
  const json linked = json::parse(shown.body);
  CHECK(linked["report"]["reportId"] == "r-1");
  CHECK(linked["report"]["partnerName"] == "Corner Bakery");
  CHECK(linked["report"]["anchorName"] == "Hospital");
  CHECK(linked["report"]["eventTypes"] == json::array({"JobsReported"}));
  CHECK(linked["requestId"] == "link-" + link.substr(0, 16));
  CHECK(linked["link"]["state"] == "REPORT_LINK_STATE_OPEN");

  const std::vector<json> report = {Reports::Jobs(), fixture.Receipt()};
  CHECK(fixture.Send(session, link, report, {{"validateOnly", true}}).status == 200);
  CHECK(fixture.Events("jobsReported") == 0);
  const HttpAnswer first = fixture.Send(session, link, report);
  INFO(first.body);
  REQUIRE(first.status == 200);
  CHECK(fixture.Events("jobsReported") == 1);
  CHECK(fixture.Events("partnerReportReceived") == 1);

  // The answer was lost: the same again is answered as before, and anything else is refused.
  const HttpAnswer again = fixture.Send(session, link, report);
  CHECK(again.status == 200);
  CHECK(json::parse(again.body)["duplicate"] == true);
  CHECK(fixture.Send(session, link, {fixture.Receipt("r-1", true)}).status == 409);
  CHECK(fixture.Events("partnerReportReceived") == 1);

  const HttpAnswer used = fixture.Open(link);
  CHECK(used.status == 401);
  CHECK(DebugOf(json::parse(used.body), "link_state") == "used");
  const json ended = fixture.StateOfLink(link);
  CHECK(ended["state"] == "REPORT_LINK_STATE_USED");
  CHECK(ended["createdByActorId"] == "actor-1");
  CHECK(ended.contains("receivedPosition"));
  CHECK(fixture.Call(kLinks + "CreateReportLink", R"({"reportId": "r-1"})").status == 400);
}

TEST_CASE("of two links for one report the first that sends wins, and nothing counts twice") {
  Reports fixture;
  const std::string one = fixture.MakeLink();
  const std::string other = fixture.MakeLink();
  const HttpHeaders by_one = fixture.Session(one);
  const HttpHeaders by_other = fixture.Session(other);
  CHECK(fixture.Send(by_one, one, {fixture.Receipt("r-1", true)}).status == 200);
  const HttpAnswer late = fixture.Send(by_other, other, {fixture.Receipt("r-1", true)});
  CHECK(late.status == 400);
  CHECK(DebugOf(json::parse(late.body), "rule") == "report_open");
  CHECK(fixture.Events("partnerReportReceived") == 1);
  CHECK(DebugOf(json::parse(fixture.Open(other).body), "link_state") == "used");
}

TEST_CASE("a link sends nothing but its report: no other, of no other, at no other time") {
  Reports fixture;
  const std::string link = fixture.MakeLink();
  const HttpHeaders session = fixture.Session(link);
  const auto refused = [&](const std::vector<json>& events, json more = json::object()) {
    const HttpAnswer answer = fixture.Send(session, link, events, std::move(more));
    INFO(answer.body);
    CHECK(answer.status == 403);
    CHECK(DebugOf(json::parse(answer.body), "scope") == "report_link");
  };
  const json receipt = fixture.Receipt();
  refused({});
  refused({Reports::Jobs()});  // without a receipt the report would stay due
  refused({fixture.Receipt("r-2")});
  refused({receipt, receipt});
  refused({fixture.Receipt("r-2"), receipt});
  refused({Reports::Jobs("p-2"), receipt});
  refused({Reports::Jobs(testing::kAnchor), receipt});
  refused({Reports::Jobs("p-1", kLastOf2024 + 1), receipt});
  refused({Reports::Due("r-3", "p-1"), receipt});
  refused({Reports::Partner("p-3", "Third Bakery"), receipt});
  refused({fixture.Receipt("r-1", false, /*days_ago=*/30)});
  refused({receipt},
          {{"guards", json::array({{{"stream", "anchor/anchor-1"}, {"revision", "1"}}})}});
  json said_beside = receipt;
  said_beside["assurance"] = "ASSURANCE_AUDITED";
  refused({said_beside});
  json other_anchor = Reports::Jobs();
  other_anchor["anchorId"] = "anchor-2";
  refused({other_anchor, receipt});
  const json voided = Reports::Registered(
      "eventVoided",
      {{"targetPosition", "4"}, {"targetEventType", 1106}, {"reason", "VOID_REASON_NOT_REAL"}});
  refused({voided, receipt});
  HttpAnswer other_id = fixture.Connect().Send(
      "POST", kAppend, session, json{{"requestId", "mine"}, {"events", {receipt}}}.dump());
  CHECK(other_id.status == 403);
  CHECK(fixture.Events("partnerReportReceived") == 0);
  CHECK(fixture.Send(session, link, {Reports::Jobs(), receipt}).status == 200);
}

TEST_CASE("a report for a time whose books are closed comes by its link as a late entry") {
  Reports fixture;
  const std::string link = fixture.MakeLink();
  const HttpHeaders session = fixture.Session(link);
  const json closed = {
      {"any", kAny},
      {"anchorId", testing::kAnchor},
      {"effectiveOn", {{"days", kLastOf2024}}},
      {"payload",
       {{"periodClosed",
         {{"period", {{"from", {{"days", kFirstOf2024}}}, {"to", {{"days", kLastOf2024}}}}},
          {"hard", false}}}}}};
  const HttpAnswer closing = fixture.Append("close", {closed});
  INFO(closing.body);
  REQUIRE(closing.status == 200);
  const json receipt = fixture.Receipt();
  const HttpAnswer refused = fixture.Send(session, link, {Reports::Jobs(), receipt});
  CHECK(refused.status == 400);
  CHECK(DebugOf(json::parse(refused.body), "rule") == "late_reason");
  json late = Reports::Jobs();
  late["lateReason"] = "partner_report";
  CHECK(fixture.Send(session, link, {late, receipt}).status == 200);
  CHECK(fixture.Events("jobsReported") == 1);
}

TEST_CASE("homes that are planned are reported by a link as such, and nothing else is") {
  Reports fixture;
  json due = Reports::Due("r-3", "p-1");
  due["payload"]["partnerReportDue"]["reportKind"] = "annual";
  REQUIRE(fixture.Append("due", {due}).status == 200);
  const std::string link = fixture.MakeLink("r-3");
  const HttpHeaders session = fixture.Session(link);
  json homes = {{"any", kAny},
                {"anchorId", testing::kAnchor},
                {"basis", "BASIS_PROJECTED"},
                {"effectiveOn", {{"days", kLastOf2024}}},
                {"payload",
                 {{"housingUnitsReported",
                   {{"partnerId", "p-1"},
                    {"stage", "HOUSING_STAGE_PROJECTED"},
                    {"tenure", "HOUSING_TENURE_RENT"},
                    {"amiBandUnits", {{"unknown", "12"}}},
                    {"communityControlled", true},
                    {"units", "12"},
                    {"affordableUnits", "12"},
                    {"permanentlyAffordableUnits", "12"}}}}}};
  json jobs = Reports::Jobs();
  jobs["basis"] = "BASIS_PROJECTED";
  CHECK(fixture.Send(session, link, {jobs, fixture.Receipt("r-3")}).status == 403);
  const HttpAnswer sent = fixture.Send(session, link, {homes, fixture.Receipt("r-3")});
  INFO(sent.body);
  CHECK(sent.status == 200);
  CHECK(fixture.Events("housingUnitsReported") == 1);
}

TEST_CASE("a link that was ended says so to its holder, and its sessions end at once") {
  Reports fixture;
  const std::string link = fixture.MakeLink();
  const HttpHeaders session = fixture.Session(link);
  const std::string id = json{{"linkId", link.substr(0, 16)}}.dump();
  CHECK(fixture.Call(kLinks + "RevokeReportLink", id).status == 200);
  CHECK(fixture.Call(kLinks + "RevokeReportLink", id).status == 200);
  CHECK(fixture.Send(session, link, {fixture.Receipt()}).status == 401);
  const HttpAnswer opened = fixture.Open(link);
  CHECK(opened.status == 401);
  CHECK(DebugOf(json::parse(opened.body), "link_state") == "revoked");
  const HttpAnswer wrong = fixture.Open(link.substr(0, 17) + std::string(64, '0'));
  CHECK(DebugOf(json::parse(wrong.body), "link_state") == "unknown");
}

TEST_CASE("a report that is taken back takes its links with it") {
  Reports fixture;
  const std::string link = fixture.MakeLink();
  json voided = Reports::Registered(
      "eventVoided",
      {{"targetPosition", "4"}, {"targetEventType", 1106}, {"reason", "VOID_REASON_NOT_REAL"}});
  voided.erase("effectiveOn");  // today
  const HttpAnswer taken = fixture.Append("void", {voided});
  INFO(taken.body);
  REQUIRE(taken.status == 200);
  CHECK(DebugOf(json::parse(fixture.Open(link).body), "link_state") == "not_due");
  CHECK(fixture.StateOfLink(link)["state"] == "REPORT_LINK_STATE_NOT_DUE");
}

TEST_CASE(
    "links are made and seen by the anchor, the partner and the network, and by nobody else") {
  using security::Role;
  Reports fixture;
  const std::string link = fixture.MakeLink();
  const auto call = [&](security::RoleSet roles, const std::string& organisation,
                        const std::string& method, const json& body,
                        const std::string& tenant = testing::kTenant) {
    return fixture.Connect().Send(
        "POST", kLinks + method,
        {{"Authorization", "Bearer " + fixture.server.Token(roles, organisation, tenant)},
         {"Content-Type", "application/json"}},
        body.dump());
  };
  const json report = {{"reportId", "r-1"}};
  CHECK(call({Role::kFin}, testing::kAnchor, "CreateReportLink", report).status == 200);
  CHECK(call({Role::kPar}, "p-1", "CreateReportLink", report).status == 200);
  CHECK(call({Role::kStw}, "network", "CreateReportLink", report).status == 200);
  const HttpAnswer stranger = call({Role::kPar}, "p-2", "CreateReportLink", report);
  const HttpAnswer nothing =
      call({Role::kFin}, testing::kAnchor, "CreateReportLink", {{"reportId", "no-such"}});
  CHECK(stranger.status == 403);
  CHECK(stranger.body == nothing.body);  // as if there were no such report
  CHECK(call({Role::kEval}, "network", "CreateReportLink", report).status == 403);
  CHECK(call({Role::kFin}, testing::kAnchor, "CreateReportLink", report, "net-2").status == 403);

  const json id = {{"linkId", link.substr(0, 16)}};
  CHECK(call({Role::kPar}, "p-2", "ListReportLinks", kAny).body == "{}");
  CHECK(call({Role::kPar}, "p-2", "RevokeReportLink", id).status == 404);
  CHECK(call({Role::kStw}, "network", "RevokeReportLink", id, "net-2").status == 404);
  CHECK(call({Role::kPar}, "p-1", "RevokeReportLink", id).status == 200);
  CHECK(fixture.Call(kLinks + "GetLinkedReport", "{}").status == 403);  // not by an account

  json late = report;
  late["expiresAt"] = "2199-01-01T00:00:00Z";
  CHECK(call({Role::kFin}, testing::kAnchor, "CreateReportLink", late).status == 400);
  late["expiresAt"] = "2020-01-01T00:00:00Z";
  CHECK(call({Role::kFin}, testing::kAnchor, "CreateReportLink", late).status == 400);
}

TEST_CASE("a list of links is read page by page, and of one report where one is named") {
  Reports fixture;
  std::set<std::string> made;
  for (int i = 0; i < 3; ++i) made.insert(fixture.MakeLink("r-1").substr(0, 16));
  fixture.MakeLink("r-2");
  std::set<std::string> seen;
  json request = {{"reportId", "r-1"}, {"pageSize", 2}};
  do {
    const json page = json::parse(fixture.Call(kLinks + "ListReportLinks", request.dump()).body);
    if (page.contains("links")) {
      for (const json& one : page["links"]) seen.insert(one["linkId"].get<std::string>());
    }
    request["pageToken"] = page.value("nextPageToken", "");
  } while (request["pageToken"] != "");
  CHECK(seen == made);
}

TEST_CASE("one link is found by its id, to tell who made it; evaluators ask where they may see") {
  Reports fixture;
  const std::string id = fixture.MakeLink("r-1").substr(0, 16);
  fixture.MakeLink("r-1");
  const json request = {{"linkId", id}};
  const json found = json::parse(fixture.Call(kLinks + "ListReportLinks", request.dump()).body);
  REQUIRE(found["links"].size() == 1);
  CHECK(found["links"][0]["linkId"] == id);
  CHECK(found["links"][0]["createdByActorId"] != "");
  const auto by_evaluator = [&] {
    return fixture.Connect().Send(
        "POST", kLinks + "ListReportLinks",
        {{"Authorization",
          "Bearer " + fixture.server.Token({security::Role::kEval}, "network", testing::kTenant)},
         {"Content-Type", "application/json"}},
        request.dump());
  };
  const HttpAnswer hidden = by_evaluator();
  CHECK(hidden.status == 200);
  CHECK(hidden.body == "{}");
  json reminder = Reports::Due("r-1", "p-1");
  reminder["payload"]["partnerReportDue"]["reminderNo"] = 1;
  reminder["visibility"] = "VISIBILITY_EVALUATORS";
  REQUIRE(fixture.Append("reminder", {reminder}).status == 200);
  CHECK(json::parse(by_evaluator().body)["links"].size() == 1);
}

TEST_CASE("opening a link sets no cookie, and leaves an account that is signed in alone") {
  Reports fixture;
  const std::string cookie = fixture.SignIn(fixture.token);
  const HttpAnswer opened = fixture.Connect().Send(
      "POST", "/session", {{"Content-Type", "application/json"}, {"Cookie", cookie}},
      json{{"link", fixture.MakeLink()}}.dump());
  CHECK(opened.status == 200);
  CHECK(opened.Header("set-cookie").empty());
  CHECK(json::parse(opened.body)["reportId"] == "r-1");
  const json me = json::parse(fixture.Connect().Send("GET", "/session", {{"Cookie", cookie}}).body);
  CHECK(me["actorId"] == "actor-1");
  CHECK(fixture.Connect()
            .Send("POST", "/session",
                  {{"Content-Type", "application/json"}, {"Origin", "http://evil.example"}},
                  json{{"link", fixture.MakeLink()}}.dump())
            .status == 403);
}

}  // namespace
}  // namespace anchorledger::gateway
