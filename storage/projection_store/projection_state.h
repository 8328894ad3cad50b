// The open database of a projection store, shared by the store and its snapshots. Private to the
// folder.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "proto/base/status.h"
#include "proto/base/strong_id.h"

namespace rocksdb {
class DB;
class Env;
}  // namespace rocksdb

namespace anchorledger::storage {

// Keys are stored behind a mark, so that the rows of callers cannot meet the store's own:
//   0x00 "format"    -> 0x01
//   0x00 "identity"  -> what the rows were derived from, as the caller named it
//   0x00 "position"  -> fixed64
//   0x01 key         -> value
// All lie in one column family: what one commit wrote is never torn, whatever is flushed when.
class ProjectionState {
 public:
  static constexpr char kRowMark = '\x01';

  // What is stored under these keys of our own.
  static std::string_view FormatKey();
  static std::string_view IdentityKey();
  static std::string_view PositionKey();
  static std::string EncodePosition(base::Position position);
  static base::StatusOr<base::Position> DecodePosition(std::string_view value);
  static std::string RowKey(std::string_view key);

  ProjectionState(std::unique_ptr<rocksdb::DB> db, rocksdb::Env* env, std::string folder);
  // Closes the database, and removes the folder when that was asked for.
  ~ProjectionState();
  ProjectionState(const ProjectionState&) = delete;
  ProjectionState& operator=(const ProjectionState&) = delete;

  rocksdb::DB& db() { return *db_; }
  const std::string& folder() const { return folder_; }
  void RemoveWhenClosed() { remove_when_closed_ = true; }

 private:
  std::unique_ptr<rocksdb::DB> db_;
  rocksdb::Env* const env_;
  const std::string folder_;
  std::atomic<bool> remove_when_closed_ = false;
};

}  // namespace anchorledger::storage
