// The directory as rows: one for each anchor, partner, partnership, supplier and investment.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <utility>

#include "proto/base/mutex.h"
#include "services/projections/projection.h"
#include "storage/log/event_log.h"
#include "storage/projection_store/projection_store.h"

namespace anchorledger::directory {

// Notes the streams that events touch and, when a batch is committed, computes their entries anew
// from the log: a correction of any event is then no special case. Costs a read of the stream for
// each stream that a batch touches, and nothing for other events.
//
// Threads: as Projection says; Snapshot may be called from any thread.
class DirectoryProjection final : public projections::Projection {
 public:
  // Continues where the store stands. The log must outlive the projection.
  static std::unique_ptr<DirectoryProjection> Open(const storage::EventLog& log,
                                                   std::unique_ptr<storage::ProjectionStore> store);

  static constexpr std::string_view kName = "directory";
  static constexpr std::uint32_t kVersion = 1;

  std::string_view name() const override { return kName; }
  std::uint32_t version() const override { return kVersion; }
  storage::ResumePoint committed() const override;
  bool NeedsPayload(std::uint32_t event_type) const override;
  base::Status Apply(std::span<const projections::RecordedEvent> events) override;
  base::Status Commit(const storage::ResumePoint& point) override;

  base::StatusOr<storage::ProjectionSnapshot> Snapshot() const { return store_->Snapshot(); }

 private:
  DirectoryProjection(const storage::EventLog& log, std::shared_ptr<storage::ProjectionStore> store,
                      const storage::ResumePoint& point);
  base::Status AddRow(const std::string& tenant, const std::string& stream, base::Position until,
                      storage::RowBatch* batch) const;

  const storage::EventLog& log_;
  const std::shared_ptr<storage::ProjectionStore> store_;
  std::set<std::pair<std::string, std::string>> touched_;  // tenant and stream
  mutable base::Mutex mutex_;
  storage::ResumePoint committed_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace anchorledger::directory
