#include "services/server/server.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "proto/base/limits.h"
#include "proto/base/mutex.h"
#include "services/gateway/gateway.h"
#include "services/security/link_store.h"
#include "services/security/token_store.h"
#include "services/server/backup.h"
#include "services/server/data_folder.h"
#include "services/server/listener.h"
#include "services/server/node.h"
#include "services/server/private_listener.h"
#include "services/server/version.h"
#include "storage/log/rocksdb_log.h"

namespace anchorledger::server {
namespace {

// While no connection of the gateway ends for so long, those that are left are cut off.
constexpr std::chrono::seconds kFarewellPatience{1};

// Waits for time to pass, and for nothing else.
void Pause(std::chrono::microseconds time) {
  base::Mutex mutex;
  base::CondVar never;
  base::MutexLock lock(mutex);
  while (never.WaitFor(mutex, time)) {
  }
}

// A predecessor that is ending holds the lock of the database a little longer than its port.
base::StatusOr<std::unique_ptr<storage::RocksdbLog>> OpenLog(
    const storage::RocksdbLogOptions& options, const runtime::Clock& clock) {
  const int64_t until =
      clock.MonotonicMicros() + std::chrono::microseconds(base::kLogOpenPatience).count();
  while (true) {
    auto log = storage::RocksdbLog::Open(options, clock);
    if (log.ok() || base::ReasonOf(log.status()) != base::ErrorReason::kStorageFailed ||
        clock.MonotonicMicros() >= until) {
      return log;
    }
    Pause(base::kLogOpenRetryEvery);
  }
}

// Replaced by a rename, so that who waits for the file never reads half of it.
base::Status WritePortFile(const std::string& path, int port) {
  if (path.empty()) {
    return absl::OkStatus();
  }
  {
    std::ofstream file(path + ".new");
    file << port << '\n';
  }
  std::error_code error;
  std::filesystem::rename(path + ".new", path, error);
  return error ? base::MakeError(base::ErrorReason::kStorageFailed, "cannot write " + path)
               : absl::OkStatus();
}

NodeStorage StorageOf(storage::RocksdbLog& log, const ServerConfig& config,
                      const DataFolder& folder) {
  BackupParts backups{
      .folder = config.backup_dir.empty() ? config.data_dir + "/backups" : config.backup_dir,
      .data = folder,
      .tokens_file = config.tokens_file};
  return NodeStorage{
      .name = "rocksdb",
      .create_backup = [&log, backups = std::move(backups)](
                           std::string_view name) { return MakeBackup(log, backups, name); },
      .confirm_clock =
          [&log] {
            log.ConfirmClock();
            return absl::OkStatus();
          },
      .append_refusal = [&log] { return log.status().why; }};
}

base::StatusOr<std::unique_ptr<gateway::Gateway>> StartGateway(const ServerConfig& config,
                                                               Node& node, PrivateListener& inside,
                                                               const runtime::Clock& clock,
                                                               const runtime::Logger& logger) {
  const Address address = SplitAddress(config.http_listen);
  return gateway::Gateway::Start(
      {.host = address.host,
       .port = address.port,
       .web_dir = config.web_dir.empty() ? DefaultWebDir() : config.web_dir,
       .tls_certificate = config.tls.certificate_file,
       .tls_key = config.tls.key_file,
       .tls_client_ca = config.tls.client_ca_file},
      {.connect = [&inside] { return inside.Connect(); },
       .authenticator = node.authenticator(),
       .sessions = node.sessions(),
       .telemetry = node.telemetry(),
       .clock = clock,
       .logger = logger});
}

}  // namespace

// Members in the order in which they are made; destroyed in the opposite one.
struct Server::Parts {
  runtime::Logger logger;
  runtime::SystemClock clock;
  std::unique_ptr<security::TokenStore> tokens;
  std::unique_ptr<security::LinkStore> links;
  std::optional<metrics::Catalogue> catalogue;
  std::unique_ptr<storage::RocksdbLog> log;
  std::unique_ptr<ProjectionSet> projections;
  std::unique_ptr<Node> node;
  std::unique_ptr<Listener> listener;
  std::unique_ptr<PrivateListener> inside;    // null: no http_listen
  std::unique_ptr<gateway::Gateway> gateway;  // as that
  uint64_t head_position = 0;
};

base::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerConfig& config) {
  AL_RETURN_IF_ERROR(CheckConfig(config));
  auto parts = std::make_unique<Parts>();
  parts->logger = runtime::Logger::ToStandardError(config.log_level);
  AL_ASSIGN_OR_RETURN(parts->catalogue, metrics::Catalogue::Load(metrics::EmbeddedCatalogue()));
  AL_ASSIGN_OR_RETURN(parts->tokens, security::TokenStore::Open(config.tokens_file));
  AL_ASSIGN_OR_RETURN(const DataFolder folder, PrepareDataFolder(config.data_dir));
  AL_ASSIGN_OR_RETURN(parts->links, security::LinkStore::Open(folder.report_links));
  AL_ASSIGN_OR_RETURN(std::string seal_key, LoadSealKey(folder.seal_key_file));
  AL_ASSIGN_OR_RETURN(
      parts->log, OpenLog({.folder = {.folder = folder.log, .log = parts->logger}}, parts->clock));
  parts->head_position = parts->log->Head().position.value();
  AL_ASSIGN_OR_RETURN(parts->projections, ProjectionSet::Start(*parts->log, parts->clock,
                                                               {.folder = folder.projections,
                                                                .logger = parts->logger}));

  const size_t cores = std::max(1U, std::thread::hardware_concurrency());
  parts->node = std::make_unique<Node>(
      *parts->log, *parts->projections, *parts->catalogue, *parts->tokens, parts->clock,
      StorageOf(*parts->log, config, folder),
      NodeOptions{
          .seal_key = std::move(seal_key),
          .imports_folder = folder.uploads,
          .sessions_file = folder.sessions,
          .links = parts->links.get(),
          .logger = parts->logger,
          .log_all_calls = config.log_all_calls,
          .short_workers = std::clamp<size_t>(cores, 2, 16),
          .long_workers = config.workers != 0 ? config.workers : std::max<size_t>(4, 2 * cores)});
  AL_ASSIGN_OR_RETURN(parts->listener, Listener::Start(config, parts->node->services()));
  if (!config.http_listen.empty()) {
    AL_ASSIGN_OR_RETURN(parts->inside, PrivateListener::Start(parts->node->services()));
    AL_ASSIGN_OR_RETURN(parts->gateway, StartGateway(config, *parts->node, *parts->inside,
                                                     parts->clock, parts->logger));
  }
  AL_RETURN_IF_ERROR(WritePortFile(config.port_file, parts->listener->port()));
  const storage::LogHead head = parts->log->Head();
  parts->logger.Info("serving", {{"version", kVersion},
                                 {"listen", config.listen},
                                 {"port", parts->listener->port()},
                                 {"http", parts->gateway == nullptr ? 0 : parts->gateway->port()},
                                 {"tls", config.tls.enabled() ? "on" : "off"},
                                 {"data_dir", config.data_dir},
                                 {"log_id", storage::FormatLogId(head.log_id)},
                                 {"epoch", static_cast<uint64_t>(head.epoch)},
                                 {"head", head.position.value()}});
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() { Stop(); }

int Server::port() const { return parts_->listener->port(); }

uint64_t Server::head_position() const { return parts_->head_position; }

// The order matters: calls are waited for before connections are cut, calls use the workers,
// workers and the node use the log, and the log answers what is queued while it closes.
void Server::Stop() {
  if (parts_->listener == nullptr) {
    return;
  }
  parts_->logger.Info("stopping");
  if (parts_->gateway != nullptr) parts_->gateway->StopAccepting();
  parts_->node->EndCalls(base::kStopPatience);
  if (parts_->gateway != nullptr) parts_->gateway->Stop(kFarewellPatience);
  parts_->gateway.reset();
  if (parts_->inside != nullptr) parts_->inside->Stop(base::kDisconnectPatience);
  parts_->inside.reset();
  parts_->listener->Stop(base::kDisconnectPatience);
  parts_->listener.reset();
  parts_->node->StopWork();
  parts_->node.reset();
  parts_->projections.reset();
  parts_->log.reset();
  parts_->logger.Info("stopped");
}

}  // namespace anchorledger::server
