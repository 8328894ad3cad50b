#include "services/domain/batch_view.h"

#include <algorithm>
#include <utility>

#include "proto/base/limits.h"

namespace anchorledger::domain {

base::StatusOr<const History*> BatchView::Read(const base::StreamId& stream, Reading reading) {
  Slot& slot = slots_[stream];
  const bool needs_guard = reading == Reading::kGuard && !slot.guarded;
  if (slot.recorded == nullptr || needs_guard) {
    AL_ASSIGN_OR_RETURN(std::shared_ptr<const History> recorded, world_.Read(stream, reading));
    slot.guarded |= reading == Reading::kGuard;
    if (slot.recorded == nullptr) slot.recorded = std::move(recorded);
  }
  // Most streams are only read: those cost no history of their own.
  if (slot.applied == nullptr && slot.waiting.empty()) return slot.recorded.get();
  if (slot.applied == nullptr) {
    slot.applied = std::make_unique<History>(History::ForkOf(slot.recorded));
  }
  for (const RecordedEvent& event : slot.waiting) slot.applied->Apply(event);
  slot.waiting.clear();
  return slot.applied.get();
}

base::StatusOr<bool> BatchView::Exists(const base::StreamId& stream, Reading reading) {
  AL_ASSIGN_OR_RETURN(const History* history, Read(stream, reading));
  return history->Opening() != nullptr;
}

base::StatusOr<std::optional<base::StreamId>> BatchView::StreamOf(base::Position position) {
  if (IsProvisional(position)) return std::optional<base::StreamId>();
  return world_.StreamOf(position);
}

base::StatusOr<const Entry*> BatchView::FindEvent(base::Position position, Reading reading) {
  AL_ASSIGN_OR_RETURN(const std::optional<base::StreamId> stream, StreamOf(position));
  if (!stream.has_value()) return nullptr;
  AL_ASSIGN_OR_RETURN(const History* history, Read(*stream, reading));
  return history->Find(position);
}

base::StatusOr<std::vector<base::StreamId>> BatchView::Named(NameIndex index,
                                                             std::string_view key) {
  // Asked once in a batch: the world does not change meanwhile, and each hire asks.
  auto known = looked_up_.find({index, std::string(key)});
  if (known == looked_up_.end()) {
    AL_ASSIGN_OR_RETURN(std::vector<base::StreamId> found, world_.Named(index, key));
    known = looked_up_.emplace(std::pair(index, std::string(key)), std::move(found)).first;
  }
  IndexWaiting();
  std::vector<base::StreamId> streams = known->second;
  for (const NamedHere& named : names_) {
    if (named.entry.index == index && named.entry.key == key) streams.push_back(named.stream);
  }
  return streams;
}

base::StatusOr<std::vector<const Entry*>> BatchView::Referrers(const base::StreamId& stream) {
  // Found events are read one by one, so that the voids of the batch are seen. As many as a batch
  // can void, twice: an undone import leaves voided events in the index.
  constexpr std::size_t kReferrersMax = 2 * base::kCommitEventsMax;
  std::vector<ReferrerHere> found;
  AL_ASSIGN_OR_RETURN(const std::vector<base::Position> recorded,
                      world_.Referrers(stream, kReferrersMax));
  for (const base::Position position : recorded) {
    AL_ASSIGN_OR_RETURN(const std::optional<base::StreamId> holder, StreamOf(position));
    if (holder.has_value()) found.push_back({*holder, position});
  }
  IndexWaiting();
  const auto [first, last] = referrers_.equal_range(stream);
  for (auto it = first; it != last; ++it) found.push_back(it->second);

  std::vector<const Entry*> entries;
  for (const ReferrerHere& referrer : found) {
    if (referrer.stream == stream) continue;
    AL_ASSIGN_OR_RETURN(const History* history, Read(referrer.stream, Reading::kInformation));
    const Entry* entry = history->Find(referrer.position);
    if (entry == nullptr || !entry->in_force()) continue;
    const std::vector<base::StreamId> names = StreamsNamedBy(*entry->header, *entry->payload);
    if (std::find(names.begin(), names.end(), stream) != names.end()) entries.push_back(entry);
  }
  return entries;
}

void BatchView::Index(const base::StreamId& stream, base::Position position, HeaderPtr header,
                      PayloadPtr payload) {
  unindexed_.push_back({stream, position, std::move(header), std::move(payload)});
}

void BatchView::IndexWaiting() {
  for (const Unindexed& event : unindexed_) {
    for (NameEntry& entry : NameKeysOf(*event.payload)) {
      names_.push_back({std::move(entry), event.stream});
    }
    for (const base::StreamId& named : StreamsNamedBy(*event.header, *event.payload)) {
      if (named == event.stream) continue;
      referrers_.emplace(named, ReferrerHere{event.stream, event.position});
    }
  }
  unindexed_.clear();
}

base::Position BatchView::Apply(const ProposedEvent& event) {
  const base::Position position = NextPosition();
  ++applied_;
  Index(event.stream, position, event.header, event.payload);
  slots_[event.stream].waiting.push_back(
      {position, base::Instant{}, event.stream, event.header, event.payload});
  return position;
}

}  // namespace anchorledger::domain
