#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "proto/base/hash.h"
#include "proto/runtime/clock.h"
#include "services/security/authenticator.h"
#include "services/security/token_store.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::security {
namespace {

using testing::TempFolder;

constexpr base::Instant kNow{1'700'000'000'000'000};

Principal Finance(const std::string& tenant = "net-1") {
  return {.tenant = base::TenantId(tenant),
          .actor = base::ActorId("actor-7"),
          .organisation = base::OrganisationId("anchor-1"),
          .roles = {Role::kFin, Role::kExec},
          .token_id = ""};
}

std::unique_ptr<TokenStore> OpenStore(const std::string& path) {
  REQUIRE_OK(TokensFile(path).Change([](auto&) { return absl::OkStatus(); }));
  auto store = TokenStore::Open(path);
  REQUIRE_OK(store);
  return *std::move(store);
}

TEST_CASE("a token's line in the file says everything but the secret") {
  const auto minted = MintToken(Finance(), kNow, base::Instant{kNow.micros + 5});
  REQUIRE_OK(minted);
  const std::string line = FormatTokenRecord(minted->record);
  CHECK(line.find(minted->secret) == std::string::npos);
  CHECK(line.find(minted->secret.substr(20)) == std::string::npos);

  const auto parsed = ParseTokenRecord(line);
  REQUIRE_OK(parsed);
  CHECK(parsed->principal == minted->record.principal);
  CHECK(parsed->secret_digest == base::Sha256(minted->secret));
  CHECK(parsed->created_at == kNow);
  CHECK(parsed->expires_at == base::Instant{kNow.micros + 5});
  CHECK_FALSE(parsed->revoked);
}

TEST_CASE("the line of a token has a layout that never changes") {
  TokenRecord record{.principal = Finance(), .created_at = kNow};
  record.principal.token_id = "00112233aabbccdd";
  record.secret_digest.fill(0xAB);
  CHECK(FormatTokenRecord(record) ==
        "00112233aabbccdd abababababababababababababababababababababababababababababababab net-1 "
        "actor-7 anchor-1 fin,exec 2023-11-14T22:13:20.000000Z - active");
}

TEST_CASE("no two tokens share an id or a secret") {
  std::set<std::string> secrets;
  std::set<std::string> ids;
  for (int i = 0; i < 100; ++i) {
    const auto minted = MintToken(Finance(), kNow, {});
    REQUIRE_OK(minted);
    secrets.insert(minted->secret);
    ids.insert(minted->record.principal.token_id);
    CHECK(TokenIdOf(minted->secret) == minted->record.principal.token_id);
  }
  CHECK(secrets.size() == 100);
  CHECK(ids.size() == 100);
}

TEST_CASE("a token needs ids that fit on one line of the file, and a role") {
  Principal principal = Finance();
  SECTION("an actor with a blank would shift the fields") {
    principal.actor = base::ActorId("actor 7");
    CHECK_REASON(MintToken(principal, kNow, {}), kFieldInvalid);
  }
  SECTION("a tenant with a line break would add a line") {
    principal.tenant = base::TenantId("net-1\nffff");
    CHECK_REASON(MintToken(principal, kNow, {}), kFieldInvalid);
  }
  SECTION("without a role nothing is allowed anyway") {
    principal.roles = {};
    CHECK_REASON(MintToken(principal, kNow, {}), kFieldMissing);
  }
}

TEST_CASE("lines that are not tokens are refused with their number") {
  const std::string line = GENERATE(
      "short", "a b c d e f g h i",
      "00112233aabbccdd zz net-1 a o fin 2023-11-14T22:13:20.000000Z - active",
      "00112233aabbccdd abababababababababababababababababababababababababababababababab n a o "
      "king 2023-11-14T22:13:20.000000Z - active",
      "00112233aabbccdd abababababababababababababababababababababababababababababababab n a o fin "
      "2023-11-14T22:13:20.000000Z - asleep",
      "00112233aabbccdd abababababababababababababababababababababababababababababababab n a o fin "
      "yesterday - active");
  const TempFolder folder;
  std::ofstream(folder / "tokens") << "# comment\n\n" << line << '\n';
  const auto store = TokenStore::Open(folder / "tokens");
  REQUIRE_FALSE(store.ok());
  CHECK(base::ToString(store.status()).find("tokens:3") != std::string::npos);
}

TEST_CASE("a store without a file does not open") {
  const TempFolder folder;
  CHECK_REASON(TokenStore::Open(folder / "tokens"), kNotFound);
}

TEST_CASE("the tokens file is readable by its owner only") {
  const TempFolder folder;
  const auto store = OpenStore(folder / "tokens");
  REQUIRE_OK(store->Create(Finance(), kNow, {}));
  struct stat info{};
  REQUIRE(::stat((folder / "tokens").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600U);
}

TEST_CASE("a created token is verified, also after a restart") {
  const TempFolder folder;
  std::string secret;
  {
    const auto store = OpenStore(folder / "tokens");
    const auto minted = store->Create(Finance(), kNow, {});
    REQUIRE_OK(minted);
    secret = minted->secret;
    REQUIRE_OK(store->Verify(secret, kNow));
  }
  const auto store = TokenStore::Open(folder / "tokens");
  REQUIRE_OK(store);
  const auto principal = (*store)->Verify(secret, kNow);
  REQUIRE_OK(principal);
  CHECK((*principal)->actor.value() == "actor-7");
  CHECK((*principal)->roles == RoleSet{Role::kFin, Role::kExec});
}

TEST_CASE("every other secret is refused alike") {
  const TempFolder folder;
  const auto store = OpenStore(folder / "tokens");
  const auto minted = store->Create(Finance(), kNow, base::Instant{kNow.micros + 1'000'000});
  REQUIRE_OK(minted);
  std::string changed = minted->secret;
  changed.back() = changed.back() == '0' ? '1' : '0';

  CHECK_REASON(store->Verify(changed, kNow), kCredentialInvalid);
  CHECK_REASON(store->Verify("", kNow), kCredentialInvalid);
  CHECK_REASON(store->Verify("al_", kNow), kCredentialInvalid);
  CHECK_REASON(store->Verify(std::string(10'000, 'x'), kNow), kCredentialInvalid);
  CHECK(store->Verify(changed, kNow).status().message() ==
        store->Verify("nonsense", kNow).status().message());
  SECTION("after it expired") {
    CHECK_OK(store->Verify(minted->secret, base::Instant{kNow.micros + 999'999}));
    CHECK_REASON(store->Verify(minted->secret, base::Instant{kNow.micros + 1'000'000}),
                 kCredentialInvalid);
  }
  SECTION("after it was revoked") {
    const std::string id = minted->record.principal.token_id;
    REQUIRE_OK(store->Revoke(base::TenantId("net-1"), id));
    CHECK_REASON(store->Verify(minted->secret, kNow), kCredentialInvalid);
    REQUIRE_OK(store->Revoke(base::TenantId("net-1"), id));  // twice is no error
  }
}

TEST_CASE("a tenant neither lists nor revokes the tokens of another") {
  const TempFolder folder;
  const auto store = OpenStore(folder / "tokens");
  const auto mine = store->Create(Finance("net-1"), kNow, {});
  const auto theirs = store->Create(Finance("net-2"), kNow, {});
  REQUIRE_OK(mine);
  REQUIRE_OK(theirs);
  const auto listed = store->List(base::TenantId("net-1"));
  REQUIRE(listed.size() == 1);
  CHECK(listed[0].principal.token_id == mine->record.principal.token_id);
  CHECK_REASON(store->Revoke(base::TenantId("net-1"), theirs->record.principal.token_id),
               kNotFound);
  CHECK_OK(store->Verify(theirs->secret, kNow));
}

TEST_CASE("a token that another process revoked works for a second at most") {
  const TempFolder folder;
  const auto store = OpenStore(folder / "tokens");
  const auto minted = store->Create(Finance(), kNow, {});
  REQUIRE_OK(minted);
  const std::string id = minted->record.principal.token_id;
  REQUIRE_OK(store->Verify(minted->secret, kNow));
  {
    const auto other = TokenStore::Open(folder / "tokens");
    REQUIRE_OK(other);
    REQUIRE_OK((*other)->Revoke(base::TenantId("net-1"), id));
  }
  const base::Instant later{kNow.micros + TokenStore::kFileLookEvery.count()};
  SECTION("as a bearer's") {
    CHECK_REASON(store->Verify(minted->secret, later), kCredentialInvalid);
  }
  SECTION("behind a session") { CHECK_REASON(store->VerifyId(id, later), kCredentialInvalid); }
  SECTION("also when the clock was set back") {
    CHECK_REASON(store->Verify(minted->secret, base::Instant{kNow.micros - 1}), kCredentialInvalid);
  }
}

TEST_CASE("a file that was spoilt leaves in force what was read last") {
  const TempFolder folder;
  const auto store = OpenStore(folder / "tokens");
  const auto minted = store->Create(Finance(), kNow, {});
  REQUIRE_OK(minted);
  std::ofstream(folder / "tokens") << "nonsense\n";
  const base::Instant later{kNow.micros + TokenStore::kFileLookEvery.count()};
  CHECK_OK(store->Verify(minted->secret, later));
}

TEST_CASE("a token that another process added is accepted when it is first used") {
  const TempFolder folder;
  const auto store = OpenStore(folder / "tokens");
  const auto minted = MintToken(Finance(), kNow, {});
  REQUIRE_OK(minted);
  REQUIRE_OK(TokensFile(folder / "tokens").Change([&](auto& records) {
    records.push_back(minted->record);
    return absl::OkStatus();
  }));
  CHECK_OK(store->Verify(minted->secret, kNow));
}

TEST_CASE("a change keeps what another process added meanwhile") {
  const TempFolder folder;
  const auto first = OpenStore(folder / "tokens");
  const auto second = TokenStore::Open(folder / "tokens");
  REQUIRE_OK(second);
  REQUIRE_OK(first->Create(Finance(), kNow, {}));
  REQUIRE_OK((*second)->Create(Finance(), kNow, {}));
  CHECK((*second)->List(base::TenantId("net-1")).size() == 2);
}

TEST_CASE("the scheme of the authorization is Bearer, in any case") {
  const TempFolder folder;
  const runtime::ManualClock clock(kNow);
  const auto store = OpenStore(folder / "tokens");
  const auto minted = store->Create(Finance(), kNow, {});
  REQUIRE_OK(minted);
  TokenAuthenticator authenticator(*store, clock);
  CHECK_OK(authenticator.Authenticate("Bearer " + minted->secret));
  CHECK_OK(authenticator.Authenticate("bearer " + minted->secret));
  CHECK_REASON(authenticator.Authenticate(""), kCredentialMissing);
  CHECK_REASON(authenticator.Authenticate(minted->secret), kCredentialInvalid);
  CHECK_REASON(authenticator.Authenticate("Basic " + minted->secret), kCredentialInvalid);
}

}  // namespace
}  // namespace anchorledger::security
