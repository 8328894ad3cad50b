#include "services/server/node.h"

#include <utility>

#include "proto/base/check.h"
#include "proto/base/limits.h"
#include "services/append/event_appender.h"
#include "services/append/followed_lookups.h"
#include "services/append/stream_cache.h"
#include "services/directory/directory_service.h"
#include "services/events/event_service.h"
#include "services/import/import_desk.h"
#include "services/import/import_service.h"
#include "services/import/indexed_finder.h"
#include "services/links/linked_report.h"
#include "services/links/report_link_service.h"
#include "services/metrics/shapes.h"
#include "services/query/metrics_service.h"
#include "services/rpc/guard.h"
#include "services/rpc/guarded_service.h"
#include "services/rpc/token_sealer.h"
#include "services/rpc/worker_pool.h"
#include "services/security/authenticator.h"
#include "services/server/append_telemetry.h"
#include "services/server/live_outlook.h"
#include "services/server/version.h"

namespace anchorledger::server {
namespace {

std::unique_ptr<security::LinkStore> LinksInMemory() {
  auto store = security::LinkStore::Open("");  // cannot fail: there is nothing to read
  AL_CHECK(store.ok());
  return *std::move(store);
}

}  // namespace

// Members in the order in which they are made; destroyed in the opposite one.
struct Node::Wiring {
  Wiring(storage::EventLog& log, ProjectionSet& projections, const metrics::Catalogue& catalogue,
         security::TokenStore& tokens, const runtime::Clock& clock, NodeStorage storage,
         NodeOptions options)
      : cache(log, base::kStreamCacheEventsMax),
        own_links(options.links == nullptr ? LinksInMemory() : nullptr),
        links(own_links == nullptr ? *options.links : *own_links),
        sessions(tokens, clock, {}, std::move(options.sessions_file),
                 {.store = &links,
                  .check_report =
                      [this](const security::LinkRecord& link) {
                        return ::anchorledger::links::CheckAwaited(cache, link);
                      }}),
        authenticator(tokens, clock, &sessions),
        sealer(std::move(options.seal_key)),
        append_telemetry(telemetry),
        lookups({.index =
                     [&](base::Position at_least, std::chrono::microseconds longest) {
                       return projections.IndexAt(at_least, longest);
                     },
                 .names_changed_at = [this] { return cache.names_changed_at(); },
                 .head = [&] { return log.Head().position; }},
                metrics::ShapesOf(catalogue)),
        short_pool(options.short_workers, base::kWorkQueueCallsMax, "short-lane"),
        long_pool(options.long_workers, base::kWorkQueueCallsMax, "long-lane"),
        guard({.authenticator = authenticator,
               .telemetry = telemetry,
               .short_pool = short_pool,
               .long_pool = long_pool,
               .logger = options.logger,
               .log_all_calls = options.log_all_calls}),
        appender({.log = log,
                  .cache = cache,
                  .lookups = lookups,
                  .clock = clock,
                  .run_later = [this](auto task) { short_pool.Continue(std::move(task)); },
                  .observer = &append_telemetry}),
        finder(log,
               [&](base::Position at_least, std::chrono::microseconds longest) {
                 return projections.IndexAt(at_least, longest);
               }),
        outlook(projections, catalogue, {}, clock),
        imports({.log = log,
                 .cache = cache,
                 .lookups = lookups,
                 .finder = finder,
                 .clock = clock,
                 .outlook = &outlook},
                {.folder = options.imports_folder,
                 .workers = options.import_workers,
                 .logger = options.logger}) {
    services.push_back(events::MakeEventService(
        guard, {.appender = appender,
                .read = {log, cache, sealer, [&projections] { return projections.IndexNow(); }},
                .clock = clock}));
    services.push_back(
        admin::MakeAdminService(guard, {.version = std::string(kVersion),
                                        .storage = std::move(storage.name),
                                        .started_at = clock.Now(),
                                        .log = log,
                                        .tokens = tokens,
                                        .sealer = sealer,
                                        .clock = clock,
                                        .projections = projections,
                                        .create_backup = std::move(storage.create_backup),
                                        .confirm_clock = std::move(storage.confirm_clock),
                                        .append_refusal = std::move(storage.append_refusal)}));
    services.push_back(::anchorledger::links::MakeReportLinkService(
        guard, {.links = links, .streams = cache, .sealer = sealer, .clock = clock}));
    services.push_back(importing::MakeImportService(guard, {.desk = imports, .sealer = sealer}));
    services.push_back(directory::MakeDirectoryService(
        guard, {.snapshot =
                    [&projections](base::Position position, std::chrono::microseconds longest) {
                      return projections.DirectoryAt(position, longest);
                    },
                .log = log,
                .sealer = sealer,
                .clock = clock}));
    services.push_back(query::MakeMetricsService(guard, {.catalogue = catalogue,
                                                         .facts = projections,
                                                         .clock = clock,
                                                         .sealer = sealer,
                                                         .suppression = {}}));
    telemetry.AddGauge({"anchorledger_short_queue_depth", "Calls that wait for a worker."}, {},
                       [this] { return static_cast<int64_t>(short_pool.depth()); });
    telemetry.AddGauge({"anchorledger_long_queue_depth", "Long calls that wait for a worker."}, {},
                       [this] { return static_cast<int64_t>(long_pool.depth()); });
    telemetry.AddGauge({"anchorledger_open_streams", "Open streams, over gRPC and HTTP."}, {},
                       [this] { return static_cast<int64_t>(guard.streams().size()); });
    telemetry.AddGauge({"anchorledger_sessions", "Sessions that are signed in."}, {},
                       [this] { return static_cast<int64_t>(sessions.size()); });
    telemetry.AddGauge({"anchorledger_stream_cache_events", "Events kept for rules."}, {},
                       [this] { return static_cast<int64_t>(cache.events()); });
    AddLedgerGauges(log, projections);
  }

