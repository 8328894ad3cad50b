#include "services/security/session_store.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <set>

#include "services/security/authenticator.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::security {
namespace {

constexpr base::Instant kNow{1'700'000'000'000'000};
constexpr int64_t kHour = 3'600 * base::kMicrosPerSecond;

struct Fixture {
  Fixture() {
    REQUIRE_OK(TokensFile(folder / "tokens").Change([](auto&) { return absl::OkStatus(); }));
    auto opened = TokenStore::Open(folder / "tokens");
    REQUIRE_OK(opened);
    tokens = *std::move(opened);
  }
  MintedToken Token(const std::string& actor, std::optional<base::Instant> expires = {}) const {
    auto minted = tokens->Create({.tenant = base::TenantId("net-1"),
                                  .actor = base::ActorId(actor),
                                  .organisation = base::OrganisationId("anchor-1"),
                                  .roles = {Role::kFin},
                                  .token_id = ""},
                                 clock.Now(), expires);
    REQUIRE_OK(minted);
    return *std::move(minted);
  }
  testing::TempFolder folder;
  runtime::ManualClock clock{kNow};
  std::unique_ptr<TokenStore> tokens;
};

std::string OpenOne(SessionStore& sessions, const std::string& secret) {
  const auto opened = sessions.Open(secret);
  REQUIRE_OK(opened);
  return opened->id;
}

TEST_CASE("a session stands for the person of its token, and its id cannot be guessed") {
  const Fixture fixture;
  SessionStore sessions(*fixture.tokens, fixture.clock);
  const std::string secret = fixture.Token("a-1").secret;
  std::set<std::string> ids;
  for (int i = 0; i < 10; ++i) ids.insert(OpenOne(sessions, secret));
  CHECK(ids.size() == 10);
  CHECK(ids.begin()->size() == 64);
  const auto view = sessions.Verify(*ids.begin());
  REQUIRE_OK(view);
  CHECK(view->principal->actor == base::ActorId("a-1"));
  CHECK(secret.find(*ids.begin()) == std::string::npos);
  CHECK_REASON(sessions.Verify(std::string(64, '0')), kCredentialInvalid);
  CHECK_REASON(sessions.Verify(""), kCredentialInvalid);
  CHECK_REASON(sessions.Open("al_nonsense"), kCredentialInvalid);
}

TEST_CASE("a session ends when it was idle for too long, and in any case after its lifetime") {
  Fixture fixture;
  SessionStore sessions(*fixture.tokens, fixture.clock);
  const std::string secret = fixture.Token("a-1").secret;
  const std::string idle = OpenOne(sessions, secret);
  const std::string busy = OpenOne(sessions, secret);
  for (int hour = 0; hour < 7 * 24 - 1; ++hour) {
    fixture.clock.Advance(kHour);
    CHECK_OK(sessions.Verify(busy));
  }
  CHECK_REASON(sessions.Verify(idle), kCredentialInvalid);
  fixture.clock.Advance(kHour);
  CHECK_REASON(sessions.Verify(busy), kCredentialInvalid);
}

TEST_CASE("a session does not outlive its token") {
  Fixture fixture;
  SessionStore sessions(*fixture.tokens, fixture.clock);
  const MintedToken revoked = fixture.Token("a-1");
  const std::string of_revoked = OpenOne(sessions, revoked.secret);
  const std::string of_expiring =
      OpenOne(sessions, fixture.Token("a-2", base::Instant{kNow.micros + kHour}).secret);
  CHECK(sessions.Verify(of_expiring)->expires_at == base::Instant{kNow.micros + kHour});
  REQUIRE_OK(fixture.tokens->Revoke(base::TenantId("net-1"), revoked.record.principal.token_id));
  CHECK_REASON(sessions.Verify(of_revoked), kCredentialInvalid);
  CHECK_REASON(sessions.Open(revoked.secret), kCredentialInvalid);
  fixture.clock.Advance(kHour);
  CHECK_REASON(sessions.Verify(of_expiring), kCredentialInvalid);
  CHECK(sessions.size() == 0);
}

TEST_CASE("signing out ends one session, and everywhere all of the person and of nobody else") {
  const Fixture fixture;
  SessionStore sessions(*fixture.tokens, fixture.clock);
  const std::string first = fixture.Token("a-1").secret;
  const std::string second = fixture.Token("a-1").secret;  // another token of the same person
  const std::string other = OpenOne(sessions, fixture.Token("a-2").secret);
  const std::string one = OpenOne(sessions, first);
  const std::string two = OpenOne(sessions, first);
  const std::string three = OpenOne(sessions, second);
  sessions.End(one);
  sessions.End(one);
  CHECK_REASON(sessions.Verify(one), kCredentialInvalid);
  CHECK_OK(sessions.Verify(two));
  CHECK(sessions.EndAll(base::TenantId("net-1"), base::ActorId("a-1")) == 2);
  CHECK_REASON(sessions.Verify(two), kCredentialInvalid);
  CHECK_REASON(sessions.Verify(three), kCredentialInvalid);
  CHECK_OK(sessions.Verify(other));
}

TEST_CASE("sessions are bounded: a person's oldest gives way, and strangers are refused") {
  Fixture fixture;
  SessionStore sessions(*fixture.tokens, fixture.clock,
                        {.sessions_max = 3, .sessions_per_actor_max = 2});
  const std::string secret = fixture.Token("a-1").secret;
  const std::string oldest = OpenOne(sessions, secret);
  fixture.clock.Advance(1);
  const std::string middle = OpenOne(sessions, secret);
  fixture.clock.Advance(1);
  CHECK_OK(sessions.Verify(oldest));  // used last now
  fixture.clock.Advance(1);
  const std::string newest = OpenOne(sessions, secret);
  CHECK_REASON(sessions.Verify(middle), kCredentialInvalid);
  CHECK_OK(sessions.Verify(oldest));
  CHECK_OK(sessions.Verify(newest));
  OpenOne(sessions, fixture.Token("a-2").secret);
  CHECK_REASON(sessions.Open(fixture.Token("a-3").secret), kQuotaExceeded);
  fixture.clock.Advance(9 * kHour);  // all of them idle for too long
  CHECK_OK(sessions.Open(fixture.Token("a-3").secret));
}

TEST_CASE("sessions outlive a restart, and those that have ended do not come back") {
  Fixture fixture;
  const std::string file = fixture.folder / "sessions";
  const MintedToken revoked = fixture.Token("a-2");
  std::string kept;
  std::string ended;
  std::string of_revoked;
  {
    SessionStore before(*fixture.tokens, fixture.clock, {}, file);
    const std::string secret = fixture.Token("a-1").secret;
    kept = OpenOne(before, secret);
    ended = OpenOne(before, secret);
    of_revoked = OpenOne(before, revoked.secret);
    before.End(ended);
  }
  REQUIRE_OK(fixture.tokens->Revoke(base::TenantId("net-1"), revoked.record.principal.token_id));
  std::ifstream stream(file);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  CHECK(text.find(kept) == std::string::npos);  // the file opens nothing
  struct stat info = {};
  REQUIRE(::stat(file.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);

  SessionStore after(*fixture.tokens, fixture.clock, {}, file);
  const auto view = after.Verify(kept);
  REQUIRE_OK(view);
  CHECK(view->principal->actor == base::ActorId("a-1"));
  CHECK(view->expires_at == base::Instant{kNow.micros + 7 * 24 * kHour});
  CHECK_REASON(after.Verify(ended), kCredentialInvalid);
  CHECK_REASON(after.Verify(of_revoked), kCredentialInvalid);
  CHECK(after.size() == 1);

  fixture.clock.Advance(9 * kHour);  // too long without a use, also for a restart
  const SessionStore later(*fixture.tokens, fixture.clock, {}, file);
  CHECK(later.size() == 0);
}

TEST_CASE("a damaged file of sessions signs people out and does nothing worse") {
  const Fixture fixture;
  const std::string file = fixture.folder / "sessions";
  std::ofstream(file) << "nonsense\n0011 x 1\n" << std::string(64, 'a') << " t many\n\n";
  const SessionStore sessions(*fixture.tokens, fixture.clock, {}, file);
  CHECK(sessions.size() == 0);
}

TEST_CASE("a session authenticates beside tokens, where there are sessions") {
  const Fixture fixture;
  SessionStore sessions(*fixture.tokens, fixture.clock);
  const std::string id = OpenOne(sessions, fixture.Token("a-1").secret);
  TokenAuthenticator with(*fixture.tokens, fixture.clock, &sessions);
  TokenAuthenticator without(*fixture.tokens, fixture.clock);
  const auto principal = with.Authenticate("Session " + id);
  REQUIRE_OK(principal);
  CHECK((*principal)->actor == base::ActorId("a-1"));
  CHECK_REASON(with.Authenticate("Bearer " + id), kCredentialInvalid);
  CHECK_REASON(without.Authenticate("Session " + id), kCredentialInvalid);
}

}  // namespace
}  // namespace anchorledger::security
