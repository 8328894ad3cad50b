#include "storage/log/log_database.h"

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>

#include <utility>
#include <vector>

#include "storage/rocksdb/directory.h"
#include "storage/rocksdb/info_logger.h"
#include "storage/rocksdb/rocksdb_status.h"

namespace anchorledger::storage {
namespace {

using base::Status;
using base::StatusOr;

constexpr size_t kBlockBytes = 16U << 10;
constexpr size_t kLogBufferBytes = 32U << 20;
constexpr size_t kRowBufferBytes = 16U << 20;
constexpr size_t kMetaBufferBytes = 1U << 20;
constexpr size_t kFileSyncBytes = 1U << 20;
constexpr double kBloomBitsPerKey = 10;

rocksdb::DBOptions DatabaseOptions(const LogDatabaseOptions& options, LogDatabase::Mode mode) {
  rocksdb::DBOptions db;
  db.create_if_missing = mode == LogDatabase::Mode::kCreate;
  db.create_missing_column_families = mode == LogDatabase::Mode::kCreate;
  db.env = EnvOrDefault(options.env);
  db.info_log = MakeInfoLogger(options.log, "log");
  const bool strict = mode == LogDatabase::Mode::kCreate || mode == LogDatabase::Mode::kWrite;
  db.wal_recovery_mode = strict ? rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords
                                : rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  db.track_and_verify_wals_in_manifest = true;
  db.max_total_wal_size = options.wal_bytes_max;
  db.max_open_files = -1;
  db.max_background_jobs = 2;
  db.bytes_per_sync = kFileSyncBytes;
  // A background error must reach the writer: it closes and opens the database itself, because a
  // handle that failed a write is not used for writing again.
  db.max_bgerror_resume_count = 0;
  db.stats_dump_period_sec = 0;
  db.stats_persist_period_sec = 0;
  db.skip_stats_update_on_db_open = true;
  return db;
}

rocksdb::ColumnFamilyOptions FamilyOptions(const std::shared_ptr<rocksdb::Cache>& cache,
                                           size_t buffer_bytes, bool bloom) {
  rocksdb::BlockBasedTableOptions table;
  table.block_size = kBlockBytes;
  table.block_cache = cache;
  table.format_version = 5;
  if (bloom) table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
  rocksdb::ColumnFamilyOptions family;
  family.compression = rocksdb::kZSTD;
  family.write_buffer_size = buffer_bytes;
  family.paranoid_file_checks = true;
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return family;
}

std::vector<rocksdb::ColumnFamilyDescriptor> Families(const LogDatabaseOptions& options) {
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(options.block_cache_bytes);
  return {
      {rocksdb::kDefaultColumnFamilyName, FamilyOptions(cache, kMetaBufferBytes, false)},
      {"log", FamilyOptions(cache, kLogBufferBytes, false)},
      {"streams", FamilyOptions(cache, kRowBufferBytes, true)},
      {"requests", FamilyOptions(cache, kRowBufferBytes, true)},
  };
}

}  // namespace

StatusOr<std::unique_ptr<LogDatabase>> LogDatabase::Open(const LogDatabaseOptions& options,
                                                         Mode mode) {
  const rocksdb::DBOptions db_options = DatabaseOptions(options, mode);
  std::unique_ptr<LogDatabase> database(new LogDatabase(db_options.env));
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  const std::string what = "opening database " + options.folder;
  if (mode == Mode::kReadOnly) {
    AL_RETURN_IF_ERROR(
        FromRocksdb(db_options.env->LockFile(options.folder + "/LOCK", &database->lock_), what));
    AL_RETURN_IF_ERROR(FromRocksdb(
        rocksdb::DB::OpenForReadOnly(db_options, options.folder, Families(options), &handles, &db),
        what));
  } else {
    AL_RETURN_IF_ERROR(FromRocksdb(
        rocksdb::DB::Open(db_options, options.folder, Families(options), &handles, &db), what));
  }
  database->db_.reset(db);
  std::move(handles.begin(), handles.end(), database->families_.begin());
  return database;
}

LogDatabase::LogDatabase(rocksdb::Env* env) : env_(env) {}

LogDatabase::~LogDatabase() {
  if (db_ != nullptr) {
    // Running compactions are abandoned, not waited for: their output is not in use yet.
    rocksdb::CancelAllBackgroundWork(db_.get(), /*wait=*/true);
    for (rocksdb::ColumnFamilyHandle* family : families_) {
      db_->DestroyColumnFamilyHandle(family).PermitUncheckedError();
    }
    // What matters is in the synced write-ahead log; a failure to close loses nothing.
    db_->Close().PermitUncheckedError();
    db_.reset();
  }
  if (lock_ != nullptr) env_->UnlockFile(lock_).PermitUncheckedError();
}

Status LogDatabase::Flush() {
  return FromRocksdb(db_->Flush(rocksdb::FlushOptions(), {families_.begin(), families_.end()}),
                     "flushing the log");
}

}  // namespace anchorledger::storage
