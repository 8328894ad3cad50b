// The projection behind the metrics and the lists of events: facts, cells and indexes.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "services/projections/event_index.h"
#include "services/projections/fact_reader.h"
#include "services/projections/projection.h"
#include "services/projections/row_store.h"
#include "services/projections/shadow.h"
#include "storage/log/event_log.h"

namespace anchorledger::projections {

// What an operator wants to know of its size.
struct MetricsProjectionSize {
  std::uint64_t cells = 0;
  std::uint64_t cell_bytes = 0;
  std::uint64_t dimensions = 0;
  std::uint64_t symbols = 0;
  std::uint64_t symbol_bytes = 0;
};

// Holds the cells in memory and everything else in rows; at the start the cells are summed again
// from the journal. The state after an event depends on the events alone: replaying a log gives the
// same rows byte by byte (Digest).
//
// Threads: as Projection says; View, Index, CastShadow and Size may be called from any thread and
// wait at most for the exchange of a pointer.
class MetricsProjection final : public Projection {
 public:
  // Raised whenever derivation or rows change.
  static constexpr std::uint32_t kVersion = 4;

  // Continues what the rows hold. `log` must outlive the projection and its views.
  static base::StatusOr<std::unique_ptr<MetricsProjection>> Open(std::unique_ptr<RowStore> rows,
                                                                 const storage::EventLog& log);
  ~MetricsProjection() override;

  std::string_view name() const override { return "metrics"; }
  std::uint32_t version() const override { return kVersion; }
  storage::ResumePoint committed() const override { return committed_; }
  bool NeedsPayload(std::uint32_t) const override { return true; }
  base::Status Apply(std::span<const RecordedEvent> events) override;
  base::Status Commit(const storage::ResumePoint& point) override;

  // The facts as of the last commit. May be kept beyond the projection.
  std::shared_ptr<const FactView> View() const;

  // The lists of events as of the last commit. May be kept beyond the projection.
  EventIndex Index() const;

  // A shadow of the projection as of the last commit, to fold events that the tenant may append.
  // `proposed` must outlive it; the projection need not.
  std::unique_ptr<Shadow> CastShadow(base::TenantId tenant, ProposedEvents& proposed) const;

  MetricsProjectionSize Size() const;
  RowStore& rows() { return *shared_->rows; }

  // SHA-256 in hex over all rows but the resume point. Reads everything.
  base::StatusOr<std::string> Digest() const;

 private:
  struct Fold;  // what only the follower's thread touches
  MetricsProjection(std::shared_ptr<SharedState> shared, const storage::EventLog& log);
  base::Status Load();
  base::Status LoadDays();
  void NoteDay(const RecordedEvent& event);
  void Publish(base::Position position);

  const std::shared_ptr<SharedState> shared_;
  const storage::EventLog& log_;
  const std::unique_ptr<Fold> fold_;
  storage::ResumePoint committed_;

  mutable base::Mutex mutex_;
  Published published_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace anchorledger::projections
