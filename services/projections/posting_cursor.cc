#include "services/projections/posting_cursor.h"

#include <algorithm>
#include <string>

namespace anchorledger::projections {
namespace {

std::string RowKeyOf(const PostingKey& key, std::uint32_t block) {
  std::string row(1, kPostingTable);
  key.Pack(row);
  PackKey32(block, row);
  return row;
}

base::Status Missing(std::uint32_t block) {
  return base::MakeError(base::ErrorReason::kDataCorrupt,
                         "a posting list has no block " + std::to_string(block));
}

}  // namespace

base::Status PostingCursor::Open() {
  open_ = true;
  AL_ASSIGN_OR_RETURN(const std::optional<std::string> row, rows_.Get(RowKeyOf(key_, kEndBlock)));
  if (!row.has_value()) return base::Status();
  Unpacker bytes(*row);
  const BlockMark mark = UnpackMark(bytes);
  end_block_ = mark.number;
  end_first_ = mark.entries > 0 ? mark.first_position : until_.Next().value();
  return VisitBlock<PostingCodec>(*row, [this](const Posting& posting) {
    end_.push_back(posting);
    return true;
  });
}

base::StatusOr<std::uint64_t> PostingCursor::FirstPositionOf(std::uint32_t block) const {
  if (block >= end_block_) return end_first_;
  AL_ASSIGN_OR_RETURN(const std::optional<std::string> row, rows_.Get(RowKeyOf(key_, block)));
  if (!row.has_value()) return Missing(block);
  Unpacker bytes(*row);
  return UnpackMark(bytes).first_position;
}

base::StatusOr<std::uint32_t> PostingCursor::BlockOf(base::Position target) const {
  std::uint32_t low = 0;  // the answer lies in [low, high]
  std::uint32_t high = end_block_;
  while (low < high) {
    const std::uint32_t middle = low + (high - low + 1) / 2;
    AL_ASSIGN_OR_RETURN(const std::uint64_t first, FirstPositionOf(middle));
    if (first <= target.value()) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

base::Status PostingCursor::LoadBlock(std::uint32_t block) {
  block_ = block;
  entries_.clear();
  at_ = 0;
  const auto take = [this](const Posting& posting) {
    const bool wanted =
        posting.position <= until_.value() && (!posting.hidden || hidden_ == Hidden::kInclude);
    if (wanted) entries_.push_back(posting);
    return true;
  };
  if (block == end_block_) {
    for (const Posting& posting : end_) take(posting);
  } else {
    AL_ASSIGN_OR_RETURN(const std::optional<std::string> row, rows_.Get(RowKeyOf(key_, block)));
    if (!row.has_value()) return Missing(block);
    AL_RETURN_IF_ERROR(VisitBlock<PostingCodec>(*row, take));
  }
  if (!Forward()) std::reverse(entries_.begin(), entries_.end());
  return base::Status();
}

// Leaves the cursor at the end when there is no further block.
base::Status PostingCursor::LoadNext() {
  while (at_ >= entries_.size()) {
    if (Forward() ? block_ >= end_block_ : block_ == 0) return base::Status();
    AL_RETURN_IF_ERROR(LoadBlock(Forward() ? block_ + 1 : block_ - 1));
  }
  return base::Status();
}

base::Status PostingCursor::Seek(base::Position target) {
  if (!open_) AL_RETURN_IF_ERROR(Open());
  const bool within = at_ < entries_.size() && !IsBefore(entries_.back().position, target.value());
  if (block_ == kNoBlock || (at_ < entries_.size() && !within)) {
    AL_ASSIGN_OR_RETURN(const std::uint32_t block, BlockOf(target));
    AL_RETURN_IF_ERROR(LoadBlock(block));
  }
  while (true) {
    while (at_ < entries_.size() && IsBefore(entries_[at_].position, target.value())) ++at_;
    if (at_ < entries_.size()) return base::Status();
    const std::uint32_t before = block_;
    AL_RETURN_IF_ERROR(LoadNext());
    if (block_ == before) return base::Status();
  }
}

base::Status PostingCursor::Advance() {
  ++at_;
  return LoadNext();
}

}  // namespace anchorledger::projections
