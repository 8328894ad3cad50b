#include "services/events/index_scan.h"

#include <algorithm>
#include <string>
#include <utility>

#include "proto/base/limits.h"

namespace anchorledger::events {
namespace {

using base::Position;
using storage::Record;

// Each month is a list of its own, to be found, opened and merged.
constexpr std::int32_t kMonthsMax = 24;

// Finding a record costs about as much as reading so many that follow each other.
constexpr std::size_t kNeighboursApart = 8;

ScanRange UnseenPart(ScanRange range, Position seen) {
  range.floor = seen;
  return range;
}

}  // namespace

bool IndexScan::Helps(const projections::EventQuery& query) {
  projections::EventQuery without_days = query;
  without_days.effective.reset();
  if (projections::EventIndex::Narrows(without_days)) return true;
  return query.effective.has_value() &&
         base::MonthOf(query.effective->to).value - base::MonthOf(query.effective->from).value <
             kMonthsMax;
}

IndexScan::IndexScan(const storage::EventLog& log, projections::EventIndex index,
                     projections::EventQuery query, const ScanRange& range)
    : log_(log),
      index_(std::move(index)),
      query_(std::move(query)),
      direction_(range.direction),
      unseen_(log, UnseenPart(range, index_.position())) {
  // Behind the index on the way back there is nothing to skip: its lists end where it stands.
  if (range.after.value() != 0 && (Forward() || range.after <= index_.position())) {
    after_ = range.after;
  }
  lists_ended_ = Forward() && range.after >= index_.position();
}

base::StatusOr<std::vector<Record>> IndexScan::Next() {
  AL_ASSIGN_OR_RETURN(std::vector<Record> records, Forward() ? NextListed() : unseen_.Next());
  if (!records.empty()) return records;
  return Forward() ? unseen_.Next() : NextListed();
}

base::StatusOr<std::vector<Record>> IndexScan::NextListed() {
  if (next_ == listed_.size() && !lists_ended_) AL_RETURN_IF_ERROR(ListMore());
  if (next_ == listed_.size()) return std::vector<Record>();
  const std::size_t end = next_ + RunLength();
  AL_ASSIGN_OR_RETURN(
      std::vector<Record> records,
      log_.Read(listed_[next_],
                {.records = Distance(next_, end - 1) + 1, .bytes = base::kScanChunkBytes},
                direction_));
  // What lies between the listed ones goes; what did not fit is read the next time.
  std::vector<Record> wanted;
  for (Record& record : records) {
    if (next_ == end || record.position != listed_[next_]) continue;
    wanted.push_back(std::move(record));
    ++next_;
  }
  if (wanted.empty()) {
    const std::string position = std::to_string(listed_[next_].value());
    return base::MakeError(
        base::ErrorReason::kDataCorrupt,
        "the event index lists position " + position + ", at which the log holds no event",
        {{"position", position}});
  }
  return wanted;
}

base::Status IndexScan::ListMore() {
  AL_ASSIGN_OR_RETURN(projections::EventPage page,
                      index_.List(query_, after_, direction_, base::kScanChunkRecords));
  listed_ = std::move(page.positions);
  next_ = 0;
  lists_ended_ = !page.more;
  if (!listed_.empty()) after_ = listed_.back();
  return absl::OkStatus();
}

std::size_t IndexScan::RunLength() const {
  std::size_t end = next_ + 1;
  while (end < listed_.size() && Distance(end - 1, end) <= kNeighboursApart &&
         Distance(next_, end) < base::kScanChunkRecords) {
    ++end;
  }
  return end - next_;
}

std::size_t IndexScan::Distance(std::size_t from, std::size_t to) const {
  const Position first = listed_[from];
  const Position last = listed_[to];
  return Forward() ? last.value() - first.value() : first.value() - last.value();
}

}  // namespace anchorledger::events
