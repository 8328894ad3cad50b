// DirectoryService: list, get and search over the rows of the directory.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "proto/runtime/clock.h"
#include "services/rpc/guarded_service.h"
#include "services/rpc/token_sealer.h"
#include "storage/log/event_log.h"
#include "storage/projection_store/projection_snapshot.h"

namespace anchorledger::directory {

// The rows of the directory as they are at `min_position` or later, waiting for that at most so
// long: PROJECTION_BEHIND after it, PROJECTION_STOPPED when the projection has failed.
using SnapshotSource = std::function<base::StatusOr<storage::ProjectionSnapshot>(
    base::Position min_position, std::chrono::microseconds longest)>;

// What the handlers use; everything must outlive the service.
struct DirectoryParts {
  SnapshotSource snapshot;
  const storage::EventLog& log;
  const rpc::TokenSealer& sealer;
  const runtime::Clock& clock;  // says which day today is, for classes held today
};

std::unique_ptr<rpc::GuardedService> MakeDirectoryService(rpc::Guard& guard, DirectoryParts parts);

}  // namespace anchorledger::directory
