// What imports have appended, for those who ask again and again.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "services/import/batch_index.h"

namespace anchorledger::importing {

// Counts exactly, in the log. The first question about a batch reads the headers of its events, the
// next ones only those of events that have come since. Threads: any.
class BatchCounter {
 public:
  // Both must outlive the counter.
  BatchCounter(const storage::EventLog& log, const EventFinder& finder)
      : log_(log), finder_(finder) {}

  // Nothing appended: no events. Errors are those of the log and the index.
  base::StatusOr<BatchEvents> Count(const base::TenantId& tenant, std::string_view batch_id);

 private:
  using Key = std::pair<std::string, std::string>;  // tenant, batch

  const storage::EventLog& log_;
  const EventFinder& finder_;
  base::Mutex mutex_;
  std::map<Key, BatchEvents> counted_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace anchorledger::importing
