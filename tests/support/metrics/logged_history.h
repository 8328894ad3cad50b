// A history that was accepted elsewhere, in a log in memory and projected.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "proto/runtime/clock.h"
#include "services/domain/recorded_event.h"
#include "services/projections/metrics_projection.h"
#include "storage/log/memory_log.h"

namespace anchorledger::testing {

class LoggedHistory {
 public:
  // Recorded for the tenant at the times that the events have.
  LoggedHistory(std::string_view tenant, const std::vector<domain::RecordedEvent>& events);

  const storage::EventLog& log() const { return log_; }
  storage::EventLog& log() { return log_; }
  std::shared_ptr<const projections::FactView> View() const { return projection_->View(); }

 private:
  runtime::ManualClock clock_;
  storage::MemoryLog log_;
  std::unique_ptr<projections::MetricsProjection> projection_;
};

}  // namespace anchorledger::testing
