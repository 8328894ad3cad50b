// HTTP for browsers and curl: the pages, the same API as over gRPC, sessions, health, telemetry.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "proto/base/status.h"
#include "proto/runtime/clock.h"
#include "proto/runtime/logging.h"
#include "services/gateway/channel_pool.h"
#include "services/gateway/limits.h"
#include "services/security/authenticator.h"
#include "services/security/session_store.h"
#include "services/telemetry/telemetry.h"

namespace anchorledger::gateway {

struct GatewayOptions {
  std::string host;             // numeric, without brackets
  std::string port;             // "0": one that is free
  std::string web_dir;          // of the built pages; empty: none
  std::string tls_certificate;  // PEM files, as for gRPC; empty: no TLS
  std::string tls_key;
  std::string tls_client_ca;
  Times times = {};
  std::size_t connections_max = kConnectionsMax;
};

// What the gateway uses; everything must outlive it.
struct GatewayParts {
  Connect connect;  // to the server in this process
  security::Authenticator& authenticator;
  security::SessionStore& sessions;
  telemetry::Telemetry& telemetry;
  const runtime::Clock& clock;
  runtime::Logger logger;
};

// Serves one address until it is stopped. Every call goes through a channel to the guard, as a call
// over gRPC does: rights, limits and counters exist once.
//
// To stop: StopAccepting(), then end the calls of the server, then Stop(), then end the server.
class Gateway {
 public:
  // STORAGE_FAILED when the address is taken, a certificate does not load, or no file descriptor is
  // free for the channels; NOT_FOUND when web_dir has no pages.
  static base::StatusOr<std::unique_ptr<Gateway>> Start(const GatewayOptions& options,
                                                        GatewayParts parts);
  ~Gateway();
  Gateway(const Gateway&) = delete;
  Gateway& operator=(const Gateway&) = delete;

  int port() const;

  // No further connections and no further requests; /healthz says 503 on those that are open.
  void StopAccepting();
  // Waits for what is under way, at most so long, and cuts off the rest. Idempotent.
  void Stop(std::chrono::milliseconds patience);

 private:
  struct Wiring;
  explicit Gateway(std::unique_ptr<Wiring> wiring);
  std::unique_ptr<Wiring> wiring_;
};

}  // namespace anchorledger::gateway
