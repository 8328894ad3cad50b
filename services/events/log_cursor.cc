#include "services/events/log_cursor.h"

namespace anchorledger::events {
namespace {

constexpr size_t kCursorBytes = 20;

void PutNumber(std::string& bytes, uint64_t number, int width) {
  for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
    bytes += static_cast<char>(number >> shift & 0xFFU);
  }
}

uint64_t TakeNumber(std::string_view& bytes, size_t width) {
  uint64_t number = 0;
  for (size_t i = 0; i < width; ++i) {
    number = number << 8 | static_cast<unsigned char>(bytes[i]);
  }
  bytes.remove_prefix(width);
  return number;
}

}  // namespace

std::string FormatCursor(const storage::ResumePoint& point) {
  std::string bytes;
  bytes.reserve(kCursorBytes);
  PutNumber(bytes, point.log_id.value, 8);
  PutNumber(bytes, point.epoch, 4);
  PutNumber(bytes, point.position.value(), 8);
  return bytes;
}

base::StatusOr<storage::ResumePoint> ParseCursor(std::string_view bytes) {
  if (bytes.size() != kCursorBytes) {
    return base::MakeError(base::ErrorReason::kPageTokenInvalid, "the token holds no cursor");
  }
  storage::ResumePoint point;
  point.log_id.value = TakeNumber(bytes, 8);
  point.epoch = static_cast<uint32_t>(TakeNumber(bytes, 4));
  point.position = base::Position(TakeNumber(bytes, 8));
  return point;
}

base::Status CheckNotRewound(const storage::EventLog& log, const storage::ResumePoint& point) {
  const base::Position common = log.LastCommonPosition(point);
  if (common >= point.position) {
    return absl::OkStatus();
  }
  return base::MakeError(
      base::ErrorReason::kLogRewound,
      "the token was made at position " + std::to_string(point.position.value()) + " of log " +
          storage::FormatLogId(point.log_id) + ", of which this log holds what lies up to " +
          std::to_string(common.value()),
      {{"common_position", std::to_string(common.value())},
       {"token_position", std::to_string(point.position.value())}});
}

}  // namespace anchorledger::events
