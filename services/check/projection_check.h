// Comparing what a projection holds with a replay of the log.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "proto/runtime/clock.h"
#include "proto/runtime/logging.h"
#include "services/projections/projection.h"
#include "storage/log/event_log.h"
#include "storage/projection_store/projection_store.h"

namespace anchorledger::check {

// One projection as it lies in a data folder.
struct StoredProjection {
  std::string name;
  std::uint32_t version = 0;
  std::string folder;
  std::function<base::StatusOr<std::unique_ptr<projections::Projection>>(
      const storage::EventLog& log, std::unique_ptr<storage::ProjectionStore> store)>
      make;
};

// The projections that a server keeps below `folder`.
std::vector<StoredProjection> ProjectionsBelow(const std::string& folder);

// What was found. Rows that differ are named by their key, in hex; empty: all rows are equal.
struct ProjectionReport {
  std::string name;
  bool present = false;  // false: there is none, or of another version; the server builds it anew
  base::Position position;
  std::uint64_t rows = 0;
  std::string first_difference;
};

// Replays the log up to the position of the stored projection into a store in `scratch`, which is
// removed again, and compares row by row. Changes nothing else. An error means that it could not
// be checked. Costs a replay.
base::StatusOr<ProjectionReport> CheckProjection(const StoredProjection& projection,
                                                 storage::EventLog& log,
                                                 const runtime::Clock& clock,
                                                 const std::string& scratch);

}  // namespace anchorledger::check
