#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "services/security/authorizer.h"
#include "services/security/link_store.h"
#include "services/security/session_store.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::security {
namespace {

constexpr base::Instant kNow{1'700'000'000'000'000};
constexpr int64_t kHour = 3'600 * base::kMicrosPerSecond;
constexpr int64_t kDay = 24 * kHour;

LinkPurpose Purpose(const std::string& report = "r-1") {
  return {.tenant = base::TenantId("net-1"),
          .report_id = report,
          .partner = base::OrganisationId("partner-1"),
          .created_by = base::ActorId("a-7"),
          .created_by_organisation = base::OrganisationId("anchor-1")};
}

base::Status Anybody(const LinkRecord&) { return absl::OkStatus(); }

std::string StateIn(const base::Status& status) {
  for (const auto& [key, value] : base::MetadataOf(status)) {
    if (key == kLinkStateKey) return value;
  }
  return "none";
}

struct Fixture {
  Fixture() {
    REQUIRE_OK(TokensFile(folder / "tokens").Change([](auto&) { return absl::OkStatus(); }));
    auto opened = TokenStore::Open(folder / "tokens");
    REQUIRE_OK(opened);
    tokens = *std::move(opened);
    Reopen();
  }
  void Reopen() {
    sessions.reset();
    auto opened = LinkStore::Open(folder / "links");
    REQUIRE_OK(opened);
    links = *std::move(opened);
    sessions = std::make_unique<SessionStore>(
        *tokens, clock, SessionLimits{}, folder / "sessions",
        LinkAccess{.store = links.get(),
                   .check_report = [this](const LinkRecord&) { return report; }});
  }
  MintedLink Make(int64_t lasts = 14 * kDay, const std::string& for_report = "r-1") const {
    auto minted = links->Create(Purpose(for_report), clock.Now(), {clock.Now().micros + lasts});
    REQUIRE_OK(minted);
    return *std::move(minted);
  }
  std::string StateOfOpening(const std::string& secret) const {
    return StateIn(sessions->OpenLink(secret).status());
  }

  testing::TempFolder folder;
  runtime::ManualClock clock{kNow};
  base::Status report;  // what the ledger says of it
  std::unique_ptr<TokenStore> tokens;
  std::unique_ptr<LinkStore> links;
  std::unique_ptr<SessionStore> sessions;
};

TEST_CASE("a link opens sessions of the partner, for the report and with the role of a partner") {
  const Fixture fixture;
  const MintedLink link = fixture.Make();
  CHECK(link.secret.size() == 16 + 1 + 64);
  CHECK(LinkIdOf(link.secret) == link.record.link_id);
  for (int times = 0; times < 2; ++times) {  // people open it twice
    const auto opened = fixture.sessions->OpenLink(link.secret);
    REQUIRE_OK(opened);
    const auto view = fixture.sessions->Verify(opened->id);
    REQUIRE_OK(view);
    const Principal& who = *view->principal;
    CHECK(who.tenant == base::TenantId("net-1"));
    CHECK(who.organisation == base::OrganisationId("partner-1"));
    CHECK(who.roles == RoleSet{Role::kPar});
    CHECK(who.actor == base::ActorId("link-" + link.record.link_id));
    CHECK(who.token_id == who.actor.value());
    REQUIRE(who.link.has_value());
    CHECK(who.link->report_id == "r-1");
    CHECK(who.link->created_by == base::ActorId("a-7"));
  }
}

TEST_CASE("who came by a link may call what is marked for links, and nothing by any other right") {
  Principal principal = PrincipalOf(Fixture().Make().record);
  for (const Role role : AllRoles()) principal.roles.Add(role);
  for (const MethodRule& rule : MethodRules()) {
    INFO(rule.method);
    CHECK(Decide(principal, &rule).allowed == rule.by_link);
  }
  CHECK_FALSE(Decide(principal, nullptr).allowed);
}

TEST_CASE("a stranger does not learn whether there is a link, and its holder learns why it ended") {
  Fixture fixture;
  const MintedLink link = fixture.Make();
  const MintedLink revoked = fixture.Make();
  REQUIRE_OK(fixture.links->Revoke(base::TenantId("net-1"), revoked.record.link_id, Anybody));
  const std::string zeros(64, '0');
  CHECK(fixture.StateOfOpening(link.record.link_id + "." + zeros) == "unknown");
  CHECK(fixture.StateOfOpening(revoked.record.link_id + "." + zeros) == "unknown");
  CHECK(fixture.StateOfOpening("0123456789abcdef." + zeros) == "unknown");
  CHECK(fixture.StateOfOpening(link.record.link_id) == "unknown");
  CHECK(fixture.StateOfOpening("") == "unknown");
  CHECK(fixture.sessions->OpenLink(zeros).status().message() ==
        fixture.sessions->OpenLink(revoked.secret).status().message());
  CHECK(fixture.StateOfOpening(revoked.secret) == "revoked");
  fixture.clock.Advance(14 * kDay);
  CHECK(fixture.StateOfOpening(link.secret) == "expired");
}

TEST_CASE("a link whose report is in says so, also when its time has run out") {
  Fixture fixture;
  const MintedLink link = fixture.Make(kHour);
  fixture.report = LinkRefused(kLinkUsed);
  CHECK(fixture.StateOfOpening(link.secret) == "used");
  fixture.clock.Advance(2 * kHour);
  CHECK(fixture.StateOfOpening(link.secret) == "used");
}

TEST_CASE("a session ends with its link, and in any case after half a day") {
  Fixture fixture;
  const MintedLink short_lived = fixture.Make(kHour);
  const MintedLink revoked = fixture.Make();
  const MintedLink lasting = fixture.Make();
  const std::string first = fixture.sessions->OpenLink(short_lived.secret)->id;
  const std::string second = fixture.sessions->OpenLink(revoked.secret)->id;
  const std::string third = fixture.sessions->OpenLink(lasting.secret)->id;
  CHECK(fixture.sessions->Verify(first)->expires_at == short_lived.record.expires_at);
  REQUIRE_OK(fixture.links->Revoke(base::TenantId("net-1"), revoked.record.link_id, Anybody));
  CHECK_REASON(fixture.sessions->Verify(second), kCredentialInvalid);
  fixture.clock.Advance(kHour);
  CHECK_REASON(fixture.sessions->Verify(first), kCredentialInvalid);
  for (int hour = 1; hour < 12; ++hour) {
    CHECK_OK(fixture.sessions->Verify(third));
    fixture.clock.Advance(kHour);
  }
  CHECK_REASON(fixture.sessions->Verify(third), kCredentialInvalid);
}

TEST_CASE("links and their sessions outlive a restart, and the file opens nothing") {
  Fixture fixture;
  const MintedLink link = fixture.Make();
  const MintedLink revoked = fixture.Make();
  REQUIRE_OK(fixture.links->Revoke(base::TenantId("net-1"), revoked.record.link_id, Anybody));
  const std::string session = fixture.sessions->OpenLink(link.secret)->id;
  fixture.Reopen();
  CHECK_OK(fixture.sessions->Verify(session));
  CHECK_OK(fixture.sessions->OpenLink(link.secret));
  CHECK(fixture.StateOfOpening(revoked.secret) == "revoked");
  CHECK(fixture.links->List(base::TenantId("net-1")).size() == 2);
  CHECK(fixture.links->List(base::TenantId("net-2")).empty());
  std::ifstream stream(fixture.folder / "links");
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  CHECK(text.find(link.secret.substr(17)) == std::string::npos);
  struct stat info = {};
  REQUIRE(::stat((fixture.folder / "links").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("a damaged file of links stops the start, with the line") {
  const testing::TempFolder folder;
  std::ofstream(folder / "links") << "# a comment\n\nnonsense\n";
  const auto opened = LinkStore::Open(folder / "links");
  CHECK_REASON(opened, kFieldInvalid);
  CHECK(base::ToString(opened.status()).find("links:3") != std::string::npos);
}

TEST_CASE("links are bounded for each report, and those that ended long ago give way") {
  runtime::ManualClock clock{kNow};
  const auto opened = LinkStore::Open("", {.links_max = 3, .open_per_report_max = 2});
  REQUIRE_OK(opened);
  LinkStore& links = **opened;
  const auto make = [&](const std::string& report) {
    return links.Create(Purpose(report), clock.Now(), {clock.Now().micros + kDay}).status();
  };
  CHECK_OK(make("r-1"));
  CHECK_OK(make("r-1"));
  CHECK_REASON(make("r-1"), kQuotaExceeded);
  CHECK_OK(make("r-2"));
  CHECK_REASON(make("r-3"), kQuotaExceeded);
  clock.Advance(3 * 366 * kDay);
  CHECK_OK(make("r-3"));
  CHECK(links.List(base::TenantId("net-1")).size() == 1);
}

TEST_CASE("ending a link asks whether one may, and is of its own tenant only") {
  const Fixture fixture;
  const MintedLink link = fixture.Make();
  CHECK_REASON(fixture.links->Revoke(base::TenantId("net-2"), link.record.link_id, Anybody),
               kNotFound);
  const auto refuse = [](const LinkRecord&) {
    return base::MakeError(base::ErrorReason::kPermissionDenied, "no");
  };
  CHECK_REASON(fixture.links->Revoke(base::TenantId("net-1"), link.record.link_id, refuse),
               kPermissionDenied);
  CHECK_OK(fixture.sessions->OpenLink(link.secret));
  CHECK(fixture.links->Revoke(base::TenantId("net-1"), link.record.link_id, Anybody)->revoked);
  CHECK(fixture.links->Revoke(base::TenantId("net-1"), link.record.link_id, Anybody)->revoked);
}

TEST_CASE("an id that would break the line of a file is no id of a link's report") {
  const auto opened = LinkStore::Open("");
  REQUIRE_OK(opened);
  CHECK_REASON((*opened)->Create(Purpose("r 1"), kNow, {kNow.micros + kDay}), kFieldInvalid);
  CHECK_REASON((*opened)->Create(Purpose(""), kNow, {kNow.micros + kDay}), kFieldInvalid);
}

}  // namespace
}  // namespace anchorledger::security
