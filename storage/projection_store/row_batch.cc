#include "storage/projection_store/row_batch.h"

#include <rocksdb/write_batch.h>

#include "proto/base/check.h"
#include "storage/projection_store/projection_state.h"

namespace anchorledger::storage {
namespace {

// The key in two parts, so that it needs no copy: the mark of rows, then the caller's key.
struct KeyParts {
  explicit KeyParts(std::string_view key)
      : slices{rocksdb::Slice(&ProjectionState::kRowMark, 1),
               rocksdb::Slice(key.data(), key.size())},
        parts(slices, 2) {}
  const rocksdb::Slice slices[2];
  const rocksdb::SliceParts parts;
};

}  // namespace

RowBatch::RowBatch() : batch_(std::make_unique<rocksdb::WriteBatch>()) {}
RowBatch::~RowBatch() = default;
RowBatch::RowBatch(RowBatch&&) noexcept = default;
RowBatch& RowBatch::operator=(RowBatch&&) noexcept = default;

void RowBatch::Put(std::string_view key, std::string_view value) {
  AL_CHECK(!key.empty());
  const KeyParts parts(key);
  const rocksdb::Slice slice(value.data(), value.size());
  AL_CHECK(batch_->Put(parts.parts, rocksdb::SliceParts(&slice, 1)).ok());
  ++changes_;
}

void RowBatch::Delete(std::string_view key) {
  AL_CHECK(!key.empty());
  AL_CHECK(batch_->Delete(KeyParts(key).parts).ok());
  ++changes_;
}

void RowBatch::Clear() {
  batch_->Clear();
  changes_ = 0;
}

size_t RowBatch::bytes() const { return batch_->GetDataSize(); }

}  // namespace anchorledger::storage
