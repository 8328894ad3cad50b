#include "storage/log/memory_log.h"

#include <algorithm>
#include <utility>

#include "proto/base/check.h"
#include "storage/log/commit_rules.h"
#include "storage/log/read_window.h"

namespace anchorledger::storage {

using base::Position;
using base::Revision;
using base::Status;
using base::StatusOr;

MemoryLog::MemoryLog(LogId log_id, const runtime::Clock& clock)
    : log_id_(log_id),
      notifier_(LogHead{.log_id = log_id, .epoch = 1}),
      recording_clock_(clock, base::Instant{}),
      epoch_firsts_{Position{1}} {}

Status MemoryLog::Append(Commit commit, AppendCallback done) {
  AL_RETURN_IF_ERROR(CheckShape(commit));
  base::MutexLock one_append_at_a_time(append_mutex_);
  AppendResult result;
  LogHead head = notifier_.head();
  {
    base::MutexLock lock(mutex_);
    result = Decide(commit);
    if (!records_.empty()) {
      head.position = records_.back().position;
      head.recorded_at = records_.back().recorded_at;
    }
  }
  notifier_.Publish(head);
  done(std::move(result));
  return absl::OkStatus();
}

AppendResult MemoryLog::Decide(const Commit& commit) {
  const auto found = requests_.find(Key{commit.tenant.value(), commit.request_id});
  if (found != requests_.end()) {
    const Request& request = found->second;
    if (request.digest == commit.digest) return Duplicate{request.committed};
    return Reused{request.committed};
  }
  for (const auto* list : {&commit.expectations, &commit.guards}) {
    for (const StreamExpectation& expected : *list) {
      const Revision actual = LastRevisionLocked(commit.tenant, expected.stream);
      if (!Holds(expected.expectation, actual)) {
        return Conflict{expected.stream, expected.expectation, actual, list == &commit.guards};
      }
    }
  }
  const StatusOr<base::Instant> recorded_at = recording_clock_.Next();
  if (!recorded_at.ok()) return Unknown{recorded_at.status()};
  return Apply(commit, *recorded_at);
}

Committed MemoryLog::Apply(const Commit& commit, base::Instant recorded_at) {
  Committed committed{.first = Position{records_.size() + 1},
                      .count = static_cast<uint32_t>(commit.records.size()),
                      .recorded_at = recorded_at,
                      .revisions = {}};
  for (const ProposedRecord& proposed : commit.records) {
    std::vector<Position>& stream = streams_[Key{commit.tenant.value(), proposed.stream.value()}];
    const Position position{records_.size() + 1};
    stream.push_back(position);
    committed.revisions.emplace_back(stream.size());
    records_.push_back(
        Record{.position = position,
               .tenant = commit.tenant,
               .stream = proposed.stream,
               .revision = committed.revisions.back(),
               .recorded_at = recorded_at,
               .epoch = static_cast<uint32_t>(epoch_firsts_.size()),
               .request_id = commit.request_id,
               .request_index = static_cast<uint32_t>(committed.revisions.size() - 1),
               .request_count = committed.count,
               .header = proposed.header,
               .payload = proposed.payload});
  }
  requests_[Key{commit.tenant.value(), commit.request_id}] = Request{commit.digest, committed};
  return committed;
}

Revision MemoryLog::LastRevisionLocked(const base::TenantId& tenant,
                                       const base::StreamId& stream) const {
  const auto found = streams_.find(Key{tenant.value(), stream.value()});
  return Revision{found == streams_.end() ? 0 : found->second.size()};
}

StatusOr<FoundRequest> MemoryLog::FindRequest(const base::TenantId& tenant,
                                              std::string_view request_id,
                                              const RequestDigest& digest) const {
  base::MutexLock lock(mutex_);
  const auto found = requests_.find(Key{tenant.value(), std::string(request_id)});
  if (found == requests_.end()) return NewRequest{};
  const Request& request = found->second;
  if (request.digest == digest) return Duplicate{request.committed};
  return Reused{request.committed};
}

StatusOr<std::vector<Record>> MemoryLog::Read(Position from, ReadLimit limit,
                                              Direction direction) const {
  base::MutexLock lock(mutex_);
  ReadWindow window(limit);
  std::vector<Record> read;
  for (uint64_t place = FirstPlace(from.value(), records_.size(), direction); place != 0;
       place = NextPlace(place, records_.size(), direction)) {
    const Record& record = records_[place - 1];
    if (!window.Admit(record)) break;
    read.push_back(record);
  }
  return read;
}

StatusOr<std::vector<Record>> MemoryLog::ReadStream(const base::TenantId& tenant,
                                                    const base::StreamId& stream, Revision from,
                                                    ReadLimit limit, Direction direction) const {
  base::MutexLock lock(mutex_);
  std::vector<Record> read;
  const auto found = streams_.find(Key{tenant.value(), stream.value()});
  if (found == streams_.end()) return read;
  const std::vector<Position>& positions = found->second;
  ReadWindow window(limit);
  for (uint64_t place = FirstPlace(from.value(), positions.size(), direction); place != 0;
       place = NextPlace(place, positions.size(), direction)) {
    const Record& record = records_[positions[place - 1].value() - 1];
    if (!window.Admit(record)) break;
    read.push_back(record);
  }
  return read;
}

LogHead MemoryLog::Head() const { return notifier_.head(); }

Notification MemoryLog::NotifyAt(Position position, HeadCallback callback) {
  return notifier_.NotifyAt(position, std::move(callback));
}

Position MemoryLog::LastCommonPosition(const ResumePoint& point) const {
  base::MutexLock lock(mutex_);
  if (point.log_id != log_id_ || point.epoch == 0 || point.epoch > epoch_firsts_.size()) {
    return Position{0};
  }
  uint64_t common = std::min<uint64_t>(point.position.value(), records_.size());
  for (size_t epoch = point.epoch; epoch < epoch_firsts_.size(); ++epoch) {
    common = std::min(common, epoch_firsts_[epoch].value() - 1);
  }
  return Position{common};
}

void MemoryLog::ConfirmClock() {
  base::MutexLock lock(mutex_);
  recording_clock_.Confirm();
}

void MemoryLog::Rewind(Position last) {
  base::MutexLock one_append_at_a_time(append_mutex_);
  base::MutexLock lock(mutex_);
  AL_CHECK(last.value() <= records_.size());
  records_.resize(last.value());
  const auto beyond = [last](Position position) { return position > last; };
  for (auto it = streams_.begin(); it != streams_.end();) {
    std::erase_if(it->second, beyond);
    it = it->second.empty() ? streams_.erase(it) : std::next(it);
  }
  std::erase_if(requests_, [&](const auto& row) { return beyond(row.second.committed.first); });
  epoch_firsts_.emplace_back(last.value() + 1);
  notifier_.Rewind(
      LogHead{.log_id = log_id_,
              .epoch = static_cast<uint32_t>(epoch_firsts_.size()),
              .position = last,
              .recorded_at = records_.empty() ? base::Instant{} : records_.back().recorded_at});
}

}  // namespace anchorledger::storage
