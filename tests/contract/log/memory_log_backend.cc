#include "storage/log/memory_log.h"
#include "tests/contract/log/log_backend.h"

namespace anchorledger::storage {
namespace {

class MemoryLogBackend final : public LogBackend {
 public:
  explicit MemoryLogBackend(const runtime::Clock& clock) : log_(LogId{7}, clock) {}

  EventLog& log() override { return log_; }
  void ConfirmClock() override { log_.ConfirmClock(); }

 private:
  MemoryLog log_;
};

}  // namespace

std::unique_ptr<LogBackend> MakeLogBackend(const runtime::Clock& clock) {
  return std::make_unique<MemoryLogBackend>(clock);
}

}  // namespace anchorledger::storage
