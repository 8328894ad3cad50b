#include "tests/support/server/test_server.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <utility>

#include "proto/base/check.h"
#include "proto/base/limits.h"
#include "services/rpc/token_sealer.h"
#include "services/server/server_config.h"

namespace anchorledger::testing {
namespace {

constexpr std::chrono::seconds kPatience{5};

// An empty tokens file: a store does not open without one.
std::unique_ptr<security::TokenStore> MakeTokens(const std::string& path) {
  const auto made = security::TokensFile(path).Change([](auto&) { return absl::OkStatus(); });
  AL_CHECK(made.ok());
  auto store = security::TokenStore::Open(path);
  AL_CHECK(store.ok());
  return *std::move(store);
}

}  // namespace

TestServer::TestServer()
    : own_log_(std::make_unique<storage::MemoryLog>(storage::LogId{0xA11CE}, clock_)),
      log_(*own_log_) {
  Start();
}

TestServer::TestServer(storage::EventLog& log) : log_(log) { Start(); }

TestServer::~TestServer() { Stop(); }

void TestServer::Start() {
  tokens_ = MakeTokens(folder_ / "tokens");
  server::NodeStorage storage{
      .name = "memory",
      .create_backup = [](std::string_view) -> base::StatusOr<admin::BackupMade> {
        return base::MakeError(base::ErrorReason::kRuleBroken, "a memory log has no backup");
      },
      .confirm_clock = [] { return absl::OkStatus(); },
      .append_refusal = [] { return absl::OkStatus(); }};
  auto catalogue = metrics::Catalogue::Load(metrics::EmbeddedCatalogue());
  AL_CHECK(catalogue.ok());
  catalogue_ = std::make_unique<metrics::Catalogue>(*std::move(catalogue));
  auto projections =
      server::ProjectionSet::Start(log_, clock_, {.folder = folder_.path().string()});
  AL_CHECK(projections.ok());
  projections_ = *std::move(projections);
  node_ = std::make_unique<server::Node>(
      log_, *projections_, *catalogue_, *tokens_, clock_, std::move(storage),
      server::NodeOptions{.seal_key = std::string(rpc::TokenSealer::kKeyBytes, 'k'),
                          .imports_folder = folder_ / "uploads"});
  server::ServerConfig config;
  config.listen = "127.0.0.1:0";
  auto listener = server::Listener::Start(config, node_->services());
  AL_CHECK(listener.ok());
  listener_ = *std::move(listener);
  auto inside = server::PrivateListener::Start(node_->services());
  AL_CHECK(inside.ok());
  inside_ = *std::move(inside);
  channel_ = grpc::CreateChannel("127.0.0.1:" + std::to_string(listener_->port()),
                                 grpc::InsecureChannelCredentials());
}

void TestServer::Stop() {
  if (listener_ == nullptr) {
    return;
  }
  node_->EndCalls(kPatience);
  inside_.reset();
  listener_->Stop(base::kDisconnectPatience);
  listener_.reset();
  node_->StopWork();
  node_.reset();
  projections_.reset();
}

security::RoleSet TestServer::EveryRole() {
  security::RoleSet roles;
  for (const security::Role role : security::AllRoles()) {
    roles.Add(role);
  }
  return roles;
}

std::string TestServer::Token(security::RoleSet roles, const std::string& organisation,
                              const std::string& tenant) {
  const auto minted = tokens_->Create({.tenant = base::TenantId(tenant),
                                       .actor = base::ActorId("actor-1"),
                                       .organisation = base::OrganisationId(organisation),
                                       .roles = roles,
                                       .token_id = ""},
                                      clock_.Now(), std::nullopt);
  AL_CHECK(minted.ok());
  return minted->secret;
}

std::unique_ptr<grpc::ClientContext> Context(const std::string& token,
                                             std::chrono::milliseconds deadline) {
  auto context = std::make_unique<grpc::ClientContext>();
  context->AddMetadata("authorization", "Bearer " + token);
  context->set_deadline(std::chrono::system_clock::now() + deadline);
  return context;
}

}  // namespace anchorledger::testing
