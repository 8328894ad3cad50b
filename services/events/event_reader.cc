#include "services/events/event_reader.h"

#include <string>

#include "anchorledger/api/v1/event.pb.h"

namespace anchorledger::events {
namespace {

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

base::StatusOr<bool> ReadEvent(const storage::Record& record, const base::TenantId& tenant,
                               const EventFilter& filter, ReadScope& scope,
                               api::v1::RecordedEvent& event) {
  if (record.tenant != tenant || !filter.MatchesRecord(record)) {
    return false;
  }
  event.Clear();
  if (!event.mutable_header()->ParseFromString(record.header)) {
    return Corrupt(record);
  }
  if (!filter.MatchesHeader(event.header())) {
    return false;
  }
  AL_ASSIGN_OR_RETURN(const bool may_see, scope.MaySee(event.header()));
  if (!may_see) {
    return false;
  }
  if (!record.erased && !event.mutable_payload()->ParseFromString(record.payload)) {
    return Corrupt(record);
  }
  event.set_erased(record.erased);
  event.set_position(record.position.value());
  event.set_revision(record.revision.value());
  event.set_stream(record.stream.value());
  event.set_request_id(record.request_id);
  FillTime(record.recorded_at, *event.mutable_recorded_at());
  return true;
}

}  // namespace anchorledger::events
