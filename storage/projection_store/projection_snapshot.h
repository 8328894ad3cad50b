// The rows of a projection store at one position.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/status.h"
#include "proto/base/strong_id.h"

namespace rocksdb {
class Snapshot;
}  // namespace rocksdb

namespace anchorledger::storage {

class ProjectionState;

// Sees all rows of the commits up to position() and none of later ones, for as long as it lives.
// May outlive the store that made it, and keeps its files open: meant for one query, not for long.
// Threads: any.
class ProjectionSnapshot {
 public:
  // Called for each row in the order of keys (as bytes). False ends the scan.
  using RowVisitor = std::function<bool(std::string_view key, std::string_view value)>;

  ~ProjectionSnapshot();
  ProjectionSnapshot(ProjectionSnapshot&&) noexcept;
  ProjectionSnapshot& operator=(ProjectionSnapshot&&) noexcept;

  // The position the rows are true for.
  base::Position position() const { return position_; }

  // The value of a row; nothing when there is none.
  base::StatusOr<std::optional<std::string>> Get(std::string_view key) const;

  // The values of several rows, in the order of `keys`.
  base::StatusOr<std::vector<std::optional<std::string>>> GetMany(
      const std::vector<std::string>& keys) const;

  // Visits all rows whose key starts with `prefix` (all rows for the empty one). OK means that
  // there are no others, or that the visitor ended the scan.
  base::Status Scan(std::string_view prefix, const RowVisitor& visitor) const;
  // The same for rows that will not be read again soon: they do not push others out of the cache.
  base::Status ScanOnce(std::string_view prefix, const RowVisitor& visitor) const;

  // Visits the rows with from <= key < to; an empty `to` is the end of the store.
  base::Status ScanRange(std::string_view from, std::string_view to,
                         const RowVisitor& visitor) const;

 private:
  friend class ProjectionStore;
  explicit ProjectionSnapshot(std::shared_ptr<ProjectionState> state);
  base::Status ReadPosition();
  void Release();

  std::shared_ptr<ProjectionState> state_;
  const rocksdb::Snapshot* snapshot_;
  base::Position position_{};
};

}  // namespace anchorledger::storage
