#include "services/projections/follower.h"

#include <string>
#include <utility>

#include "proto/runtime/thread_name.h"
#include "services/projections/chunk_reader.h"

namespace anchorledger::projections {
namespace {

storage::LogHead HeadOf(const storage::ResumePoint& point) {
  return {
      .log_id = point.log_id, .epoch = point.epoch, .position = point.position, .recorded_at = {}};
}

}  // namespace

Follower::Follower(storage::EventLog& log, Projection& projection, const runtime::Clock& clock,
                   FollowerOptions options)
    : log_(log),
      projection_(projection),
      clock_(clock),
      options_(options),
      applied_(projection.committed().position.value()),
      seen_(HeadOf(projection.committed())) {}

Follower::~Follower() { Stop(); }

base::StatusOr<bool> Follower::RunOnce() { return Step(/*may_read_ahead=*/false); }

base::StatusOr<bool> Follower::Step(bool may_read_ahead) {
  AL_RETURN_IF_ERROR(status());
  base::StatusOr<bool> more = [&]() -> base::StatusOr<bool> {
    AL_RETURN_IF_ERROR(CheckSameLog());
    const bool far_behind = log_.Head().position.value() > applied_ + options_.far_behind_events;
    AL_ASSIGN_OR_RETURN(std::unique_ptr<EventChunk> chunk, NextChunk(far_behind, may_read_ahead));
    if (chunk == nullptr) {
      AL_RETURN_IF_ERROR(CommitApplied());
      return false;
    }
    AL_RETURN_IF_ERROR(ApplyChunk(*chunk));
    last_chunk_ = std::move(chunk);
    const bool at_head = log_.Head().position == applied();
    if (at_head || BatchIsFull(far_behind)) AL_RETURN_IF_ERROR(CommitApplied());
    return !at_head;
  }();
  if (!more.ok()) Fail(more.status());
  return more;
}

bool Follower::BatchIsFull(bool far_behind) const {
  if (far_behind) return uncommitted_ >= options_.far_behind_batch_events;
  const std::size_t times = AnyReaderWaits() ? 1 : options_.unawaited_times;
  const auto longest = options_.batch_time * static_cast<std::int64_t>(times);
  return uncommitted_ >= options_.batch_events * times ||
         clock_.MonotonicMicros() - batch_began_micros_ >= longest.count();
}

bool Follower::AnyReaderWaits() const {
  base::MutexLock lock(mutex_);
  return readers_waiting_ > 0;
}

// While the projection is far behind, chunks come from the reading thread; its last one is followed
// by null, after which reading goes on here.
base::StatusOr<std::unique_ptr<EventChunk>> Follower::NextChunk(bool far_behind,
                                                                bool may_read_ahead) {
  const auto wanted = [this](std::uint32_t type) { return projection_.NeedsPayload(type); };
  if (far_behind && may_read_ahead && read_ahead_ == nullptr) {
    read_ahead_ = std::make_unique<ChunkReader>(log_, applied().Next(), wanted);
  }
  if (read_ahead_ != nullptr) {
    AL_ASSIGN_OR_RETURN(std::unique_ptr<EventChunk> chunk,
                        read_ahead_->Next(std::move(last_chunk_)));
    if (chunk != nullptr) return chunk;
    read_ahead_.reset();
  }
  const std::size_t records = far_behind ? kAheadChunkEvents : options_.batch_events;
  return ReadChunk(log_, applied().Next(), records, wanted);
}

base::Status Follower::ApplyChunk(const EventChunk& chunk) {
  if (uncommitted_ == 0) batch_began_micros_ = clock_.MonotonicMicros();
  AL_RETURN_IF_ERROR(projection_.Apply(chunk.events()));
  applied_ = chunk.events().back().position.value();
  uncommitted_ += chunk.events().size();
  return base::Status();
}

base::Status Follower::CommitApplied() {
  if (uncommitted_ == 0) return base::Status();
  const storage::LogHead head = log_.Head();
  const storage::ResumePoint point{
      .log_id = head.log_id, .epoch = head.epoch, .position = applied()};
  AL_RETURN_IF_ERROR(projection_.Commit(point));
  uncommitted_ = 0;
  seen_.Publish(HeadOf(point));
  if (options_.committed) options_.committed(HeadOf(point));
  base::MutexLock lock(mutex_);
  changed_.NotifyAll();
  return base::Status();
}

base::Status Follower::CheckSameLog() const {
  const storage::ResumePoint point = projection_.committed();
  if (point.position.value() == 0) return base::Status();
  const base::Position common = log_.LastCommonPosition(point);
  if (common >= point.position) return base::Status();
  return base::MakeError(base::ErrorReason::kLogRewound,
                         std::string(projection_.name()) + ": the log agrees with it up to " +
                             std::to_string(common.value()) + ", it stands at " +
                             std::to_string(point.position.value()) + "; rebuild it");
}

void Follower::Fail(const base::Status& why) {
  base::MutexLock lock(mutex_);
  status_ = why;
  changed_.NotifyAll();
}

base::Status Follower::CatchUp(const std::stop_token& stop) {
  while (true) {
    if (stop.stop_requested()) {
      return base::MakeError(base::ErrorReason::kShuttingDown, "the follower is being stopped");
    }
    AL_ASSIGN_OR_RETURN(const bool more, Step(/*may_read_ahead=*/true));
    if (!more) return base::Status();
  }
}

void Follower::Start() {
  {
    base::MutexLock lock(mutex_);
    halted_ = false;
  }
  thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
}

void Follower::Stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  {
    base::MutexLock lock(mutex_);
    changed_.NotifyAll();
  }
  thread_.join();
  base::MutexLock lock(mutex_);
  halted_ = true;
  changed_.NotifyAll();
}

