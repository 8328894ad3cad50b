#include "storage/projection_store/projection_state.h"

#include <rocksdb/convenience.h>
#include <rocksdb/db.h>

#include <utility>

#include "storage/rocksdb/directory.h"

namespace anchorledger::storage {
namespace {

constexpr size_t kPositionBytes = 8;

}  // namespace

std::string_view ProjectionState::FormatKey() { return {"\0format", 7}; }
std::string_view ProjectionState::IdentityKey() { return {"\0identity", 9}; }
std::string_view ProjectionState::PositionKey() { return {"\0position", 9}; }

std::string ProjectionState::EncodePosition(base::Position position) {
  std::string value;
  for (size_t byte = kPositionBytes; byte-- > 0;) {
    value.push_back(static_cast<char>(static_cast<uint8_t>(position.value() >> (8 * byte))));
  }
  return value;
}

base::StatusOr<base::Position> ProjectionState::DecodePosition(std::string_view value) {
  if (value.size() != kPositionBytes) {
    return base::MakeError(base::ErrorReason::kDataCorrupt,
                           "the position of a projection store is malformed");
  }
  uint64_t position = 0;
  for (const char byte : value) position = (position << 8) | static_cast<uint8_t>(byte);
  return base::Position{position};
}

std::string ProjectionState::RowKey(std::string_view key) {
  std::string row(1, kRowMark);
  row.append(key);
  return row;
}

ProjectionState::ProjectionState(std::unique_ptr<rocksdb::DB> db, rocksdb::Env* env,
                                 std::string folder)
    : db_(std::move(db)), env_(env), folder_(std::move(folder)) {}

ProjectionState::~ProjectionState() {
  rocksdb::CancelAllBackgroundWork(db_.get(), /*wait=*/true);
  // Nothing is lost by a failure: the rows can be derived again.
  db_->Close().PermitUncheckedError();
  db_.reset();
  if (remove_when_closed_) RemoveFolder(env_, folder_).IgnoreError();  // removed at the next open
}

}  // namespace anchorledger::storage
