#include "services/import/commit_lanes.h"

#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::importing {
namespace {

// Rows with long texts make smaller commits, so that what is under way is bounded in bytes, too.
constexpr std::size_t kLaneTextBytes = 4U << 20;

}  // namespace

CommitLanes::CommitLanes(const append::BulkAppender::Parts& parts, const append::Actor& actor,
                         append::BulkAppender::Mode mode, std::size_t lanes,
                         std::string request_prefix, LandedHook landed)
    : parts_(parts),
      actor_(actor),
      mode_(mode),
      request_prefix_(std::move(request_prefix)),
      landed_(std::move(landed)) {
  const std::size_t count = mode == append::BulkAppender::Mode::kDryRun ? 1 : lanes;
  for (std::size_t at = 0; at < count; ++at) {
    MakeAppender(lanes_.emplace_back());
    free_.push_back(&lanes_.back());
  }
  open_ = free_.front();
  free_.pop_front();
}

void CommitLanes::MakeAppender(Lane& lane) {
  lane.appender.emplace(parts_, actor_, mode_, [this] { return LandAll(); });
}

base::StatusOr<std::shared_ptr<const domain::History>> CommitLanes::Read(
    const base::StreamId& stream) {
  if (open_may_be_old_) AL_RETURN_IF_ERROR(SeeEverything());
  return open_->appender->Read(stream);
}

base::Status CommitLanes::Add(const std::vector<append::BulkEvent>& events, std::uint64_t line,
                              const std::string& late_reason, const Supplement& supplement) {
  if (!late_reason.empty()) AL_RETURN_IF_ERROR(GiveReason(events, late_reason));
  const base::Status status = TryAdd(events, line, late_reason);
  if (!append::IsRefusal(status)) return status;
  AL_ASSIGN_OR_RETURN(std::vector<append::BulkEvent> completed, supplement());
  if (!open_may_be_old_ && completed.empty()) return status;
  if (open_may_be_old_) AL_RETURN_IF_ERROR(SeeEverything());
  completed.insert(completed.end(), events.begin(), events.end());
  return TryAdd(completed, line, late_reason);
}

// A row is late as a whole: every event of it gets the reason, whichever needs it.
base::Status CommitLanes::GiveReason(const std::vector<append::BulkEvent>& events,
                                     const std::string& late_reason) {
  for (const append::BulkEvent& event : events) {
    AL_ASSIGN_OR_RETURN(const bool closed,
                        closed_days_.Hold(event, [this](const base::StreamId& stream) {
                          return open_->appender->Read(stream);
                        }));
    if (!closed) continue;
    for (const append::BulkEvent& late : events) late.header->set_late_reason(late_reason);
    break;
  }
  return absl::OkStatus();
}

// What GiveReason could not know, the check knows: a period that was closed meanwhile, an
// amendment whose target lies in one.
base::Status CommitLanes::TryAdd(const std::vector<append::BulkEvent>& events, std::uint64_t line,
                                 const std::string& late_reason) {
  append::BulkAppender& appender = *open_->appender;
  if (appender.IsEmpty()) open_->first_line = line;
  const base::Status status = appender.Add(events, line);
  if (base::ReasonOf(status) != base::ErrorReason::kPeriodClosed || late_reason.empty()) {
    return status;
  }
  for (const append::BulkEvent& event : events) event.header->set_late_reason(late_reason);
  return appender.Add(events, line);
}

void CommitLanes::Remember(WaitingRow row) {
  std::vector<WaitingRow>& rows = open_->rows;
  if (rows.empty() || rows.back().block != row.block) {
    open_->text_bytes += row.block->text_bytes();
  }
  rows.push_back(std::move(row));
}

bool CommitLanes::IsFull() const {
  return open_->appender->IsFull() || open_->text_bytes >= kLaneTextBytes;
}

base::Status CommitLanes::Submit() {
  if (open_->appender->IsEmpty()) return absl::OkStatus();
  AL_RETURN_IF_ERROR(open_->appender->Submit(request_prefix_ + std::to_string(++commits_) + "." +
                                             std::to_string(open_->first_line)));
  flying_.push_back(std::exchange(open_, nullptr));
  while (free_.empty()) AL_RETURN_IF_ERROR(Land(*flying_.front()));
  open_ = free_.front();
  free_.pop_front();
  open_may_be_old_ = !flying_.empty();
  closed_days_.Forget();
  return absl::OkStatus();
}

base::Status CommitLanes::Finish() {
  AL_RETURN_IF_ERROR(Submit());
  return LandAll();
}

base::Status CommitLanes::SeeEverything() {
  AL_RETURN_IF_ERROR(Finish());
  MakeAppender(*open_);  // it is empty, but remembers what it has read
  open_may_be_old_ = false;
  return absl::OkStatus();
}

base::Status CommitLanes::LandAll() {
  while (!flying_.empty()) AL_RETURN_IF_ERROR(Land(*flying_.front()));
  return absl::OkStatus();
}

base::Status CommitLanes::Land(Lane& lane) {
  flying_.pop_front();
  free_.push_back(&lane);
  AL_RETURN_IF_ERROR(lane.appender->Drain());
  lane.text_bytes = 0;
  return landed_({lane.appender->TakeProgress(), std::exchange(lane.rows, {})});
}

}  // namespace anchorledger::importing
