#include "services/append/staged_world.h"

#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::append {

void StagedWorld::AssumeAbsent(const base::StreamId& stream) {
  if (!IsStaged(stream) && !kept_.contains(stream)) world_.AssumeAbsent(stream);
}

void StagedWorld::Stage(const CommandEvent& event, base::Position position) {
  staged_[event.stream].events.push_back(
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
  AL_ASSIGN_OR_RETURN(auto ledger, ReadLedger(stream, reading));
  const auto found = staged_.find(stream);
  if (found == staged_.end()) return ledger;
  Staged& staged = found->second;
  if (staged.applied < staged.events.size()) {
    // Copied, because histories that were handed out must not change.
    auto history = staged.history == nullptr
                       ? std::make_shared<domain::History>(domain::History::ForkOf(ledger))
                       : std::make_shared<domain::History>(*staged.history);
    while (staged.applied < staged.events.size()) history->Apply(staged.events[staged.applied++]);
    staged.history = std::move(history);
  }
  return staged.history;
}

base::StatusOr<std::shared_ptr<const domain::History>> StagedWorld::ReadLedger(
    const base::StreamId& stream, domain::Reading reading) {
  if (const auto kept = kept_.find(stream); kept != kept_.end()) return kept->second;
  if (read_.try_emplace(stream, true).second) AL_RETURN_IF_ERROR(before_read_(stream));
  return world_.Read(stream, reading);
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
