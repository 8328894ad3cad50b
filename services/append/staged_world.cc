#include "services/append/staged_world.h"

#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::append {

void StagedWorld::AssumeAbsent(const base::StreamId& stream) {
  if (!kept_.empty() && kept_.contains(stream)) return;
  Slot& slot = slots_[stream];
  if (!slot.events.empty()) return;
  if (slot.ledger != nullptr) world_.AssumeAbsent(stream);  // it knows the stream
  slot.ledger = EmptyHistory();
  slot.guarded = true;  // by what the caller expects
}

void StagedWorld::Stage(const CommandEvent& event, base::Position position) {
  slots_[event.stream].events.push_back(
      {position, base::Instant{}, event.stream, event.header, event.payload});
  for (domain::NameEntry& entry : domain::NameKeysOf(*event.payload)) {
    names_.emplace_back(std::move(entry), event.stream);
  }
}

base::StatusOr<std::shared_ptr<const domain::History>> StagedWorld::Latest(
    const base::StreamId& stream) {
  return Read(stream, domain::Reading::kInformation);
}

base::StatusOr<std::shared_ptr<const domain::History>> StagedWorld::Read(
    const base::StreamId& stream, domain::Reading reading) {
  auto known = slots_.find(stream);
  if (known == slots_.end() || !known->second.Answers(reading)) {
    AL_RETURN_IF_ERROR(ReadLedger(stream, reading));
    known = slots_.find(stream);
  }
  Slot& slot = known->second;
  if (slot.events.empty()) return slot.ledger;
  if (slot.applied < slot.events.size()) {
    // Copied, because histories that were handed out must not change.
    auto history = slot.history == nullptr
                       ? std::make_shared<domain::History>(domain::History::ForkOf(slot.ledger))
                       : std::make_shared<domain::History>(*slot.history);
    while (slot.applied < slot.events.size()) history->Apply(slot.events[slot.applied++]);
    slot.history = std::move(history);
  }
  return slot.history;
}

base::Status StagedWorld::ReadLedger(const base::StreamId& stream, domain::Reading reading) {
  Slot* slot = &slots_[stream];
  const auto kept = kept_.find(stream);
  if (kept != kept_.end()) {
    slot->ledger = kept->second;
    slot->guarded = slot->read = true;  // nothing is appended, so nothing is guarded
    return absl::OkStatus();
  }
  if (!slot->read) {
    AL_RETURN_IF_ERROR(before_read_(stream));
    slot = &slots_[stream];
    slot->read = true;
    ++streams_read_;
  }
  if (slot->ledger != nullptr && slot->guarded) return absl::OkStatus();  // assumed absent
  AL_ASSIGN_OR_RETURN(slot->ledger, world_.Read(stream, reading));
  slot->guarded = slot->guarded || reading == domain::Reading::kGuard;
  return absl::OkStatus();
}

base::StatusOr<std::optional<base::StreamId>> StagedWorld::StreamOf(base::Position position) {
  return world_.StreamOf(position);
}

base::StatusOr<std::vector<base::StreamId>> StagedWorld::Named(domain::NameIndex index,
                                                               std::string_view key) {
  AL_ASSIGN_OR_RETURN(std::vector<base::StreamId> streams, world_.Named(index, key));
  for (const auto& [entry, stream] : names_) {
    if (entry.index == index && entry.key == key) streams.push_back(stream);
  }
  return streams;
}

base::StatusOr<std::vector<base::Position>> StagedWorld::Referrers(const base::StreamId& stream,
                                                                   std::size_t limit) {
  return world_.Referrers(stream, limit);
}

}  // namespace anchorledger::append
