#include "storage/projection_store/projection_store.h"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include <utility>

#include "proto/base/check.h"
#include "storage/projection_store/projection_state.h"
#include "storage/rocksdb/directory.h"
#include "storage/rocksdb/info_logger.h"
#include "storage/rocksdb/rocksdb_status.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::MakeError;
using base::Position;
using base::Status;
using base::StatusOr;

constexpr size_t kBlockBytes = 16U << 10;
constexpr size_t kBufferBytes = 32U << 20;
constexpr size_t kWalBytesMax = 64U << 20;
constexpr double kBloomBitsPerKey = 10;
// A store that was left in bulk mode has this format until EndBulk: it cannot be trusted.
constexpr std::string_view kFormatInBulk = "\x02";
constexpr std::string_view kFormat = "\x01";

rocksdb::Slice AsSlice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

rocksdb::Options DatabaseOptions(const ProjectionStoreOptions& options, bool create) {
  rocksdb::BlockBasedTableOptions table;
  table.block_size = kBlockBytes;
  table.block_cache = rocksdb::NewLRUCache(options.block_cache_bytes);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
  table.format_version = 5;
  rocksdb::Options db;
  db.create_if_missing = create;
  db.error_if_exists = create;
  db.env = EnvOrDefault(options.env);
  db.info_log = MakeInfoLogger(options.log, "projections");
  // Commits are not synced: after a power cut the store falls back to a whole earlier commit.
  db.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  db.max_total_wal_size = kWalBytesMax;
  db.max_open_files = -1;
  db.max_background_jobs = 2;
  db.max_bgerror_resume_count = 0;
  db.stats_dump_period_sec = 0;
  db.stats_persist_period_sec = 0;
  db.skip_stats_update_on_db_open = true;
  db.write_buffer_size = kBufferBytes;
  // The search for the place of a row begins where the one before it was inserted.
  db.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(1));
  db.compression = rocksdb::kLZ4Compression;
  db.bottommost_compression = rocksdb::kZSTD;
  db.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return db;
}

StatusOr<std::shared_ptr<ProjectionState>> OpenState(const ProjectionStoreOptions& options,
                                                     bool create) {
  rocksdb::DB* db = nullptr;
  const rocksdb::Options db_options = DatabaseOptions(options, create);
  AL_RETURN_IF_ERROR(FromRocksdb(rocksdb::DB::Open(db_options, options.folder, &db),
                                 "opening projection store " + options.folder));
  return std::make_shared<ProjectionState>(std::unique_ptr<rocksdb::DB>(db), db_options.env,
                                           options.folder);
}

// The value of a row of our own; a row that is missing is corruption.
StatusOr<std::string> OwnRow(ProjectionState& state, std::string_view key) {
  std::string value;
  const rocksdb::Status status = state.db().Get(rocksdb::ReadOptions(), AsSlice(key), &value);
  if (status.IsNotFound()) {
    return MakeError(ErrorReason::kDataCorrupt, "projection store " + state.folder() +
                                                    " has no row " + std::string(key.substr(1)));
  }
  AL_RETURN_IF_ERROR(FromRocksdb(status, "opening projection store " + state.folder()));
  return value;
}

}  // namespace

ProjectionStore::ProjectionStore(std::shared_ptr<ProjectionState> state, bool bulk)
    : state_(std::move(state)), bulk_(bulk) {}

ProjectionStore::~ProjectionStore() = default;

StatusOr<std::unique_ptr<ProjectionStore>> ProjectionStore::Create(
    const ProjectionStoreOptions& options) {
  // RocksDB would make the folder, too, but reports one that it cannot list yet as an error.
  AL_RETURN_IF_ERROR(CreateFolder(EnvOrDefault(options.env), options.folder));
  AL_ASSIGN_OR_RETURN(std::shared_ptr<ProjectionState> state, OpenState(options, true));
  rocksdb::WriteBatch batch;
  const std::string start = ProjectionState::EncodePosition(Position{0});
  for (const auto& [key, value] :
       {std::pair<std::string_view, std::string_view>{ProjectionState::FormatKey(), kFormatInBulk},
        {ProjectionState::IdentityKey(), options.identity},
        {ProjectionState::PositionKey(), start}}) {
    AL_CHECK(batch.Put(AsSlice(key), AsSlice(value)).ok());
  }
  AL_RETURN_IF_ERROR(FromRocksdb(state->db().Write(rocksdb::WriteOptions(), &batch),
                                 "creating projection store " + options.folder));
  return std::unique_ptr<ProjectionStore>(new ProjectionStore(std::move(state), /*bulk=*/true));
}

