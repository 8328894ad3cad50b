#include "services/directory/directory_projection.h"

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/directory/directory_row.h"
#include "services/directory/entries.h"
#include "services/projections/stream_history.h"
#include "storage/projection_store/row_batch.h"

namespace anchorledger::directory {
namespace {

// The row of a stream, or nothing when what it is about is not there (any more).
std::optional<std::string> RowOf(EntryKind kind, const domain::History& history) {
  const domain::Entry* opening = history.Opening();
  if (opening == nullptr) return std::nullopt;
  const EntryAccess access{opening->header->visibility(), opening->header->actor_org_id()};
  const auto row = [&](const auto& entry) -> std::optional<std::string> {
    if (!entry.has_value()) return std::nullopt;
    return EncodeRow(access, *entry);
  };
  switch (kind) {
    case EntryKind::kAnchor:
      return row(AnchorEntry(history));
    case EntryKind::kPartner:
      return row(PartnerEntry(history));
    case EntryKind::kPartnership:
      return row(PartnershipEntry(history));
    case EntryKind::kSupplier:
      return row(SupplierEntry(history));
    case EntryKind::kInvestment:
      return row(InvestmentEntry(history));
  }
  return std::nullopt;
}

}  // namespace

DirectoryProjection::DirectoryProjection(const storage::EventLog& log,
                                         std::shared_ptr<storage::ProjectionStore> store,
                                         const storage::ResumePoint& point)
    : log_(log), store_(std::move(store)), committed_(point) {}

std::unique_ptr<DirectoryProjection> DirectoryProjection::Open(
    const storage::EventLog& log, std::unique_ptr<storage::ProjectionStore> store) {
  const storage::LogHead head = log.Head();
  const storage::ResumePoint point{head.log_id, head.epoch, store->position()};
  return std::unique_ptr<DirectoryProjection>(
      new DirectoryProjection(log, std::move(store), point));
}

storage::ResumePoint DirectoryProjection::committed() const {
  const base::MutexLock lock(mutex_);
  return committed_;
}

bool DirectoryProjection::NeedsPayload(std::uint32_t) const { return false; }

base::Status DirectoryProjection::Apply(std::span<const projections::RecordedEvent> events) {
  for (const projections::RecordedEvent& event : events) {
    if (EntryOfStream(event.stream).has_value()) touched_.emplace(event.tenant, event.stream);
  }
  return absl::OkStatus();
}

base::Status DirectoryProjection::AddRow(const std::string& tenant, const std::string& stream,
                                         base::Position until, storage::RowBatch* batch) const {
  AL_ASSIGN_OR_RETURN(
      const domain::History history,
      projections::ReadHistory(log_, base::TenantId(tenant), base::StreamId(stream), until));
  const EntryName name = *EntryOfStream(stream);
  const std::string key = RowKey(tenant, name.kind, name.id);
  if (const auto row = RowOf(name.kind, history); row.has_value()) {
    batch->Put(key, *row);
  } else {
    batch->Delete(key);
  }
  return absl::OkStatus();
}

base::Status DirectoryProjection::Commit(const storage::ResumePoint& point) {
  storage::RowBatch batch;
  for (const auto& [tenant, stream] : touched_) {
    AL_RETURN_IF_ERROR(AddRow(tenant, stream, point.position, &batch));
  }
  touched_.clear();
  AL_RETURN_IF_ERROR(store_->Commit(batch, point.position));
  const base::MutexLock lock(mutex_);
  committed_ = point;
  return absl::OkStatus();
}

}  // namespace anchorledger::directory
