#include "services/events/list_events.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "anchorledger/api/v1/event.pb.h"
#include "proto/base/limits.h"
#include "services/events/event_reader.h"
#include "services/events/index_scan.h"
#include "services/events/log_cursor.h"
#include "services/events/record_scan.h"
#include "services/rpc/paging.h"

namespace anchorledger::events {
namespace {

namespace api = ::anchorledger::api::v1;
using base::Position;
using projections::EventIndex;
using storage::Direction;

// Takes records until the page is full, and remembers where it stopped.
class PageFiller {
 public:
  PageFiller(const ReadParts& parts, const rpc::Call& call, const EventFilter& filter,
             Direction direction, size_t page_size)
      : call_(call),
        filter_(filter),
        direction_(direction),
        page_size_(page_size),
        reader_(parts.log, parts.cache, call.principal(), filter) {}

  // True when the page may be followed by another; last_seen() is where that one starts.
  base::StatusOr<bool> Fill(RecordSource& scan, api::ListEventsResponse& response) {
    while (true) {
      AL_RETURN_IF_ERROR(call_.Alive());
      AL_ASSIGN_OR_RETURN(const std::vector<storage::Record> records, scan.Next());
      if (records.empty()) {
        return false;
      }
      for (const storage::Record& record : records) {
        if (BeyondTheTimes(record)) {
          return false;
        }
        AL_RETURN_IF_ERROR(Take(record, response));
        if (Full(response)) {
          return true;
        }
      }
    }
  }

  Position last_seen() const { return last_seen_; }

 private:
  base::Status Take(const storage::Record& record, api::ListEventsResponse& response) {
    AL_ASSIGN_OR_RETURN(const bool wanted, reader_.Read(record, *response.add_events()));
    if (wanted) {
      bytes_ += record.header.size() + record.payload.size();
    } else {
      response.mutable_events()->RemoveLast();
    }
    last_seen_ = record.position;
    return absl::OkStatus();
  }

  bool Full(const api::ListEventsResponse& response) const {
    return static_cast<size_t>(response.events_size()) >= page_size_ ||
           bytes_ >= base::kPageBytesMax || reader_.looked_at() >= base::kListScanRecordsMax;
  }

  // Recorded times rise with positions: behind such a record there is nothing to find.
  bool BeyondTheTimes(const storage::Record& record) const {
    return direction_ == Direction::kForward
               ? filter_.recorded_before() && record.recorded_at >= *filter_.recorded_before()
               : filter_.recorded_from() && record.recorded_at < *filter_.recorded_from();
  }

  const rpc::Call& call_;
  const EventFilter& filter_;
  const Direction direction_;
  const size_t page_size_;
  EventReader reader_;
  Position last_seen_;
  size_t bytes_ = 0;
};

// The first position that was recorded at the instant or later; head + 1 when there is none. Times
// rise with positions, so a few single reads find it.
base::StatusOr<Position> FirstRecordedFrom(const storage::EventLog& log, Position head,
                                           base::Instant instant) {
  uint64_t low = 1;
  uint64_t high = head.value() + 1;
  while (low < high) {
    const uint64_t middle = low + (high - low) / 2;
    AL_ASSIGN_OR_RETURN(
        const auto records,
        log.Read(Position(middle), storage::ReadLimit{.records = 1}, Direction::kForward));
    if (records.empty() || records.front().recorded_at >= instant) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return Position(low);
}

// Where a first page starts: behind this position, so that records outside the times are not read.
base::StatusOr<Position> FirstPageStart(const ReadParts& parts, const EventFilter& filter,
                                        Direction direction, Position head, Position asked) {
  if (direction == Direction::kForward && filter.recorded_from()) {
    AL_ASSIGN_OR_RETURN(const Position first,
                        FirstRecordedFrom(parts.log, head, *filter.recorded_from()));
    return std::max(asked, Position(first.value() - 1));
  }
  if (direction == Direction::kBackward && filter.recorded_before()) {
    AL_ASSIGN_OR_RETURN(const Position first,
                        FirstRecordedFrom(parts.log, head, *filter.recorded_before()));
    return asked.value() == 0 ? first : std::min(asked, first);
  }
  return asked;
}

// The index, where its lists are the way; a stream is a shorter list than any of them.
std::optional<EventIndex> IndexFor(const ReadParts& parts, const EventFilter& filter,
                                   const base::TenantId& tenant) {
  if (!filter.stream().empty() || !IndexScan::Helps(filter.ListedBy(tenant))) return std::nullopt;
  return parts.index();
}

std::unique_ptr<RecordSource> SourceOf(const ReadParts& parts, const EventFilter& filter,
                                       std::optional<EventIndex> index, const ScanRange& range) {
  if (!index.has_value()) return std::make_unique<RecordScan>(parts.log, range);
  return std::make_unique<IndexScan>(parts.log, *std::move(index), filter.ListedBy(range.tenant),
                                     range);
}

base::StatusOr<Direction> ParseOrder(api::ListOrder order) {
  switch (static_cast<int>(order)) {
    case api::LIST_ORDER_UNSPECIFIED:
    case api::LIST_ORDER_FORWARDS:
      return Direction::kForward;
    case api::LIST_ORDER_BACKWARDS:
      return Direction::kBackward;
    default:
      return base::InvalidFields(
          {{"order", "is no value of ListOrder", base::ErrorReason::kFieldUnknown}});
  }
}

}  // namespace

base::Status ListEvents(const ReadParts& parts, const rpc::Call& call,
                        const api::ListEventsRequest& request, api::ListEventsResponse& response) {
  AL_ASSIGN_OR_RETURN(const EventFilter filter, EventFilter::Parse(request.filter(), "filter"));
  AL_ASSIGN_OR_RETURN(const Direction direction, ParseOrder(request.order()));
  AL_ASSIGN_OR_RETURN(const size_t page_size, rpc::PageSize(request.page_size()));
  // Taken before the head, so that it names nothing beyond.
  std::optional<EventIndex> index = IndexFor(parts, filter, call.principal().tenant);
  const storage::LogHead head = parts.log.Head();
  Position start;
  if (request.page_token().empty()) {
    AL_ASSIGN_OR_RETURN(start, FirstPageStart(parts, filter, direction, head.position,
                                              Position(request.start_after_position())));
  } else {
    AL_ASSIGN_OR_RETURN(const std::string cursor,
                        rpc::OpenPage(parts.sealer, request, request.page_token()));
    AL_ASSIGN_OR_RETURN(const storage::ResumePoint point, ParseCursor(cursor));
    AL_RETURN_IF_ERROR(CheckNotRewound(parts.log, point));
    start = point.position;
  }
  // Named: an index scan looks its tenant up by what lies in the range.
  const ScanRange range{.tenant = call.principal().tenant,
                        .stream = filter.stream(),
                        .direction = direction,
                        .after = start,
                        .head = head.position,
                        .floor = Position(0)};
  const std::unique_ptr<RecordSource> source = SourceOf(parts, filter, std::move(index), range);
  PageFiller filler(parts, call, filter, direction, page_size);
  AL_ASSIGN_OR_RETURN(const bool more, filler.Fill(*source, response));
  response.set_head_position(head.position.value());
  if (more) {
    response.set_next_page_token(rpc::SealPage(
        parts.sealer, request, FormatCursor({head.log_id, head.epoch, filler.last_seen()})));
  }
  return absl::OkStatus();
}

}  // namespace anchorledger::events
