// Accepts connections and ends them.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "proto/base/status.h"
#include "services/gateway/connection.h"
#include "services/gateway/limits.h"

namespace anchorledger::gateway {

struct TlsFiles {
  std::string certificate;  // chain, PEM; empty: no TLS
  std::string key;          // PEM
  std::string client_ca;    // PEM; empty: clients show no certificate
  bool enabled() const { return !certificate.empty(); }
};

struct HttpServerOptions {
  std::string host;  // a numeric address
  std::string port;
  TlsFiles tls;
  std::size_t threads = 2;
  std::size_t connections_max = kConnectionsMax;
};

// Threads: as many as the options say serve all connections. Start, StopAccepting, Stop and
// destruction by one thread.
class HttpServer {
 public:
  // STORAGE_FAILED when the address is taken or a certificate does not load. Parts must outlive the
  // server.
  static base::StatusOr<std::unique_ptr<HttpServer>> Start(const HttpServerOptions& options,
                                                           const ConnectionParts& parts);
  ~HttpServer();  // as Stop(0)
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const;
  std::size_t connections() const;

  // No further connections and no further requests; what is under way goes on.
  void StopAccepting();
  // Waits for what is under way, until for so long no connection has ended, and cuts off the rest.
  // Idempotent. Callers end the calls first: connections then only wait for their last bytes to go.
  void Stop(std::chrono::milliseconds patience);

 private:
  struct Parts;
  explicit HttpServer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace anchorledger::gateway
