// The gRPC server: address, credentials, limits.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "proto/base/status.h"
#include "services/server/server_config.h"

namespace grpc {
class Server;
class Service;
}  // namespace grpc

namespace anchorledger::server {

// Serves services on one address until it is stopped. Health and reflection are always on.
class Listener {
 public:
  // Starts to serve. The services must outlive the listener. STORAGE_FAILED when the address is
  // taken or a certificate does not load.
  static base::StatusOr<std::unique_ptr<Listener>> Start(
      const ServerConfig& config, const std::vector<grpc::Service*>& services);

  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  int port() const { return port_; }

  // Takes no more calls, waits for those under way, and cancels what is left after `patience`.
  void Stop(std::chrono::milliseconds patience);

 private:
  Listener(std::unique_ptr<grpc::Server> server, int port);

  const std::unique_ptr<grpc::Server> server_;
  const int port_;
};

}  // namespace anchorledger::server
