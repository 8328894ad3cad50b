#include "services/check/projection_check.h"

#include <filesystem>
#include <optional>
#include <utility>

#include "proto/base/hash.h"
#include "services/check/log_prefix.h"
#include "services/directory/directory_projection.h"
#include "services/projections/follower.h"
#include "services/projections/metrics_projection.h"
#include "services/projections/row_store.h"
#include "services/projections/store_identity.h"
#include "storage/projection_store/projection_folder.h"

namespace anchorledger::check {
namespace {

using storage::ProjectionSnapshot;
using storage::ProjectionStore;

// The first row at or behind a key.
struct Row {
  std::string key;
  std::string value;
};

base::StatusOr<std::vector<Row>> RowsFrom(const ProjectionSnapshot& rows, const std::string& from,
                                          std::size_t limit) {
  std::vector<Row> found;
  AL_RETURN_IF_ERROR(rows.ScanRange(from, "", [&](std::string_view key, std::string_view value) {
    found.push_back({std::string(key), std::string(value)});
    return found.size() < limit;
  }));
  return found;
}

// Compares two stores row by row, some thousand rows at a time.
base::Status Compare(const ProjectionSnapshot& stored, const ProjectionSnapshot& replayed,
                     ProjectionReport* report) {
  constexpr std::size_t kRowsAtOnce = 4'096;
  for (std::string from;;) {
    AL_ASSIGN_OR_RETURN(const std::vector<Row> left, RowsFrom(stored, from, kRowsAtOnce));
    AL_ASSIGN_OR_RETURN(const std::vector<Row> right, RowsFrom(replayed, from, kRowsAtOnce));
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
      const bool equal = i < left.size() && i < right.size() && left[i].key == right[i].key &&
                         left[i].value == right[i].value;
      if (!equal) {
        report->first_difference = base::HexEncode(i < left.size() ? left[i].key : right[i].key);
        return absl::OkStatus();
      }
    }
    report->rows += left.size();
    if (left.size() < kRowsAtOnce) return absl::OkStatus();
    from = left.back().key + '\0';
  }
}

base::Status Replay(storage::EventLog& log, projections::Projection& projection,
                    const runtime::Clock& clock) {
  projections::Follower follower(log, projection, clock);
  for (bool more = true; more;) {
    AL_ASSIGN_OR_RETURN(more, follower.RunOnce());
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<StoredProjection> ProjectionsBelow(const std::string& folder) {
  using directory::DirectoryProjection;
  using projections::MetricsProjection;
  using Made = base::StatusOr<std::unique_ptr<projections::Projection>>;
  return {
      {.name = "metrics",
       .version = MetricsProjection::kVersion,
       .folder = folder + "/metrics",
       .make = [](const storage::EventLog& log, std::unique_ptr<ProjectionStore> store) -> Made {
         return MetricsProjection::Open(std::make_unique<projections::StoredRows>(std::move(store)),
                                        log);
       }},
      {.name = std::string(DirectoryProjection::kName),
       .version = DirectoryProjection::kVersion,
       .folder = folder + "/directory",
       .make = [](const storage::EventLog& log, std::unique_ptr<ProjectionStore> store) -> Made {
         return DirectoryProjection::Open(log, std::move(store));
       }}};
}

base::StatusOr<ProjectionReport> CheckProjection(const StoredProjection& projection,
                                                 storage::EventLog& log,
                                                 const runtime::Clock& clock,
                                                 const std::string& scratch) {
  ProjectionReport report{.name = projection.name};
  const std::string identity =
      projections::StoreIdentity(log.Head(), projection.name, projection.version);
  if (!std::filesystem::exists(projection.folder)) return report;
  AL_ASSIGN_OR_RETURN(const auto folder, storage::ProjectionFolder::Open(
                                             {.folder = projection.folder, .identity = identity}));
  const auto stored = folder->OpenCurrent();
  if (base::ReasonOf(stored.status()) == base::ErrorReason::kNotFound) return report;
  AL_RETURN_IF_ERROR(stored.status());
  report.present = true;
  report.position = (*stored)->position();

  LogPrefix prefix(log, report.position);
  AL_ASSIGN_OR_RETURN(
      auto fresh,
      ProjectionStore::Create({.folder = scratch + "/" + projection.name, .identity = identity}));
  ProjectionStore& replayed = *fresh;
  replayed.RemoveWhenReleased();
  AL_ASSIGN_OR_RETURN(const auto made, projection.make(prefix, std::move(fresh)));
  AL_RETURN_IF_ERROR(Replay(prefix, *made, clock));
  AL_ASSIGN_OR_RETURN(const ProjectionSnapshot left, (*stored)->Snapshot());
  AL_ASSIGN_OR_RETURN(const ProjectionSnapshot right, replayed.Snapshot());
  AL_RETURN_IF_ERROR(Compare(left, right, &report));
  return report;
}

}  // namespace anchorledger::check