void Follower::Run(const std::stop_token& stop) {
  runtime::NameThread("f-" + std::string(projection_.name()));
  while (!stop.stop_requested()) {
    const base::StatusOr<bool> more = Step(/*may_read_ahead=*/true);
    if (!more.ok()) break;
    if (*more) continue;
    Pause(stop);
    WaitForEvents(stop);
  }
  read_ahead_.reset();
}

void Follower::Pause(const std::stop_token& stop) {
  const auto until = std::chrono::steady_clock::now() + options_.pause;
  base::MutexLock lock(mutex_);
  while (readers_waiting_ == 0 && !stop.stop_requested()) {
    const auto left = std::chrono::duration_cast<std::chrono::microseconds>(
        until - std::chrono::steady_clock::now());
    if (left.count() <= 0) return;
    changed_.WaitFor(mutex_, left);
  }
}

void Follower::WaitForEvents(const std::stop_token& stop) {
  {
    base::MutexLock lock(mutex_);
    woken_ = false;
  }
  const storage::Notification notification =
      log_.NotifyAt(applied().Next(), [this](const storage::LogHead&) {
        base::MutexLock lock(mutex_);
        woken_ = true;
        changed_.NotifyAll();
      });
  base::MutexLock lock(mutex_);
  while (!woken_ && !stop.stop_requested()) changed_.Wait(mutex_);
}

base::Position Follower::position() const { return seen_.head().position; }

std::uint64_t Follower::lag() const {
  const std::uint64_t head = log_.Head().position.value();
  const std::uint64_t seen = position().value();
  return head > seen ? head - seen : 0;
}

base::Status Follower::status() const {
  base::MutexLock lock(mutex_);
  return status_;
}

base::Status Follower::WaitFor(base::Position position, std::chrono::microseconds longest) const {
  base::MutexLock lock(mutex_);
  if (seen_.head().position >= position) return base::Status();
  ++readers_waiting_;
  changed_.NotifyAll();  // a pause ends
  base::Status status = WaitLocked(position, longest);
  --readers_waiting_;
  return status;
}

base::Status Follower::WaitLocked(base::Position position,
                                  std::chrono::microseconds longest) const {
  const std::int64_t deadline = clock_.MonotonicMicros() + longest.count();
  while (seen_.head().position < position) {
    if (!status_.ok()) {
      return base::MakeError(
          base::ErrorReason::kProjectionStopped,
          std::string(projection_.name()) + " has stopped: " + base::ToString(status_));
    }
    const std::int64_t left = deadline - clock_.MonotonicMicros();
    if (halted_ || left <= 0 || !changed_.WaitFor(mutex_, std::chrono::microseconds(left))) {
      if (seen_.head().position >= position) break;
      return base::MakeError(base::ErrorReason::kProjectionBehind,
                             std::string(projection_.name()) + " is at position " +
                                 std::to_string(seen_.head().position.value()) + ", not yet at " +
                                 std::to_string(position.value()));
    }
  }
  return base::Status();
}

storage::Notification Follower::NotifyAt(base::Position position, storage::HeadCallback callback) {
  return seen_.NotifyAt(position, std::move(callback));
}

}  // namespace anchorledger::projections
