#include "proto/base/status.h"

#include <cstdint>

#include "absl/strings/cord.h"
#include "proto/base/check.h"

// Details travel as payloads of absl::Status, each a list of strings: for every string its length
// in four bytes, little-endian, then its bytes. They never leave the process in this form:
// proto/wire turns them into google.rpc messages.

namespace anchorledger::base {
namespace {

constexpr char kReasonUrl[] = "type.anchorledger/reason";
constexpr char kMetadataUrl[] = "type.anchorledger/metadata";
constexpr char kFieldsUrl[] = "type.anchorledger/fields";
constexpr char kRetryUrl[] = "type.anchorledger/retry";

absl::string_view ToAbsl(std::string_view text) { return {text.data(), text.size()}; }

void PutString(std::string_view text, std::string& out) {
  auto size = static_cast<std::uint32_t>(text.size());
  for (int i = 0; i < 4; ++i, size >>= 8U) out.push_back(static_cast<char>(size & 0xffU));
  out.append(text);
}

// The strings of a payload; none when the status does not have it.
std::vector<std::string> StringsOf(const Status& status, const char* url) {
  std::vector<std::string> strings;
  const auto payload = status.GetPayload(url);
  if (!payload.has_value()) return strings;
  const std::string bytes(*payload);
  for (std::size_t at = 0; at + 4 <= bytes.size();) {
    std::uint32_t size = 0;
    for (std::size_t i = 4; i > 0; --i) {
      size = (size << 8U) | static_cast<std::uint8_t>(bytes[at + i - 1]);
    }
    AL_CHECK(size <= bytes.size() - at - 4);
    strings.emplace_back(bytes, at + 4, size);
    at += 4 + size;
  }
  return strings;
}

void Attach(Status& status, const char* url, const std::vector<std::string_view>& strings) {
  std::string bytes;
  for (const std::string_view text : strings) PutString(text, bytes);
  status.SetPayload(url, absl::Cord(bytes));
}

}  // namespace

Status MakeError(ErrorReason reason, std::string_view message, Metadata metadata) {
  AL_CHECK(CodeOf(reason) != absl::StatusCode::kOk);
  Status status(CodeOf(reason), ToAbsl(message));
  Attach(status, kReasonUrl, {ReasonName(reason)});
  if (!metadata.empty()) {
    std::vector<std::string_view> strings;
    for (const auto& [key, value] : metadata) {
      strings.push_back(key);
      strings.push_back(value);
    }
    Attach(status, kMetadataUrl, strings);
  }
  return status;
}

Status InvalidFields(std::vector<FieldViolation> violations) {
  AL_CHECK(!violations.empty());
  const std::string message = violations.size() == 1
                                  ? violations[0].field + ": " + violations[0].description
                                  : std::to_string(violations.size()) +
                                        " fields are wrong, the first: " + violations[0].field +
                                        ": " + violations[0].description;
  Status status(absl::StatusCode::kInvalidArgument, message);
  Attach(status, kReasonUrl, {ReasonName(violations[0].reason)});
  std::vector<std::string_view> strings;
  for (const FieldViolation& violation : violations) {
    strings.push_back(violation.field);
    strings.push_back(violation.description);
    strings.push_back(ReasonName(violation.reason));
  }
  Attach(status, kFieldsUrl, strings);
  return status;
}

Status Annotate(Status status, std::string_view context) {
  if (status.ok()) return status;
  std::string message(context);
  message.append(": ").append(MessageOf(status));
  Status annotated(status.code(), message);
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) {
    annotated.SetPayload(url, payload);
  });
  return annotated;
}

Status WithRetryDelay(Status status, std::chrono::milliseconds delay) {
  AL_CHECK(!status.ok());
  Attach(status, kRetryUrl, {std::to_string(delay.count())});
  return status;
}

ErrorReason ReasonOf(const Status& status) {
  const std::vector<std::string> strings = StringsOf(status, kReasonUrl);
  if (strings.empty()) return ErrorReason::kUnspecified;
  return ParseReason(strings[0]).value_or(ErrorReason::kUnspecified);
}

std::vector<FieldViolation> FieldViolationsOf(const Status& status) {
  std::vector<FieldViolation> violations;
  const std::vector<std::string> strings = StringsOf(status, kFieldsUrl);
  for (std::size_t i = 0; i + 2 < strings.size(); i += 3) {
    violations.push_back(
        {.field = strings[i],
         .description = strings[i + 1],
         .reason = ParseReason(strings[i + 2]).value_or(ErrorReason::kUnspecified)});
  }
  return violations;
}

Metadata MetadataOf(const Status& status) {
  Metadata metadata;
  const std::vector<std::string> strings = StringsOf(status, kMetadataUrl);
  for (std::size_t i = 0; i + 1 < strings.size(); i += 2) {
    metadata.emplace_back(strings[i], strings[i + 1]);
  }
  return metadata;
}

std::optional<std::chrono::milliseconds> RetryDelayOf(const Status& status) {
  const std::vector<std::string> strings = StringsOf(status, kRetryUrl);
  if (strings.empty()) return std::nullopt;
  return std::chrono::milliseconds(std::stoll(strings[0]));
}

std::string_view MessageOf(const Status& status) {
  return {status.message().data(), status.message().size()};
}

std::string ToString(const Status& status) {
  if (status.ok()) return "OK";
  const ErrorReason reason = ReasonOf(status);
  std::string text = reason == ErrorReason::kUnspecified ? absl::StatusCodeToString(status.code())
                                                         : std::string(ReasonName(reason));
  text.append(": ").append(MessageOf(status));
  const std::vector<FieldViolation> violations = FieldViolationsOf(status);
  for (std::size_t i = 1; i < violations.size(); ++i) {
    text.append("; ").append(violations[i].field).append(": ").append(violations[i].description);
  }
  for (const auto& [key, value] : MetadataOf(status)) {
    text.append("; ").append(key).append("=").append(value);
  }
  return text;
}

}  // namespace anchorledger::base
