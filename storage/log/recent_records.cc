#include "storage/log/recent_records.h"

#include <algorithm>
#include <utility>

#include "storage/log/read_window.h"

namespace anchorledger::storage {

using base::Position;

void RecentRecords::Add(Commit&& commit, const Committed& committed, uint32_t epoch, size_t bytes) {
  // What was asked of streams is decided, and may be as large as the records.
  commit.expectations = {};
  commit.guards = {};
  auto recent = std::make_shared<const Recent>(
      Recent{.commit = std::move(commit), .committed = committed, .epoch = epoch, .bytes = bytes});
  std::vector<std::shared_ptr<const Recent>> forgotten;  // freed without the lock
  base::MutexLock lock(mutex_);
  if (!commits_.empty() && commits_.back()->committed.last().Next() != committed.first) {
    forgotten.assign(commits_.begin(), commits_.end());
    commits_.clear();
    records_ = 0;
    bytes_ = 0;
  }
  records_ += committed.count;
  bytes_ += bytes;
  commits_.push_back(std::move(recent));
  while (!commits_.empty() && (records_ > bounds_.records || bytes_ > bounds_.bytes)) {
    records_ -= commits_.front()->committed.count;
    bytes_ -= commits_.front()->bytes;
    forgotten.push_back(std::move(commits_.front()));
    commits_.pop_front();
  }
}

void RecentRecords::Clear() {
  base::MutexLock lock(mutex_);
  commits_.clear();
  records_ = 0;
  bytes_ = 0;
}

std::vector<std::shared_ptr<const RecentRecords::Recent>> RecentRecords::Find(Position from,
                                                                              size_t records,
                                                                              Position head) const {
  std::vector<std::shared_ptr<const Recent>> found;
  base::MutexLock lock(mutex_);
  if (commits_.empty() || from < commits_.front()->committed.first) return found;
  if (commits_.back()->committed.last() < head) return found;
  auto next = std::upper_bound(
      commits_.begin(), commits_.end(), from,
      [](Position wanted, const auto& recent) { return wanted < recent->committed.first; });
  const Position last = std::min(head, from.Plus(records - 1));
  for (--next; next != commits_.end() && (*next)->committed.first <= last; ++next) {
    found.push_back(*next);
  }
  return found;
}

Record RecentRecords::RecordOf(const Recent& recent, size_t index) {
  const ProposedRecord& proposed = recent.commit.records[index];
  return {.position = recent.committed.first.Plus(index),
          .tenant = recent.commit.tenant,
          .stream = proposed.stream,
          .revision = recent.committed.revisions[index],
          .recorded_at = recent.committed.recorded_at,
          .epoch = recent.epoch,
          .request_id = recent.commit.request_id,
          .request_index = static_cast<uint32_t>(index),
          .request_count = recent.committed.count,
          .header = proposed.header,
          .payload = proposed.payload,
          .erased = false};
}

std::optional<std::vector<Record>> RecentRecords::Read(Position from, ReadLimit limit,
                                                       Position head) const {
  ReadWindow window(limit);
  if (from.value() == 0 || from > head || window.records_left() == 0) return std::nullopt;
  const auto commits = Find(from, window.records_left(), head);
  if (commits.empty()) return std::nullopt;
  std::vector<Record> read;
  read.reserve(std::min<size_t>(window.records_left(), head.value() - from.value() + 1));
  for (const auto& recent : commits) {
    const Position first = std::max(from, recent->committed.first);
    const Position last = std::min(head, recent->committed.last());
    for (Position at = first; at <= last; at = at.Next()) {
      Record record = RecordOf(*recent, at.value() - recent->committed.first.value());
      if (!window.Admit(record)) return read;
      read.push_back(std::move(record));
    }
  }
  return read;
}

}  // namespace anchorledger::storage
