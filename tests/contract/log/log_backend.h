// What the contract of the log needs from a backend: one is linked into each test program.
#pragma once

#include <memory>
#include <string>

#include "proto/runtime/clock.h"
#include "storage/log/event_log.h"

namespace anchorledger::storage {

// A log under test. Reopen keeps what is durable, if the backend keeps anything.
class LogBackend {
 public:
  virtual ~LogBackend() = default;
  virtual EventLog& log() = 0;
  virtual void ConfirmClock() = 0;
};

// A new, empty log. `clock` outlives it.
std::unique_ptr<LogBackend> MakeLogBackend(const runtime::Clock& clock);

}  // namespace anchorledger::storage
