#include "services/projections/stream_history.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::projections {
namespace {

base::Status Corrupt(const storage::Record& record, std::string_view part) {
  const std::string position = std::to_string(record.position.value());
  return base::MakeError(
      base::ErrorReason::kDataCorrupt,
      "the " + std::string(part) + " of the event at position " + position + " does not parse",
      {{"position", position}});
}

}  // namespace

base::StatusOr<domain::RecordedEvent> DecodeRecord(const storage::Record& record) {
  auto header = std::make_shared<event::v1::EventHeader>();
  if (!header->ParseFromString(record.header)) return Corrupt(record, "header");
  std::shared_ptr<event::v1::EventPayload> payload;
  if (!record.erased) {
    payload = std::make_shared<event::v1::EventPayload>();
    if (!payload->ParseFromString(record.payload)) return Corrupt(record, "payload");
  }
  return domain::RecordedEvent{.position = record.position,
                               .recorded_at = record.recorded_at,
                               .stream = record.stream,
                               .header = std::move(header),
                               .payload = std::move(payload)};
}

base::StatusOr<domain::History> ReadHistory(const storage::EventLog& log,
                                            const base::TenantId& tenant,
                                            const base::StreamId& stream, base::Position until) {
  domain::History history;
  while (true) {
    AL_ASSIGN_OR_RETURN(const std::vector<storage::Record> records,
                        log.ReadStream(tenant, stream, history.revision().Next(), {},
                                       storage::Direction::kForward));
    if (records.empty()) return history;
    for (const storage::Record& record : records) {
      if (record.position > until) return history;
      AL_ASSIGN_OR_RETURN(const domain::RecordedEvent event, DecodeRecord(record));
      history.Apply(event);
    }
  }
}

}  // namespace anchorledger::projections
