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

Status MakeStatus(absl::StatusCode code, std::string_view message, const ErrorDetails& details) {
  AL_CHECK(code != absl::StatusCode::kOk);
  Status status(code, ToAbsl(message));
  if (details.reason != ErrorReason::kUnspecified) {
    Attach(status, kReasonUrl, {ReasonName(details.reason)});
  }
  std::vector<std::string_view> metadata;
  for (const auto& [key, value] : details.metadata) {
    metadata.push_back(key);
    metadata.push_back(value);
  }
  if (!metadata.empty()) Attach(status, kMetadataUrl, metadata);
  std::vector<std::string_view> fields;
  for (const FieldViolation& violation : details.violations) {
    fields.push_back(violation.field);
    fields.push_back(violation.description);
    fields.push_back(ReasonName(violation.reason));
  }
  if (!fields.empty()) Attach(status, kFieldsUrl, fields);
  if (details.retry_delay.has_value()) return WithRetryDelay(status, *details.retry_delay);
  return status;
}

ErrorDetails DetailsOf(const Status& status) {
  return {.reason = ReasonOf(status),
          .metadata = MetadataOf(status),
          .violations = FieldViolationsOf(status),
          .retry_delay = RetryDelayOf(status)};
}

Status MakeError(ErrorReason reason, std::string_view message, Metadata metadata) {
  return MakeStatus(CodeOf(reason), message, {.reason = reason, .metadata = std::move(metadata)});
}

Status InvalidFields(std::vector<FieldViolation> violations) {
  AL_CHECK(!violations.empty());
  std::string message = violations[0].field + ": " + violations[0].description;
  if (violations.size() > 1) {
    message = std::to_string(violations.size()) + " fields are wrong, the first: " + message;
  }
  const ErrorReason reason = violations[0].reason;
  return MakeStatus(absl::StatusCode::kInvalidArgument, message,
                    {.reason = reason, .violations = std::move(violations)});
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
