// Everything between the log and the network: what a server is, without files, ports and RocksDB.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "proto/runtime/clock.h"
#include "proto/runtime/logging.h"
#include "services/admin/admin_service.h"
#include "services/metrics/catalogue.h"
#include "services/security/authenticator.h"
#include "services/security/link_store.h"
#include "services/security/session_store.h"
#include "services/security/token_store.h"
#include "services/server/projection_set.h"
#include "services/telemetry/telemetry.h"
#include "storage/log/event_log.h"

namespace grpc {
class Service;
}  // namespace grpc

namespace anchorledger::server {

struct NodeOptions {
  std::string seal_key;                  // TokenSealer::kKeyBytes bytes
  std::string imports_folder = {};       // of uploads and of what imports leave beside the ledger
  std::string sessions_file = {};        // of people who are signed in; empty: kept in memory only
  security::LinkStore* links = nullptr;  // outlives the node; null: links in memory only
  size_t import_workers = 2;             // imports at a time, of different tenants
  runtime::Logger logger;
  bool log_all_calls = true;
  size_t short_workers = 2;  // threads for appends, which never wait
  size_t long_workers = 4;   // threads for reads and queries
};

// What only the storage engine can do, for AdminService.
struct NodeStorage {
  std::string name;  // "rocksdb" or "memory"
  std::function<base::StatusOr<admin::BackupMade>(std::string_view name)> create_backup;
  std::function<base::Status()> confirm_clock;
  std::function<base::Status()> append_refusal;
};

// Wires the services over one log. Tests make one over a memory log.
//
// To stop: EndCalls(), then end the listener, then StopWork(), then destroy the node, then the
// projections, then the log: calls use the workers, workers use projections and log.
class Node {
 public:
  // All references must outlive the node.
  Node(storage::EventLog& log, ProjectionSet& projections, const metrics::Catalogue& catalogue,
       security::TokenStore& tokens, const runtime::Clock& clock, NodeStorage storage,
       NodeOptions options);
  ~Node();
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  // What a listener serves; valid as long as the node.
  std::vector<grpc::Service*> services();

  // Ends all open streams, refuses new calls, and waits for those under way, at most so long.
  void EndCalls(std::chrono::microseconds longest);
  // Finishes the work that was taken, and ends the workers. No call may be under way.
  void StopWork();

  // What the gateway shares with the guard; valid as long as the node.
  security::Authenticator& authenticator();
  security::SessionStore& sessions();
  telemetry::Telemetry& telemetry();

 private:
  struct Wiring;
  std::unique_ptr<Wiring> wiring_;
};

}  // namespace anchorledger::server
