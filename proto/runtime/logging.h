// Log lines for operators: a message and key=value fields, written through spdlog.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "proto/base/status.h"

namespace spdlog {
class logger;
}

namespace anchorledger::runtime {

// error: someone must act; warn: degraded; info: lifecycle; debug: off unless asked for.
enum class LogLevel { kDebug, kInfo, kWarn, kError, kOff };

// "debug", "info", "warn", "error" or "off"; else FIELD_INVALID.
base::StatusOr<LogLevel> ParseLogLevel(std::string_view name);

// One key=value of a line. Values of the keys in logging.cc that name secrets or payloads are
// replaced there; control characters never reach the output.
struct LogField {
  LogField(std::string_view name, std::string_view text) : key(name), value(text) {}
  LogField(std::string_view name, const char* text) : key(name), value(text) {}
  LogField(std::string_view name, const std::string& text) : key(name), value(text) {}
  LogField(std::string_view name, const base::Status& status)
      : key(name), value(base::ToString(status)) {}
  LogField(std::string_view name, std::int64_t number) : key(name), value(std::to_string(number)) {}
  LogField(std::string_view name, std::uint64_t number)
      : key(name), value(std::to_string(number)) {}
  LogField(std::string_view name, int number) : key(name), value(std::to_string(number)) {}

  std::string key;
  std::string value;
};

// Writes lines. Cheap to copy, copies share one output; safe to use from any thread. Default
// constructed it writes nothing.
class Logger {
 public:
  Logger() = default;
  explicit Logger(std::shared_ptr<spdlog::logger> sink);

  static Logger ToStandardError(LogLevel level);

  void Debug(std::string_view message, std::initializer_list<LogField> fields = {}) const;
  void Info(std::string_view message, std::initializer_list<LogField> fields = {}) const;
  void Warn(std::string_view message, std::initializer_list<LogField> fields = {}) const;
  void Error(std::string_view message, std::initializer_list<LogField> fields = {}) const;

 private:
  void Write(LogLevel level, std::string_view message,
             std::initializer_list<LogField> fields) const;

  std::shared_ptr<spdlog::logger> sink_;
};

// The text of a line, as Logger writes it after time and level. For tests.
std::string FormatLogLine(std::string_view message, std::initializer_list<LogField> fields);

}  // namespace anchorledger::runtime
