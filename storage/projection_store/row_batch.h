// Rows to be changed together.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace rocksdb {
class WriteBatch;
}  // namespace rocksdb

namespace anchorledger::storage {

// Puts and deletes, applied in the order in which they were added: the last one for a key counts.
// Keys are not empty; any bytes are allowed in keys and values. Movable; not thread-safe.
class RowBatch {
 public:
  RowBatch();
  ~RowBatch();
  RowBatch(RowBatch&&) noexcept;
  RowBatch& operator=(RowBatch&&) noexcept;

  void Put(std::string_view key, std::string_view value);
  void Delete(std::string_view key);
  void Clear();

  size_t changes() const { return changes_; }
  size_t bytes() const;

 private:
  friend class ProjectionStore;
  std::unique_ptr<rocksdb::WriteBatch> batch_;
  size_t changes_ = 0;
};

}  // namespace anchorledger::storage
