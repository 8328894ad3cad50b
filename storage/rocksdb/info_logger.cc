#include "storage/rocksdb/info_logger.h"

#include <rocksdb/env.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <string_view>
#include <utility>

namespace anchorledger::storage {
namespace {

constexpr size_t kLineBytesMax = 1024;

class InfoLogger final : public rocksdb::Logger {
 public:
  InfoLogger(runtime::Logger log, std::string store)
      : rocksdb::Logger(rocksdb::InfoLogLevel::WARN_LEVEL),
        log_(std::move(log)),
        store_(std::move(store)) {}

  using rocksdb::Logger::Logv;

  void LogHeader(const char*, va_list) override {}

  void Logv(rocksdb::InfoLogLevel level, const char* format, va_list arguments) override {
    if (level < GetInfoLogLevel() || level == rocksdb::InfoLogLevel::HEADER_LEVEL) return;
    char line[kLineBytesMax];
    const int length = std::vsnprintf(line, sizeof(line), format, arguments);
    if (length < 0) return;
    const std::string_view text(line,
                                std::min<size_t>(static_cast<size_t>(length), sizeof(line) - 1));
    if (level == rocksdb::InfoLogLevel::WARN_LEVEL) {
      log_.Warn("rocksdb", {{"store", store_}, {"text", text}});
    } else {
      log_.Error("rocksdb", {{"store", store_}, {"text", text}});
    }
  }

 private:
  const runtime::Logger log_;
  const std::string store_;
};

}  // namespace

std::shared_ptr<rocksdb::Logger> MakeInfoLogger(runtime::Logger log, std::string store) {
  return std::make_shared<InfoLogger>(std::move(log), std::move(store));
}

}  // namespace anchorledger::storage
