// AdminService: the handlers, and nothing else.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "proto/runtime/clock.h"
#include "services/rpc/guarded_service.h"
#include "services/rpc/token_sealer.h"
#include "services/security/token_store.h"
#include "storage/log/event_log.h"

namespace anchorledger::admin {

// What a projection looks like to an operator.
struct ProjectionStatus {
  std::string name;
  base::Position position;
  base::Status status;                // why it stopped; OK while it runs
  base::Position rebuild_position{};  // of a rebuild beside it; 0 = none runs
};

// The projections of a server, as something that can be looked at and rebuilt. Threads: any.
class ProjectionControl {
 public:
  virtual ~ProjectionControl() = default;

  virtual std::vector<ProjectionStatus> List() const = 0;
  // Starts a rebuild and returns at once. NOT_FOUND for another name; RULE_BROKEN while one runs.
  virtual base::Status StartRebuild(std::string_view name) = 0;
};

// A complete backup.
struct BackupMade {
  std::string path;
  base::Position position;
  uint64_t size_bytes = 0;
};

// What the handlers use; everything must outlive the service. What only the storage engine can do
// comes as functions, so that this folder knows no engine.
struct AdminServiceParts {
  std::string version;
  std::string storage;  // "rocksdb" or "memory"
  base::Instant started_at;
  storage::EventLog& log;
  security::TokenStore& tokens;
  const rpc::TokenSealer& sealer;
  const runtime::Clock& clock;
  ProjectionControl& projections;
  // Makes a backup under this name. Called on a worker; may take long.
  std::function<base::StatusOr<BackupMade>(std::string_view name)> create_backup;
  // Accepts the clock as it is.
  std::function<base::Status()> confirm_clock;
  // Why appends are refused; OK while they are accepted.
  std::function<base::Status()> append_refusal;
};

std::unique_ptr<rpc::GuardedService> MakeAdminService(rpc::Guard& guard, AdminServiceParts parts);

}  // namespace anchorledger::admin
