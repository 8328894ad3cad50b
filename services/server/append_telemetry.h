// Counts what happens to appends.
#pragma once

#include "services/append/event_appender.h"
#include "services/telemetry/telemetry.h"

namespace anchorledger::server {

// Bridges the appender, which knows no telemetry, to it. Threads: any.
class AppendTelemetry final : public append::AppendObserver {
 public:
  explicit AppendTelemetry(telemetry::Telemetry& telemetry)
      : retried_(
            telemetry.AddCounter({"anchorledger_append_retries_total",
                                  "Appends that were decided again since another came first."})) {}

  void Retried() override { retried_.Add(); }

 private:
  telemetry::Counter& retried_;
};

}  // namespace anchorledger::server