StatusOr<std::unique_ptr<ProjectionStore>> ProjectionStore::Open(
    const ProjectionStoreOptions& options) {
  AL_ASSIGN_OR_RETURN(const bool exists,
                      Exists(EnvOrDefault(options.env), options.folder + "/CURRENT"));
  if (!exists) {
    return MakeError(ErrorReason::kNotFound, "there is no projection store " + options.folder);
  }
  AL_ASSIGN_OR_RETURN(std::shared_ptr<ProjectionState> state, OpenState(options, false));
  AL_ASSIGN_OR_RETURN(const std::string format, OwnRow(*state, ProjectionState::FormatKey()));
  AL_ASSIGN_OR_RETURN(const std::string identity, OwnRow(*state, ProjectionState::IdentityKey()));
  AL_ASSIGN_OR_RETURN(const std::string value, OwnRow(*state, ProjectionState::PositionKey()));
  if (format != kFormat) {
    return MakeError(ErrorReason::kDataCorrupt,
                     "projection store " + options.folder + " was never finished");
  }
  if (identity != options.identity) {
    return MakeError(ErrorReason::kNotFound, "projection store " + options.folder +
                                                 " was derived by other code or from another log");
  }
  AL_ASSIGN_OR_RETURN(const Position position, ProjectionState::DecodePosition(value));
  std::unique_ptr<ProjectionStore> store(new ProjectionStore(std::move(state), /*bulk=*/false));
  base::MutexLock lock(store->mutex_);
  store->position_ = position;
  return store;
}

Status ProjectionStore::Commit(const RowBatch& batch, Position position) {
  base::MutexLock lock(mutex_);
  AL_RETURN_IF_ERROR(failure_);
  AL_CHECK(position >= position_);
  // The position is taken off again, so that the caller may commit the same rows again after the
  // store was reopened. A copy would hold the tens of megabytes of a rebuild twice.
  rocksdb::WriteBatch& rows = *batch.batch_;
  rows.SetSavePoint();
  AL_CHECK(
      rows.Put(AsSlice(ProjectionState::PositionKey()), ProjectionState::EncodePosition(position))
          .ok());
  failure_ = WriteLocked(rows);
  AL_CHECK(rows.RollbackToSavePoint().ok());
  if (failure_.ok()) position_ = position;
  return failure_;
}

Status ProjectionStore::AddInBulk(const RowBatch& batch) {
  base::MutexLock lock(mutex_);
  AL_RETURN_IF_ERROR(failure_);
  AL_CHECK(bulk_);
  failure_ = WriteLocked(*batch.batch_);
  return failure_;
}

Status ProjectionStore::WriteLocked(rocksdb::WriteBatch& rows) {
  rocksdb::WriteOptions options;
  options.disableWAL = bulk_;
  return FromRocksdb(state_->db().Write(options, &rows), "committing to a projection");
}

bool ProjectionStore::in_bulk() const {
  base::MutexLock lock(mutex_);
  return bulk_;
}

Position ProjectionStore::position() const {
  base::MutexLock lock(mutex_);
  return position_;
}

StatusOr<ProjectionSnapshot> ProjectionStore::Snapshot() const {
  ProjectionSnapshot snapshot(state_);
  AL_RETURN_IF_ERROR(snapshot.ReadPosition());
  return snapshot;
}

Status ProjectionStore::EndBulk() {
  base::MutexLock lock(mutex_);
  AL_RETURN_IF_ERROR(failure_);
  if (!bulk_) return absl::OkStatus();
  rocksdb::WriteOptions without_wal;
  without_wal.disableWAL = true;
  failure_ = FromRocksdb(
      state_->db().Put(without_wal, AsSlice(ProjectionState::FormatKey()), AsSlice(kFormat)),
      "finishing a projection");
  AL_RETURN_IF_ERROR(failure_);
  failure_ = FromRocksdb(state_->db().Flush(rocksdb::FlushOptions()), "finishing a projection");
  AL_RETURN_IF_ERROR(failure_);
  bulk_ = false;
  return absl::OkStatus();
}

const std::string& ProjectionStore::folder() const { return state_->folder(); }

void ProjectionStore::RemoveWhenReleased() { state_->RemoveWhenClosed(); }

}  // namespace anchorledger::storage
