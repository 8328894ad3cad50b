#include "services/import/batch_index.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/limits.h"
#include "services/projections/stream_history.h"

namespace anchorledger::importing {
namespace {

namespace pb = anchorledger::event::v1;

void Enter(const domain::RecordedEvent& event, RecordedBatch& batch) {
  const pb::ImportBatchRecorded& record = event.payload->import_batch_recorded();
  if (batch.batch_id.empty()) {
    batch.batch_id = record.batch_id();
    batch.source = record.source();
    batch.started = event.position;
    batch.started_at = event.recorded_at;
    batch.actor_ref = event.header->actor_ref();
    batch.anchor_id = event.header->anchor_id();
    if (record.has_declared_period()) {
      batch.period = base::Period{base::Date{record.declared_period().from().days()},
                                  base::Date{record.declared_period().to().days()}};
    }
  }
  batch.ended = event.position;
  batch.ended_at = event.recorded_at;
  batch.finished = record.state() == pb::IMPORT_BATCH_STATE_FINISHED;
  batch.record = std::shared_ptr<const pb::ImportBatchRecorded>(event.payload, &record);
}

// A record about a batch belongs to none.
bool IsBatchRecord(std::uint32_t event_type) {
  return event_type == pb::EventPayload::kImportBatchRecorded ||
         event_type == pb::EventPayload::kImportBatchUndone;
}

}  // namespace

base::Status ReadRecords(const storage::EventLog& log, std::span<const base::Position> positions,
                         const std::function<base::Status(const storage::Record&)>& visit) {
  while (!positions.empty()) {
    std::size_t run = 1;  // positions without a gap
    while (run < positions.size() && run < base::kReadRecordsMax &&
           positions[run] == positions[run - 1].Next()) {
      ++run;
    }
    AL_ASSIGN_OR_RETURN(
        const std::vector<storage::Record> records,
        log.Read(positions.front(), {.records = run}, storage::Direction::kForward));
    if (records.empty()) {
      return base::MakeError(base::ErrorReason::kInternal,
                             "an index names an event beyond the log");
    }
    for (const storage::Record& record : records) AL_RETURN_IF_ERROR(visit(record));
    positions = positions.subspan(records.size());
  }
  return absl::OkStatus();
}

base::StatusOr<std::vector<RecordedBatch>> LoadBatches(const storage::EventLog& log,
                                                       const EventFinder& finder,
                                                       const base::TenantId& tenant) {
  AL_ASSIGN_OR_RETURN(std::vector<base::Position> positions,
                      finder.OfType(tenant, pb::EventPayload::kImportBatchRecorded));
  AL_ASSIGN_OR_RETURN(const std::vector<base::Position> undone,
                      finder.OfType(tenant, pb::EventPayload::kImportBatchUndone));
  positions.insert(positions.end(), undone.begin(), undone.end());
  std::sort(positions.begin(), positions.end());
  std::vector<RecordedBatch> batches;
  absl::flat_hash_map<std::string, std::size_t> by_id;
  AL_RETURN_IF_ERROR(
      ReadRecords(log, positions, [&](const storage::Record& record) -> base::Status {
        AL_ASSIGN_OR_RETURN(const domain::RecordedEvent event, projections::DecodeRecord(record));
        if (event.payload == nullptr) return absl::OkStatus();  // erased
        if (event.payload->has_import_batch_undone()) {
          const auto found = by_id.find(event.payload->import_batch_undone().batch_id());
          if (found != by_id.end()) batches[found->second].undone = true;
          return absl::OkStatus();
        }
        const std::string& id = event.payload->import_batch_recorded().batch_id();
        const auto [entry, is_new] = by_id.try_emplace(id, batches.size());
        if (is_new) batches.emplace_back();
        Enter(event, batches[entry->second]);
        return absl::OkStatus();
      }));
  return batches;
}

base::Status ReadBatch(
    const storage::EventLog& log, const EventFinder& finder, const base::TenantId& tenant,
    std::string_view batch_id, base::Position after,
    const std::function<base::Status(const storage::Record&, const pb::EventHeader&)>& visit) {
  AL_ASSIGN_OR_RETURN(const std::vector<base::Position> positions,
                      finder.OfBatch(tenant, batch_id));
  const auto begin = std::upper_bound(positions.begin(), positions.end(), after);
  pb::EventHeader header;
  return ReadRecords(
      log, {begin, positions.end()}, [&](const storage::Record& record) -> base::Status {
        if (!header.ParseFromString(record.header)) {
          return base::MakeError(
              base::ErrorReason::kDataCorrupt,
              "the header of event " + std::to_string(record.position.value()) + " does not parse");
        }
        if (IsBatchRecord(header.event_type())) return absl::OkStatus();
        return visit(record, header);
      });
}

base::StatusOr<BatchEvents> CountBatchEvents(const storage::EventLog& log,
                                             const EventFinder& finder,
                                             const base::TenantId& tenant,
                                             std::string_view batch_id, BatchEvents counted) {
  // The events of a row stand together and land together.
  std::string row;
  const auto count = [&](const storage::Record& record, const pb::EventHeader& header) {
    if (header.correlation_id() == kUndoReference) return absl::OkStatus();
    ++counted.by_type[static_cast<int>(header.event_type())];
    if (!header.correlation_id().empty() && header.correlation_id() != row) {
      row = header.correlation_id();
      ++counted.rows;
    }
    if (counted.first.value() == 0) counted.first = record.position;
    counted.last = record.position;
    return absl::OkStatus();
  };
  AL_RETURN_IF_ERROR(ReadBatch(log, finder, tenant, batch_id, counted.last, count));
  return counted;
}

}  // namespace anchorledger::importing
