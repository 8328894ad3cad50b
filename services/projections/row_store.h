// Where a projection keeps its rows: the projection store, or memory in tests and simulations.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"

namespace anchorledger::storage {
class ProjectionStore;
}  // namespace anchorledger::storage

namespace anchorledger::projections {

// Rows to be written together. Puts only: nothing in a projection is ever removed, because readers
// may still need it.
struct RowChanges {
  std::vector<std::pair<std::string, std::string>> puts;  // key, value; the last for a key counts
};

// Rows, and the position they are true for. One thread commits; any read. One read sees the rows of
// one commit; two reads may see different ones.
class RowStore {
 public:
  using RowVisitor = std::function<bool(std::string_view key, std::string_view value)>;

  virtual ~RowStore() = default;
  virtual base::Position position() const = 0;
  virtual base::Status Commit(RowChanges changes, base::Position position) = 0;
  virtual base::StatusOr<std::optional<std::string>> Get(std::string_view key) const = 0;
  // Values in the order of the keys.
  virtual base::StatusOr<std::vector<std::optional<std::string>>> GetMany(
      const std::vector<std::string>& keys) const = 0;
  // Rows with from <= key < to (empty: to the end), in order of keys, until the visitor says false.
  virtual base::Status ScanRange(std::string_view from, std::string_view to,
                                 const RowVisitor& visitor) const = 0;
  // Rows that begin with the prefix, as ScanRange. For whole tables, which are read at a start and
  // not again: leaves caches to others.
  virtual base::Status Scan(std::string_view prefix, const RowVisitor& visitor) const;
};

// Over the projection store.
class StoredRows final : public RowStore {
 public:
  explicit StoredRows(std::unique_ptr<storage::ProjectionStore> store);
  ~StoredRows() override;

  storage::ProjectionStore& store() { return *store_; }

  base::Position position() const override;
  base::Status Commit(RowChanges changes, base::Position position) override;
  base::StatusOr<std::optional<std::string>> Get(std::string_view key) const override;
  base::StatusOr<std::vector<std::optional<std::string>>> GetMany(
      const std::vector<std::string>& keys) const override;
  base::Status ScanRange(std::string_view from, std::string_view to,
                         const RowVisitor& visitor) const override;
  base::Status Scan(std::string_view prefix, const RowVisitor& visitor) const override;

 private:
  const std::unique_ptr<storage::ProjectionStore> store_;
};

// In memory, for tests and for the simulation. FailNextCommit plays a failing disk.
class MemoryRows final : public RowStore {
 public:
  base::Position position() const override;
  base::Status Commit(RowChanges changes, base::Position position) override;
  base::StatusOr<std::optional<std::string>> Get(std::string_view key) const override;
  base::StatusOr<std::vector<std::optional<std::string>>> GetMany(
      const std::vector<std::string>& keys) const override;
  base::Status ScanRange(std::string_view from, std::string_view to,
                         const RowVisitor& visitor) const override;

  void FailNextCommit();

 private:
  mutable base::Mutex mutex_;
  std::map<std::string, std::string, std::less<>> rows_ ABSL_GUARDED_BY(mutex_);
  base::Position position_ ABSL_GUARDED_BY(mutex_);
  bool fail_next_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace anchorledger::projections
