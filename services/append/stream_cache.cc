#include "services/append/stream_cache.h"

#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/world.h"
#include "services/projections/stream_history.h"

namespace anchorledger::append {
namespace {

// Counts an empty history as one event: remembering that nothing is there takes memory, too.
size_t Weight(const domain::History& history) { return history.size() + 1; }

std::string KeyOf(const base::TenantId& tenant, const base::StreamId& stream) {
  std::string key;
  key.reserve(tenant.value().size() + 1 + stream.value().size());
  key += tenant.value();
  key += '\0';  // no id has one
  key += stream.value();
  return key;
}

}  // namespace

StreamCache::StreamCache(const storage::EventLog& log, size_t events_max)
    : log_(log),
      shard_events_max_(events_max / std::tuple_size_v<decltype(shards_)>),
      names_changed_at_(log.Head().position.value()) {}

StreamCache::Shard& StreamCache::ShardOf(const std::string& key) {
  return shards_[std::hash<std::string>()(key) % shards_.size()];
}

base::StatusOr<std::shared_ptr<const domain::History>> StreamCache::Get(
    const base::TenantId& tenant, const base::StreamId& stream) {
  std::string key = KeyOf(tenant, stream);
  {
    Shard& shard = ShardOf(key);
    base::MutexLock lock(shard.mutex);
    const auto found = shard.by_key.find(key);
    if (found != shard.by_key.end()) {
      shard.by_use.splice(shard.by_use.begin(), shard.by_use, found->second);
      return std::shared_ptr<const domain::History>(found->second->history);
    }
  }
  AL_ASSIGN_OR_RETURN(domain::History folded, projections::ReadHistory(log_, tenant, stream));
  auto history = std::make_shared<domain::History>(std::move(folded));
  Insert(std::move(key), history);
  return std::shared_ptr<const domain::History>(std::move(history));
}

void StreamCache::Insert(std::string key, std::shared_ptr<domain::History> history) {
  Shard& shard = ShardOf(key);
  base::MutexLock lock(shard.mutex);
  const auto found = shard.by_key.find(key);
  if (found != shard.by_key.end()) {
    if (found->second->history->size() >= history->size()) {
      return;  // another reader was here, and an append may have followed
    }
    Drop(shard, found->second);
  }
  shard.events += Weight(*history);
  shard.by_use.push_front({std::move(key), std::move(history)});
  shard.by_key[shard.by_use.front().key] = shard.by_use.begin();
  while (shard.events > shard_events_max_ && shard.by_use.size() > 1) {
    Drop(shard, std::prev(shard.by_use.end()));
  }
}

void StreamCache::Drop(Shard& shard, std::list<Cached>::iterator cached) {
  shard.events -= Weight(*cached->history);
  shard.by_key.erase(cached->key);
  shard.by_use.erase(cached);
}

void StreamCache::NoteName(const domain::RecordedEvent& event) {
  if (!domain::MayEnterName(static_cast<int>(event.header->event_type()))) {
    return;
  }
  std::uint64_t seen = names_changed_at_.load(std::memory_order_relaxed);
  while (seen < event.position.value() &&
         !names_changed_at_.compare_exchange_weak(seen, event.position.value(),
                                                  std::memory_order_release)) {
  }
}

void StreamCache::Apply(const base::TenantId& tenant, base::Revision revision,
                        const domain::RecordedEvent& event) {
  NoteName(event);
  const std::string key = KeyOf(tenant, event.stream);
  Shard& shard = ShardOf(key);
  base::MutexLock lock(shard.mutex);
  const auto found = shard.by_key.find(key);
  if (found == shard.by_key.end()) {
    return;
  }
  std::shared_ptr<domain::History>& history = found->second->history;
  if (history->revision() >= revision) {
    return;  // folded from the log after the append
  }
  if (history->revision().Next() != revision) {
    Drop(shard, found->second);
    return;
  }
  // A check may be reading the history: then it keeps the old one. Nobody can take a new reference
  // meanwhile, since that needs the lock.
  if (history.use_count() > 1) {
    history = std::make_shared<domain::History>(*history);
  }
  history->Apply(event);
  ++shard.events;
}

void StreamCache::Forget(const base::TenantId& tenant, const base::StreamId& stream) {
  const std::string key = KeyOf(tenant, stream);
  Shard& shard = ShardOf(key);
  base::MutexLock lock(shard.mutex);
  const auto found = shard.by_key.find(key);
  if (found != shard.by_key.end()) {
    Drop(shard, found->second);
  }
}

size_t StreamCache::events() const {
  size_t events = 0;
  for (const Shard& shard : shards_) {
    base::MutexLock lock(shard.mutex);
    events += shard.events;
  }
  return events;
}

}  // namespace anchorledger::append
