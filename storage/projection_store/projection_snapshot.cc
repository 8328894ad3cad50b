#include "storage/projection_store/projection_snapshot.h"

#include <rocksdb/db.h>

#include <utility>

#include "storage/projection_store/projection_state.h"
#include "storage/rocksdb/rocksdb_status.h"

namespace anchorledger::storage {
namespace {

using base::Status;
using base::StatusOr;

// The first key beyond all keys with this prefix, which is not empty.
std::string PrefixEnd(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xff') prefix.pop_back();
  if (!prefix.empty()) prefix.back() = static_cast<char>(static_cast<uint8_t>(prefix.back()) + 1);
  return prefix;
}

Status Visit(ProjectionState& state, const rocksdb::Snapshot* snapshot, const std::string& from,
             const std::string& to, const ProjectionSnapshot::RowVisitor& visitor,
             bool fill_cache) {
  const rocksdb::Slice upper(to);
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  options.total_order_seek = true;
  options.iterate_upper_bound = &upper;
  options.fill_cache = fill_cache;
  const std::unique_ptr<rocksdb::Iterator> row(state.db().NewIterator(options));
  for (row->Seek(from); row->Valid(); row->Next()) {
    if (!visitor(row->key().ToStringView().substr(1), row->value().ToStringView())) break;
  }
  // A damaged block ends a scan early, with the error only here.
  return FromRocksdb(row->status(), "scanning a projection");
}

}  // namespace

ProjectionSnapshot::ProjectionSnapshot(std::shared_ptr<ProjectionState> state)
    : state_(std::move(state)), snapshot_(state_->db().GetSnapshot()) {}

ProjectionSnapshot::~ProjectionSnapshot() { Release(); }

ProjectionSnapshot::ProjectionSnapshot(ProjectionSnapshot&& other) noexcept
    : state_(std::move(other.state_)),
      snapshot_(std::exchange(other.snapshot_, nullptr)),
      position_(other.position_) {}

ProjectionSnapshot& ProjectionSnapshot::operator=(ProjectionSnapshot&& other) noexcept {
  if (this != &other) {
    Release();
    state_ = std::move(other.state_);
    snapshot_ = std::exchange(other.snapshot_, nullptr);
    position_ = other.position_;
  }
  return *this;
}

void ProjectionSnapshot::Release() {
  if (snapshot_ != nullptr) state_->db().ReleaseSnapshot(snapshot_);
  snapshot_ = nullptr;
}

Status ProjectionSnapshot::ReadPosition() {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  std::string value;
  const std::string_view key = ProjectionState::PositionKey();
  AL_RETURN_IF_ERROR(
      FromRocksdb(state_->db().Get(options, rocksdb::Slice(key.data(), key.size()), &value),
                  "reading the position of a projection"));
  AL_ASSIGN_OR_RETURN(position_, ProjectionState::DecodePosition(value));
  return absl::OkStatus();
}

StatusOr<std::optional<std::string>> ProjectionSnapshot::Get(std::string_view key) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  std::string value;
  const rocksdb::Status status = state_->db().Get(options, ProjectionState::RowKey(key), &value);
  if (status.IsNotFound()) return std::nullopt;
  AL_RETURN_IF_ERROR(FromRocksdb(status, "reading a projection"));
  return value;
}

StatusOr<std::vector<std::optional<std::string>>> ProjectionSnapshot::GetMany(
    const std::vector<std::string>& keys) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  std::vector<std::string> row_keys;
  row_keys.reserve(keys.size());
  for (const std::string& key : keys) row_keys.push_back(ProjectionState::RowKey(key));
  const std::vector<rocksdb::Slice> slices(row_keys.begin(), row_keys.end());
  std::vector<rocksdb::PinnableSlice> found(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  state_->db().MultiGet(options, state_->db().DefaultColumnFamily(), keys.size(), slices.data(),
                        found.data(), statuses.data());
  std::vector<std::optional<std::string>> values(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    if (statuses[i].IsNotFound()) continue;
    AL_RETURN_IF_ERROR(FromRocksdb(statuses[i], "reading a projection"));
    values[i] = found[i].ToString();
  }
  return values;
}

Status ProjectionSnapshot::Scan(std::string_view prefix, const RowVisitor& visitor) const {
  const std::string from = ProjectionState::RowKey(prefix);
  return Visit(*state_, snapshot_, from, PrefixEnd(from), visitor, /*fill_cache=*/true);
}

Status ProjectionSnapshot::ScanOnce(std::string_view prefix, const RowVisitor& visitor) const {
  const std::string from = ProjectionState::RowKey(prefix);
  return Visit(*state_, snapshot_, from, PrefixEnd(from), visitor, /*fill_cache=*/false);
}

Status ProjectionSnapshot::ScanRange(std::string_view from, std::string_view to,
                                     const RowVisitor& visitor) const {
  const std::string end =
      to.empty() ? PrefixEnd(ProjectionState::RowKey("")) : ProjectionState::RowKey(to);
  return Visit(*state_, snapshot_, ProjectionState::RowKey(from), end, visitor,
               /*fill_cache=*/true);
}

}  // namespace anchorledger::storage
