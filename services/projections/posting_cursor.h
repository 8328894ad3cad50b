// Walks one posting list in either direction, reading a block at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "proto/base/status.h"
#include "services/projections/posting_lists.h"
#include "services/projections/row_store.h"
#include "storage/log/log_types.h"

namespace anchorledger::projections {

// Postings that readers may see, up to a position. `rows` must outlive the cursor. One use.
class PostingCursor {
 public:
  enum class Hidden { kLeaveOut, kInclude };

  PostingCursor(const RowStore& rows, const PostingKey& key, storage::Direction direction,
                base::Position until, Hidden hidden = Hidden::kLeaveOut)
      : rows_(rows), key_(key), direction_(direction), until_(until), hidden_(hidden) {}

  // Goes to the first posting at or beyond `target` in the direction of the walk; never back.
  // Costs a read for each halving of the list when the target is far.
  base::Status Seek(base::Position target);

  // The posting the cursor is at; null at the end, or before the first Seek.
  const Posting* current() const { return at_ < entries_.size() ? &entries_[at_] : nullptr; }
  // Goes to the next posting.
  base::Status Advance();

 private:
  static constexpr std::uint32_t kNoBlock = 0xFFFFFFFF;

  bool Forward() const { return direction_ == storage::Direction::kForward; }
  // Whether `position` lies before `target` in the direction of the walk.
  bool IsBefore(std::uint64_t position, std::uint64_t target) const {
    return Forward() ? position < target : position > target;
  }
  base::Status Open();
  base::Status LoadBlock(std::uint32_t block);
  base::Status LoadNext();
  base::StatusOr<std::uint64_t> FirstPositionOf(std::uint32_t block) const;
  // The block in which `target` would lie: the last one that begins at or before it.
  base::StatusOr<std::uint32_t> BlockOf(base::Position target) const;
  void Take(std::string_view row);

  const RowStore& rows_;
  const PostingKey key_;
  const storage::Direction direction_;
  const base::Position until_;
  const Hidden hidden_;

  bool open_ = false;
  std::uint32_t end_block_ = 0;  // number of the end, as it was when the cursor was opened
  std::vector<Posting> end_;
  std::uint64_t end_first_ = 0;  // position of its first entry

  std::uint32_t block_ = kNoBlock;  // that entries_ are of
  std::vector<Posting> entries_;    // in the direction of the walk
  std::size_t at_ = 0;
};

}  // namespace anchorledger::projections
