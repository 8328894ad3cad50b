// The RocksDB database of a log: how it is opened, and its column families.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "proto/base/status.h"
#include "proto/runtime/logging.h"

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
class Env;
class FileLock;
}  // namespace rocksdb

namespace anchorledger::storage {

// Where the database is and how much memory it may use. The values without comment are measured
// choices; their reasons are in README.md.
struct LogDatabaseOptions {
  std::string folder;           // of the database itself
  rocksdb::Env* env = nullptr;  // null: the system's
  runtime::Logger log;
  size_t wal_bytes_max = 64U << 20;
  size_t block_cache_bytes = 64U << 20;
};

// One open database. Destroying it closes it. Threads: all methods may be called from any thread,
// Close and the destructor when nobody uses it any more.
class LogDatabase {
 public:
  enum class Mode {
    kCreate,       // creates what is missing; else as kWrite
    kWrite,        // accepts a write-ahead log whose last record was torn by a crash, nothing else
    kWritePrefix,  // accepts a damaged write-ahead log and drops all of it after the damage
    kReadOnly,     // changes nothing; reads a damaged write-ahead log up to the damage
  };

  // DATA_CORRUPT when the mode does not accept what is there, STORAGE_FULL when there is no space
  // to recover into, STORAGE_FAILED otherwise (also when another process has it open).
  static base::StatusOr<std::unique_ptr<LogDatabase>> Open(const LogDatabaseOptions& options,
                                                           Mode mode);

  ~LogDatabase();
  LogDatabase(const LogDatabase&) = delete;
  LogDatabase& operator=(const LogDatabase&) = delete;

  rocksdb::DB& db() { return *db_; }
  rocksdb::ColumnFamilyHandle* meta() { return families_[0]; }
  rocksdb::ColumnFamilyHandle* log() { return families_[1]; }
  rocksdb::ColumnFamilyHandle* streams() { return families_[2]; }
  rocksdb::ColumnFamilyHandle* requests() { return families_[3]; }

  // Writes what is only in memory and the write-ahead log to sorted files, so that the next open
  // has nothing to replay.
  base::Status Flush();

 private:
  explicit LogDatabase(rocksdb::Env* env);

  rocksdb::Env* const env_;
  std::unique_ptr<rocksdb::DB> db_;
  std::array<rocksdb::ColumnFamilyHandle*, 4> families_{};
  rocksdb::FileLock* lock_ = nullptr;  // of a read-only database; RocksDB locks only when writing
};

}  // namespace anchorledger::storage
