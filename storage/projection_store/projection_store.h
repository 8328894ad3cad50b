// Rows of projections, and the position of the log that they are true for.
#pragma once

#include <memory>
#include <string>

#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "proto/runtime/logging.h"
#include "storage/projection_store/projection_snapshot.h"
#include "storage/projection_store/row_batch.h"

namespace rocksdb {
class Env;
class WriteBatch;
}  // namespace rocksdb

namespace anchorledger::storage {

struct ProjectionStoreOptions {
  std::string folder;  // of this store alone
  // Names what the rows are derived from (log id, epoch, version of the code that derives). A store
  // of another identity is not opened: its rows mean something else.
  std::string identity;
  rocksdb::Env* env = nullptr;  // null: the system's
  runtime::Logger log;
  size_t block_cache_bytes = 64U << 20;
};

// A set of rows that changes by whole commits. Rows and position are written together (a crash
// loses whole commits from the end, never a part of one), without a sync: what is lost is derived
// again from the log, which is durable before anybody follows it.
//
// Threads: one commits; any take snapshots. After a commit failed, the store answers reads only;
// to go on, destroy it and open it again, which shows the position that survived.
class ProjectionStore {
 public:
  // Makes an empty store at position 0. The folder must not exist yet. A new store is in bulk mode:
  // commits are cheaper, but only EndBulk makes them survive a crash.
  static base::StatusOr<std::unique_ptr<ProjectionStore>> Create(
      const ProjectionStoreOptions& options);

  // Opens the store that is there. NOT_FOUND when there is none of this identity, DATA_CORRUPT when
  // it is damaged or was left in bulk mode: build a new one. STORAGE_FULL or STORAGE_FAILED (for
  // example open elsewhere) may pass.
  static base::StatusOr<std::unique_ptr<ProjectionStore>> Open(
      const ProjectionStoreOptions& options);

  ~ProjectionStore();
  ProjectionStore(const ProjectionStore&) = delete;
  ProjectionStore& operator=(const ProjectionStore&) = delete;

  // Applies the batch and moves the position, both or neither. The position does not go back. The
  // batch is as before afterwards.
  base::Status Commit(const RowBatch& batch, base::Position position);

  // In bulk mode a commit may be written in parts, so that a large one need not be in memory at
  // once: rows of the commit that is to follow. Nobody can tell, since a store in bulk mode does
  // not survive a crash.
  base::Status AddInBulk(const RowBatch& batch);
  bool in_bulk() const;

  // The position of the last commit.
  base::Position position() const;

  base::StatusOr<ProjectionSnapshot> Snapshot() const;

  // Ends bulk mode: everything committed is on disk when it returns OK.
  base::Status EndBulk();

  const std::string& folder() const;

  // Removes the folder as soon as this store and all its snapshots are gone.
  void RemoveWhenReleased();

 private:
  explicit ProjectionStore(std::shared_ptr<ProjectionState> state, bool bulk);
  base::Status WriteLocked(rocksdb::WriteBatch& rows) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::shared_ptr<ProjectionState> state_;

  mutable base::Mutex mutex_;
  base::Position position_ ABSL_GUARDED_BY(mutex_);
  base::Status failure_ ABSL_GUARDED_BY(mutex_);
  bool bulk_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace anchorledger::storage
