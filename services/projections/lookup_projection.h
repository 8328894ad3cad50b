// Finding streams by name, and events by what they name, as rows that follow the log: the indexes
// behind domain::World.
//
//   'n' tenant 0x00 index:u8 key 0x00 stream              -> empty
//   'r' tenant 0x00 stream 0x00 first position:big-endian -> positions, packed as differences
//   'r' tenant 0x00 stream 0x00 position:big-endian 'a'   -> the same, for one amended event
//
// References are written as one row for each stream that a batch names, not one for each event.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "proto/base/mutex.h"
#include "services/domain/world.h"
#include "services/projections/projection.h"
#include "storage/log/event_log.h"
#include "storage/projection_store/projection_store.h"

namespace anchorledger::projections {

// Threads: as Projection says; Snapshot may be called from any thread.
class LookupProjection final : public Projection {
 public:
  // The log must outlive the projection. `point` is where the store stands.
  LookupProjection(const storage::EventLog& log, std::shared_ptr<storage::ProjectionStore> store,
                   const storage::ResumePoint& point);

  static constexpr std::string_view kName = "lookups";
  static constexpr std::uint32_t kVersion = 1;

  std::string_view name() const override { return kName; }
  std::uint32_t version() const override { return kVersion; }
  storage::ResumePoint committed() const override;
  bool NeedsPayload(std::uint32_t event_type) const override;
  base::Status Apply(std::span<const RecordedEvent> events) override;
  base::Status Commit(const storage::ResumePoint& point) override;

  base::StatusOr<storage::ProjectionSnapshot> Snapshot() const { return store_->Snapshot(); }

 private:
  struct Amended {
    std::string tenant;
    std::string stream;
    base::Position target;
  };
  void ApplyOne(const RecordedEvent& event);
  base::Status AddAmended(const Amended& amended, base::Position until,
                          storage::RowBatch* batch) const;

  const storage::EventLog& log_;
  const std::shared_ptr<storage::ProjectionStore> store_;
  std::set<std::string> names_;                              // rows to be
  std::map<std::string, std::vector<std::uint64_t>> named_;  // row prefix -> positions, rising
  std::vector<Amended> amended_;
  mutable base::Mutex mutex_;
  storage::ResumePoint committed_ ABSL_GUARDED_BY(mutex_);
};

// Streams that were ever entered in `index` under `key`. Costs the rows found.
base::StatusOr<std::vector<base::StreamId>> StreamsNamed(const storage::ProjectionSnapshot& rows,
                                                         const base::TenantId& tenant,
                                                         domain::NameIndex index,
                                                         std::string_view key);

// Positions of at most `limit` events that name the stream, lowest first. Costs the rows read.
base::StatusOr<std::vector<base::Position>> EventsNaming(const storage::ProjectionSnapshot& rows,
                                                         const base::TenantId& tenant,
                                                         const base::StreamId& stream,
                                                         std::size_t limit);

}  // namespace anchorledger::projections
