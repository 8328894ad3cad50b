#include "storage/log/log_database.h"

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/slice_transform.h>
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
constexpr int kBuffersMax = 4;
constexpr int kYoungFilesOfRows = 8;
constexpr size_t kMetaBufferBytes = 1U << 20;
constexpr size_t kFileSyncBytes = 1U << 20;
constexpr double kBloomBitsPerKey = 10;
constexpr double kBufferShareOfFilter = 0.05;

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

// What all families share.
rocksdb::ColumnFamilyOptions FamilyOptions(const std::shared_ptr<rocksdb::Cache>& cache,
                                           size_t buffer_bytes, bool looked_up) {
  rocksdb::BlockBasedTableOptions table;
  table.block_size = kBlockBytes;
  table.block_cache = cache;
  table.format_version = 5;
  rocksdb::ColumnFamilyOptions family;
  family.compression = rocksdb::kZSTD;
  family.write_buffer_size = buffer_bytes;
  family.max_write_buffer_number = kBuffersMax;
  family.paranoid_file_checks = true;
  if (looked_up) {
    // Most keys that are asked for are new: filters answer without a search, on disk and in memory.
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
    family.memtable_whole_key_filtering = true;
    family.memtable_prefix_bloom_size_ratio = kBufferShareOfFilter;
  }
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return family;
}

std::vector<rocksdb::ColumnFamilyDescriptor> Families(const LogDatabaseOptions& options) {
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(options.block_cache_bytes);
  rocksdb::ColumnFamilyOptions log = FamilyOptions(cache, kLogBufferBytes, false);
  rocksdb::ColumnFamilyOptions rows = FamilyOptions(cache, kRowBufferBytes, true);
  // Positions only grow, and all other rows come in order within a group: the search for the place
  // of a row begins where the one before it was inserted.
  for (rocksdb::ColumnFamilyOptions* const ordered : {&log, &rows}) {
    ordered->memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(1));
  }
  // Records are written to a file once, which then only moves down. Rows are written again at each
  // level: young files, which live for minutes, are packed lightly and merged more at a time.
  rows.compression = rocksdb::kLZ4Compression;
  rows.bottommost_compression = rocksdb::kZSTD;
  rows.level0_file_num_compaction_trigger = kYoungFilesOfRows;
  return {
      {rocksdb::kDefaultColumnFamilyName, FamilyOptions(cache, kMetaBufferBytes, false)},
      {"log", log},
      {"streams", rows},
      {"requests", rows},
  };
}

// What opening a database came to: somebody who starts a second program on a folder is told so.
Status Opened(const rocksdb::Status& status, const std::string& folder) {
  const std::string text = status.ToString();
  const bool locked = text.find("While lock file") != std::string::npos ||
                      text.find("lock hold by current process") != std::string::npos;
  if (!locked) return FromRocksdb(status, "opening database " + folder);
  return base::MakeError(
      base::ErrorReason::kStorageFailed,
      "another process has the database in " + folder + " open; stop it first (" + text + ")");
}

}  // namespace

StatusOr<std::unique_ptr<LogDatabase>> LogDatabase::Open(const LogDatabaseOptions& options,
                                                         Mode mode) {
  const rocksdb::DBOptions db_options = DatabaseOptions(options, mode);
  std::unique_ptr<LogDatabase> database(new LogDatabase(db_options.env));
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  if (mode == Mode::kReadOnly) {
    AL_RETURN_IF_ERROR(Opened(db_options.env->LockFile(options.folder + "/LOCK", &database->lock_),
                              options.folder));
    AL_RETURN_IF_ERROR(Opened(
        rocksdb::DB::OpenForReadOnly(db_options, options.folder, Families(options), &handles, &db),
        options.folder));
  } else {
    AL_RETURN_IF_ERROR(
        Opened(rocksdb::DB::Open(db_options, options.folder, Families(options), &handles, &db),
               options.folder));
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
