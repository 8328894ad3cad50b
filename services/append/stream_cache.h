// Folded streams, kept so that a check need not read the log; and what is known of names.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "services/append/names_in_flight.h"
#include "services/domain/history.h"
#include "storage/log/event_log.h"

namespace anchorledger::append {

// The histories of streams, least recently used out first, bounded by the number of events that
// they hold. What it answers may be behind the log, never ahead of it and never wrong: a check made
// on an old answer fails at the log's expectations and is repeated after Forget().
//
// Threads: any. Streams are spread over shards, so that checks of different streams meet rarely;
// the log is read without a lock held.
class StreamCache {
 public:
  // `log` must outlive the cache.
  StreamCache(const storage::EventLog& log, size_t events_max);

  // The history of a stream, from the cache or folded from the log; empty when there is none.
  // Errors are those of reading, and DATA_CORRUPT for an event that does not parse.
  base::StatusOr<std::shared_ptr<const domain::History>> Get(const base::TenantId& tenant,
                                                             const base::StreamId& stream);

  // Follows an event that has become durable, in its stream where that is cached. Events of one
  // stream may arrive out of order; a history with a hole is dropped.
  void Apply(const base::TenantId& tenant, base::Revision revision,
             const domain::RecordedEvent& event);

  // Drops a stream, because what was answered turned out to be old.
  void Forget(const base::TenantId& tenant, const base::StreamId& stream);

  // No event after this one is known to have entered a name index (domain::MayEnterName): the last
  // that this process appended, or the head of the log when the cache was made.
  base::Position names_changed_at() const {
    return base::Position(names_changed_at_.load(std::memory_order_acquire));
  }

  // Names on their way into an index.
  NamesInFlight& names_in_flight() { return names_in_flight_; }

  // Events held now; for telemetry.
  size_t events() const;

 private:
  struct Cached {
    std::string key;
    std::shared_ptr<domain::History> history;
  };
  struct Shard {
    mutable base::Mutex mutex;
    std::list<Cached> by_use ABSL_GUARDED_BY(mutex);  // the most recently used first
    // Keys point into by_use. Most streams that are asked for are new, and to know that takes no
    // look at an entry.
    absl::flat_hash_map<std::string_view, std::list<Cached>::iterator> by_key
        ABSL_GUARDED_BY(mutex);
    size_t events ABSL_GUARDED_BY(mutex) = 0;
  };

  Shard& ShardOf(const std::string& key);
  static void Drop(Shard& shard, std::list<Cached>::iterator cached)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(shard.mutex);
  void NoteName(const domain::RecordedEvent& event);
  void Insert(std::string key, std::shared_ptr<domain::History> history);

  const storage::EventLog& log_;
  const size_t shard_events_max_;
  std::array<Shard, 16> shards_;
  std::atomic<std::uint64_t> names_changed_at_;
  NamesInFlight names_in_flight_;
};

}  // namespace anchorledger::append
