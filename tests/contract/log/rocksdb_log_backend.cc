#include <catch2/catch.hpp>

#include "storage/log/rocksdb_log.h"
#include "tests/contract/log/log_backend.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

class RocksdbLogBackend final : public LogBackend {
 public:
  explicit RocksdbLogBackend(const runtime::Clock& clock) {
    auto opened = RocksdbLog::Open({.folder = {.folder = folder_ / "log"}}, clock);
    INFO(base::ToString(opened.status()));
    REQUIRE(opened.ok());
    log_ = *std::move(opened);
  }

  EventLog& log() override { return *log_; }
  void ConfirmClock() override { log_->ConfirmClock(); }

 private:
  testing::TempFolder folder_{testing::Medium::kMemory};
  std::unique_ptr<RocksdbLog> log_;
};

}  // namespace

std::unique_ptr<LogBackend> MakeLogBackend(const runtime::Clock& clock) {
  return std::make_unique<RocksdbLogBackend>(clock);
}

}  // namespace anchorledger::storage
