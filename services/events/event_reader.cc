#include "services/events/event_reader.h"

#include <algorithm>
#include <string>

#include "anchorledger/api/v1/event.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/world.h"

namespace anchorledger::events {
namespace {

namespace pb = ::anchorledger::event::v1;

// Finding one record costs about as much as reading so many that follow each other.
constexpr std::size_t kFindingCosts = 8;

bool Holds(const std::vector<base::StreamId>& streams, const base::StreamId& stream) {
  return std::find(streams.begin(), streams.end(), stream) != streams.end();
}

base::Status Corrupt(const storage::Record& record) {
  const std::string position = std::to_string(record.position.value());
  return base::MakeError(base::ErrorReason::kDataCorrupt,
                         "the event at position " + position + " does not parse",
                         {{"position", position}});
}

void FillTime(base::Instant instant, google::protobuf::Timestamp& time) {
  time.set_seconds(instant.micros / base::kMicrosPerSecond);
  time.set_nanos(static_cast<int32_t>(instant.micros % base::kMicrosPerSecond * 1000));
}

}  // namespace

base::StatusOr<bool> EventReader::Read(const storage::Record& record,
                                       api::v1::RecordedEvent& event) {
  ++looked_at_;
  if (record.tenant != principal_.tenant || !filter_.MatchesRecord(record)) {
    return false;
  }
  event.Clear();
  if (!event.mutable_header()->ParseFromString(record.header)) {
    return Corrupt(record);
  }
  if (!filter_.MatchesHeader(event.header())) {
    return false;
  }
  AL_ASSIGN_OR_RETURN(const bool may_see, scope_.MaySee(event.header()));
  if (!may_see) {
    return false;
  }
  if (!record.erased && !event.mutable_payload()->ParseFromString(record.payload)) {
    return Corrupt(record);
  }
  AL_ASSIGN_OR_RETURN(const bool is_about, IsAboutThings(record, event));
  if (!is_about) {
    return false;
  }
  event.set_erased(record.erased);
  event.set_position(record.position.value());
  event.set_revision(record.revision.value());
  event.set_stream(record.stream.value());
  event.set_request_id(record.request_id);
  FillTime(record.recorded_at, *event.mutable_recorded_at());
  return true;
}

base::StatusOr<bool> EventReader::IsAboutThings(const storage::Record& record,
                                                const api::v1::RecordedEvent& event) {
  if (filter_.things().empty()) {
    return true;
  }
  const std::vector<base::StreamId> names = domain::StreamsNamedBy(event.header(), event.payload());
  for (const base::StreamId& thing : filter_.things()) {
    if (record.stream == thing || Holds(names, thing)) {
      continue;
    }
    AL_RETURN_IF_ERROR(FindOpening(record.stream));
    if (!Holds(opening_names_, thing)) {
      return false;
    }
  }
  return true;
}

// What may not be seen must not be told apart by what it names: then the stream has no opening.
base::Status EventReader::FindOpening(const base::StreamId& stream) {
  if (stream == opened_) {
    return absl::OkStatus();
  }
  looked_at_ += kFindingCosts;
  AL_ASSIGN_OR_RETURN(const std::vector<storage::Record> records,
                      log_.ReadStream(principal_.tenant, stream, base::Revision(1), {.records = 1},
                                      storage::Direction::kForward));
  opened_ = stream;
  opening_names_.clear();
  if (records.empty()) {
    return absl::OkStatus();
  }
  const storage::Record& record = records.front();
  pb::EventHeader header;
  pb::EventPayload payload;
  if (!header.ParseFromString(record.header) ||
      (!record.erased && !payload.ParseFromString(record.payload))) {
    return Corrupt(record);
  }
  AL_ASSIGN_OR_RETURN(const bool may_see, scope_.MaySee(header));
  if (may_see) {
    opening_names_ = domain::StreamsNamedBy(header, payload);
  }
  return absl::OkStatus();
}

}  // namespace anchorledger::events
