#include "services/events/watch_events.h"

#include <string>
#include <utility>
#include <vector>

#include "anchorledger/api/v1/event.pb.h"
#include "proto/base/limits.h"
#include "services/events/event_reader.h"
#include "services/events/log_cursor.h"
#include "services/events/record_scan.h"

namespace anchorledger::events {
namespace {

namespace api = ::anchorledger::api::v1;
using base::Position;
using rpc::Pull;

constexpr std::string_view kTokenPurpose = "anchorledger.api.v1.EventService/WatchEvents";

// What a resume token seals: the digest of the filter, then the cursor.
std::string SealResume(const rpc::TokenSealer& sealer, const EventFilter& filter,
                       const storage::ResumePoint& point) {
  std::string content(base::AsBytes(filter.digest()));
  content += FormatCursor(point);
  return sealer.Seal(kTokenPurpose, content);
}

base::StatusOr<storage::ResumePoint> OpenResume(const rpc::TokenSealer& sealer,
                                                const EventFilter& filter, std::string_view token) {
  AL_ASSIGN_OR_RETURN(const std::string content, sealer.Open(kTokenPurpose, token));
  const std::string_view view(content);
  if (view.substr(0, filter.digest().size()) != base::AsBytes(filter.digest())) {
    return base::MakeError(base::ErrorReason::kPageTokenInvalid,
                           "resume_token: it was made for another filter");
  }
  return ParseCursor(view.substr(filter.digest().size()));
}

class WatchSource final : public rpc::MessageSource<api::WatchEventsResponse> {
 public:
  WatchSource(const ReadParts& parts, const runtime::Clock& clock, const rpc::Call& call,
              EventFilter filter, Position start, rpc::Waker waker)
      : parts_(parts),
        clock_(clock),
        filter_(std::move(filter)),
        reader_(parts.log, parts.cache, call.principal(), filter_),
        waker_(std::move(waker)),
        cursor_(start),
        spoke_micros_(clock.MonotonicMicros()) {}

  base::StatusOr<Pull> Next(api::WatchEventsResponse& response) override {
    while (true) {
      AL_ASSIGN_OR_RETURN(const bool found, NextEvent(response));
      if (found) {
        caught_up_ = false;
        return Say(response);
      }
      if (unmatched_ >= base::kWatchProgressRecords) {
        FillProgress(response);
        return Say(response);
      }
      if (next_ < chunk_.size()) {
        continue;
      }
      AL_ASSIGN_OR_RETURN(const bool more, ReadChunk());
      if (more) {
        continue;
      }
      if (!caught_up_) {
        caught_up_ = true;
        response.mutable_caught_up()->set_position(cursor_.value());
        return Say(response);
      }
      if (clock_.MonotonicMicros() - spoke_micros_ >= kSilenceMicros) {
        FillProgress(response);
        return Say(response);
      }
      // May call at once, when the head has moved since: the stream then asks again.
      at_head_ = parts_.log.NotifyAt(cursor_.Next(),
                                     [waker = waker_](const storage::LogHead&) { waker.Wake(); });
      return Pull::kWait;
    }
  }

 private:
  // Half a tick early, so that a tick that comes a little early is not one wasted.
  static constexpr int64_t kSilenceMicros =
      std::chrono::microseconds(base::kStreamTick).count() / 2;

  // Looks through the chunk for an event that is wanted.
  base::StatusOr<bool> NextEvent(api::WatchEventsResponse& response) {
    while (next_ < chunk_.size() && unmatched_ < base::kWatchProgressRecords) {
      const storage::Record& record = chunk_[next_++];
      AL_ASSIGN_OR_RETURN(const bool wanted, reader_.Read(record, *response.mutable_event()));
      cursor_ = record.position;
      if (wanted) {
        return true;
      }
      ++unmatched_;
    }
    response.clear_event();
    return false;
  }

  base::StatusOr<bool> ReadChunk() {
    AL_ASSIGN_OR_RETURN(chunk_, parts_.log.Read(cursor_.Next(),
                                                {.records = base::kScanChunkRecords,
                                                 .bytes = base::kScanChunkBytes},
                                                storage::Direction::kForward));
    next_ = 0;
    return !chunk_.empty();
  }

  void FillProgress(api::WatchEventsResponse& response) {
    api::WatchProgress& progress = *response.mutable_progress();
    progress.set_position(cursor_.value());
    const base::Instant now = clock_.Now();
    progress.mutable_server_time()->set_seconds(now.micros / base::kMicrosPerSecond);
    progress.mutable_server_time()->set_nanos(
        static_cast<int32_t>(now.micros % base::kMicrosPerSecond * 1000));
  }

  Pull Say(api::WatchEventsResponse& response) {
    const storage::LogHead head = parts_.log.Head();
    response.set_resume_token(
        SealResume(parts_.sealer, filter_, {head.log_id, head.epoch, cursor_}));
    unmatched_ = 0;
    spoke_micros_ = clock_.MonotonicMicros();
    return Pull::kMessage;
  }

  const ReadParts parts_;
  const runtime::Clock& clock_;
  const EventFilter filter_;
  EventReader reader_;
  const rpc::Waker waker_;
  Position cursor_;  // looked at, and sent where it was wanted
  std::vector<storage::Record> chunk_;
  size_t next_ = 0;       // in chunk_
  size_t unmatched_ = 0;  // records since the last message
  bool caught_up_ = false;
  int64_t spoke_micros_;
  storage::Notification at_head_;  // last: ends before what its callback uses
};

base::StatusOr<Position> StartOf(const ReadParts& parts, const EventFilter& filter,
                                 const api::WatchEventsRequest& request) {
  const Position head = parts.log.Head().position;
  switch (request.start_case()) {
    case api::WatchEventsRequest::kResumeToken: {
      AL_ASSIGN_OR_RETURN(const storage::ResumePoint point,
                          OpenResume(parts.sealer, filter, request.resume_token()));
      AL_RETURN_IF_ERROR(CheckNotRewound(parts.log, point));
      return point.position;
    }
    case api::WatchEventsRequest::kAfterPosition:
      if (Position(request.after_position()) > head) {
        return base::InvalidFields(
            {{"after_position", "is " + std::to_string(request.after_position()) +
                                    ", beyond the head of the log at " +
                                    std::to_string(head.value())}});
      }
      return Position(request.after_position());
    case api::WatchEventsRequest::kHead:
      return head;
    case api::WatchEventsRequest::START_NOT_SET:
      return Position(0);
  }
  return Position(0);
}

}  // namespace

base::StatusOr<std::unique_ptr<rpc::MessageSource<api::WatchEventsResponse>>> MakeWatchSource(
    const ReadParts& parts, const runtime::Clock& clock, const rpc::Call& call,
    const api::WatchEventsRequest& request, rpc::Waker waker) {
  AL_ASSIGN_OR_RETURN(EventFilter filter, EventFilter::Parse(request.filter(), "filter"));
  AL_ASSIGN_OR_RETURN(const Position start, StartOf(parts, filter, request));
  return std::make_unique<WatchSource>(parts, clock, call, std::move(filter), start,
                                       std::move(waker));
}

}  // namespace anchorledger::events
