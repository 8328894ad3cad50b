#include "services/projections/shadow_records.h"

#include <algorithm>
#include <string>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

}  // namespace

base::StatusOr<storage::Record> ShadowRecords::TakeNext() {
  const std::uint64_t index = taken();
  AL_ASSIGN_OR_RETURN(ProposedEvent event, proposed_.Read(index));
  const auto [entry, first] = streams_.try_emplace(symbols_.Intern(event.stream.value()));
  Stream& stream = entry->second;
  if (first && !event.new_stream) {
    AL_ASSIGN_OR_RETURN(stream.live_revision, LiveRevisionOf(event.stream));
  }
  stream.events.push_back(static_cast<std::uint32_t>(index));
  revisions_.push_back(static_cast<std::uint32_t>(stream.live_revision + stream.events.size()));
  AL_RETURN_IF_ERROR(NamePositions(event));
  return RecordOf(index, std::move(event));
}

base::StatusOr<std::uint64_t> ShadowRecords::LiveRevisionOf(const base::StreamId& stream) const {
  base::Revision from = storage::kLastRevision;
  while (true) {
    AL_ASSIGN_OR_RETURN(
        const std::vector<storage::Record> last,
        live_.ReadStream(tenant_, stream, from, {.records = 1}, storage::Direction::kBackward));
    if (last.empty()) return 0;
    const std::uint64_t revision = last.front().revision.value();
    if (last.front().position <= fork_) return revision;
    if (revision <= 1) return 0;
    from = base::Revision(revision - 1);
  }
}

base::Status ShadowRecords::NamePositions(ProposedEvent& event) const {
  const std::uint64_t provisional = proposed_.provisional_first().value();
  if (provisional == 0) return base::Status();
  pb::EventHeader header;
  if (!header.ParseFromString(event.header)) {
    return base::MakeError(base::ErrorReason::kDataCorrupt, "a proposed event does not parse");
  }
  const auto type = static_cast<int>(header.event_type());
  if (type != pb::EventPayload::kEventAmended && type != pb::EventPayload::kEventVoided) {
    return base::Status();
  }
  pb::EventPayload payload;
  if (!payload.ParseFromString(event.payload)) {
    return base::MakeError(base::ErrorReason::kDataCorrupt, "a proposed event does not parse");
  }
  const auto name = [&](auto& correction) {
    if (correction.target_position() < provisional) return;
    correction.set_target_position(fork_.value() + 1 + correction.target_position() - provisional);
  };
  if (payload.has_event_amended()) name(*payload.mutable_event_amended());
  if (payload.has_event_voided()) name(*payload.mutable_event_voided());
  event.payload = payload.SerializeAsString();
  return base::Status();
}

storage::Record ShadowRecords::RecordOf(std::uint64_t index, ProposedEvent event) const {
  storage::Record record;
  record.position = fork_.Plus(index + 1);
  record.tenant = tenant_;
  record.stream = std::move(event.stream);
  record.revision = base::Revision(revisions_[index]);
  record.header = std::move(event.header);
  record.payload = std::move(event.payload);
  return record;
}

base::StatusOr<storage::Record> ShadowRecords::Read(std::uint64_t index) const {
  AL_ASSIGN_OR_RETURN(ProposedEvent event, proposed_.Read(index));
  AL_RETURN_IF_ERROR(NamePositions(event));
  return RecordOf(index, std::move(event));
}

base::StatusOr<std::vector<storage::Record>> ShadowRecords::ReadAt(base::Position position) const {
  if (position <= fork_) return LogRecords(live_).ReadAt(position);
  const std::uint64_t index = position.value() - fork_.value() - 1;
  if (index >= taken()) {
    return base::MakeError(base::ErrorReason::kDataCorrupt,
                           "nothing is proposed at position " + std::to_string(position.value()));
  }
  AL_ASSIGN_OR_RETURN(storage::Record record, Read(index));
  std::vector<storage::Record> records;
  records.push_back(std::move(record));
  return records;
}

base::StatusOr<std::vector<storage::Record>> ShadowRecords::ReadStream(
    const base::TenantId& tenant, const base::StreamId& stream, base::Revision from,
    storage::ReadLimit limit) const {
  const auto found = streams_.find(symbols_.Find(stream.value()));
  const bool proposed = tenant == tenant_ && found != streams_.end();
  const std::uint64_t live_revision = proposed ? found->second.live_revision : 0;
  if (!proposed || from.value() <= live_revision) {
    AL_ASSIGN_OR_RETURN(
        std::vector<storage::Record> records,
        live_.ReadStream(tenant, stream, from, limit, storage::Direction::kForward));
    std::erase_if(records, [this](const storage::Record& r) { return r.position > fork_; });
    if (!proposed || !records.empty()) return records;
  }
  std::vector<storage::Record> records;
  const auto& events = found->second.events;
  const std::uint64_t first = std::max(from.value(), live_revision + 1) - live_revision - 1;
  for (std::uint64_t at = first; at < events.size() && records.size() < limit.records; ++at) {
    AL_ASSIGN_OR_RETURN(storage::Record record, Read(events[at]));
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace anchorledger::projections
