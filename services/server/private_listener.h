// The same services for callers in this process, over connections that have no address.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <vector>

#include "proto/base/status.h"

namespace grpc {
class Channel;
class Server;
class Service;
}  // namespace grpc

namespace anchorledger::server {

// A gRPC server without a port. A connection is a pair of sockets that only this process holds:
// there is no path and no port that anybody else could dial. It is a server beside the Listener
// because connections that cannot vanish want other settings: no keepalive, no bound on calls, no
// quota that would end a connection to save memory. Who calls is bounded by the caller (gateway)
// and by the guard, as everywhere.
//
// Threads: Connect() any, the rest one.
class PrivateListener {
 public:
  // Starts to serve. The services must outlive the listener; a Listener may serve them, too.
  static base::StatusOr<std::unique_ptr<PrivateListener>> Start(
      const std::vector<grpc::Service*>& services);

  ~PrivateListener();
  PrivateListener(const PrivateListener&) = delete;
  PrivateListener& operator=(const PrivateListener&) = delete;

  // A channel over a connection of its own, which closes when the channel and the calls over it are
  // gone. A connection that broke is not dialled again: its calls fail, and the caller asks for
  // another channel. STORAGE_FAILED when no file descriptor is free, SHUTTING_DOWN after Stop().
  base::StatusOr<std::shared_ptr<grpc::Channel>> Connect();

  // Takes no more calls, waits for those under way, and cancels what is left after `patience`.
  void Stop(std::chrono::milliseconds patience);

 private:
  explicit PrivateListener(std::unique_ptr<grpc::Server> server);

  const std::unique_ptr<grpc::Server> server_;
  std::atomic<bool> stopped_{false};
};

}  // namespace anchorledger::server
