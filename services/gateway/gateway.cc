#include "services/gateway/gateway.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "services/gateway/http_server.h"

namespace anchorledger::gateway {
namespace {

struct Channels {
  std::unique_ptr<ChannelPool> unary;
  std::unique_ptr<ChannelPool> streams;
};

base::StatusOr<Channels> OpenChannels(const GatewayParts& parts) {
  Channels channels;
  AL_ASSIGN_OR_RETURN(
      channels.unary,
      ChannelPool::Open(parts.connect,
                        {.channels = kUnaryChannels, .calls_per_channel_max = kCallsPerChannelMax},
                        parts.logger));
  AL_ASSIGN_OR_RETURN(
      channels.streams,
      ChannelPool::Open(parts.connect,
                        {.channels = kStreamChannels, .calls_per_channel_max = kCallsPerChannelMax},
                        parts.logger));
  return channels;
}

}  // namespace

// Members in the order in which they are made; destroyed in the opposite one.
struct Gateway::Wiring {
  Wiring(const GatewayOptions& options, GatewayParts parts, std::unique_ptr<PageFiles> page_files,
         Channels the_channels)
      : transport(options.tls_certificate.empty() ? Transport::kPlain : Transport::kTls),
        pages(std::move(page_files)),
        sessions({.sessions = parts.sessions,
                  .authenticator = parts.authenticator,
                  .clock = parts.clock,
                  .logger = parts.logger,
                  .transport = transport}),
        router({.pages = pages.get(),
                .sessions = sessions,
                .authenticator = parts.authenticator,
                .telemetry = parts.telemetry,
                .transport = transport,
                .is_serving = [this] { return !stopping.load(); }}),
        channels(std::move(the_channels)),
        caller(*channels.unary, *channels.streams),
        shared({.router = router,
                .sessions = sessions,
                .caller = caller,
                .authenticator = parts.authenticator,
                .body_bytes = body_bytes,
                .connections = connections,
                .requests = parts.telemetry.AddCounter({"anchorledger_http_requests_total",
                                                        "Requests over HTTP whose head was read."}),
                .cut_off = parts.telemetry.AddCounter(
                    {"anchorledger_http_cut_off_total",
                     "Connections over HTTP that were closed since their client was too slow."}),
                .transport = transport,
                .logger = parts.logger,
                .times = options.times}) {
    // Telemetry outlives the gateway, so it shares the number.
    parts.telemetry.AddGauge({"anchorledger_http_connections", "Open connections over HTTP."}, {},
                             [open = connections] { return open->load(); });
  }

  const Transport transport;
  std::atomic<bool> stopping{false};
  std::atomic<std::size_t> body_bytes{0};
  const std::shared_ptr<std::atomic<std::int64_t>> connections =
      std::make_shared<std::atomic<std::int64_t>>(0);
  const std::unique_ptr<PageFiles> pages;  // null: none
  const SessionRoutes sessions;
  const Router router;
  const Channels channels;
  GenericCaller caller;
  const ConnectionParts shared;
  std::unique_ptr<HttpServer> server;
};

base::StatusOr<std::unique_ptr<Gateway>> Gateway::Start(const GatewayOptions& options,
                                                        GatewayParts parts) {
  std::unique_ptr<PageFiles> pages;
  if (!options.web_dir.empty()) {
    AL_ASSIGN_OR_RETURN(pages, PageFiles::Open(options.web_dir, parts.logger));
  }
  AL_ASSIGN_OR_RETURN(Channels channels, OpenChannels(parts));
  auto wiring =
      std::make_unique<Wiring>(options, std::move(parts), std::move(pages), std::move(channels));
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  AL_ASSIGN_OR_RETURN(wiring->server,
                      HttpServer::Start({.host = options.host,
                                         .port = options.port,
                                         .tls = {.certificate = options.tls_certificate,
                                                 .key = options.tls_key,
                                                 .client_ca = options.tls_client_ca},
                                         .threads = std::clamp<std::size_t>(cores, 2, 8),
                                         .connections_max = options.connections_max},
                                        wiring->shared));
  return std::unique_ptr<Gateway>(new Gateway(std::move(wiring)));
}

Gateway::Gateway(std::unique_ptr<Wiring> wiring) : wiring_(std::move(wiring)) {}

Gateway::~Gateway() { Stop(std::chrono::milliseconds(0)); }

int Gateway::port() const { return wiring_->server->port(); }

void Gateway::StopAccepting() {
  wiring_->stopping.store(true);
  wiring_->server->StopAccepting();
}

void Gateway::Stop(std::chrono::milliseconds patience) {
  StopAccepting();
  wiring_->server->Stop(patience);
  wiring_->caller.AwaitAnswers();  // the last ones may be on their way to the server's threads
}

}  // namespace anchorledger::gateway
