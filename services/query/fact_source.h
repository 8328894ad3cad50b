// Where queries get their views of the facts from.
#pragma once

#include <chrono>
#include <memory>

#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/projections/fact_view.h"
#include "storage/log/head_notifier.h"

namespace anchorledger::query {

// The live projection behind the metrics. Threads: any.
class FactSource {
 public:
  virtual ~FactSource() = default;

  // A view that is true for `at_least` or later. Waits for it at most so long, then fails with
  // PROJECTION_BEHIND; PROJECTION_STOPPED when it will not come.
  virtual base::StatusOr<std::shared_ptr<const projections::FactView>> Open(
      base::Position at_least, std::chrono::microseconds longest) = 0;

  // Calls back once, as soon as views are true for `position`.
  virtual storage::Notification NotifyAt(base::Position position,
                                         storage::HeadCallback callback) = 0;
};

}  // namespace anchorledger::query
