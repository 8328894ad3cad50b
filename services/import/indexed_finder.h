// Finds events of imports through the index that a projection keeps.
#pragma once

#include <chrono>
#include <functional>

#include "services/import/batch_index.h"
#include "services/projections/event_index.h"

namespace anchorledger::importing {

// Waits until the index stands at the head of the log, so that what was appended a moment ago is
// found. Threads: any.
class IndexedFinder final : public EventFinder {
 public:
  // The index once it stands at `at_least` or later, or an error after `longest`.
  using IndexSource = std::function<base::StatusOr<projections::EventIndex>(
      base::Position at_least, std::chrono::microseconds longest)>;

  // `log` must outlive the finder.
  IndexedFinder(const storage::EventLog& log, IndexSource index)
      : log_(log), index_(std::move(index)) {}

  base::StatusOr<std::vector<base::Position>> OfType(const base::TenantId& tenant,
                                                     int event_type) const override;
  base::StatusOr<std::vector<base::Position>> OfBatch(const base::TenantId& tenant,
                                                      std::string_view batch_id) const override;

 private:
  base::StatusOr<std::vector<base::Position>> All(const projections::EventQuery& query) const;

  const storage::EventLog& log_;
  const IndexSource index_;
};

}  // namespace anchorledger::importing
