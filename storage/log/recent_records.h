// The end of the log, as it was written: what followers read next.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "proto/base/mutex.h"
#include "storage/log/log_types.h"

namespace anchorledger::storage {

// Each follower reads each new record once, right after it was written. Kept as it was proposed, a
// record costs a copy; from the database it costs a look-up, a decoding and two checks.
//
// Holds consecutive commits up to the last one that is durable, as many as fit its bounds; so it
// answers a read as the database would, or not at all. Threads: one adds, any read.
class RecentRecords {
 public:
  struct Bounds {
    size_t records = 16U << 10;
    size_t bytes = 16U << 20;
  };

  RecentRecords() : RecentRecords(Bounds{}) {}
  explicit RecentRecords(Bounds bounds) : bounds_(bounds) {}

  // The next commit of the log, before its position is published. `bytes` is what it counts with.
  // A commit that does not follow the last one replaces all that is held.
  void Add(Commit&& commit, const Committed& committed, uint32_t epoch, size_t bytes);

  // Forgets everything: what the database holds may be something else.
  void Clear();

  // The records from a position on, as EventLog::Read answers it forward on a log that ends at
  // `head`; nothing when the database has to be asked.
  std::optional<std::vector<Record>> Read(base::Position from, ReadLimit limit,
                                          base::Position head) const;

 private:
  struct Recent {
    Commit commit;
    Committed committed;
    uint32_t epoch = 0;
    size_t bytes = 0;
  };

  static Record RecordOf(const Recent& recent, size_t index);
  std::vector<std::shared_ptr<const Recent>> Find(base::Position from, size_t records,
                                                  base::Position head) const;

  const Bounds bounds_;
  mutable base::Mutex mutex_;
  std::deque<std::shared_ptr<const Recent>> commits_ ABSL_GUARDED_BY(mutex_);  // in order
  size_t records_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace anchorledger::storage
