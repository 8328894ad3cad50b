// A running server: the log on disk, the node over it, the listener before it.
#pragma once

#include <memory>

#include "proto/base/status.h"
#include "services/server/server_config.h"

namespace anchorledger::server {

// Threads: Start, Stop and destruction by one thread; everything else happens inside.
class Server {
 public:
  // Opens the log and serves. While another process holds the log (a predecessor that is ending),
  // the open is tried again for kLogOpenPatience. Errors name what the operator must look at.
  static base::StatusOr<std::unique_ptr<Server>> Start(const ServerConfig& config);

  ~Server();  // as Stop()
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  int port() const;
  // Where the log ended when the server started; for the startup line.
  uint64_t head_position() const;

  // Ends in order: streams, new calls, calls under way (at most kStopPatience), workers, the log.
  // What was acknowledged is on disk. Idempotent.
  void Stop();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace anchorledger::server