  // What an operator is woken for: a projection that stopped, or that falls behind.
  void AddLedgerGauges(storage::EventLog& log, const ProjectionSet& projections) {
    telemetry.AddGauge({"anchorledger_log_position", "Position of the last event."}, {},
                       [&log] { return static_cast<int64_t>(log.Head().position.value()); });
    const std::vector<admin::ProjectionStatus> all = projections.List();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const telemetry::Labels labels = {{"projection", all[i].name}};
      telemetry.AddGauge(
          {"anchorledger_projection_position", "Position up to which a projection stands."}, labels,
          [&projections, i] {
            return static_cast<int64_t>(projections.List()[i].position.value());
          });
      telemetry.AddGauge(
          {"anchorledger_projection_failed", "1 for a projection that has stopped, else 0."},
          labels, [&projections, i] { return projections.List()[i].status.ok() ? 0 : 1; });
    }
  }

  telemetry::Telemetry telemetry;
  append::StreamCache cache;
  const std::unique_ptr<security::LinkStore> own_links;  // null: somebody else's
  security::LinkStore& links;
  security::SessionStore sessions;
  security::TokenAuthenticator authenticator;
  const rpc::TokenSealer sealer;
  AppendTelemetry append_telemetry;
  append::FollowedLookups lookups;
  rpc::WorkerPool short_pool;
  rpc::WorkerPool long_pool;
  rpc::Guard guard;
  append::EventAppender appender;
  importing::IndexedFinder finder;
  LiveOutlook outlook;
  importing::ImportDesk imports;
  std::vector<std::unique_ptr<rpc::GuardedService>> services;
};

Node::Node(storage::EventLog& log, ProjectionSet& projections, const metrics::Catalogue& catalogue,
           security::TokenStore& tokens, const runtime::Clock& clock, NodeStorage storage,
           NodeOptions options)
    : wiring_(std::make_unique<Wiring>(log, projections, catalogue, tokens, clock,
                                       std::move(storage), std::move(options))) {}

Node::~Node() { StopWork(); }

std::vector<grpc::Service*> Node::services() {
  std::vector<grpc::Service*> all;
  for (const auto& service : wiring_->services) {
    all.push_back(&service->service());
  }
  return all;
}

void Node::EndCalls(std::chrono::microseconds longest) { wiring_->guard.EndCalls(longest); }

void Node::StopWork() {
  wiring_->imports.Stop();
  wiring_->short_pool.Stop();
  wiring_->long_pool.Stop();
}

security::Authenticator& Node::authenticator() { return wiring_->authenticator; }

security::SessionStore& Node::sessions() { return wiring_->sessions; }

telemetry::Telemetry& Node::telemetry() { return wiring_->telemetry; }

}  // namespace anchorledger::server
