#include "services/projections/in_force.h"

#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/amendment.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

// What an amended event is made of, kept together.
struct AmendedCopy {
  domain::EventVersion version;
  std::shared_ptr<const EventChunk> chunk;  // holds tenant and stream
};

}  // namespace

InForce::InForce(const storage::EventLog& log, const Corrections& corrections,
                 SymbolTable& symbols)
    : log_(log), corrections_(corrections), symbols_(symbols) {}

InForceEvent InForce::AsRecorded(const RecordedEvent& event) const {
  return InForceEvent{.position = event.position,
                      .type = event.type,
                      .effective_on = event.effective_on,
                      .tenant = symbols_.Intern(event.tenant),
                      .anchor = symbols_.Intern(event.header->anchor_id()),
                      .partnership = symbols_.Intern(event.header->partnership_id()),
                      .tenant_text = event.tenant,
                      .stream = event.stream,
                      .header = event.header,
                      .payload = event.payload,
                      .owner = nullptr};
}

base::StatusOr<std::optional<InForceEvent>> InForce::At(base::Position position,
                                                        base::Position cut) {
  if (position > cut || corrections_.VoidedAt(position, cut)) {
    return std::optional<InForceEvent>();
  }
  AL_ASSIGN_OR_RETURN(const std::shared_ptr<const EventChunk> chunk, Read(position));
  const RecordedEvent& recorded = chunk->events().front();
  if (recorded.payload == nullptr) return std::optional<InForceEvent>();
  const std::vector<base::Position> amendments = corrections_.AmendmentsOf(position, cut);
  InForceEvent event = AsRecorded(recorded);
  if (!amendments.empty()) {
    AL_ASSIGN_OR_RETURN(event, Amended(recorded, amendments));
    event.owner = std::make_shared<std::pair<std::shared_ptr<const void>,
                                             std::shared_ptr<const EventChunk>>>(event.owner,
                                                                                 chunk);
  } else {
    event.owner = chunk;
  }
  return std::optional<InForceEvent>(std::move(event));
}

base::StatusOr<InForceEvent> InForce::Amended(const RecordedEvent& event,
                                              const std::vector<base::Position>& amendments) {
  domain::EventVersion version{std::make_shared<pb::EventHeader>(*event.header),
                               std::make_shared<pb::EventPayload>(*event.payload)};
  for (const base::Position at : amendments) {
    AL_ASSIGN_OR_RETURN(const std::shared_ptr<const EventChunk> chunk, Read(at));
    const RecordedEvent& amendment = chunk->events().front();
    if (amendment.payload == nullptr) continue;
    version = domain::Amend(version, amendment.payload->event_amended());
  }
  auto copy = std::make_shared<domain::EventVersion>(std::move(version));
  return InForceEvent{.position = event.position,
                      .type = event.type,
                      .effective_on = base::Date{copy->header->effective_on().days()},
                      .tenant = symbols_.Intern(event.tenant),
                      .anchor = symbols_.Intern(copy->header->anchor_id()),
                      .partnership = symbols_.Intern(copy->header->partnership_id()),
                      .tenant_text = event.tenant,
                      .stream = event.stream,
                      .header = copy->header.get(),
                      .payload = copy->payload.get(),
                      .owner = copy};
}

base::StatusOr<std::shared_ptr<const EventChunk>> InForce::Read(base::Position position) {
  AL_ASSIGN_OR_RETURN(
      std::vector<storage::Record> records,
      log_.Read(position, {.records = 1}, storage::Direction::kForward));
  if (records.size() != 1 || records.front().position != position) {
    return base::MakeError(base::ErrorReason::kDataCorrupt,
                           "the log has no position " + std::to_string(position.value()));
  }
  AL_ASSIGN_OR_RETURN(std::unique_ptr<EventChunk> chunk,
                      EventChunk::Decode(std::move(records), AllPayloads));
  return std::shared_ptr<const EventChunk>(std::move(chunk));
}

base::StatusOr<std::vector<base::Position>> InForce::PositionsOf(std::string_view tenant,
                                                                 std::string_view stream,
                                                                 base::Position until) const {
  std::vector<base::Position> positions;
  base::Revision next(1);
  while (true) {
    AL_ASSIGN_OR_RETURN(
        const std::vector<storage::Record> records,
        log_.ReadStream(base::TenantId(tenant), base::StreamId(stream), next, {},
                        storage::Direction::kForward));
    for (const storage::Record& record : records) {
      if (record.position > until) return positions;
      positions.push_back(record.position);
    }
    if (records.empty()) return positions;
    next = records.back().revision.Next();
  }
}

base::StatusOr<std::optional<InForceEvent>> InForce::PurchaseOf(const InForceEvent& reversal,
                                                                base::Position cut) {
  AL_ASSIGN_OR_RETURN(
      const std::vector<storage::Record> first,
      log_.ReadStream(base::TenantId(reversal.tenant_text), base::StreamId(reversal.stream),
                      base::Revision(1), {.records = 1}, storage::Direction::kForward));
  if (first.empty()) return std::optional<InForceEvent>();
  AL_ASSIGN_OR_RETURN(std::optional<InForceEvent> purchase, At(first.front().position, cut));
  if (purchase.has_value() && !purchase->payload->has_purchase_recorded()) purchase.reset();
  return purchase;
}

}  // namespace anchorledger::projections
