#include "services/import/batch_counter.h"

#include <cstddef>

namespace anchorledger::importing {
namespace {

// Some hundred bytes each. Beyond, all are forgotten and counted anew.
constexpr std::size_t kBatchesMax = 1000;

}  // namespace

base::StatusOr<BatchEvents> BatchCounter::Count(const base::TenantId& tenant,
                                                std::string_view batch_id) {
  const Key key(tenant.value(), batch_id);
  BatchEvents known;
  {
    const base::MutexLock lock(mutex_);
    const auto found = counted_.find(key);
    if (found != counted_.end()) known = found->second;
  }
  // Without the lock: two who ask at the same time count the same.
  AL_ASSIGN_OR_RETURN(BatchEvents events,
                      CountBatchEvents(log_, finder_, tenant, batch_id, std::move(known)));
  const base::MutexLock lock(mutex_);
  if (counted_.size() >= kBatchesMax) counted_.clear();
  counted_.insert_or_assign(key, events);
  return events;
}

}  // namespace anchorledger::importing
