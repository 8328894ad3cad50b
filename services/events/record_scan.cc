#include "services/events/record_scan.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "proto/base/limits.h"

namespace anchorledger::events {

using storage::ReadLimit;
using storage::Record;

RecordScan::RecordScan(const storage::EventLog& log, ScanRange range)
    : log_(log), range_(std::move(range)) {
  if (Forward()) {
    next_ = std::max(range_.after, range_.floor).Next();
    revision_ = base::Revision(1);
  } else {
    const uint64_t after = range_.after.value();
    next_ = after == 0 ? range_.head : base::Position(after - 1);
    ended_ = next_ <= range_.floor;
    revision_ = base::Revision(std::numeric_limits<uint64_t>::max());
  }
}

base::StatusOr<std::vector<Record>> RecordScan::Next() {
  if (ended_ || range_.head.value() == 0 || (Forward() && next_ > range_.head)) {
    return std::vector<Record>();
  }
  return range_.stream.empty() ? NextOfLog() : NextOfStream();
}

base::StatusOr<std::vector<Record>> RecordScan::NextOfLog() {
  const uint64_t left =
      Forward() ? range_.head.value() - next_.value() + 1 : next_.value() - range_.floor.value();
  AL_ASSIGN_OR_RETURN(
      std::vector<Record> records,
      log_.Read(next_,
                ReadLimit{.records = std::min<size_t>(base::kScanChunkRecords, left),
                          .bytes = base::kScanChunkBytes},
                range_.direction));
  if (records.empty()) {
    ended_ = true;
  } else if (Forward()) {
    next_ = records.back().position.Next();
  } else {
    next_ = base::Position(records.back().position.value() - 1);
    ended_ = next_ <= range_.floor;
  }
  return records;
}

base::StatusOr<std::vector<Record>> RecordScan::NextOfStream() {
  while (!ended_) {
    AL_ASSIGN_OR_RETURN(std::vector<Record> records,
                        log_.ReadStream(range_.tenant, range_.stream, revision_,
                                        ReadLimit{.records = base::kScanChunkRecords,
                                                  .bytes = base::kScanChunkBytes},
                                        range_.direction));
    if (records.empty()) {
      break;
    }
    const uint64_t last = records.back().revision.value();
    ended_ = !Forward() && last == 1;
    revision_ = base::Revision(Forward() ? last + 1 : last - 1);
    std::erase_if(records, [this](const Record& record) { return !InRange(record); });
    if (!records.empty()) {
      return records;
    }
  }
  ended_ = true;
  return std::vector<Record>();
}

bool RecordScan::InRange(const Record& record) const {
  return record.position <= range_.head &&
         (Forward() ? record.position > range_.after
                    : range_.after.value() == 0 || record.position < range_.after);
}

}  // namespace anchorledger::events
