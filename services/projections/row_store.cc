#include "services/projections/row_store.h"

#include <algorithm>
#include <utility>

#include "storage/projection_store/projection_store.h"

namespace anchorledger::projections {
namespace {

constexpr std::size_t kBulkPartBytes = 4U << 20;

// The store puts a row in quicker when its neighbour came just before. A rebuild does without: its
// commits are so large that sorting them costs more.
void SortByKey(RowChanges& changes) {
  std::stable_sort(changes.puts.begin(), changes.puts.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
}

}  // namespace

base::Status RowStore::Scan(std::string_view prefix, const RowVisitor& visitor) const {
  return ScanRange(prefix, {}, [&](std::string_view key, std::string_view value) {
    return key.substr(0, prefix.size()) == prefix && visitor(key, value);
  });
}

StoredRows::StoredRows(std::unique_ptr<storage::ProjectionStore> store)
    : store_(std::move(store)) {}

StoredRows::~StoredRows() = default;

base::Position StoredRows::position() const { return store_->position(); }

// Each row is let go of as soon as it is in the batch, and a batch of a rebuild as soon as it is in
// the store: a commit of a rebuild is tens of megabytes.
base::Status StoredRows::Commit(RowChanges changes, base::Position position) {
  const bool in_parts = store_->in_bulk();
  if (!in_parts) SortByKey(changes);
  storage::RowBatch batch;
  for (auto& row : changes.puts) {
    const auto [key, value] = std::exchange(row, {});
    batch.Put(key, value);
    if (in_parts && batch.bytes() >= kBulkPartBytes) {
      AL_RETURN_IF_ERROR(store_->AddInBulk(batch));
      batch.Clear();
    }
  }
  return store_->Commit(batch, position);
}

base::StatusOr<std::optional<std::string>> StoredRows::Get(std::string_view key) const {
  AL_ASSIGN_OR_RETURN(const storage::ProjectionSnapshot snapshot, store_->Snapshot());
  return snapshot.Get(key);
}

base::StatusOr<std::vector<std::optional<std::string>>> StoredRows::GetMany(
    const std::vector<std::string>& keys) const {
  AL_ASSIGN_OR_RETURN(const storage::ProjectionSnapshot snapshot, store_->Snapshot());
  return snapshot.GetMany(keys);
}

base::Status StoredRows::ScanRange(std::string_view from, std::string_view to,
                                   const RowVisitor& visitor) const {
  AL_ASSIGN_OR_RETURN(const storage::ProjectionSnapshot snapshot, store_->Snapshot());
  return snapshot.ScanRange(from, to, visitor);
}

base::Status StoredRows::Scan(std::string_view prefix, const RowVisitor& visitor) const {
  AL_ASSIGN_OR_RETURN(const storage::ProjectionSnapshot snapshot, store_->Snapshot());
  return snapshot.ScanOnce(prefix, visitor);
}

base::Position MemoryRows::position() const {
  base::MutexLock lock(mutex_);
  return position_;
}

base::Status MemoryRows::Commit(RowChanges changes, base::Position position) {
  base::MutexLock lock(mutex_);
  if (std::exchange(fail_next_, false)) {
    return base::MakeError(base::ErrorReason::kStorageFailed, "the disk of this test failed");
  }
  for (auto& [key, value] : changes.puts) rows_[key] = std::move(value);
  position_ = position;
  return base::Status();
}

base::StatusOr<std::optional<std::string>> MemoryRows::Get(std::string_view key) const {
  base::MutexLock lock(mutex_);
  const auto found = rows_.find(key);
  if (found == rows_.end()) return std::optional<std::string>();
  return std::optional<std::string>(found->second);
}

base::StatusOr<std::vector<std::optional<std::string>>> MemoryRows::GetMany(
    const std::vector<std::string>& keys) const {
  base::MutexLock lock(mutex_);
  std::vector<std::optional<std::string>> values;
  for (const std::string& key : keys) {
    const auto found = rows_.find(key);
    values.push_back(found == rows_.end() ? std::nullopt
                                          : std::optional<std::string>(found->second));
  }
  return values;
}

base::Status MemoryRows::ScanRange(std::string_view from, std::string_view to,
                                   const RowVisitor& visitor) const {
  base::MutexLock lock(mutex_);
  for (auto row = rows_.lower_bound(from); row != rows_.end(); ++row) {
    if (!to.empty() && row->first >= to) break;
    if (!visitor(row->first, row->second)) break;
  }
  return base::Status();
}

void MemoryRows::FailNextCommit() {
  base::MutexLock lock(mutex_);
  fail_next_ = true;
}

}  // namespace anchorledger::projections
