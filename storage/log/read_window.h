// What the two reads of every backend have in common: where they start, go on and stop.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "storage/log/log_types.h"

namespace anchorledger::storage {

// The first place to read of a sequence 1..last, or 0 when there is none. Places are positions of
// the log or revisions of a stream.
inline uint64_t FirstPlace(uint64_t from, uint64_t last, Direction direction) {
  if (direction == Direction::kBackward) return std::min(from, last);
  const uint64_t first = std::max<uint64_t>(from, 1);
  return first <= last ? first : 0;
}

// The place after `place`, or 0 at the end.
inline uint64_t NextPlace(uint64_t place, uint64_t last, Direction direction) {
  if (direction == Direction::kBackward) return place - 1;
  return place < last ? place + 1 : 0;
}

// Counts what a read has taken and says when it is full.
class ReadWindow {
 public:
  explicit ReadWindow(ReadLimit limit)
      : records_left_(std::min(limit.records, base::kReadRecordsMax)),
        bytes_left_(std::min(limit.bytes, base::kReadBytesMax)) {}

  // At most so many more records will be admitted.
  size_t records_left() const { return full_ ? 0 : records_left_; }

  // Whether the record may still be taken; the first one always may (unless 0 were asked for).
  bool Admit(const Record& record) {
    if (records_left() == 0) return false;
    const size_t bytes = record.header.size() + record.payload.size();
    if (bytes > bytes_left_ && !first_) {
      full_ = true;
      return false;
    }
    first_ = false;
    --records_left_;
    bytes_left_ -= std::min(bytes, bytes_left_);
    return true;
  }

 private:
  size_t records_left_;
  size_t bytes_left_;
  bool first_ = true;
  bool full_ = false;
};

}  // namespace anchorledger::storage
