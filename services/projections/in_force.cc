#include "services/projections/in_force.h"

#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/amendment.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

constexpr std::size_t kReadKept = 64;

// What an amended event is made of. The chunk holds its tenant and stream.
struct AmendedCopy {
  domain::EventVersion version;
  std::shared_ptr<const EventChunk> chunk;
};

base::StatusOr<std::shared_ptr<const EventChunk>> DecodeOne(std::vector<storage::Record> record) {
  AL_ASSIGN_OR_RETURN(std::unique_ptr<EventChunk> chunk,
                      EventChunk::Decode(std::move(record), AllPayloads));
  return std::shared_ptr<const EventChunk>(std::move(chunk));
}

}  // namespace

InForce::InForce(const RecordSource& records, const Corrections& corrections, SymbolTable& symbols)
    : records_(records), corrections_(corrections), symbols_(symbols) {}

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
  const AtCut key(position.value(), cut.value());
  const auto found = stood_.find(key);
  if (found != stood_.end()) return std::optional<InForceEvent>(found->second);
  AL_ASSIGN_OR_RETURN(std::shared_ptr<const EventChunk> chunk, Read(position));
  AL_ASSIGN_OR_RETURN(std::optional<InForceEvent> event, Stand(std::move(chunk), cut));
  if (stood_.size() >= kReadKept) stood_.clear();
  if (event.has_value()) stood_.emplace(key, *event);
  return event;
}

base::StatusOr<std::optional<InForceEvent>> InForce::Stand(std::shared_ptr<const EventChunk> chunk,
                                                           base::Position cut) {
  const RecordedEvent& recorded = chunk->events().front();
  if (recorded.payload == nullptr) return std::optional<InForceEvent>();
  InForceEvent event = AsRecorded(recorded);
  const std::vector<base::Position> amendments = corrections_.AmendmentsOf(event.position, cut);
  if (amendments.empty()) {
    event.owner = std::move(chunk);
    return std::optional<InForceEvent>(std::move(event));
  }
  auto copy = std::make_shared<AmendedCopy>();
  copy->version = {std::make_shared<pb::EventHeader>(*recorded.header),
                   std::make_shared<pb::EventPayload>(*recorded.payload)};
  copy->chunk = std::move(chunk);
  for (const base::Position at : amendments) {
    AL_ASSIGN_OR_RETURN(const std::shared_ptr<const EventChunk> correction, Read(at));
    const RecordedEvent& amendment = correction->events().front();
    if (amendment.payload == nullptr) continue;
    copy->version = domain::Amend(copy->version, amendment.payload->event_amended());
  }
  const pb::EventHeader& header = *copy->version.header;
  event.effective_on = base::Date{header.effective_on().days()};
  event.anchor = symbols_.Intern(header.anchor_id());
  event.partnership = symbols_.Intern(header.partnership_id());
  event.header = copy->version.header.get();
  event.payload = copy->version.payload.get();
  event.owner = std::move(copy);
  return std::optional<InForceEvent>(std::move(event));
}

base::StatusOr<std::shared_ptr<const EventChunk>> InForce::Read(base::Position position) const {
  const auto found = read_.find(position.value());
  if (found != read_.end()) return found->second;
  AL_ASSIGN_OR_RETURN(std::vector<storage::Record> records, records_.ReadAt(position));
  AL_ASSIGN_OR_RETURN(std::shared_ptr<const EventChunk> chunk, DecodeOne(std::move(records)));
  if (read_.size() >= kReadKept) read_.clear();
  read_.emplace(position.value(), chunk);
  return chunk;
}

base::StatusOr<std::vector<base::Position>> InForce::PositionsOf(std::string_view tenant,
                                                                 std::string_view stream,
                                                                 base::Position until) const {
  std::vector<base::Position> positions;
  base::Revision next(1);
  while (true) {
    AL_ASSIGN_OR_RETURN(
        const std::vector<storage::Record> records,
        records_.ReadStream(base::TenantId(tenant), base::StreamId(stream), next, {}));
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
  // Keys and facts of one reversal ask for the same purchase, one after the other.
  if (last_cut_ == cut && last_tenant_ == reversal.tenant && last_stream_ == reversal.stream) {
    return last_purchase_;
  }
  AL_ASSIGN_OR_RETURN(last_purchase_, ReadPurchase(reversal, cut));
  last_cut_ = cut;
  last_tenant_ = reversal.tenant;
  last_stream_ = reversal.stream;
  return last_purchase_;
}

// The stream begins with its purchase; only a purchase that was voided and entered anew lies
// further back.
base::StatusOr<std::optional<InForceEvent>> InForce::ReadPurchase(const InForceEvent& reversal,
                                                                  base::Position cut) {
  base::Revision next(1);
  while (true) {
    AL_ASSIGN_OR_RETURN(std::vector<storage::Record> record,
                        records_.ReadStream(base::TenantId(reversal.tenant_text),
                                            base::StreamId(reversal.stream), next, {.records = 1}));
    if (record.empty() || record.front().position > cut) return std::optional<InForceEvent>();
    next = record.front().revision.Next();
    if (corrections_.VoidedAt(record.front().position, cut)) continue;
    AL_ASSIGN_OR_RETURN(std::shared_ptr<const EventChunk> chunk, DecodeOne(std::move(record)));
    AL_ASSIGN_OR_RETURN(std::optional<InForceEvent> event, Stand(std::move(chunk), cut));
    if (event.has_value() && event->payload->has_purchase_recorded()) return event;
  }
}

}  // namespace anchorledger::projections
