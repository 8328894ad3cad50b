#include "proto/runtime/logging.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

namespace anchorledger::runtime {
namespace {

// Keys whose values are never written, whoever passes them.
constexpr std::array<std::string_view, 8> kRedactedKeys = {
    "token", "secret", "password", "credential", "authorization", "payload", "narrative", "salt"};

struct LevelName {
  LogLevel level;
  std::string_view name;
  spdlog::level::level_enum spdlog_level;
};

constexpr std::array<LevelName, 5> kLevels = {{
    {LogLevel::kDebug, "debug", spdlog::level::debug},
    {LogLevel::kInfo, "info", spdlog::level::info},
    {LogLevel::kWarn, "warn", spdlog::level::warn},
    {LogLevel::kError, "error", spdlog::level::err},
    {LogLevel::kOff, "off", spdlog::level::off},
}};

spdlog::level::level_enum ToSpdlog(LogLevel level) {
  return kLevels[static_cast<std::size_t>(level)].spdlog_level;
}

// The value as one word: in quotes where it would not be one, with control characters replaced so
// that no value can forge a line.
void AppendValue(std::string_view value, std::string& line) {
  const auto is_plain = [](char c) { return c > ' ' && c != '"' && c != '=' && c != '\x7f'; };
  if (!value.empty() && std::all_of(value.begin(), value.end(), is_plain)) {
    line.append(value);
    return;
  }
  line.push_back('"');
  for (const char c : value) {
    if (c == '"' || c == '\\') line.push_back('\\');
    const bool control = (c >= 0 && c < ' ') || c == '\x7f';
    line.push_back(control ? '?' : c);
  }
  line.push_back('"');
}

}  // namespace

base::StatusOr<LogLevel> ParseLogLevel(std::string_view name) {
  for (const LevelName& level : kLevels) {
    if (level.name == name) return level.level;
  }
  return base::MakeError(
      base::ErrorReason::kFieldInvalid,
      "\"" + std::string(name) + "\" is not a log level: debug, info, warn, error or off");
}

std::string FormatLogLine(std::string_view message, std::initializer_list<LogField> fields) {
  std::string line(message);
  for (const LogField& field : fields) {
    const bool redacted =
        std::find(kRedactedKeys.begin(), kRedactedKeys.end(), field.key) != kRedactedKeys.end();
    line.append(" ").append(field.key).append("=");
    AppendValue(redacted ? "[redacted]" : field.value, line);
  }
  return line;
}

Logger::Logger(std::shared_ptr<spdlog::logger> sink) : sink_(std::move(sink)) {}

Logger Logger::ToStandardError(LogLevel level) {
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  auto logger = std::make_shared<spdlog::logger>("anchorledger", std::move(sink));
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
  logger->set_level(ToSpdlog(level));
  logger->flush_on(spdlog::level::warn);
  return Logger(std::move(logger));
}

void Logger::Debug(std::string_view message, std::initializer_list<LogField> fields) const {
  Write(LogLevel::kDebug, message, fields);
}
void Logger::Info(std::string_view message, std::initializer_list<LogField> fields) const {
  Write(LogLevel::kInfo, message, fields);
}
void Logger::Warn(std::string_view message, std::initializer_list<LogField> fields) const {
  Write(LogLevel::kWarn, message, fields);
}
void Logger::Error(std::string_view message, std::initializer_list<LogField> fields) const {
  Write(LogLevel::kError, message, fields);
}

void Logger::Write(LogLevel level, std::string_view message,
                   std::initializer_list<LogField> fields) const {
  if (sink_ == nullptr || !sink_->should_log(ToSpdlog(level))) return;
  const std::string line = FormatLogLine(message, fields);
  sink_->log(ToSpdlog(level), spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace anchorledger::runtime
