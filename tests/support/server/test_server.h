// A server inside the test: node and listener over any log, on a free port of the loopback.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <chrono>
#include <memory>
#include <string>

#include "proto/base/status.h"
#include "proto/runtime/clock.h"
#include "services/metrics/catalogue.h"
#include "services/security/token_store.h"
#include "services/server/listener.h"
#include "services/server/node.h"
#include "services/server/private_listener.h"
#include "services/server/projection_set.h"
#include "storage/log/memory_log.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::testing {

inline constexpr const char* kTenant = "net-1";
inline constexpr const char* kAnchor = "anchor-1";

// Serves until destroyed. Tokens are made on demand.
class TestServer {
 public:
  // A memory log of its own.
  TestServer();
  // Somebody else's log, which outlives the server.
  explicit TestServer(storage::EventLog& log);
  ~TestServer();

  storage::EventLog& log() { return log_; }
  storage::MemoryLog& memory_log() { return *own_log_; }
  server::Node& node() { return *node_; }
  server::ProjectionSet& projections() { return *projections_; }
  std::shared_ptr<grpc::Channel> channel() { return channel_; }
  int port() const { return listener_->port(); }
  // For a gateway, which must be gone before the server stops.
  server::PrivateListener& inside() { return *inside_; }
  const runtime::Clock& clock() const { return clock_; }

  // A secret for these roles; by default of somebody in the anchor who may do everything.
  std::string Token(security::RoleSet roles = EveryRole(),
                    const std::string& organisation = kAnchor, const std::string& tenant = kTenant);
  static security::RoleSet EveryRole();

  // Streams end, then calls, then work; what remains is the log.
  void Stop();

 private:
  void Start();

  const TempFolder folder_;
  const runtime::SystemClock clock_;
  std::unique_ptr<storage::MemoryLog> own_log_;
  storage::EventLog& log_;
  std::unique_ptr<security::TokenStore> tokens_;
  std::unique_ptr<metrics::Catalogue> catalogue_;
  std::unique_ptr<server::ProjectionSet> projections_;
  std::unique_ptr<server::Node> node_;
  std::unique_ptr<server::Listener> listener_;
  std::unique_ptr<server::PrivateListener> inside_;
  std::shared_ptr<grpc::Channel> channel_;
};

// A context with a token and a deadline.
std::unique_ptr<grpc::ClientContext> Context(
    const std::string& token, std::chrono::milliseconds deadline = std::chrono::seconds(30));

}  // namespace anchorledger::testing
